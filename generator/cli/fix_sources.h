#pragma once

#include <cstdio>
#include <functional>

#include "base/diagnostic.h"

namespace rolepress {

/// Mends on the disk what has one right answer of the problems that `check` finds, and of those
/// that show only then, and prints what changed as a diff. Gives the sources as they are then.
[[nodiscard]] Result<FileTree> fix_sources(const FileTree& sources,
                                           const std::function<Diagnostics(const FileTree&)>& check,
                                           std::FILE* out);

}  // namespace rolepress
