#pragma once

#include <cstdio>

#include "base/diagnostic.h"
#include "cli/commands.h"

namespace rolepress {

/// Mends on the disk what of these problems has one right answer, and prints what changed as a
/// diff. Gives the sources as they are then.
[[nodiscard]] Result<FileTree> fix_sources(FileTree sources, const Diagnostics& problems,
                                           std::FILE* out);

}  // namespace rolepress
