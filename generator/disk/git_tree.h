#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "disk/read_tree.h"

namespace rolepress {

/// The folders as they stood in a revision of the git repository that they lie in. They must lie
/// below the current folder.
[[nodiscard]] Result<FileTree> read_revision(const std::string& revision,
                                             const std::vector<SourceRoot>& roots, int jobs);

}  // namespace rolepress
