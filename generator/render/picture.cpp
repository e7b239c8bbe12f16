#include "render/picture.h"

#include <png.h>
#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <new>

namespace rolepress {
namespace {

void append_bytes(png_structp png, png_bytep bytes, std::size_t count) {
  auto& out = *static_cast<std::string*>(png_get_io_ptr(png));
  out.append(reinterpret_cast<const char*>(bytes), count);
}

std::uint8_t mix(std::uint8_t from, std::uint8_t to, int step, int steps) {
  return static_cast<std::uint8_t>((from * (steps - step) + to * step + steps / 2) / steps);
}

}  // namespace

class Picture::InkBrush : public Typeface::Brush {
 public:
  InkBrush(Picture& picture, Ink ink) : picture_(picture), ink_(ink) {}
  void cover(int x, int y, unsigned char coverage) override {
    picture_.cover(x, y, coverage, ink_);
  }

 private:
  Picture& picture_;
  Ink ink_;
};

Picture::Colour Picture::parse(std::string_view colour) {
  unsigned value = 0;
  std::from_chars(colour.data() + 1, colour.data() + colour.size(), value, 16);
  return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
          static_cast<std::uint8_t>(value)};
}

Picture::Picture(int width, int height, std::string_view ground, std::string_view first,
                 std::string_view second)
    : width_(width),
      height_(height),
      palette_{parse(ground)},
      row_bytes_((static_cast<std::size_t>(width) + 1) / 2),
      pixels_(row_bytes_ * static_cast<std::size_t>(height), 0) {
  const auto add_steps = [&](Colour ink, int steps) {
    const Colour base = palette_.front();
    for (int i = 1; i <= steps; ++i) {
      palette_.push_back({mix(base.red, ink.red, i, steps), mix(base.green, ink.green, i, steps),
                          mix(base.blue, ink.blue, i, steps)});
    }
  };
  add_steps(parse(first), kFirstSteps);
  add_steps(parse(second), kSecondSteps);
}

void Picture::cover(int x, int y, unsigned char coverage, Ink ink) {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return;
  const int steps = ink == Ink::kFirst ? kFirstSteps : kSecondSteps;
  const int step = (coverage * steps + 127) / 255;
  if (step == 0) return;
  const int index = ink == Ink::kFirst ? step : kFirstSteps + step;
  std::uint8_t& pair =
      pixels_[static_cast<std::size_t>(y) * row_bytes_ + static_cast<std::size_t>(x) / 2];
  const int shift = x % 2 == 0 ? 4 : 0;
  if (index <= ((pair >> shift) & 0xf)) return;
  pair = static_cast<std::uint8_t>((pair & ~(0xf << shift)) | (index << shift));
}

void Picture::fill(double x, double y, double width, double height, Ink ink) {
  const auto overlap = [](double from, double length, int pixel) {
    return std::clamp(std::min(from + length, pixel + 1.0) - std::max(from, double(pixel)), 0.0,
                      1.0);
  };
  for (int row = static_cast<int>(y); row < y + height; ++row) {
    for (int column = static_cast<int>(x); column < x + width; ++column) {
      const double covered = overlap(x, width, column) * overlap(y, height, row);
      cover(column, row, static_cast<unsigned char>(std::lround(covered * 255)), ink);
    }
  }
}

void Picture::draw(Typeface& face, std::string_view text, int size, double x, int y, Ink ink) {
  InkBrush brush(*this, ink);
  face.draw(text, size, x, y, brush);
}

void Picture::draw_centred(Typeface& face, std::string_view character, int size, double x, double y,
                           Ink ink) {
  InkBrush brush(*this, ink);
  face.draw_outline(character, size, x, y, brush);
}

std::string Picture::png() const {
  constexpr int kBits = 4;
  std::string out;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
  if (info == nullptr) throw std::bad_alloc();
  png_set_write_fn(png, &out, append_bytes, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(width_), static_cast<png_uint_32>(height_),
               kBits, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  std::vector<png_color> colours;
  for (const Colour& c : palette_) colours.push_back({c.red, c.green, c.blue});
  png_set_PLTE(png, info, colours.data(), static_cast<int>(colours.size()));
  // Letters on paper are runs of one colour: looking for longer repeats costs time and finds none.
  png_set_compression_strategy(png, Z_RLE);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_write_info(png, info);
  for (int row = 0; row < height_; ++row) {
    png_write_row(png, pixels_.data() + static_cast<std::size_t>(row) * row_bytes_);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return out;
}

}  // namespace rolepress
