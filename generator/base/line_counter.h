#pragma once

#include <cstddef>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// Places in a text by their offsets, which must not go back: the count goes on from the last.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {}

  [[nodiscard]] Spot spot(std::size_t offset, std::size_t length = 1) {
    for (; counted_ < offset; ++counted_) {
      if (text_[counted_] != '\n') continue;
      ++line_;
      line_start_ = counted_ + 1;
    }
    return {line_, static_cast<int>(offset - line_start_), static_cast<int>(length)};
  }

 private:
  std::string_view text_;
  int line_ = 1;
  std::size_t counted_ = 0;
  std::size_t line_start_ = 0;
};

}  // namespace rolepress
