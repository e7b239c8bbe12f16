#pragma once

#include "base/diagnostic.h"
#include "model/site.h"

namespace rolepress {

/// Builds the search index, reads it as it is published and tries what content/search-tests.yaml
/// expects of it. What fails is an error at its line.
void run_search_tests(const Site& site, int jobs, Diagnostics& problems);

}  // namespace rolepress
