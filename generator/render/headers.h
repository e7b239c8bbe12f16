#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"

namespace rolepress {

/// Headers that a host should send for paths of the site.
struct HeaderRule {
  std::string_view paths;  // below the base path; * stands for anything
  std::string_view name;
  std::string_view value;
};

/// What the site asks its host to send with a path below the base path, each name once: the same as
/// a host that reads _headers sends.
[[nodiscard]] std::vector<HeaderRule> headers_for(const Site& site, std::string_view path);

/// _headers, as Netlify and Cloudflare Pages read it.
[[nodiscard]] std::string headers_file(const Site& site);

}  // namespace rolepress
