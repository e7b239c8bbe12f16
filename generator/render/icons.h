#pragma once

#include <array>
#include <string>

#include "model/site_config.h"

namespace rolepress {

// The icon of a site: the first letter of its short name over a rule, on its accent colour.

inline constexpr int kTouchIconSize = 180;
inline constexpr int kFeedIconSize = 192;
inline constexpr int kLargeIconSize = 512;
inline constexpr std::array<int, 3> kIconSizes = {kTouchIconSize, kFeedIconSize, kLargeIconSize};

/// Where the icon of that many pixels is published, a PNG; 0 asks for the SVG. What the icon looks
/// like is in the name, so browsers may keep it for ever.
[[nodiscard]] std::string icon_path(const SiteConfig& config, int size);

[[nodiscard]] std::string icon_svg(const SiteConfig& config);
[[nodiscard]] std::string icon_png(const SiteConfig& config, int size);
/// favicon.ico with 16, 32 and 48 pixels.
[[nodiscard]] std::string favicon(const SiteConfig& config);

}  // namespace rolepress
