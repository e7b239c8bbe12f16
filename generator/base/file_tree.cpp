#include "base/file_tree.h"

#include <algorithm>
#include <numeric>

namespace rolepress {

FileTree::FileTree(std::vector<SourceFile> files) : files_(std::move(files)) {
  for (SourceFile& file : files_) {
    if (file.shown.empty()) file.shown = file.path;
  }
  std::sort(files_.begin(), files_.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  by_shown_.resize(files_.size());
  std::iota(by_shown_.begin(), by_shown_.end(), 0);
  std::sort(by_shown_.begin(), by_shown_.end(),
            [&](std::size_t a, std::size_t b) { return files_[a].shown < files_[b].shown; });
}

const SourceFile* FileTree::find(std::string_view path) const {
  const auto found =
      std::lower_bound(files_.begin(), files_.end(), path,
                       [](const SourceFile& file, std::string_view p) { return file.path < p; });
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

const SourceFile* FileTree::find_shown(std::string_view shown) const {
  const auto found =
      std::lower_bound(by_shown_.begin(), by_shown_.end(), shown,
                       [&](std::size_t i, std::string_view s) { return files_[i].shown < s; });
  return found != by_shown_.end() && files_[*found].shown == shown ? &files_[*found] : nullptr;
}

}  // namespace rolepress
