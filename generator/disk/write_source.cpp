#include "disk/write_source.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace rolepress {

int write_source(const std::filesystem::path& path, std::string_view text) {
  struct stat before {};
  if (stat(path.c_str(), &before) != 0) return errno;
  // Hidden, so that nothing takes it for content.
  std::string temporary = (path.parent_path() / ".rolepress-XXXXXX").string();
  const int fd = mkstemp(temporary.data());
  if (fd < 0) return errno;
  int error = fchmod(fd, before.st_mode & 07777U) == 0 ? 0 : errno;
  for (std::size_t done = 0; error == 0 && done < text.size();) {
    const ssize_t n = write(fd, text.data() + done, text.size() - done);
    if (n >= 0) {
      done += static_cast<std::size_t>(n);
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  if (error == 0 && fsync(fd) != 0) error = errno;
  if (close(fd) != 0 && error == 0) error = errno;
  if (error == 0 && std::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) (void)unlink(temporary.c_str());
  return error;
}

}  // namespace rolepress
