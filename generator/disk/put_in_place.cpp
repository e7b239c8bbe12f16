// The last part of OutputFolder: what was staged takes the place of what is published.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "base/parallel.h"
#include "disk/files.h"
#include "disk/output_folder.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// Two names cannot change places: the file system does not know how, or the folder is a mount.
bool cannot_exchange(int error) {
  return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP || error == EXDEV ||
         error == EBUSY || error == EPERM || error == EACCES;
}

// The highest folder of `path` that is no folder of ours, or the path itself.
std::string outermost_foreign(const std::string& path,
                              const std::unordered_set<std::string_view>& our_folders) {
  for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
    std::string folder = path.substr(0, end);
    if (!our_folders.contains(folder)) return folder;
  }
  return path;
}

// To a name that must be free where the file is new: somebody may have taken it meanwhile.
int move_file(const fs::path& from, const fs::path& to, bool is_new) {
  const unsigned flags = is_new ? RENAME_NOREPLACE : 0;
  if (renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  struct stat status {};
  if (is_new && lstat(to.c_str(), &status) == 0) return EEXIST;
  return rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

}  // namespace

bool OutputFolder::put_at_once() {
  if (options_.durable) {
    if (const int error = flush_to_disk(next_); error != 0) {
      fail(output_, "the pages cannot be written to the disk", error);
      return false;
    }
  }
  int error = 0;
  if (is_new_) {
    if (rename(next_.c_str(), target_.c_str()) != 0) error = errno;
  } else {
    error = exchange_names(next_, target_);
  }
  if (error != 0 && (is_new_ || !cannot_exchange(error))) {
    fail(output_, "the pages cannot be put in place", error);
  }
  return error == 0;
}

// Visitors see the new site already, so a failure here is not one to publish.
Diagnostics OutputFolder::flush_published() const {
  const int error = flush_to_disk(target_);
  if (error == 0) return {};
  return {machine_failure(
      output_.string(),
      fmt::format("the new site may not be on the disk yet: {}", std::strerror(error)),
      "it is published all the same; look after the disk, then build again")};
}

// Under a name of its own where the new site has something else in its place. Empty = not taken.
std::string OutputFolder::take_latecomer(const fs::path& old, const std::string& path) {
  std::string name = path;
  int error = link_file(old / path, target_ / name);
  if (error == EEXIST || error == ENOTDIR) std::replace(name.begin(), name.end(), '/', '-');
  while (error == EEXIST || error == ENOTDIR) {
    name += ".kept";
    error = link_file(old / path, target_ / name);
  }
  if (error != 0) return {};
  unlink((old / path).c_str());
  prune_empty_folders(old / path, old);
  return name;
}

// A program that saves a file puts another one in its place: then the new site has the one before.
void OutputFolder::renew_from(const fs::path& old, const std::string& path) {
  std::uint64_t before = foreign_inodes_.at(path);
  std::uint64_t newest = inode_of(old / path);
  if (newest == before) return;
  // Until the one that comes back is the one before: else it was saved after the other.
  while (exchange_names(old / path, target_ / path) == 0) {
    const std::uint64_t back = inode_of(old / path);
    if (back == before) return;
    before = std::exchange(newest, back);
  }
}

// Somebody may have put files into the site after it was looked at and before it changed places:
// their folders tell by their times. `old` is where the site of before is now.
void OutputFolder::take_latecomers(const fs::path& old, ForeignEntries& foreign) {
  std::vector<std::string_view> folders;
  for (const auto& [folder, status] : found_folders_) folders.emplace_back(folder);
  const auto statuses = take_statuses(old, folders, options_.jobs);
  const auto is_ours = [&](const std::string& path) {
    const auto written = written_.find(path);
    const bool is_page =
        written != written_.end() && (old == target_ || written->second.change != Change::kAdded);
    return path == kRecordFolder || is_page || before_.contains(path);
  };
  const auto is_listed = [&](const std::string& path) {
    return is_ours(path) || found_folders_.contains(path);
  };
  std::vector<std::string> roots = foreign.roots;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const Stamp& found = found_folders_.find(folders[i])->second.stamp;
    if (statuses[i].stamp.time_ns == found.time_ns) continue;
    // What cannot be read now could not have been taken into the new site either.
    static_cast<void>(list_foreign_entries(old, folders[i], is_listed, roots));
  }
  const std::vector<std::string> known = foreign.files;
  for (const std::string& path : walk_foreign_entries(old, std::move(roots)).files) {
    if (is_ours(path)) continue;  // in place, folders of ours are new here too
    if (old != target_ && foreign_inodes_.contains(path)) {
      renew_from(old, path);
      continue;
    }
    const std::string name = old == target_ ? path : take_latecomer(old, path);
    if (name.empty() || std::binary_search(known.begin(), known.end(), name)) continue;
    foreign.roots.push_back(name);
    foreign.files.push_back(name);
  }
  std::sort(foreign.files.begin(), foreign.files.end());
}

// The fallback, where folders cannot change places: each file is put in place at one moment, the
// site is not. Pages come after what they may load, and what is gone goes last.
void OutputFolder::put_in_place(const std::vector<std::string>& stale, const FileHashes& hashes) {
  // First what is old and what is new together: if this process dies on the way, the next build
  // still knows every file as its own.
  FileHashes both = hashes;
  for (const auto& [path, before] : before_) both.emplace(path, before.hash);
  write_manifest(target_, format_manifest(both));
  if (options_.durable && problems_.empty()) {
    if (const int error = flush_to_disk(next_); error != 0) {
      fail(output_, "the pages cannot be written to the disk", error);
    }
  }
  put_files_in_place(stale, both);
  if (!problems_.empty()) return;
  FileHashes left = hashes;
  remove_stale(stale, left);
  write_manifest(target_, format_manifest(left));
  static_cast<void>(remove_tree(next_));
}

