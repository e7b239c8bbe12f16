#pragma once

#include <cstdint>
#include <optional>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/role.h"

namespace rolepress {

/// Reads content/roles/<slug>.md or .yaml; nullopt if its fields cannot be read at all. A role is
/// also returned where single fields are wrong, so that the checks across files still run.
[[nodiscard]] std::optional<RoleEntry> parse_role(const SourceFile& file, Reporter& report);

/// The role of that file with nothing but its name, for one that cannot be read.
[[nodiscard]] RoleEntry named_role(const SourceFile& file);

/// The hash of the file's name and all that it says.
[[nodiscard]] std::uint64_t source_hash(const SourceFile& file);

/// Reports those that are not paths of this site: "/old/", "/old/page.html".
void check_redirects(const std::vector<Located<std::string>>& paths, Reporter& report);

}  // namespace rolepress
