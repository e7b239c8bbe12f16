#pragma once

#include <string_view>
#include <vector>

namespace rolepress {

/// Active alphabetic codes of ISO 4217, funds and metals left out.
[[nodiscard]] bool is_currency(std::string_view code);
/// Whether amounts in it have decimals, as those in JPY have not.
[[nodiscard]] bool has_minor_units(std::string_view currency);
/// Assigned alpha-2 codes of ISO 3166-1.
[[nodiscard]] bool is_country(std::string_view code);
/// All of them, by the alphabet.
[[nodiscard]] std::vector<std::string_view> country_codes();
/// The sign that stands before an amount, e.g. "$" for USD; empty where the code itself leads.
[[nodiscard]] std::string_view currency_prefix(std::string_view code);

}  // namespace rolepress
