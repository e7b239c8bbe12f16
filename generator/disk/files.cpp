#include "disk/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace rolepress {
namespace {

namespace fs = std::filesystem;

int write_once(const fs::path& path, std::string_view content, int flags) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0644);
  if (fd < 0) return errno;
  while (!content.empty()) {
    const ssize_t n = write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int error = errno;
      close(fd);
      return error;
    }
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return close(fd) == 0 ? 0 : errno;
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
  return with_folders(path, [&] { return write_once(path, content, O_EXCL); });
}

int replace_file(const fs::path& path, std::string_view content) {
  const fs::path draft = path.native() + ".new";
  unlink(draft.c_str());
  int error = write_new_file(draft, content);
  if (error == 0 && rename(draft.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) unlink(draft.c_str());
  return error;
}

int link_file(const fs::path& from, const fs::path& to) {
  return with_folders(
      to, [&] { return linkat(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), 0) == 0 ? 0 : errno; });
}

int exchange_names(const fs::path& a, const fs::path& b) {
  return renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0 ? 0 : errno;
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
