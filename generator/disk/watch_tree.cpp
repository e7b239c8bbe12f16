#include "disk/watch_tree.h"

#include <fmt/format.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// A file counts when its writer has closed it, so that none is read half written.
constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE |
                                  IN_CREATE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF |
                                  IN_ONLYDIR | IN_DONT_FOLLOW;

}  // namespace

TreeWatch::~TreeWatch() {
  if (fd_ >= 0) close(fd_);
}

Diagnostics TreeWatch::watch() {
  Diagnostics problems;
  if (fd_ < 0) fd_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (fd_ < 0) {
    problems.push_back(machine_failure(
        roots_.front().folder.string(),
        fmt::format("changes cannot be watched: {}", std::strerror(errno)),
        "end other programs that watch files, or raise fs.inotify.max_user_instances"));
    return problems;
  }
  folders_.clear();
  for (const SourceRoot& root : roots_) watch_folder({root.name, root.folder}, 0, problems);
  return problems;
}

void TreeWatch::watch_folder(const Folder& folder, int depth, Diagnostics& problems) {
  // The sources may lie behind a link; within them links are errors.
  const std::uint32_t events = depth == 0 ? kEvents & ~IN_DONT_FOLLOW : kEvents;
  const int number = inotify_add_watch(fd_, folder.path.c_str(), events);
  if (number < 0) {
    if (errno == ENOENT || errno == ENOTDIR) return;  // it went meanwhile
    problems.push_back(machine_failure(
        folder.path.string(), fmt::format("the folder cannot be watched: {}", std::strerror(errno)),
        errno == ENOSPC ? "raise fs.inotify.max_user_watches" : ""));
    return;
  }
  folders_[number] = folder;
  if (depth == kMaxFolders) return;
  std::error_code error;
  for (fs::directory_iterator i(folder.path, error); !error && i != fs::directory_iterator();
       i.increment(error)) {
    const std::string name = i->path().filename().string();
    std::error_code ignored;
    if (is_passed_over(name) || !fs::is_directory(i->symlink_status(ignored))) continue;
    watch_folder({fmt::format("{}/{}", folder.inner, name), i->path()}, depth + 1, problems);
  }
}

TreeChanges TreeWatch::take() {
  TreeChanges changes;
  constexpr std::size_t kBufferBytes = std::size_t{64} * 1024;
  alignas(inotify_event) std::array<char, kBufferBytes> buffer{};
  for (;;) {
    const ssize_t n = read(fd_, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return changes;
    for (std::size_t at = 0; at < static_cast<std::size_t>(n);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof event);
      const std::string name(event.len > 0 ? buffer.data() + at + sizeof event : "");
      at += sizeof event + event.len;
      const auto folder = folders_.find(event.wd);
      std::error_code ignored;
      if ((event.mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) {
        changes.anything = true;
      }
      if (folder == folders_.end() || name.empty() || is_passed_over(name)) continue;
      if ((event.mask & IN_ISDIR) != 0) {
        changes.anything = true;
      } else if (event.mask != IN_CREATE) {
        changes.files[fmt::format("{}/{}", folder->second.inner, name)] =
            folder->second.path / name;
      } else if (fs::is_symlink(folder->second.path / name, ignored)) {
        changes.anything = true;  // nobody opens and closes a link that is made
      }
    }
  }
}

}  // namespace rolepress
