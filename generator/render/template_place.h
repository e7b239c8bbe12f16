#pragma once

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>

namespace rolepress {

// How a compiled template spells a resolved name: one letter for its use, how many views up, a dot,
// and which field, e.g. "s1.12". A literal has the index of its text: "t0.7";
// a part that is the same on every page, its index among those: "c0.2".

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
  return static_cast<char>(use) + std::to_string(depth) + "." + std::to_string(index);
}

[[nodiscard]] inline Place decode_place(std::string_view name) {
  Place place{static_cast<PlaceUse>(name[0]), 0, 0};
  const char* end = name.data() + name.size();
  const auto depth = std::from_chars(name.data() + 1, end, place.depth);
  std::from_chars(depth.ptr + 1, end, place.index);
  return place;
}

}  // namespace rolepress
