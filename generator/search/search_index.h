#pragma once

#include "model/site.h"
#include "search/index_format.h"

namespace rolepress {

/// The search index of all listed roles, the manifest first. Same site, same bytes for any `jobs`.
[[nodiscard]] IndexFiles build_search_index(const Site& site, int jobs);

}  // namespace rolepress
