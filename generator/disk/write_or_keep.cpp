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
  ForeignEntries foreign = walk_foreign_entries(target_, foreign_roots_);
  if (!foreign.unreadable.empty()) return std::nullopt;
  is_committed_ = true;
  PublishReport report;
  report.unchanged = before_.size();
  if (options_.durable) report.failures = flush_published();
  report.foreign = std::move(foreign.files);
  std::erase_if(report.foreign, [](const std::string& path) { return path.starts_with("."); });
  return report;
}

bool OutputFolder::write_and_compare(std::string_view path, std::string content) {
  std::string name(path);
  const Before* before = find_before(path);
  const auto change = compare(name, before, content);
  if (!change) return false;
  if (*change != Change::kNone) stage(name, content);
  const std::uint64_t hash = hash_of(content);
  const std::lock_guard lock(mutex_);
  const auto found = keys_.find(name);
  const std::uint64_t key = found == keys_.end() ? 0 : found->second;
  written_.insert_or_assign(std::move(name), Written{hash, *change, key, before});
  return before != nullptr && before->hash == hash;
}

const OutputFolder::Before* OutputFolder::find_before(std::string_view path) const {
  const auto before = before_.find(path);
  return before == before_.end() ? nullptr : &before->second;
}

const OutputFolder::Before* OutputFolder::find_as_left(std::string_view path) const {
  const Before* before = may_keep_ ? find_before(path) : nullptr;
  return before != nullptr && before->is_as_left ? before : nullptr;
}

void OutputFolder::remember_key(std::string_view path, std::uint64_t key) {
  const std::lock_guard lock(mutex_);
  keys_.emplace(path, key);
}

bool OutputFolder::keep(std::string_view path, std::uint64_t key) {
  const Before* before = find_as_left(path);
  if (before != nullptr && before->key == key) {
    keep(path, *before);
    return true;
  }
  remember_key(path, key);
  return false;
}

bool OutputFolder::keep_as_left(std::string_view path) {
  const Before* before = find_as_left(path);
  if (before != nullptr) keep(path, *before);
  return before != nullptr;
}

void OutputFolder::keep(std::string_view path, const Before& before) {
  const std::lock_guard lock(mutex_);
  written_.emplace(path, Written{before.hash, Change::kNone, before.key, &before});
}

void OutputFolder::write_as_old_as(const std::string& path, std::string content,
                                   const std::string& other) {
  static_cast<void>(write_and_compare(path, std::move(content)));
  const auto is_staged = [&](const std::string& name) {
    const std::lock_guard lock(mutex_);
    const auto written = written_.find(name);
    return written != written_.end() && written->second.change != Change::kNone;
  };
  // `next` may hold an older one of what stays.
  const fs::path old_as = (is_staged(other) ? next_ : target_) / other;
  struct stat status {};
  if (!is_staged(path) || stat(old_as.c_str(), &status) != 0) return;
  const timespec times[] = {status.st_mtim, status.st_mtim};
  static_cast<void>(utimensat(AT_FDCWD, (next_ / path).c_str(), times, AT_SYMLINK_NOFOLLOW));
}

}  // namespace rolepress
