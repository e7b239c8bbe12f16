#include "render/sitemap.h"

#include <fmt/format.h>

#include "base/text.h"
#include "model/content_dates.h"

namespace rolepress {
namespace {

constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
constexpr std::string_view kNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

bool is_for_search(const Page& page) {
  switch (page.kind) {
    case PageKind::kNotFound:
    case PageKind::kRedirect:
      return false;
    case PageKind::kRole:
      return page.about<Role>().is_listed();
    default:
      return true;
  }
}

// Never the build's day: standing texts carry no date, so nothing is said of them.
std::optional<CivilDate> last_change(const Site& site, const Page& page) {
  switch (page.kind) {
    case PageKind::kRole:
      return content_day(page.about<Role>(), site.date());
    case PageKind::kCategory:
      return page.about<Category>().last_update;
    case PageKind::kSection:
      return page.about<Section>().last_update;
    case PageKind::kHome:
    case PageKind::kRoles:
      return site.last_update;
    default:
      return std::nullopt;
  }
}

std::string entry_of(const Site& site, const Page& page) {
  std::string entry = "<url><loc>" + escape_html(site.urls.absolute(page.path)) + "</loc>";
  if (const auto day = last_change(site, page)) {
    entry += "<lastmod>" + format_date(*day) + "</lastmod>";
  }
  return entry + "</url>\n";
}

}  // namespace

std::vector<SitemapFile> sitemap_files(const Site& site, const std::vector<Page>& pages,
                                       SitemapLimits limits) {
  const std::string begin = fmt::format("{}<urlset xmlns=\"{}\">\n", kXml, kNamespace);
  constexpr std::string_view kEnd = "</urlset>\n";
  std::vector<SitemapFile> files = {{std::string(kSitemapPath), begin}};
  std::size_t urls = 0;
  for (const Page& page : pages) {
    if (!is_for_search(page)) continue;
    const std::string entry = entry_of(site, page);
    if (urls == limits.urls ||
        files.back().text.size() + entry.size() + kEnd.size() > limits.bytes) {
      files.back().text += kEnd;
      files.push_back({{}, begin});
      urls = 0;
    }
    files.back().text += entry;
    ++urls;
  }
  files.back().text += kEnd;
  if (files.size() == 1) return files;
  std::string index = fmt::format("{}<sitemapindex xmlns=\"{}\">\n", kXml, kNamespace);
  for (std::size_t i = 0; i < files.size(); ++i) {
    files[i].path = fmt::format("{}{}.xml", kSitemapParts, i + 1);
    index += fmt::format("<sitemap><loc>{}</loc></sitemap>\n",
                         escape_html(site.urls.absolute(files[i].path)));
  }
  files.push_back({std::string(kSitemapPath), index + "</sitemapindex>\n"});
  return files;
}

}  // namespace rolepress
