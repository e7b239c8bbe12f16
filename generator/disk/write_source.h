#pragma once

#include <filesystem>
#include <string_view>

namespace rolepress {

/// Replaces an editor's file in one step, with the permissions that it has; 0, or why not (errno).
[[nodiscard]] int write_source(const std::filesystem::path& path, std::string_view text);

}  // namespace rolepress
