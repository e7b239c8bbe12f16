#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "disk/read_tree.h"

namespace rolepress {

/// What happened below watched folders since one last asked.
struct TreeChanges {
  std::map<std::string, std::filesystem::path> files;  // path within the project → where it lies
  bool anything = false;  // folders came or went, or the kernel lost count: read all anew
};

/// Follows the folders of the sources through the kernel (inotify).
class TreeWatch {
 public:
  explicit TreeWatch(std::vector<SourceRoot> roots) : roots_(std::move(roots)) {}
  ~TreeWatch();
  TreeWatch(const TreeWatch&) = delete;
  TreeWatch& operator=(const TreeWatch&) = delete;

  /// Begins to watch every folder that is there now; to be called again after `anything`.
  [[nodiscard]] Diagnostics watch();
  /// Becomes readable when something happens.
  [[nodiscard]] int descriptor() const { return fd_; }
  [[nodiscard]] TreeChanges take();

 private:
  struct Folder {
    std::string inner;  // its path within the project
    std::filesystem::path path;
  };

  void watch_folder(const Folder& folder, int depth, Diagnostics& problems);

  std::vector<SourceRoot> roots_;
  int fd_ = -1;
  std::map<int, Folder> folders_;  // by the kernel's number
};

}  // namespace rolepress
