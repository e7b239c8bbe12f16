#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "render/page.h"

namespace rolepress {

/// The bounds of one file of sitemaps.org.
struct SitemapLimits {
  std::size_t urls = 50'000;
  std::size_t bytes = std::size_t{50} * 1024 * 1024;
};

struct SitemapFile {
  std::string path;
  std::string text;
};

/// The pages that search engines should list, with the day on which their content last changed
/// where that is known. One file, or /sitemap.xml as the index of several.
[[nodiscard]] std::vector<SitemapFile> sitemap_files(const Site& site,
                                                     const std::vector<Page>& pages,
                                                     SitemapLimits limits = {});

}  // namespace rolepress
