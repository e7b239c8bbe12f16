// The part of OutputFolder that takes one file after another: what is as it was is kept.

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "disk/output_folder.h"

namespace rolepress {

namespace fs = std::filesystem;

std::optional<PublishReport> OutputFolder::report_untouched() {
  const bool untouched = !before_.empty() && touched_folders_.empty() &&
                         std::all_of(before_.begin(), before_.end(),
                                     [](const auto& b) { return b.second.is_as_left; });
  if (!untouched) return std::nullopt;
  is_committed_ = true;
  PublishReport report;
  report.unchanged = before_.size();
  report.foreign = walk_foreign_entries(target_, foreign_roots_).files;
  std::erase_if(report.foreign, [](const std::string& path) { return path.starts_with("."); });
  return report;
}

bool OutputFolder::write_and_compare(std::string_view path, std::string content) {
  std::string name(path);
  const auto change = compare(name, content);
  if (!change) return false;
  if (*change != Change::kNone) stage(name, content);
  const std::uint64_t hash = hash_of(content);
  const std::lock_guard lock(mutex_);
  const auto key = keys_.find(name);
  written_.emplace(std::move(name), Written{hash, *change, key == keys_.end() ? 0 : key->second});
  return *change == Change::kNone;
}

bool OutputFolder::is_as_left(std::string_view path) const {
  const auto before = before_.find(path);
  return may_keep_ && before != before_.end() && before->second.is_as_left;
}

void OutputFolder::remember_key(std::string_view path, std::uint64_t key) {
  const std::lock_guard lock(mutex_);
  keys_.emplace(path, key);
}

bool OutputFolder::keep(std::string_view path, std::uint64_t key) {
  if (is_as_left(path) && before_.find(path)->second.key == key) return keep_as_left(path);
  remember_key(path, key);
  return false;
}

bool OutputFolder::keep_as_left(std::string_view path) {
  if (!is_as_left(path)) return false;
  const Before& before = before_.find(path)->second;
  const std::lock_guard lock(mutex_);
  written_.emplace(path, Written{before.hash, Change::kNone, before.key});
  return true;
}

void OutputFolder::write_as_old_as(const std::string& path, std::string content,
                                   const std::string& other) {
  if (write_and_compare(path, std::move(content))) return;
  for (const fs::path& folder : {next_, target_}) {
    struct stat status {};
    if (stat((folder / other).c_str(), &status) != 0) continue;
    const timespec times[] = {status.st_mtim, status.st_mtim};
    static_cast<void>(utimensat(AT_FDCWD, (next_ / path).c_str(), times, AT_SYMLINK_NOFOLLOW));
    return;
  }
}

}  // namespace rolepress
