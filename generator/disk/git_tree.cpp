// A revision is unpacked into a temporary folder by git, as it would be checked out: with an index
// of its own, so that the user's stays as it is.

#include "disk/git_tree.h"

#include <fcntl.h>
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

constexpr const char* kNothing = "/dev/null";

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

// Runs a program to its end, with these files as its input and output; its exit code, or -1.
int run(std::vector<std::string> words, const fs::path& in, const fs::path& out) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  if (posix_spawn_file_actions_init(&files) != 0) return -1;
  pid_t child = 0;
  const bool has_begun =
      posix_spawn_file_actions_addopen(&files, STDIN_FILENO, in.c_str(), O_RDONLY, 0) == 0 &&
      posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(),
                                       O_WRONLY | O_CREAT | O_TRUNC, 0600) == 0 &&
      posix_spawnp(&child, arguments[0], &files, nullptr, arguments.data(), environ) == 0;
  posix_spawn_file_actions_destroy(&files);
  if (!has_begun) return -1;
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

// Problems call the files as git does: "HEAD:content/site.yaml".
Result<FileTree> read_tree_of(const std::string& revision, const fs::path& top,
                              const std::vector<SourceRoot>& roots, int jobs) {
  const auto name_of = [&](const std::string& path) {
    return fmt::format("{}:{}", revision, fs::path(path).lexically_relative(top).string());
  };
  auto tree = read_tree(roots, jobs);
  if (!tree) {
    for (Diagnostic& problem : tree.error()) problem.path = name_of(problem.path);
    return tree;
  }
  std::vector<SourceFile> files = tree->files();
  for (SourceFile& file : files) file.shown = name_of(file.shown);
  return FileTree(std::move(files));
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
  const fs::path list = folder.path() / "list";
  const fs::path place = folder.path() / "place";
  const std::vector<std::string> git = {
      "env", "GIT_INDEX_FILE=" + (folder.path() / "index").string(), "git"};
  const auto run_git = [&](const std::vector<std::string>& words, const fs::path& in,
                           const fs::path& out) {
    std::vector<std::string> all = git;
    all.insert(all.end(), words.begin(), words.end());
    return run(std::move(all), in, out) == 0;
  };
  std::vector<std::string> ls = {"ls-files", "-z", "--error-unmatch", "--"};
  for (const SourceRoot& root : roots) ls.push_back(root.folder.lexically_normal().string());
  // Files are listed from here, and checked out from the top of the repository.
  if (!run_git({"read-tree", revision}, kNothing, kNothing) || !run_git(ls, kNothing, list) ||
      !run_git({"rev-parse", "--show-prefix"}, kNothing, place)) {
    return failure(revision, "git cannot read this revision of the content and the layouts",
                   "name a folder, or a revision that `git log` knows");
  }
  const std::string tree = (folder.path() / "tree").string() + "/";
  if (!run_git({"checkout-index", "-z", "--stdin", "--prefix=" + tree}, list, kNothing)) {
    return failure(revision, "the revision cannot be unpacked",
                   "look for space in the temporary folder");
  }
  auto prefix = read_file(place);
  if (!prefix) return tl::unexpected(prefix.error());
  const fs::path top = tree + prefix->substr(0, prefix->find('\n'));
  std::vector<SourceRoot> unpacked = roots;
  for (SourceRoot& root : unpacked) root.folder = top / root.folder.lexically_normal();
  return read_tree_of(revision, top, unpacked, jobs);
}

}  // namespace rolepress
