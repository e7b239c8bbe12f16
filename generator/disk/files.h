#pragma once

#include <filesystem>
#include <string_view>

namespace rolepress {

/// Writes a file that is not there yet, and the folders above it; returns errno, or 0.
[[nodiscard]] int write_new_file(const std::filesystem::path& path, std::string_view content);

/// Writes beside the file and renames: a reader sees the old or the new content, and links to the
/// old one keep it. Returns errno, or 0.
[[nodiscard]] int replace_file(const std::filesystem::path& path, std::string_view content);

/// Gives a file (or a link, itself) a second name, and makes the folders above it.
[[nodiscard]] int link_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Lets two names change places at one moment (renameat2, RENAME_EXCHANGE).
[[nodiscard]] int exchange_names(const std::filesystem::path& a, const std::filesystem::path& b);

/// Waits until all of the file system that holds this folder is on the disk.
[[nodiscard]] int flush_to_disk(const std::filesystem::path& folder);

/// Removes the folders from `path`'s upwards that are empty, but not `top`.
void prune_empty_folders(const std::filesystem::path& path, const std::filesystem::path& top);

/// What stands in the place of a folder above `path` and is none, for example a link that would
/// lead out of the folder; empty if the way is clear.
[[nodiscard]] std::filesystem::path obstacle_above(const std::filesystem::path& folder,
                                                   std::string_view path);

}  // namespace rolepress
