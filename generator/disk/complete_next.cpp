// The part of OutputFolder that makes the next site beside what is published.

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/parallel.h"
#include "disk/files.h"
#include "disk/output_folder.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// The file system has no second names, or not for a file of that owner or of another mount.
bool is_no_second_name(int error) {
  return error == EPERM || error == EXDEV || error == EOPNOTSUPP || error == ENOSYS ||
         error == EMLINK;
}

// New entries of the folder get its group, as they would in the one with that status.
void take_group(const fs::path& folder, const struct stat& status) {
  if (chown(folder.c_str(), static_cast<uid_t>(-1), status.st_gid) != 0) return;
  static_cast<void>(chmod(folder.c_str(), (status.st_mode & 07777U) | S_IRWXU));
}

// The folders above the files, and the empty ones.
std::vector<std::string> folders_of_foreign(const ForeignEntries& foreign) {
  std::vector<std::string> paths = foreign.files;
  for (const std::string& folder : foreign.empty_folders) paths.push_back(folder + "/");
  std::sort(paths.begin(), paths.end());
  const auto folders = folders_of({paths.begin(), paths.end()});
  return {folders.begin(), folders.end()};
}

}  // namespace

// What somebody forbade the owner in the folders of the site before the last one does not stop us.
template <class Act>
int OutputFolder::in_next(std::string_view path, const Act& act) const {
  const int error = act();
  if (error != EACCES || spare_.empty()) return error;
  open_folders_above(next_, path);
  return act();
}

// `next` is worth keeping between builds: it is the site before the last one, most of it linked.
// Its record is removed before anything is changed in it; without one it is made anew.
void OutputFolder::prepare_next() {
  std::call_once(prepared_, [&] {
    std::error_code error;
    const fs::path record = state_ / "spare";
    const auto text = options_.in_place ? Result<std::string>() : read_file(record, kAnyBytes);
    if (text && is_sound_manifest(*text)) spare_ = parse_manifest(*text);
    fs::remove(record, error);
    if (!error && spare_.empty()) error.assign(remove_tree(next_), std::generic_category());
    if (error) fail(next_, "what an earlier build left cannot be removed", error.value());
    if (!error) fs::create_directories(next_, error);
    if (error) fail(output_, "the output folder cannot be written", error.value());
    struct stat status {};
    if (!is_new_ && stat(target_.c_str(), &status) == 0 && (status.st_mode & S_ISGID) != 0) {
      take_group(next_, status);
    }
    is_prepared_ = true;
  });
}

// Where a folder belongs now, `next` may hold a file or link of the site before the last one: what
// is written must not go through it. A folder that another thread has made there meanwhile stays.
void OutputFolder::clear_way_in_next(const std::string& path) const {
  const fs::path obstacle = spare_.empty() ? fs::path() : obstacle_above(next_, path);
  if (obstacle.empty()) return;
  static_cast<void>(in_next(path, [&] { return unlink(obstacle.c_str()) == 0 ? 0 : errno; }));
}

void OutputFolder::stage(const std::string& path, const std::string& content) {
  if (has_failed_) return;
  prepare_next();
  clear_way_in_next(path);
  const fs::path target = next_ / path;
  const auto write = [&] { return write_new_file(target, content); };
  int error = in_next(path, write);
  if (error == EEXIST) {
    error = in_next(path, [&] { return remove_tree(target); });
    if (error == 0) error = write();
  }
  const bool is_disk_full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  if (is_disk_full) fail(output_, "the pages cannot be written", error);
  if (error != 0) fail(output_ / path, "the page cannot be written", error);
}

int OutputFolder::link_into_next(const std::string& path, std::uint64_t inode) {
  const fs::path target = next_ / path;
  struct stat status {};
  const bool is_there = !spare_.empty() && lstat(target.c_str(), &status) == 0;
  if (is_there && status.st_ino == inode) return 0;
  clear_way_in_next(path);
  const auto link = [&] { return link_file(target_ / path, target); };
  int error = in_next(path, link);
  if (error != EEXIST) return error;
  error = in_next(path, [&] { return remove_tree(target); });
  return error == 0 ? link() : error;
}

void OutputFolder::fail_link(const std::string& path, int error) {
  if (is_no_second_name(error)) {
    must_stay_ = true;
  } else {
    fail(output_ / path, "the page cannot be put beside the new ones", error);
  }
}

