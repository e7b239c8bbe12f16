#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/site.h"

namespace rolepress {

/// Headers that a host should send for paths of the site.
struct HeaderRule {
  std::string_view paths;  // below the base path; * stands for anything
  std::string_view name;
  std::string_view value;
};

/// Everything that the site asks of its host, for every kind of host to be told.
[[nodiscard]] std::span<const HeaderRule> header_rules();

/// _headers, as Netlify and Cloudflare Pages read it.
[[nodiscard]] std::string headers_file(const Site& site);

}  // namespace rolepress