void OutputFolder::put_files_in_place(const std::vector<std::string>& stale, FileHashes& known) {
  for (const bool pages : {false, true}) {
    for (const auto& [path, written] : written_) {
      if (!problems_.empty()) return;
      if (written.change == Change::kNone || path.ends_with(".html") != pages) continue;
      const fs::path target = target_ / path;
      const bool is_new = written.change == Change::kAdded;
      int error = is_new ? make_way(path, stale) : 0;
      std::error_code made;
      if (error == 0) fs::create_directories(target.parent_path(), made);
      if (error == 0) error = made ? made.value() : move_file(next_ / path, target, is_new);
      is_mixed_ = is_mixed_ || error == 0;
      if (error == 0) continue;
      fail(output_ / path, "the page cannot be put in place", error);
      if (!is_new) continue;
      known.erase(path);  // what stands there is not ours
      write_manifest(target_, format_manifest(known));
    }
  }
}

// Where a file of the last build becomes a folder, or a folder of them a file.
int OutputFolder::make_way(const std::string& path, const std::vector<std::string>& stale) const {
  if (const fs::path obstacle = obstacle_above(target_, path); !obstacle.empty()) {
    const std::string name = obstacle.lexically_relative(target_).generic_string();
    if (!std::binary_search(stale.begin(), stale.end(), name)) return ENOTDIR;
    return unlink(obstacle.c_str()) == 0 ? 0 : errno;
  }
  const std::string beginning = path + "/";
  for (auto file = std::lower_bound(stale.begin(), stale.end(), beginning);
       file != stale.end() && file->starts_with(beginning); ++file) {
    if (unlink((target_ / *file).c_str()) != 0) return errno;
    prune_empty_folders(target_ / *file, target_);
  }
  return 0;
}

// What cannot be removed stays known as ours, so that a later build removes it.
void OutputFolder::remove_stale(const std::vector<std::string>& stale, FileHashes& known) {
  is_mixed_ = true;
  for (const std::string& path : stale) {
    const fs::path target = target_ / path;
    const int error = unlink(target.c_str()) == 0 ? 0 : errno;
    if (error == 0) prune_empty_folders(target, target_);
    if (error == 0 || error == ENOENT || error == ENOTDIR || error == EISDIR) continue;
    fail(output_ / path, "a page of before cannot be removed", error);
    known.emplace(path, before_.find(path)->second.hash);
  }
}

void OutputFolder::write_manifest(const fs::path& folder, std::string_view manifest) {
  const fs::path path = folder / kRecordPath;
  if (const int error = replace_file(path, manifest); error != 0) {
    fail(output_ / kRecordPath, "the manifest cannot be written", error);
  }
}

// A file that stayed has the stamp by which it was known: where somebody changed it meanwhile, the
// next build finds another.
FolderStamps OutputFolder::take_stamps_written(const ForeignEntries& foreign,
                                               bool exchanged) const {
  const std::vector<std::string_view> folders = folders_of(paths_of(written_));
  const std::unordered_set<std::string_view> our_folders(folders.begin(), folders.end());
  FolderStamps left;
  std::vector<std::string_view> unknown;
  for (const auto& [path, written] : written_) {
    if (!written.is_as_left()) unknown.emplace_back(path);
  }
  const auto taken = take_stamps(target_, unknown, options_.jobs);
  auto next = taken.begin();
  for (const auto& [path, written] : written_) {
    left.files.push_back(written.is_as_left() ? written.before->stamp : *next++);
    left.keys.push_back(written.key);
  }
  // What came into a folder since `next` was completed is told by its time at the next build.
  const bool is_known = exchanged && next_folders_.size() == folders.size();
  for (const FolderStatus& folder :
       is_known ? next_folders_ : take_statuses(target_, folders, options_.jobs)) {
    left.folders.push_back(folder.stamp);
  }
  for (const std::string& root : foreign.roots) {
    left.foreign.push_back(outermost_foreign(root, our_folders));
  }
  return left;
}

// Both files only make the next build faster, so a machine that refuses them stops nothing.
void OutputFolder::remember(const ForeignEntries& foreign, bool exchanged) {
  const FolderStamps left = take_stamps_written(foreign, exchanged);
  static_cast<void>(replace_file(state_ / "stamps", format_stamps(left, manifest_hash_)));
  if (!exchanged || is_new_ || !foreign.empty_folders.empty()) return;
  FileHashes spare;
  spare.emplace(kRecordPath, 0);
  for (const auto& [path, before] : before_) {
    const auto folder = found_folders_.find(parent_of(path));
    const bool is_known = folder != found_folders_.end() && before.stamp.exists();
    spare.emplace_hint(spare.end(), path,
                       is_known ? place_of(before.stamp, folder->second.stamp) : 0);
  }
  for (const auto& [path, written] : written_) {
    if (written.change == Change::kNone) spare.emplace(path, 0);  // also where no manifest named it
  }
  for (const std::string& path : foreign.files) {
    if (path.find('\n') != std::string::npos) return;  // the record holds lines
    spare.emplace(path, 0);
  }
  static_cast<void>(replace_file(state_ / "spare", format_manifest(spare)));
}

}  // namespace rolepress
