#pragma once

#include <string>
#include <string_view>

namespace rolepress {

// The only place where an address is spelled. A "page path" begins with / and is relative to the
// site: "/roles/tax-reviewer/". An address in a page is the page path below the site's base path.

[[nodiscard]] std::string role_path(std::string_view slug);
[[nodiscard]] std::string section_path(std::string_view section);
[[nodiscard]] std::string category_path(std::string_view section, std::string_view category);
[[nodiscard]] std::string standing_page_path(std::string_view slug);
/// The n-th part of a list that is paged; the first is the list's own path.
/// How many pages a list has that shows so many roles on each: one also where there is none.
[[nodiscard]] std::size_t count_list_pages(std::size_t roles, int per_page);
[[nodiscard]] std::string numbered_path(std::string_view list_path, std::size_t number);

inline constexpr std::string_view kHomePath = "/";
inline constexpr std::string_view kRolesPath = "/roles/";
inline constexpr std::string_view kPoolsPath = "/pools/";
inline constexpr std::string_view kNotFoundPath = "/404.html";
inline constexpr std::string_view kAssetsPath = "/assets/";
inline constexpr std::string_view kAdminPath = "/admin/";  // the editor in the browser
inline constexpr std::string_view kSearchIndexPath = "/search/index.json";

inline constexpr std::string_view kAtomName = "feed.xml";  // below a list's path
inline constexpr std::string_view kJsonFeedName = "feed.json";
inline constexpr std::string_view kSitemapPath = "/sitemap.xml";
inline constexpr std::string_view kSitemapParts = "/sitemap-";  // and a number, where it is long
inline constexpr std::string_view kRobotsPath = "/robots.txt";
inline constexpr std::string_view kSecurityPath = "/.well-known/security.txt";
inline constexpr std::string_view kManifestPath = "/manifest.webmanifest";
inline constexpr std::string_view kFaviconPath = "/favicon.ico";
inline constexpr std::string_view kHeadersPath = "/_headers";
inline constexpr std::string_view kRedirectsPath = "/_redirects";
inline constexpr std::string_view kRedirectMapPath = "/_redirects.map";  // for nginx

/// The file below public/ that answers for a path: "/about/" and "/about" give "about/index.html".
[[nodiscard]] std::string output_file(std::string_view path);
/// Whether the file below public/ is the sitemap or a part of it.
[[nodiscard]] bool is_sitemap(std::string_view file);

/// Where the site is published: "https://example.org/board" has the base path "/board".
class SiteUrls {
 public:
  SiteUrls() = default;
  explicit SiteUrls(std::string_view base_url);

  /// The address of a page for links within the site.
  [[nodiscard]] std::string href(std::string_view path) const {
    return base_path_ + std::string(path);
  }
  [[nodiscard]] std::string absolute(std::string_view path) const {
    return origin_ + base_path_ + std::string(path);
  }
  [[nodiscard]] const std::string& base_path() const { return base_path_; }

 private:
  std::string origin_;
  std::string base_path_;
};

/// The host of an https address in lower case.
[[nodiscard]] std::string host_of(std::string_view url);
/// Whether that is its host, which is given in lower case.
[[nodiscard]] bool is_on_host(std::string_view url, std::string_view host);

/// `url` with a query parameter, before its fragment and in the place of any of that name.
[[nodiscard]] std::string with_parameter(std::string_view url, std::string_view parameter,
                                         std::string_view value);

}  // namespace rolepress
