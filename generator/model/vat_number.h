#pragma once

#include <string_view>

namespace rolepress {

/// False for a VAT number of the United Kingdom (9 or 12 digits, with GB or without a country)
/// whose check digits are wrong. Numbers of other countries are not judged.
[[nodiscard]] bool is_plausible_vat_number(std::string_view number);

}  // namespace rolepress
