#include "render/site_files.h"

#include <fmt/format.h>

#include "base/json.h"
#include "render/icons.h"

namespace rolepress {

std::string robots_file(const Site& site) {
  return fmt::format("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.urls.absolute(kSitemapPath));
}

std::string security_file(const Site& site) {
  const SiteConfig& config = site.config();
  if (config.security_contact.empty()) return {};
  // The first of a month, so that a daily build changes the file once a month.
  constexpr std::chrono::months kValid{7};
  const std::chrono::year_month_day today(site.date());
  const CivilDate expires(std::chrono::year_month_day(today.year() / today.month() / 1) + kValid);
  return fmt::format("Contact: {}\nExpires: {}\nPreferred-Languages: {}\nCanonical: {}\n",
                     config.security_contact, format_timestamp(expires),
                     config.language.substr(0, config.language.find('-')),
                     site.urls.absolute(kSecurityPath));
}

std::string manifest_file(const Site& site) {
  const SiteConfig& config = site.config();
  std::string icons = fmt::format("{{\"src\":{},\"sizes\":\"any\",\"type\":\"image/svg+xml\"}}",
                                  json_string(site.urls.href(icon_path(config, 0))));
  for (const int size : kIconSizes) {
    if (size == kTouchIconSize) continue;
    icons += fmt::format(",\n{{\"src\":{},\"sizes\":\"{}x{}\",\"type\":\"image/png\"}}",
                         json_string(site.urls.href(icon_path(config, size))), size, size);
  }
  const std::string home = json_string(site.urls.href(kHomePath));
  return fmt::format(
      "{{\"name\":{},\n\"short_name\":{},\n\"description\":{},\n\"lang\":{},\n\"id\":{},\n"
      "\"start_url\":{},\n\"scope\":{},\n\"display\":\"minimal-ui\",\n"
      "\"background_color\":\"{}\",\n\"theme_color\":\"{}\",\n\"icons\":[\n{}\n]}}\n",
      json_string(config.name), json_string(config.short_name), json_string(config.description),
      json_string(config.language), home, home, home, config.look.paper, config.look.paper, icons);
}

}  // namespace rolepress
