#pragma once

#include <span>
#include <string_view>

#include "model/role.h"

namespace rolepress {

/// A word by which people name the unit of pay, in small letters.
struct UnitWord {
  std::string_view word;
  PayUnit unit;
  bool alone;  // understood without "per" or "/" before it
};

/// Those of English and of the languages around it. A word that begins another one comes behind it.
[[nodiscard]] std::span<const UnitWord> unit_words();

}  // namespace rolepress
