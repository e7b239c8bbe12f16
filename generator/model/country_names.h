#pragma once

#include <string_view>

namespace rolepress {

/// The English name of the country with that ISO 3166-1 alpha-2 code; the code itself if there is
/// none.
[[nodiscard]] std::string_view country_name(std::string_view code);

/// The code of the country that people write so: "Germany", "usa", "England", "gb"; empty if none
/// is known by that name.
[[nodiscard]] std::string_view country_code(std::string_view name);

/// Whether the name is that of a part of a country, or may mean another country or place as well:
/// "England", "Korea", "Georgia". Nobody but an author can tell then whether the code is meant.
[[nodiscard]] bool is_doubtful_country(std::string_view name);

}  // namespace rolepress
