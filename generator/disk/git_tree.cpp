// A revision is unpacked into a temporary folder by git and tar, which both read any name.

#include "disk/git_tree.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace rolepress {
namespace {

namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "rolepress-XXXXXX").string();
    error_ = error.value();
    if (error_ != 0) return;
    if (mkdtemp(name.data()) != nullptr) {
      path_ = name;
    } else {
      error_ = errno;
    }
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }
  /// Why there is none (errno), or 0.
  [[nodiscard]] int error() const { return error_; }

 private:
  fs::path path_;
  int error_ = 0;
};

// Runs a program to its end; its exit code, or -1.
int run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) {
    return -1;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return -1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

tl::unexpected<Diagnostics> failure(const std::string& what, std::string message,
                                    std::string help) {
  return tl::unexpected(Diagnostics{machine_failure(what, std::move(message), std::move(help))});
}

}  // namespace

Result<FileTree> read_revision(const std::string& revision, const std::vector<SourceRoot>& roots,
                               int jobs) {
  const auto below_here = [](const SourceRoot& root) {
    const fs::path normal = root.folder.lexically_normal();
    return normal.is_relative() && *normal.begin() != "..";
  };
  for (const SourceRoot& root : roots) {
    if (below_here(root)) continue;
    return failure(root.folder.string(), "a revision can be read only of folders below this one",
                   "run this at the top of the project");
  }
  if (revision.empty() || revision.starts_with("-")) {
    return failure(revision, "this is neither a folder nor a revision", "try --against HEAD");
  }
  const TemporaryFolder folder;
  if (folder.error() != 0) {
    return failure(revision,
                   fmt::format("there is no temporary folder to unpack it in: {}",
                               std::strerror(folder.error())),
                   "let TMPDIR name a folder that can be written");
  }
  const std::string archive = (folder.path() / "tree.tar").string();
  std::vector<std::string> words = {"git",    "archive", "--format=tar", "--output=" + archive,
                                    revision, "--"};
  for (const SourceRoot& root : roots) words.push_back(root.folder.lexically_normal().string());
  if (run(words) != 0) {
    return failure(revision, "git cannot read this revision of the content and the layouts",
                   "name a folder, or a revision that `git log` knows");
  }
  if (run({"tar", "-x", "-f", archive, "-C", folder.path().string()}) != 0) {
    return failure(revision, "the revision cannot be unpacked",
                   "look for space in the temporary folder");
  }
  std::vector<SourceRoot> unpacked = roots;
  for (SourceRoot& root : unpacked) root.folder = folder.path() / root.folder.lexically_normal();
  return read_tree(unpacked, jobs);
}

}  // namespace rolepress
