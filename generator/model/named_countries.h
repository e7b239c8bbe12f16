#pragma once

#include <string_view>
#include <vector>

#include "model/role.h"

namespace rolepress {

/// A country that a text names, with a capital: "Germany", "USA".
struct NamedCountry {
  std::string_view code;
  std::string_view words;  // of the text
};
/// The countries that a text names in English, in its order; a longer name is not taken for a
/// shorter one: "South Sudan", "New Mexico".
[[nodiscard]] std::vector<NamedCountry> countries_named(std::string_view text);

/// Codes of the countries from where one may work by the words of its eligibility, and not by its
/// countries. None where the words may tell of something else: "not from the US", "US hours".
[[nodiscard]] std::vector<std::string_view> unlisted_countries(const RoleEntry& entry);

}  // namespace rolepress
