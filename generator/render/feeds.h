#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"

namespace rolepress {

inline constexpr std::string_view kAtomType = "application/atom+xml";
inline constexpr std::string_view kJsonFeedType = "application/feed+json";

// Feeds of the live roles of a category, or of the whole site where `category` is null.

[[nodiscard]] std::string feed_title(const Site& site, const Category* category);
/// The newest first, at most settings.feed_roles of them.
[[nodiscard]] std::vector<const Role*> feed_roles(const Site& site, const Category* category);
/// RFC 4287.
[[nodiscard]] std::string atom_feed(const Site& site, const Category* category);
/// https://www.jsonfeed.org/version/1.1/
[[nodiscard]] std::string json_feed(const Site& site, const Category* category);

}  // namespace rolepress
