#pragma once

#include <cstddef>
#include <string>

namespace rolepress {

// How a compiled template spells a resolved name: one letter for its use, how many views up, and
// which field. A literal has the index of its text, a part that is the same on every page its index
// among those. Two and three digits to the base of 64, from '0' on, are read at every tag of every
// page, so they have fixed places.

enum class PlaceUse : char {
  kLiteral = 't',
  kValue = 'v',
  kSection = 's',
  kInverted = 'i',
  kOfSite = 'c'
};

struct Place {
  PlaceUse use;
  std::size_t depth;
  std::size_t index;
};

inline constexpr std::size_t kFirstItem = 100'000;  // the flags `first` and `last` of list items
inline constexpr std::size_t kLastItem = 100'001;

[[nodiscard]] inline std::string encode_place(PlaceUse use, std::size_t depth, std::size_t index) {
  const auto digit = [](std::size_t number, unsigned place) {
    return static_cast<char>('0' + ((number >> (6 * place)) & 63U));
  };
  return {static_cast<char>(use), digit(depth, 1), digit(depth, 0),
          digit(index, 2),        digit(index, 1), digit(index, 0)};
}

[[nodiscard]] inline Place decode_place(const std::string& name) {
  const auto digit = [&](std::size_t at) { return static_cast<std::size_t>(name[at] - '0'); };
  return {static_cast<PlaceUse>(name[0]), digit(1) << 6 | digit(2),
          digit(3) << 12 | digit(4) << 6 | digit(5)};
}

}  // namespace rolepress
