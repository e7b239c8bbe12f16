#pragma once

// The pay of a listing, from what its columns say.

#include <optional>
#include <string>
#include <string_view>

#include "content/front_matter.h"

namespace rolepress {

/// The values that the rules of a mapping give for "min", "max", "currency" and "unit", and which
/// of the last two are the same for all listings: there a listing that says otherwise is right.
struct ImportedPay {
  YamlNode values;
  bool currency_is_usual = false;
  bool unit_is_usual = false;
};

/// An amount that only a person can read.
struct UnreadPay {
  std::string_view key;  // "min" or "max"
  std::string message;   // continues the name of the column: "is not an amount of pay"
  std::string help;
};

/// The field "pay": amounts as plain numbers, the currency and the unit as the amounts say them or
/// else as the mapping does. What tells no amount ("DOE", 0) is left out. What cannot be read is
/// left out as well, and told of in `unread`.
[[nodiscard]] YamlNode settle_pay(const ImportedPay& pay, std::optional<UnreadPay>& unread);

}  // namespace rolepress
