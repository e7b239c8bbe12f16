#include "disk/foreign_files.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "disk/files.h"

namespace rolepress {

namespace fs = std::filesystem;

namespace {

void walk(const fs::path& top, const std::string& path, ForeignEntries& out) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(top / path, error);
  if (status.type() == fs::file_type::not_found) return;
  if (!fs::exists(status)) {
    out.unreadable.emplace(path, error.value());
    return;
  }
  if (!fs::is_directory(status)) {
    out.files.push_back(path);
    return;
  }
  bool is_empty = true;
  const int failure = for_each_entry(top / path, [&](const fs::directory_entry& entry) {
    is_empty = false;
    walk(top, path + "/" + entry.path().filename().string(), out);
  });
  if (failure != 0 && failure != ENOENT) out.unreadable.emplace(path, failure);
  if (failure == 0 && is_empty) out.empty_folders.push_back(path);
}

}  // namespace

int list_foreign_entries(const fs::path& top, std::string_view folder,
                         const std::function<bool(const std::string& path)>& is_ours,
                         std::vector<std::string>& roots) {
  return for_each_entry(top / folder, [&](const fs::directory_entry& entry) {
    std::string path(folder);
    if (!path.empty()) path += '/';
    path += entry.path().filename().string();
    if (!is_ours(path)) roots.push_back(std::move(path));
  });
}

ForeignEntries walk_foreign_entries(const fs::path& top, std::vector<std::string> roots) {
  ForeignEntries found;
  std::sort(roots.begin(), roots.end());
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  for (const std::string& root : roots) walk(top, root, found);
  found.roots = std::move(roots);
  std::sort(found.files.begin(), found.files.end());
  found.files.erase(std::unique(found.files.begin(), found.files.end()), found.files.end());
  return found;
}

}  // namespace rolepress
