#include "model/taxonomy.h"

#include <algorithm>

#include "model/urls.h"

namespace rolepress {

bool is_apply_host(const PlatformEntry& platform, std::string_view url) {
  return std::any_of(platform.apply_hosts.begin(), platform.apply_hosts.end(),
                     [&](const auto& host) { return is_on_host(url, host.value); });
}

}  // namespace rolepress
