#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/site.h"

namespace rolepress {

/// The print of what a role's title and text say.
[[nodiscard]] TextPrint print_of(const RoleEntry& entry);

/// What makes two roles one posting.
inline constexpr std::string_view kSamePosting =
    "platform, title, pay, place, commitment and text agree";

/// Finds live roles that are one posting entered twice, sets `same_as` of the later one, and warns
/// of the pair. The first is the one posted first.
void mark_same_postings(std::vector<Role>& roles, Diagnostics& problems);

/// Warns of live roles of one platform whose titles and texts are nearly alike.
void warn_of_near_duplicates(const Site& site, Diagnostics& problems);

}  // namespace rolepress
