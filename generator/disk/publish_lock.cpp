#include "disk/publish_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>
#include <thread>

namespace rolepress {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(20);

// A folder that was cleaned meanwhile takes its lock along: what we hold would keep nobody out.
bool is_still_there(int fd, const std::filesystem::path& path) {
  struct stat held {};
  struct stat named {};
  return fstat(fd, &held) == 0 && stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
         held.st_dev == named.st_dev;
}

std::string holder(int fd) {
  std::array<char, 16> text{};
  const ssize_t n = pread(fd, text.data(), text.size(), 0);
  const std::string number(text.data(), n > 0 ? static_cast<std::size_t>(n) : 0);
  return number.empty() ? "another process" : "process " + number;
}

}  // namespace

std::filesystem::path state_beside(const std::filesystem::path& target) {
  return target.parent_path() / fmt::format(".{}.rolepress", target.filename().string());
}

Diagnostics PublishLock::take(const std::filesystem::path& path, std::chrono::seconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  bool was_there = false;
  for (bool told = false;;) {
    if (fd_ < 0) fd_ = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd_ < 0 && errno == ENOENT && was_there) {
      // Who held it has removed the folder with it.
      std::error_code made;
      std::filesystem::create_directories(path.parent_path(), made);
      if (!made) continue;
      errno = made.value();
    }
    if (fd_ < 0) {
      return {machine_failure(path.string(),
                              fmt::format("the lock cannot be opened: {}", std::strerror(errno)))};
    }
    was_there = true;
    if (flock(fd_, LOCK_EX | LOCK_NB) == 0) {
      if (is_still_there(fd_, path)) break;
      release();
      continue;
    }
    if (errno != EWOULDBLOCK && errno != EINTR) {
      return {machine_failure(
          path.string(), fmt::format("the folder cannot be locked: {}", std::strerror(errno)))};
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      return {machine_failure(path.string(),
                              fmt::format("{} is building into the same folder", holder(fd_)),
                              "wait until it has ended, then build again")};
    }
    if (!told) {
      fmt::print(stderr, "Waiting: {} is building into the same folder.\n", holder(fd_));
      told = true;
    }
    std::this_thread::sleep_for(kInterval);
  }
  // Who holds it is for people; a lock that cannot be signed is as good.
  const std::string number = std::to_string(getpid());
  if (ftruncate(fd_, 0) != 0 || pwrite(fd_, number.data(), number.size(), 0) < 0) return {};
  return {};
}

void PublishLock::release() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

}  // namespace rolepress
