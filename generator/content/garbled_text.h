#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace rolepress {

/// Signs that stand in the place of another one, because a text was read in another encoding than
/// it was written in: "â€™" for "’".
struct GarbledText {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string meant;
};

/// The first such signs of a text in UTF-8 that was read as Windows or Latin text; or nullopt.
[[nodiscard]] std::optional<GarbledText> find_garbled(std::string_view text);

/// The first control character of Latin-1 (U+0080 to U+009F), with what Windows has at its number;
/// or nullopt.
[[nodiscard]] std::optional<GarbledText> find_latin_control(std::string_view text);

}  // namespace rolepress
