#pragma once

// Pay as people write it in one cell of a list.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "model/role.h"

namespace rolepress {

/// What a text such as "$50 - $90/hr", "up to 60k USD a year" or "from £400/day" says. Amounts in
/// hundredths; one amount alone is both ends.
struct WrittenPay {
  std::optional<std::int64_t> min_minor;
  std::optional<std::int64_t> max_minor;
  std::string currency;         // ISO 4217; empty where the text does not say
  bool in_dollars = false;      // a plain "$", which many currencies have
  std::optional<PayUnit> unit;  // empty where the text does not say
  bool in_thousands = false;    // "50k"
};

/// Nullopt where the text holds anything else than pay, or may mean several.
[[nodiscard]] std::optional<WrittenPay> read_written_pay(std::string_view text);

/// Whether the text says in words that no amount is told: "Competitive", "DOE", "negotiable".
[[nodiscard]] bool tells_no_amount(std::string_view text);

/// Whether people write amounts in that currency with a plain "$": those of dollars and pesos.
[[nodiscard]] bool has_dollar_sign(std::string_view currency);

/// The code of "usd", "£" or "US$"; empty where none is meant for sure.
[[nodiscard]] std::string currency_of_words(std::string_view text);

/// The unit of "hourly", "per hour", "/hr" or "p.a.".
[[nodiscard]] std::optional<PayUnit> unit_of_words(std::string_view text);

}  // namespace rolepress
