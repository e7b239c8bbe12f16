#include "disk/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// The umask decides who may read and write it, as with folders.
int create(const fs::path& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_EXCL, 0666);
}

int write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t n = write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return 0;
}

// Closes a file that was just made, and removes it where it failed.
int finish(int fd, const fs::path& path, int error) {
  if (close(fd) != 0 && error == 0) error = errno;
  if (error != 0) unlink(path.c_str());
  return error;
}

int rename_or_remove(const fs::path& draft, const fs::path& path) {
  if (rename(draft.c_str(), path.c_str()) == 0) return 0;
  const int error = errno;
  unlink(draft.c_str());
  return error;
}

void let_owner_in(const fs::path& folder) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0) return;
  static_cast<void>(chmod(folder.c_str(), (status.st_mode & 07777U) | S_IRWXU));
}

// Runs `make`, a second time with the folders above the path where they were missing.
template <class Make>
int with_folders(const fs::path& path, const Make& make) {
  const int error = make();
  if (error != ENOENT) return error;
  const fs::path folder = path.parent_path();  // a page's is nearly always the only one missing
  if (mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) {
    std::error_code made;
    fs::create_directories(folder, made);
    if (made) return made.value();
  }
  return make();
}

}  // namespace

int write_new_file(const fs::path& path, std::string_view content) {
  return with_folders(path, [&] {
    const int fd = create(path);
    return fd < 0 ? errno : finish(fd, path, write_all(fd, content));
  });
}

int replace_file(const fs::path& path, std::string_view content) {
  const fs::path draft = path.native() + ".new";
  unlink(draft.c_str());
  const int error = write_new_file(draft, content);
  return error == 0 ? rename_or_remove(draft, path) : error;
}

int write_source(const fs::path& path, std::string_view text) {
  struct stat before {};
  const bool is_new = stat(path.c_str(), &before) != 0;
  if (is_new && errno != ENOENT) return errno;
  // Hidden, so that nothing takes it for content.
  const fs::path draft = path.parent_path() / fmt::format(".rolepress-{}", getpid());
  unlink(draft.c_str());
  const int error = with_folders(draft, [&] {
    const int fd = create(draft);
    if (fd < 0) return errno;
    // Root's to give, and before the mode, for that takes a set-user-ID along.
    [[maybe_unused]] const int kept = is_new ? 0 : fchown(fd, before.st_uid, before.st_gid);
    int failure = is_new || fchmod(fd, before.st_mode & 07777U) == 0 ? 0 : errno;
    if (failure == 0) failure = write_all(fd, text);
    if (failure == 0 && fsync(fd) != 0) failure = errno;
    return finish(fd, draft, failure);
  });
  return error == 0 ? rename_or_remove(draft, path) : error;
}

Diagnostic write_failure(const fs::path& path, int error) {
  return machine_failure(path.string(),
                         fmt::format("the file cannot be written: {}", std::strerror(error)));
}

Diagnostics write_source_file(const fs::path& path, std::string_view text) {
  const int error = write_source(path, text);
  return error == 0 ? Diagnostics{} : Diagnostics{write_failure(path, error)};
}

int link_file(const fs::path& from, const fs::path& to) {
  return with_folders(
      to, [&] { return linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0) == 0 ? 0 : errno; });
}

int exchange_names(const fs::path& a, const fs::path& b) {
  return renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0 ? 0 : errno;
}

bool on_one_mount(const fs::path& a, const fs::path& b) {
  struct statx of_a {};
  struct statx of_b {};
  return statx(AT_FDCWD, a.c_str(), 0, STATX_MNT_ID, &of_a) == 0 &&
         statx(AT_FDCWD, b.c_str(), 0, STATX_MNT_ID, &of_b) == 0 &&
         of_a.stx_mnt_id == of_b.stx_mnt_id && of_a.stx_dev_major == of_b.stx_dev_major &&
         of_a.stx_dev_minor == of_b.stx_dev_minor;
}

fs::path output_behind(const fs::path& output) {
  constexpr int kMaxLinks = 40;  // as the system has it
  std::error_code error;
  fs::path target = fs::absolute(output).lexically_normal();
  for (int links = 0; links <= kMaxLinks; ++links) {
    if (!target.has_filename()) target = target.parent_path();
    if (!fs::is_symlink(target, error)) return target;
    const fs::path next = target.parent_path() / fs::read_symlink(target, error);
    // Of a link to nothing it follows what is there, so that each goes one step.
    fs::path behind = fs::weakly_canonical(next, error);
    if (error) break;
    target = std::move(behind);
  }
  return target;
}

std::uint64_t inode_of(const fs::path& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

int flush_to_disk(const fs::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return errno;
  const int error = syncfs(fd) == 0 ? 0 : errno;
  close(fd);
  return error;
}

void prune_empty_folders(const fs::path& path, const fs::path& top) {
  for (fs::path folder = path.parent_path(); folder != top; folder = folder.parent_path()) {
    if (rmdir(folder.c_str()) != 0) return;
  }
}

void open_folders_above(const fs::path& top, std::string_view path) {
  let_owner_in(top);
  for (std::size_t end = path.find('/'); end != std::string_view::npos;
       end = path.find('/', end + 1)) {
    let_owner_in(top / path.substr(0, end));
  }
}

int remove_tree(const fs::path& top) {
  std::error_code error;
  fs::remove_all(top, error);
  if (error.value() != EACCES) return error.value();
  let_owner_in(top);
  fs::recursive_directory_iterator entry(top, error);
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->is_directory(error) && !entry->is_symlink(error)) let_owner_in(entry->path());
  }
  fs::remove_all(top, error);
  return error.value();
}

fs::path obstacle_above(const fs::path& folder, std::string_view path) {
  for (std::size_t end = path.find('/'); end != std::string_view::npos;
       end = path.find('/', end + 1)) {
    fs::path inner = folder / path.substr(0, end);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(inner, error);
    if (!fs::exists(status)) return {};
    if (!fs::is_directory(status)) return inner;
  }
  return {};
}

}  // namespace rolepress
