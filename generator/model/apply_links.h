#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/taxonomy.h"

namespace rolepress {

/// Whether a parameter of an address, "ref=jane", tells who sent the visitor there.
[[nodiscard]] bool tells_sender(std::string_view parameter);

/// Checks where Apply leads: to a host of the platform, and with no code but the site's own.
void check_apply_link(const Located<std::string>& apply, const PlatformEntry& platform,
                      Reporter report);

}  // namespace rolepress
