#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// What tells cheaply that a file or a folder is as it was. The time at which its inode changed is
/// not part of it: making a second link moves that.
struct Stamp {
  std::uint64_t inode = 0;  // 0 = there is none of that kind
  std::int64_t time_ns = 0;
  std::int64_t size = 0;
  bool operator==(const Stamp&) const = default;
  [[nodiscard]] bool exists() const { return inode != 0; }
};

/// The stamps of files below a folder, in their order, taken on up to `jobs` threads.
[[nodiscard]] std::vector<Stamp> take_stamps(const std::filesystem::path& top,
                                             const std::vector<std::string_view>& files, int jobs);

/// A folder, and who may do what in it.
struct FolderStatus {
  Stamp stamp;
  std::uint64_t device = 0;
  mode_t mode = 0;
  uid_t owner = 0;
  gid_t group = 0;
  [[nodiscard]] bool has_same_permissions(const FolderStatus& other) const {
    return mode == other.mode && owner == other.owner && group == other.group;
  }
};

[[nodiscard]] FolderStatus take_status(const std::filesystem::path& folder);
/// Those of folders below `top` ("" = itself).
[[nodiscard]] std::vector<FolderStatus> take_statuses(const std::filesystem::path& top,
                                                      const std::vector<std::string_view>& folders,
                                                      int jobs);

/// Tells cheaply that a folder, with the time that it had, holds that file.
[[nodiscard]] std::uint64_t place_of(const Stamp& file, const Stamp& folder);

/// A folder as a build left it. Its files are those of its manifest, in their order.
struct FolderStamps {
  std::vector<Stamp> files;
  std::vector<Stamp> folders;        // of folders_of
  std::vector<std::uint64_t> keys;   // of all that each file was made from; 0 = nobody said
  std::vector<std::string> foreign;  // entries beside ours that no build wrote
};

/// The paths of files, sorted, and every folder that these lie in ("" = the folder of all).
template <class Files>
[[nodiscard]] std::vector<std::string_view> paths_of(const Files& files) {
  std::vector<std::string_view> paths;
  paths.reserve(files.size());
  for (const auto& [path, file] : files) paths.emplace_back(path);
  return paths;
}
[[nodiscard]] std::string_view parent_of(std::string_view path);
[[nodiscard]] std::vector<std::string_view> folders_of(const std::vector<std::string_view>& paths);

/// The stored form, good only beside the manifest whose hash it carries: nullopt where it is
/// another's, of another version, or damaged.
[[nodiscard]] std::string format_stamps(const FolderStamps& stamps, std::uint64_t manifest);
[[nodiscard]] std::optional<FolderStamps> parse_stamps(std::string_view text,
                                                       std::uint64_t manifest);

}  // namespace rolepress
