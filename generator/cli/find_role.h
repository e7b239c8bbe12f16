#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace rolepress {

/// The name of a role from what people call it by: "tax-reviewer", its file, its path or address.
[[nodiscard]] std::string role_name(std::string_view text);

/// The file of a role; what is near where there is none.
[[nodiscard]] Result<const SourceFile*> find_role_file(const FileTree& sources,
                                                       std::string_view text);

}  // namespace rolepress
