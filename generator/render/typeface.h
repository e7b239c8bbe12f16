#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rolepress {

/// A serif that is part of the program, so that pictures do not depend on the fonts of the machine.
/// Not for sharing between threads.
class Typeface {
 public:
  enum class Weight { kRegular, kBold };

  explicit Typeface(Weight weight);
  ~Typeface();
  Typeface(const Typeface&) = delete;
  Typeface& operator=(const Typeface&) = delete;

  /// Whether the face has every character of `text`.
  [[nodiscard]] bool has(std::string_view text) const;
  /// Width in pixels of `text` at `size` pixels to the em.
  [[nodiscard]] double width(std::string_view text, int size);

  /// Coverage of a pixel, 0 to 255, at a place relative to the origin that drawing began from.
  class Brush {
   public:
    virtual ~Brush() = default;
    virtual void cover(int x, int y, unsigned char coverage) = 0;
  };
  /// Draws with the base line at y; characters that the face lacks are left out.
  void draw(std::string_view text, int size, double x, int y, Brush& brush);

  /// The outline of the first character as SVG path data, `size` pixels to the em, with its bounds
  /// moved to be centred on (x, y). Empty if the face lacks it.
  [[nodiscard]] std::string outline(std::string_view text, int size, double x, double y);
  /// Draws the same outline.
  void draw_outline(std::string_view text, int size, double x, double y, Brush& brush);

 private:
  struct Faces;
  std::unique_ptr<Faces> faces_;
};

}  // namespace rolepress
