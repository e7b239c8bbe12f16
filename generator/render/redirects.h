#pragma once

#include <string>

#include "model/site.h"

namespace rolepress {

// The site's one table of redirects in the languages of hosts. Pages that lead on stand beside them
// for hosts that read neither.

/// _redirects, as Netlify and Cloudflare Pages read it.
[[nodiscard]] std::string redirects_file(const Site& site);

/// For nginx: map $uri $target { default ""; include …/_redirects.map; }
[[nodiscard]] std::string nginx_redirect_map(const Site& site);

}  // namespace rolepress
