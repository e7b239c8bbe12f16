#pragma once

#include "base/diagnostic.h"
#include "model/site.h"

namespace rolepress {

/// Warnings: what is allowed, and yet likely to mislead a visitor or to break a rule of publishing.
/// Looks at roles on up to `jobs` threads.
void advise(const Site& site, const FileTree& sources, int jobs, Diagnostics& problems);

}  // namespace rolepress
