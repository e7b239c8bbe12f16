#pragma once

#include <set>
#include <string>
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

/// Warns of live roles of one platform whose titles and texts are nearly alike, but of none in the
/// files `passed_over`.
void warn_of_near_duplicates(const Site& site,
                             const std::set<std::string, std::less<>>& passed_over,
                             Diagnostics& problems);

}  // namespace rolepress
