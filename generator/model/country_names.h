#pragma once

#include <string_view>

namespace rolepress {

/// The English name of the country with that ISO 3166-1 alpha-2 code; the code itself if there is
/// none.
[[nodiscard]] std::string_view country_name(std::string_view code);

}  // namespace rolepress
