#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "model/site.h"

namespace rolepress {

/// The print of what a role's title and text say.
[[nodiscard]] TextPrint print_of(const RoleEntry& entry);

/// Finds live roles that are one posting entered twice (same platform, title, pay, place,
/// commitment and text), sets
/// `same_as` of the later one, and warns of the pair. The first is the one posted first.
void mark_same_postings(std::vector<Role>& roles, Diagnostics& problems);

/// Warns of live roles of one platform whose titles and texts are nearly alike.
void warn_of_near_duplicates(const Site& site, Diagnostics& problems);

}  // namespace rolepress
