#include "disk/foreign_files.h"

#include <algorithm>
#include <system_error>

namespace rolepress {

namespace fs = std::filesystem;

namespace {

void walk(const fs::path& top, const std::string& path, ForeignEntries& out) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(top / path, error);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status)) {
    out.files.push_back(path);
    return;
  }
  bool is_empty = true;
  for (fs::directory_iterator entries(top / path, error);
       !error && entries != fs::directory_iterator(); entries.increment(error)) {
    is_empty = false;
    walk(top, path + "/" + entries->path().filename().string(), out);
  }
  if (is_empty) out.empty_folders.push_back(path);
}

}  // namespace

void list_foreign_entries(const fs::path& top, std::string_view folder,
                          const std::function<bool(const std::string& path)>& is_ours,
                          std::vector<std::string>& roots) {
  std::error_code error;
  for (fs::directory_iterator entries(top / folder, error);
       !error && entries != fs::directory_iterator(); entries.increment(error)) {
    std::string path(folder);
    if (!path.empty()) path += '/';
    path += entries->path().filename().string();
    if (!is_ours(path)) roots.push_back(std::move(path));
  }
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
