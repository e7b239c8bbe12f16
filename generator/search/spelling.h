#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rolepress {

class SearchReader;

/// The known word that was most likely meant; empty when none is near. Words less common than
/// `least_common` do not count; where that is not 0, neither do those two edits away.
[[nodiscard]] std::string correct_word(const SearchReader& index, std::string_view word,
                                       std::uint32_t least_common);

}  // namespace rolepress
