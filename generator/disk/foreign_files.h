#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// What lies in an output folder and no build wrote.
struct ForeignEntries {
  std::vector<std::string> roots;          // entries of our folders: files, or whole folders
  std::vector<std::string> files;          // the files and links of all of them, sorted
  std::vector<std::string> empty_folders;  // of all of them
  std::map<std::string, int> unreadable;   // what cannot be looked into, and why (errno)
};

/// Appends to `roots` the entries of `folder` below `top` ("" = top itself) that are not `ours`;
/// errno, or 0 where it saw them all.
[[nodiscard]] int list_foreign_entries(const std::filesystem::path& top, std::string_view folder,
                                       const std::function<bool(const std::string& path)>& is_ours,
                                       std::vector<std::string>& roots);

/// Looks through the roots. One that is gone is dropped.
[[nodiscard]] ForeignEntries walk_foreign_entries(const std::filesystem::path& top,
                                                  std::vector<std::string> roots);

}  // namespace rolepress
