// The second half of OutputFolder: what was staged takes the place of what is published.

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

constexpr const char* kNotLinked = "the page cannot be put beside the new ones";

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

// 0 where there is none.
std::uint64_t inode_of(const fs::path& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 ? status.st_ino : 0;
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

int OutputFolder::link_into_next(const std::string& path, std::uint64_t inode) {
  const fs::path target = next_ / path;
  struct stat status {};
  const bool is_there = !spare_.empty() && lstat(target.c_str(), &status) == 0;
  if (is_there && status.st_ino == inode) return 0;
  clear_way_in_next(path);
  const int error = link_file(target_ / path, target);
  if (error != EEXIST) return error;
  std::error_code ignored;
  fs::remove_all(target, ignored);
  return link_file(target_ / path, target);
}

// What `next` still holds of the site before the last one.
void OutputFolder::drop_from_next(const ForeignEntries& foreign) {
  auto next = written_.begin();
  for (const auto& [path, hash] : spare_) {
    while (next != written_.end() && next->first < path) ++next;
    if (next != written_.end() && next->first == path) continue;
    if (std::binary_search(foreign.files.begin(), foreign.files.end(), path)) continue;
    const fs::path target = next_ / path;
    if (unlink(target.c_str()) == 0) prune_empty_folders(target, next_);
  }
}

void OutputFolder::complete_next(const ForeignEntries& foreign, std::string_view manifest) {
  drop_from_next(foreign);
  struct Kept {
    const std::string* path;
    std::uint64_t inode;
  };
  std::vector<Kept> kept;
  for (const auto& [path, written] : written_) {
    if (written.change != Change::kNone) continue;
    kept.push_back({&path, written.before == nullptr ? 0 : written.before->stamp.inode});
  }
  parallel_for(kept.size(), options_.jobs, [&](std::size_t i, std::size_t) {
    const int error = link_into_next(*kept[i].path, kept[i].inode);
    if (error != 0) fail(output_ / *kept[i].path, kNotLinked, error);
  });
  for (const std::string& path : foreign.files) {
    const int error = link_into_next(path, inode_of(target_ / path));
    // Taken away, or saved in this very moment: then it comes from the old site at the end.
    if (error != 0 && error != ENOENT) fail(output_ / path, kNotLinked, error);
    if (error == 0) foreign_inodes_[path] = inode_of(next_ / path);
  }
  std::error_code error;
  for (const std::string& path : foreign.empty_folders) {
    fs::create_directories(next_ / path, error);
    if (error) fail(output_ / path, "the folder cannot be put beside the new pages", error.value());
  }
  struct stat status {};
  if (!is_new_ && stat(target_.c_str(), &status) == 0) {
    // Who may read the site does not change with its content. Ownership is root's to give.
    const bool gave = chown(next_.c_str(), status.st_uid, status.st_gid) == 0;
    if (chmod(next_.c_str(), status.st_mode & 07777) != 0 && gave) {
      fail(output_, "the permissions cannot be kept", errno);
    }
  }
  write_manifest(next_, manifest);
}

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
  for (const auto& [folder, time] : folder_times_) folders.emplace_back(folder);
  const auto stamps = take_stamps(old, folders, EntryKind::kFolder, options_.jobs);
  const auto is_ours = [&](const std::string& path) {
    const auto written = written_.find(path);
    const bool is_page =
        written != written_.end() && (old == target_ || written->second.change != Change::kAdded);
    return path == kRecordFolder || is_page || before_.contains(path);
  };
  const auto is_listed = [&](const std::string& path) {
    return is_ours(path) || folder_times_.contains(path);
  };
  std::vector<std::string> roots = foreign.roots;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    if (stamps[i].time_ns == folder_times_.find(folders[i])->second) continue;
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
  for (const bool pages : {false, true}) {
    for (const auto& [path, written] : written_) {
      if (!problems_.empty()) return;
      if (written.change == Change::kNone || path.ends_with(".html") != pages) continue;
      const fs::path target = target_ / path;
      std::error_code error;
      fs::create_directories(target.parent_path(), error);
      const bool is_new = written.change == Change::kAdded;
      if (const int code = error ? error.value() : move_file(next_ / path, target, is_new);
          code != 0) {
        fail(output_ / path, "the page cannot be put in place", code);
        if (!is_new) continue;
        both.erase(path);  // what stands there is not ours
        write_manifest(target_, format_manifest(both));
      }
    }
  }
  for (const std::string& path : stale) {
    const fs::path target = target_ / path;
    if (unlink(target.c_str()) == 0) prune_empty_folders(target, target_);
  }
  write_manifest(target_, format_manifest(hashes));
  std::error_code ignored;
  fs::remove_all(next_, ignored);
}

void OutputFolder::write_manifest(const fs::path& folder, std::string_view manifest) {
  const fs::path path = folder / kRecordPath;
  if (const int error = replace_file(path, manifest); error != 0) {
    fail(output_ / kRecordPath, "the manifest cannot be written", error);
  }
}

// A file that stayed has the stamp by which it was known: where somebody changed it meanwhile, the
// next build finds another.
FolderStamps OutputFolder::take_stamps_written(const ForeignEntries& foreign) const {
  const std::vector<std::string_view> folders = folders_of(paths_of(written_));
  const std::unordered_set<std::string_view> our_folders(folders.begin(), folders.end());
  FolderStamps left;
  std::vector<std::string_view> unknown;
  for (const auto& [path, written] : written_) {
    if (!written.is_as_left()) unknown.emplace_back(path);
  }
  const auto taken = take_stamps(target_, unknown, EntryKind::kFile, options_.jobs);
  auto next = taken.begin();
  for (const auto& [path, written] : written_) {
    left.files.push_back(written.is_as_left() ? written.before->stamp : *next++);
    left.keys.push_back(written.key);
  }
  left.folders = take_stamps(target_, folders, EntryKind::kFolder, options_.jobs);
  for (const std::string& root : foreign.roots) {
    left.foreign.push_back(outermost_foreign(root, our_folders));
  }
  return left;
}

// Both files only make the next build faster, so a machine that refuses them stops nothing.
void OutputFolder::remember(const ForeignEntries& foreign, bool exchanged) {
  static_cast<void>(
      replace_file(state_ / "stamps", format_stamps(take_stamps_written(foreign), manifest_hash_)));
  if (!exchanged || !foreign.empty_folders.empty()) return;
  FileHashes spare;
  spare.emplace(kRecordPath, 0);
  for (const auto& [path, before] : before_) spare.emplace(path, before.hash);
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
