#pragma once

#include <string>

#include "model/site.h"
#include "search/index_format.h"

namespace rolepress {

class WordCache;

/// The search index of all listed roles, the manifest first. Same site, same bytes for any `jobs`
/// and any cache; null = count all words.
[[nodiscard]] IndexFiles build_search_index(const Site& site, int jobs, WordCache* cache = nullptr);

/// The same files before they are packed; pack_index_file makes of each what is published.
[[nodiscard]] IndexFiles unpacked_search_index(const Site& site, int jobs, WordCache* cache);
[[nodiscard]] std::string pack_index_file(const IndexFile& file);

}  // namespace rolepress
