#include "render/icons.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <cmath>

#include "base/text.h"
#include "model/urls.h"
#include "render/picture.h"

namespace rolepress {
namespace {

constexpr std::string_view kIconDrawing = "icon 1";  // counts up when the drawing changes

// In parts of the icon's side.
constexpr double kLetterEm = 0.86;
constexpr double kLetterMiddle = 0.43;
constexpr double kIconRuleTop = 0.80;
constexpr double kRuleHeight = 0.055;
constexpr double kRuleMargin = 0.17;

std::string letter_of(const SiteConfig& config) {
  const std::string& name = config.short_name;
  std::size_t end = 0;
  if (!name.empty()) decode_utf8(name, end);
  return name.substr(0, end);
}

void append_number(std::string& out, unsigned value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

}  // namespace

std::string icon_path(const SiteConfig& config, int size) {
  const std::string look = fmt::format("{}|{}|{}|{}", kIconDrawing, letter_of(config),
                                       config.look.paper, config.look.accent);
  const auto hash = XXH3_64bits(look.data(), look.size()) >> 32;
  return size == 0 ? fmt::format("{}icons/icon.{:08x}.svg", kAssetsPath, hash)
                   : fmt::format("{}icons/icon-{}.{:08x}.png", kAssetsPath, size, hash);
}

std::string icon_svg(const SiteConfig& config) {
  constexpr int kSide = 64;
  Typeface face(Typeface::Weight::kBold);
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {0}\">"
      "<path fill=\"{1}\" d=\"M0 0h{0}v{0}H0z\"/>"
      "<path fill=\"{2}\" d=\"{3}M{4:.2f} {5:.2f}h{6:.2f}v{7:.2f}h-{6:.2f}z\"/></svg>\n",
      kSide, config.look.accent, config.look.paper,
      face.outline(letter_of(config), static_cast<int>(std::lround(kSide * kLetterEm)), kSide / 2.0,
                   kSide * kLetterMiddle),
      kSide * kRuleMargin, kSide * kIconRuleTop, kSide * (1 - 2 * kRuleMargin),
      kSide * kRuleHeight);
}

std::string icon_png(const SiteConfig& config, int size) {
  Typeface face(Typeface::Weight::kBold);
  const Look& look = config.look;
  Picture picture(size, size, look.accent, look.paper, look.ink);
  picture.draw_centred(face, letter_of(config), static_cast<int>(std::lround(size * kLetterEm)),
                       size / 2.0, size * kLetterMiddle, Picture::Ink::kFirst);
  picture.fill(size * kRuleMargin, size * kIconRuleTop, size * (1 - 2 * kRuleMargin),
               size * kRuleHeight, Picture::Ink::kFirst);
  return picture.png();
}

std::string favicon(const SiteConfig& config) {
  constexpr std::array<int, 3> kSides = {16, 32, 48};
  constexpr unsigned kHeaderBytes = 6;
  constexpr unsigned kEntryBytes = 16;
  std::string out;
  append_number(out, 0, 2);
  append_number(out, 1, 2);  // an icon
  append_number(out, kSides.size(), 2);
  std::string pictures;
  for (const int side : kSides) {
    const std::string png = icon_png(config, side);
    append_number(out, static_cast<unsigned>(side), 1);
    append_number(out, static_cast<unsigned>(side), 1);
    append_number(out, 0, 2);
    append_number(out, 1, 2);   // planes
    append_number(out, 32, 2);  // bits of a pixel, as readers of PNG entries expect
    append_number(out, static_cast<unsigned>(png.size()), 4);
    append_number(out,
                  kHeaderBytes + kEntryBytes * static_cast<unsigned>(kSides.size()) +
                      static_cast<unsigned>(pictures.size()),
                  4);
    pictures += png;
  }
  return out + pictures;
}

}  // namespace rolepress
