#include "render/social_images.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <memory>

#include "render/line_breaks.h"
#include "render/picture.h"

namespace rolepress {
namespace {

constexpr std::string_view kDrawing = "social 1";  // counts up when the drawing changes

// Pixels.
constexpr int kMargin = 88;
constexpr int kColumn = kSocialWidth - 2 * kMargin;
constexpr int kNameSize = 34;
constexpr int kNameLine = 112;
constexpr int kRuleTop = 142;
constexpr int kKickerSize = 36;
constexpr int kFootSize = 30;
constexpr int kFootLine = 556;
constexpr int kFootRule = 506;
constexpr int kTitleTop = 166;  // the title stands in the middle of what lies between
constexpr int kTitleBottom = 496;

struct TitleStep {
  int size;
  std::size_t lines;
};
constexpr TitleStep kTitleSteps[] = {{104, 2}, {88, 3}, {72, 3}, {58, 4}};

bool can_draw(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return true;
  static thread_local const Typeface face(Typeface::Weight::kRegular);
  return face.has(text);
}

SocialImage finish(const Site& site, std::string_view name, SocialImage image) {
  if (!can_draw(image.alt())) return {};
  const Look& look = site.config().look;
  const std::string drawn =
      fmt::format("{}\n{}\n{}\n{}\n{}\n{} {} {}", kDrawing, image.name, image.kicker, image.title,
                  image.foot, look.paper, look.ink, look.accent);
  image.path = fmt::format("{}social/{}.{:08x}.png", kAssetsPath, name,
                           XXH3_64bits(drawn.data(), drawn.size()) >> 32);
  return image;
}

SocialImage image_of(const Site& site) {
  const SiteConfig& config = site.config();
  return finish(site, "site", {{}, {}, config.name, config.tagline, config.short_name});
}

SocialImage image_of(const Site& site, const Section& section) {
  const SiteConfig& config = site.config();
  return finish(site, section.entry->slug,
                {{}, {}, section.entry->name, config.tagline, config.name});
}

SocialImage image_of(const Site& site, const Category& category) {
  const SiteConfig& config = site.config();
  return finish(
      site, fmt::format("{}-{}", category.entry->section, category.entry->slug),
      {{}, category.section->entry->name, category.entry->name, config.tagline, config.name});
}

}  // namespace

std::string SocialImage::alt() const {
  std::string text;
  for (const std::string* part : {&name, &kicker, &title, &foot}) {
    if (part->empty()) continue;
    if (!text.empty()) text += ". ";
    text += *part;
  }
  return text;
}

SocialImage social_image_of(const Site& site, const Page& page) {
  switch (page.kind) {
    case PageKind::kSection:
      return image_of(site, page.about<Section>());
    case PageKind::kCategory:
      return image_of(site, page.about<Category>());
    case PageKind::kRole:
      return image_of(site, *page.about<Role>().categories.front());
    default:
      return image_of(site);
  }
}

std::vector<SocialImage> social_images(const Site& site) {
  std::vector<SocialImage> images = {image_of(site)};
  for (const Section& section : site.sections) images.push_back(image_of(site, section));
  for (const Category& category : site.categories) images.push_back(image_of(site, category));
  std::erase_if(images, [](const SocialImage& image) { return image.path.empty(); });
  return images;
}

void warn_of_missing_letters(const Site& site, Diagnostics& problems) {
  const auto check = [&](const std::string& path, std::string_view text) {
    if (can_draw(text)) return;
    Reporter(path, problems)
        .warn(
            {}, "picture",
            fmt::format("no picture for shared links can show \"{}\": the program's font has "
                        "Latin and Cyrillic letters",
                        text),
            "pages with these words are shared without a picture, and an icon without its letter");
  };
  const SiteConfig& config = site.config();
  for (const std::string* text : {&config.name, &config.tagline, &config.short_name}) {
    if (text == &config.name || *text != config.name) check(config.path, *text);
  }
  for (const Section& section : site.sections) check(section.entry->path, section.entry->name);
  for (const Category& category : site.categories) {
    check(category.entry->path, category.entry->name);
  }
}

struct SocialArtist::Faces {
  Typeface regular{Typeface::Weight::kRegular};
  Typeface bold{Typeface::Weight::kBold};
};

SocialArtist::SocialArtist(const Look& look) : look_(look), faces_(std::make_unique<Faces>()) {}
SocialArtist::~SocialArtist() = default;

std::string SocialArtist::draw(const SocialImage& image) {
  using enum Picture::Ink;
  Picture picture(kSocialWidth, kSocialHeight, look_.paper, look_.ink, look_.accent);
  const auto line = [&](std::string_view text, Typeface& face, int size, int y, Picture::Ink ink) {
    const auto measure = [&](std::string_view part) { return face.width(part, size); };
    picture.draw(face, shorten(text, kColumn, measure), size, kMargin, y, ink);
  };
  line(image.name, faces_->regular, kNameSize, kNameLine, kFirst);
  picture.fill(kMargin, kRuleTop, kColumn, 1, kFirst);
  picture.fill(kMargin, kRuleTop, 132, 8, kSecond);
  line(image.foot, faces_->regular, kFootSize, kFootLine, kFirst);
  picture.fill(kMargin, kFootRule, kColumn, 1, kFirst);

  std::vector<std::string> lines;
  int size = 0;
  std::size_t most = 0;
  std::map<std::string, double, std::less<>> widths;
  const auto measure = [&](std::string_view part) {
    const auto known = widths.find(part);
    if (known != widths.end()) return known->second;
    return widths.emplace(part, faces_->bold.width(part, size)).first->second;
  };
  for (const TitleStep& step : kTitleSteps) {
    size = step.size;
    most = step.lines;
    widths.clear();
    lines = break_lines(image.title, kColumn, measure);
    if (lines.size() <= most) break;
  }
  if (lines.size() > most) {
    lines.resize(most);
    lines.back() = shorten(lines.back() + "…", kColumn, measure);
  }
  const int leading = size * 112 / 100;
  const int kicker = image.kicker.empty() ? 0 : kKickerSize * 2;
  const int height = kicker + leading * static_cast<int>(lines.size());
  int y = kTitleTop + (kTitleBottom - kTitleTop - height) / 2;
  if (kicker > 0) {
    line(image.kicker, faces_->regular, kKickerSize, y + kKickerSize, kSecond);
    y += kicker;
  }
  for (const std::string& text : lines) {
    picture.draw(faces_->bold, text, size, kMargin, y + size * 88 / 100, kFirst);
    y += leading;
  }
  return picture.png();
}

}  // namespace rolepress
