#pragma once

#include <string>

#include "model/site.h"

namespace rolepress {

[[nodiscard]] std::string robots_file(const Site& site);

/// RFC 9116, valid for at least half a year from the build's day. Empty while there is no contact.
[[nodiscard]] std::string security_file(const Site& site);

/// The web app manifest.
[[nodiscard]] std::string manifest_file(const Site& site);

}  // namespace rolepress
