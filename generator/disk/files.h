#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "base/diagnostic.h"

namespace rolepress {

/// Writes a file that is not there yet, and the folders above it; where that fails, nothing is left
/// of the file. Returns errno, or 0.
[[nodiscard]] int write_new_file(const std::filesystem::path& path, std::string_view content);

/// Writes beside the file and renames: a reader sees the old or the new content, and links to the
/// old one keep it. Returns errno, or 0.
[[nodiscard]] int replace_file(const std::filesystem::path& path, std::string_view content);

/// Writes an editor's file, and the folders above it: in one step, also where the machine stops,
/// and with the permissions and the owner that it has. Returns errno, or 0.
[[nodiscard]] int write_source(const std::filesystem::path& path, std::string_view text);

/// The failure to write a file, for that errno.
[[nodiscard]] Diagnostic write_failure(const std::filesystem::path& path, int error);
/// write_source, with its failure as a problem.
[[nodiscard]] Diagnostics write_source_file(const std::filesystem::path& path,
                                            std::string_view text);

/// Gives a file (or a link, itself) a second name, and makes the folders above it.
[[nodiscard]] int link_file(const std::filesystem::path& from, const std::filesystem::path& to);

/// Lets two names change places at one moment (renameat2, RENAME_EXCHANGE).
[[nodiscard]] int exchange_names(const std::filesystem::path& a, const std::filesystem::path& b);

/// Whether names can be moved between the two: the same mount, for a bind mount has one device too.
[[nodiscard]] bool on_one_mount(const std::filesystem::path& a, const std::filesystem::path& b);

/// The folder that an output names, absolute: where a link leads, also if there is nothing yet.
[[nodiscard]] std::filesystem::path output_behind(const std::filesystem::path& output);

/// The number of what stands there; 0 where nothing does.
[[nodiscard]] std::uint64_t inode_of(const std::filesystem::path& path);

/// Waits until all of the file system that holds this folder is on the disk.
[[nodiscard]] int flush_to_disk(const std::filesystem::path& folder);

/// Removes the folders from `path`'s upwards that are empty, but not `top`.
void prune_empty_folders(const std::filesystem::path& path, const std::filesystem::path& top);

/// Lets the owner into `top` and the folders down to `path`'s, also where their mode denies it.
void open_folders_above(const std::filesystem::path& top, std::string_view path);

/// Removes all of a folder of ours, also where the mode of one within denies it. Errno, or 0.
[[nodiscard]] int remove_tree(const std::filesystem::path& top);

/// What stands in the place of a folder above `path` and is none, for example a link that would
/// lead out of the folder; empty if the way is clear.
[[nodiscard]] std::filesystem::path obstacle_above(const std::filesystem::path& folder,
                                                   std::string_view path);

/// Calls visit(entry) for the entries of a folder; errno, or 0 where it was all of them.
template <class Visit>
[[nodiscard]] int for_each_entry(const std::filesystem::path& folder, const Visit& visit) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  // One that fails on the way is at its end: the error alone tells.
  for (; entry != std::filesystem::directory_iterator(); entry.increment(error)) visit(*entry);
  return error.value();
}

}  // namespace rolepress
