#pragma once

#include "model/site.h"
#include "search/index_format.h"

namespace rolepress {

class WordCache;

/// The search index of all listed roles, the manifest first. Same site, same bytes for any `jobs`
/// and any cache; null = count all words.
[[nodiscard]] IndexFiles build_search_index(const Site& site, int jobs, WordCache* cache = nullptr);

}  // namespace rolepress
