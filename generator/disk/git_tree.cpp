// A revision is unpacked into a temporary folder by git, as it would be checked out: with an index
// of its own, so that the user's stays as it is.

#include "disk/git_tree.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <system_error>

#include "disk/files.h"
#include "disk/run_git.h"

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
  const GitOptions apart{.index = folder.path() / "index"};
  std::vector<std::string> ls = {"ls-files", "-z", "--error-unmatch", "--"};
  for (const SourceRoot& root : roots) ls.push_back(root.folder.lexically_normal().string());
  // Files are listed from here, and checked out from the top of the repository.
  const bool is_read = run_git({"read-tree", revision}, apart).has_value();
  const auto names = is_read ? run_git(std::move(ls), apart) : std::nullopt;
  const auto place = run_git({"rev-parse", "--show-prefix"});
  if (!names || !place) {
    return failure(revision, "git cannot read this revision of the content and the layouts",
                   "name a folder, or a revision that `git log` knows");
  }
  const GitOptions listed{.index = apart.index, .in = folder.path() / "list"};
  const std::string tree = (folder.path() / "tree").string() + "/";
  if (write_new_file(listed.in, *names) != 0 ||
      !run_git({"checkout-index", "-z", "--stdin", "--prefix=" + tree}, listed)) {
    return failure(revision, "the revision cannot be unpacked",
                   "look for space in the temporary folder");
  }
  const fs::path top = tree + place->substr(0, place->find('\n'));
  std::vector<SourceRoot> unpacked = roots;
  for (SourceRoot& root : unpacked) root.folder = top / root.folder.lexically_normal();
  return read_tree_of(revision, top, unpacked, jobs);
}

}  // namespace rolepress
