#pragma once

#include <vector>

#include "model/site.h"

namespace rolepress {

/// Live roles most like `role`: those of its categories and those that share its professions,
/// tasks, software or words of its title; the most shared first.
[[nodiscard]] std::vector<const Role*> similar_roles(const Site& site, const Role& role);

/// Looks for the roles like each one that has a page, once and on up to `jobs` threads: a build
/// needs them for the page and for its key.
void find_similar_roles(Site& site, int jobs);

}  // namespace rolepress
