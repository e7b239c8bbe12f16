#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "render/typeface.h"

namespace rolepress {

/// A picture in two inks on a ground, each with a few steps of coverage: sixteen colours, so that
/// it is small and quick to write as a PNG.
class Picture {
 public:
  enum class Ink { kFirst, kSecond };

  /// Colours as "#rrggbb".
  Picture(int width, int height, std::string_view ground, std::string_view first,
          std::string_view second);

  void fill(double x, double y, double width, double height, Ink ink);
  void draw(Typeface& face, std::string_view text, int size, double x, int y, Ink ink);
  void draw_centred(Typeface& face, std::string_view character, int size, double x, double y,
                    Ink ink);

  [[nodiscard]] std::string png() const;

 private:
  class InkBrush;
  struct Colour {
    std::uint8_t red, green, blue;
  };
  static constexpr int kFirstSteps = 10;
  static constexpr int kSecondSteps = 5;

  static Colour parse(std::string_view colour);
  void cover(int x, int y, unsigned char coverage, Ink ink);

  int width_;
  int height_;
  std::vector<Colour> palette_;  // the ground, the steps of the first ink, of the second
  std::size_t row_bytes_;
  std::vector<std::uint8_t> pixels_;  // indices of the palette as a PNG packs them, two to a byte
};

}  // namespace rolepress
