#pragma once

#include <span>
#include <string_view>

#include "model/role.h"

namespace rolepress {

/// Where a word is understood as the unit of an amount.
enum class UnitPlace {
  kBehindPer,   // only behind "per", "a" or "/": "20/h"
  kBesideSign,  // also without them beside a currency: "$20 hour", but not "40 hour"
  kAlone        // "20 hourly"
};

/// A word by which people name the unit of pay, in small letters.
struct UnitWord {
  std::string_view word;
  PayUnit unit;
  UnitPlace place;
};

/// Those of English and of the languages around it. A word that begins another one comes behind it.
[[nodiscard]] std::span<const UnitWord> unit_words();

}  // namespace rolepress