// What `next` still holds of the site before the last one.
void OutputFolder::drop_from_next(const ForeignEntries& foreign) {
  auto next = written_.begin();
  for (const auto& [path, hash] : spare_) {
    while (next != written_.end() && next->first < path) ++next;
    if (next != written_.end() && next->first == path) continue;
    if (std::binary_search(foreign.files.begin(), foreign.files.end(), path)) continue;
    const fs::path target = next_ / path;
    const int error = in_next(path, [&] { return unlink(target.c_str()) == 0 ? 0 : errno; });
    if (error == 0) prune_empty_folders(target, next_);
    // Else it would be published again. A folder there is one that new pages need.
    const bool is_gone = error == ENOENT || error == ENOTDIR || error == EISDIR;
    if (error != 0 && !is_gone) fail(target, "a page of before cannot be removed", error);
  }
}

void OutputFolder::link_kept(const ForeignEntries& foreign) {
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
    if (must_stay_) return;
    const int error = link_into_next(*kept[i].path, kept[i].inode);
    if (error != 0) fail_link(*kept[i].path, error);
  });
  for (const std::string& path : foreign.files) {
    if (must_stay_) return;
    const int error = link_into_next(path, inode_of(target_ / path));
    // Taken away, or saved in this very moment: then it comes from the old site at the end.
    if (error != 0 && error != ENOENT) fail_link(path, error);
    if (error == 0) foreign_inodes_[path] = inode_of(next_ / path);
  }
}

// Who may read the site does not change with its content: every folder keeps its mode and, where
// it may be given away, its owner. A new one has the group of a folder above that passes it on.
void OutputFolder::keep_permissions(const ForeignEntries& foreign) {
  std::vector<std::string> folders = folders_of_foreign(foreign);
  for (const std::string_view folder : folders_of(paths_of(written_))) folders.emplace_back(folder);
  std::sort(folders.begin(), folders.end());
  folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
  struct stat top {};
  if (stat(target_.c_str(), &top) != 0) return;
  std::vector<struct stat> wanted(folders.size());
  parallel_for(folders.size(), options_.jobs, [&](std::size_t i, std::size_t) {
    struct stat& now = wanted[i];
    struct stat next {};
    if (lstat((next_ / folders[i]).c_str(), &next) != 0) return;
    fs::path above = target_ / folders[i];
    const bool is_there = lstat(above.c_str(), &now) == 0 && S_ISDIR(now.st_mode);
    if (is_there && now.st_dev != top.st_dev) must_stay_ = true;
    if (!is_there) {
      do {
        above = above.parent_path();
      } while (lstat(above.c_str(), &now) != 0);
      now.st_uid = next.st_uid;
      if ((now.st_mode & S_ISGID) == 0) now.st_gid = next.st_gid;
      now.st_mode = next.st_mode | (now.st_mode & S_ISGID);
    }
    const bool is_same =
        now.st_mode == next.st_mode && now.st_uid == next.st_uid && now.st_gid == next.st_gid;
    if (is_same) now.st_mode = 0;
  });
  // From below: what is closed to its owner first would shut us out.
  for (std::size_t i = folders.size(); i-- > 0;) {
    const struct stat& now = wanted[i];
    if (now.st_mode == 0) continue;
    const fs::path folder = next_ / folders[i];
    const bool gave = chown(folder.c_str(), now.st_uid, now.st_gid) == 0 ||
                      chown(folder.c_str(), static_cast<uid_t>(-1), now.st_gid) == 0;
    if (chmod(folder.c_str(), now.st_mode & 07777U) != 0 && gave) {
      fail(output_ / folders[i], "the permissions cannot be kept", errno);
    }
  }
}

void OutputFolder::complete_next(const ForeignEntries& foreign, std::string_view manifest) {
  drop_from_next(foreign);
  link_kept(foreign);
  for (const std::string& path : foreign.empty_folders) {
    if (!on_one_mount(target_, target_ / path)) must_stay_ = true;
    std::error_code error;
    fs::create_directories(next_ / path, error);
    if (error) fail(output_ / path, "the folder cannot be put beside the new pages", error.value());
  }
  write_manifest(next_, manifest);
  if (!is_new_ && !must_stay_) keep_permissions(foreign);
}

}  // namespace rolepress
