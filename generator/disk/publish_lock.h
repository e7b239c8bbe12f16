#pragma once

#include <chrono>
#include <filesystem>

#include "base/diagnostic.h"

namespace rolepress {

/// Where what belongs to an output folder is kept between builds, the lock too: beside the folder.
[[nodiscard]] std::filesystem::path state_beside(const std::filesystem::path& target);

/// How long one build or clean waits for another of the same folder.
inline constexpr std::chrono::seconds kLockPatience{60};

/// Keeps builds of one output folder apart. The system lets go of it when the process ends, however
/// it ends.
class PublishLock {
 public:
  PublishLock() = default;
  ~PublishLock() { release(); }
  PublishLock(const PublishLock&) = delete;
  PublishLock& operator=(const PublishLock&) = delete;

  /// Takes the lock at that path. Where another process has it, says so on standard error and
  /// waits; after `patience` it is a problem. Where that one removes the folder, makes it again.
  [[nodiscard]] Diagnostics take(const std::filesystem::path& path, std::chrono::seconds patience);
  void release();

 private:
  int fd_ = -1;
};

}  // namespace rolepress
