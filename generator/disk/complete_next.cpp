// The part of OutputFolder that makes the next site beside what is published.

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <unordered_map>

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
int OutputFolder::in_next(std::string_view path, const Act& act) {
  const int error = act();
  if (error != EACCES || spare_.empty()) return error;
  has_opened_next_ = true;
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
void OutputFolder::clear_way_in_next(const std::string& path) {
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

void OutputFolder::link_foreign(const ForeignEntries& foreign) {
  for (const std::string& path : foreign.files) {
    if (must_stay_) return;
    const int error = link_into_next(path, inode_of(target_ / path));
    // Taken away, or saved in this very moment: then it comes from the old site at the end.
    if (error != 0 && error != ENOENT) fail_link(path, error);
    if (error == 0) foreign_inodes_[path] = inode_of(next_ / path);
  }
  for (const std::string& path : foreign.empty_folders) {
    if (!on_one_mount(target_, target_ / path)) must_stay_ = true;
    std::error_code error;
    fs::create_directories(next_ / path, error);
    if (error) fail(output_ / path, "the folder cannot be put beside the new pages", error.value());
  }
}

// Most of it is there since the build before, in folders that nobody touched.
void OutputFolder::link_kept() {
  struct Kept {
    const std::string* path;
    std::uint64_t inode;
    std::size_t folder;
  };
  const std::vector<std::string_view> folders = folders_of(paths_of(written_));
  next_folders_ = take_statuses(next_, folders, options_.jobs);
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < folders.size(); ++i) numbers.emplace(folders[i], i);
  std::vector<Kept> kept;
  auto spare = spare_.begin();
  for (const auto& [path, written] : written_) {
    if (written.change != Change::kNone) continue;
    const Stamp stamp = written.before == nullptr ? Stamp() : written.before->stamp;
    const std::size_t folder = numbers.at(parent_of(path));
    while (spare != spare_.end() && spare->first < path) ++spare;
    const bool is_there = spare != spare_.end() && spare->first == path && stamp.exists() &&
                          spare->second == place_of(stamp, next_folders_[folder].stamp);
    if (!is_there) kept.push_back({&path, stamp.inode, folder});
  }
  parallel_for(kept.size(), options_.jobs, [&](std::size_t i, std::size_t) {
    if (must_stay_) return;
    const int error = link_into_next(*kept[i].path, kept[i].inode);
    if (error != 0) fail_link(*kept[i].path, error);
  });
  if (has_opened_next_ || kept.size() > folders.size()) {
    next_folders_ = take_statuses(next_, folders, options_.jobs);
  } else {
    for (const Kept& file : kept)
      next_folders_[file.folder] = take_status(next_ / folders[file.folder]);
  }
}

FolderStatus OutputFolder::wanted_status(const std::string& folder, const FolderStatus& next) {
  const auto found = found_folders_.find(folder);
  fs::path above = target_ / folder;
  FolderStatus wanted = found == found_folders_.end() ? take_status(above) : found->second;
  if (wanted.stamp.exists()) {
    if (wanted.device != found_folders_.at("").device) must_stay_ = true;
    return wanted;
  }
  do {
    above = above.parent_path();
    wanted = take_status(above);
  } while (!wanted.stamp.exists());
  if ((wanted.mode & S_ISGID) == 0) return next;
  return {{}, 0, next.mode | S_ISGID, next.owner, wanted.group};
}

// Who may read the site does not change with its content: every folder keeps its mode and, where
// it may be given away, its owner. A new one has the group of a folder above that passes it on.
void OutputFolder::keep_permissions(const ForeignEntries& foreign) {
  if (!found_folders_.contains("")) return;
  struct Folder {
    std::string path;
    FolderStatus next;
    FolderStatus wanted = {};  // mode 0 = as it is
  };
  std::vector<Folder> folders;
  for (std::string& path : folders_of_foreign(foreign)) folders.push_back({std::move(path), {}});
  const std::vector<std::string_view> ours = folders_of(paths_of(written_));
  for (std::size_t i = 0; i < ours.size(); ++i) {
    folders.push_back({std::string(ours[i]), next_folders_[i]});
  }
  std::sort(folders.begin(), folders.end(),
            [](const Folder& a, const Folder& b) { return a.path < b.path; });
  parallel_for(folders.size(), options_.jobs, [&](std::size_t i, std::size_t) {
    Folder& folder = folders[i];
    FolderStatus& next = folder.next;
    if (!next.stamp.exists()) next = take_status(next_ / folder.path);
    if (next.stamp.exists()) folder.wanted = wanted_status(folder.path, next);
    if (folder.wanted.has_same_permissions(next)) folder.wanted.mode = 0;
  });
  // From below: what is closed to its owner first would shut us out.
  for (std::size_t i = folders.size(); i-- > 0;) {
    const FolderStatus& wanted = folders[i].wanted;
    if (wanted.mode == 0) continue;
    const fs::path folder = next_ / folders[i].path;
    const bool gave = chown(folder.c_str(), wanted.owner, wanted.group) == 0 ||
                      chown(folder.c_str(), static_cast<uid_t>(-1), wanted.group) == 0;
    if (chmod(folder.c_str(), wanted.mode & 07777U) != 0 && gave) {
      fail(output_ / folders[i].path, "the permissions cannot be kept", errno);
    }
  }
}

void OutputFolder::complete_next(const ForeignEntries& foreign, std::string_view manifest) {
  drop_from_next(foreign);
  link_foreign(foreign);
  write_manifest(next_, manifest);
  link_kept();
  if (!is_new_ && !must_stay_) keep_permissions(foreign);
}

}  // namespace rolepress
