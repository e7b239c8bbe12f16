#include "model/urls.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace rolepress {

std::string role_path(std::string_view slug) { return fmt::format("/roles/{}/", slug); }

std::string section_path(std::string_view section) { return fmt::format("/{}/", section); }

std::string category_path(std::string_view section, std::string_view category) {
  return fmt::format("/{}/{}/", section, category);
}

std::string standing_page_path(std::string_view slug) { return fmt::format("/{}/", slug); }

std::size_t count_list_pages(std::size_t roles, int per_page) {
  const auto length = static_cast<std::size_t>(per_page);
  return roles == 0 ? 1 : (roles + length - 1) / length;
}

std::string numbered_path(std::string_view list_path, std::size_t number) {
  return number <= 1 ? std::string(list_path) : fmt::format("{}page/{}/", list_path, number);
}

std::string output_file(std::string_view path) {
  std::string file(path.substr(1));
  const std::size_t name = file.rfind('/') + 1;  // npos + 1 is 0
  if (file.empty() || file.back() == '/') return file + "index.html";
  if (file.find('.', name) == std::string::npos) return file + "/index.html";
  return file;
}

bool is_sitemap(std::string_view file) {
  return file.starts_with("sitemap") && file.ends_with(".xml");
}

SiteUrls::SiteUrls(std::string_view base_url) {
  constexpr std::string_view kScheme = "https://";
  const std::size_t path = base_url.find('/', kScheme.size());
  origin_ = std::string(base_url.substr(0, path));
  if (path != std::string_view::npos) base_path_ = std::string(base_url.substr(path));
}

std::string host_of(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = url.substr(begin + 3);
  return to_lower(rest.substr(0, rest.find_first_of("/?#:")));
}

bool is_on_host(std::string_view url, std::string_view host) {
  constexpr std::string_view kScheme = "https://";
  const std::string_view rest = url.substr(std::min(kScheme.size(), url.size()));
  // As most are written; a build asks for each role.
  if (url.starts_with(kScheme) && rest.starts_with(host)) {
    const char next = rest.size() == host.size() ? '/' : rest[host.size()];
    if (next == '/' || next == '?' || next == '#' || next == ':') return true;
  }
  return host_of(url) == host;
}

std::string with_parameter(std::string_view url, std::string_view parameter,
                           std::string_view value) {
  const std::size_t fragment = std::min(url.find('#'), url.size());
  const std::string_view page = url.substr(0, fragment);
  const std::size_t query = std::min(page.find('?'), page.size());
  std::string result(page.substr(0, query));
  char joint = '?';
  const std::string_view others = page.substr(std::min(query + 1, page.size()));
  for (const std::string_view other : split(others, '&')) {
    if (other.empty() || other.substr(0, other.find('=')) == parameter) continue;
    result.append(1, joint).append(other);
    joint = '&';
  }
  return fmt::format("{}{}{}={}{}", result, joint, parameter, value, url.substr(fragment));
}

}  // namespace rolepress
