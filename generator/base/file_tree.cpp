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

std::vector<SourceFile>::const_iterator FileTree::at_or_after(std::string_view path) const {
  return std::lower_bound(files_.begin(), files_.end(), path,
                          [](const SourceFile& file, std::string_view p) { return file.path < p; });
}

std::vector<std::size_t>::const_iterator FileTree::shown_at_or_after(std::string_view shown) const {
  return std::lower_bound(by_shown_.begin(), by_shown_.end(), shown,
                          [&](std::size_t i, std::string_view s) { return files_[i].shown < s; });
}

void FileTree::put(SourceFile file) {
  if (file.shown.empty()) file.shown = file.path;
  if (const SourceFile* same = find(file.path); same != nullptr && same->shown == file.shown) {
    files_[static_cast<std::size_t>(same - files_.data())].text = std::move(file.text);
    return;
  }
  remove(file.path);
  const auto place = at_or_after(file.path);
  const auto index = static_cast<std::size_t>(place - files_.begin());
  by_shown_.insert(shown_at_or_after(file.shown), files_.size());
  files_.insert(place, std::move(file));
  for (std::size_t& i : by_shown_) i = i == files_.size() - 1 ? index : (i < index ? i : i + 1);
}

bool FileTree::remove(std::string_view path) {
  const auto place = at_or_after(path);
  if (place == files_.end() || place->path != path) return false;
  const auto index = static_cast<std::size_t>(place - files_.begin());
  by_shown_.erase(std::find(by_shown_.begin(), by_shown_.end(), index));
  files_.erase(place);
  for (std::size_t& i : by_shown_) i -= i > index ? 1 : 0;
  return true;
}

const SourceFile* FileTree::find(std::string_view path) const {
  const auto found = at_or_after(path);
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

const SourceFile* FileTree::find_shown(std::string_view shown) const {
  const auto found = shown_at_or_after(shown);
  return found != by_shown_.end() && files_[*found].shown == shown ? &files_[*found] : nullptr;
}

}  // namespace rolepress
