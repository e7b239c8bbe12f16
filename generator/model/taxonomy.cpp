#include "model/taxonomy.h"

#include <algorithm>

#include "base/slug.h"
#include "model/urls.h"

namespace rolepress {

std::string key_of_category(const std::vector<CategoryEntry>& categories, std::string_view name) {
  const std::string wanted = slug_of(name);
  std::string key;
  for (const CategoryEntry& category : categories) {
    const std::string own = category.section + "/" + category.slug;
    if (wanted != category.slug && wanted != slug_of(category.name) && wanted != slug_of(own)) {
      continue;
    }
    if (!key.empty()) return {};
    key = own;
  }
  return key;
}

std::string key_of_platform(const std::vector<PlatformEntry>& platforms, std::string_view name) {
  const std::string wanted = slug_of(name);
  std::string key;
  for (const PlatformEntry& platform : platforms) {
    if (wanted.empty() || (wanted != platform.key && wanted != slug_of(platform.name))) continue;
    if (!key.empty()) return {};
    key = platform.key;
  }
  return key;
}

bool is_apply_host(const PlatformEntry& platform, std::string_view url) {
  return std::any_of(platform.apply_hosts.begin(), platform.apply_hosts.end(),
                     [&](const auto& host) { return is_on_host(url, host.value); });
}

}  // namespace rolepress
