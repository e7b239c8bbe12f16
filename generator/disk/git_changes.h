#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "base/diagnostic.h"

namespace rolepress {

/// The files of the git repository around `folder` that differ from a revision (from where this
/// branch left it, if it did), new ones among them; absolute paths.
[[nodiscard]] Result<std::set<std::filesystem::path>> changed_since(
    const std::filesystem::path& folder, const std::string& revision);

}  // namespace rolepress
