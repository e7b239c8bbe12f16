#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace rolepress {

/// A folder of the disk and what it is called within the project.
struct SourceRoot {
  std::string name;              // "content"
  std::filesystem::path folder;  // wherever it lies
};

/// Reads all files below the folders, sorted by path, on up to `jobs` threads. Hidden files and
/// backups of editors (name~) are passed over; links are errors, for they may lead out of the tree.
[[nodiscard]] Result<FileTree> read_tree(const std::vector<SourceRoot>& roots, int jobs);

/// Folders below the deepest of these are an error.
inline constexpr int kMaxFolders = 16;
/// Names of hidden files and of editors' backups.
[[nodiscard]] bool is_passed_over(std::string_view name);

inline constexpr std::size_t kMaxSourceBytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::size_t kAnyBytes = std::size_t{1} << 40;  // for what the program itself wrote

/// One whole file.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path,
                                            std::size_t max_bytes = kMaxSourceBytes);

}  // namespace rolepress
