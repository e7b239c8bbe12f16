#pragma once

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/entries.h"

namespace rolepress {

/// Reads every file below content/, on up to `jobs` threads. Problems go to `problems`; an entry
/// whose fields could be read in part is returned all the same, for the checks across files.
[[nodiscard]] Entries parse_content(const FileTree& sources, int jobs, Diagnostics& problems);

}  // namespace rolepress
