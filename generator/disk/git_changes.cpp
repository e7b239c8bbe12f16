#include "disk/git_changes.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/text.h"
#include "disk/run_git.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Diagnostics> wrong(std::string path, std::string message, std::string help) {
  Diagnostics problems;
  Reporter(path, problems).error({}, "git", std::move(message), std::move(help));
  return tl::unexpected(std::move(problems));
}

}  // namespace

Result<std::set<fs::path>> changed_since(const fs::path& folder, const std::string& revision) {
  const auto top = run_git({"rev-parse", "--show-toplevel"}, {.folder = folder});
  if (!top) {
    return wrong(folder.string(), "this folder lies in no git repository",
                 "leave out --changed-since, or run this in a clone");
  }
  const fs::path root = std::string(trim(*top));
  const auto git = [&](std::vector<std::string> words) {
    return run_git(std::move(words), {.folder = root});
  };
  if (!git({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"})) {
    return wrong(folder.string(), fmt::format("git knows no revision \"{}\"", revision),
                 "name a branch or a commit, such as origin/main; a shallow clone must fetch it "
                 "first");
  }
  const auto base = git({"merge-base", revision, "HEAD"});
  const std::string from = base ? std::string(trim(*base)) : revision;
  const auto changed = git({"diff", "--name-only", "--no-renames", "-z", from, "--"});
  const auto added = git({"ls-files", "--others", "--exclude-standard", "-z"});
  if (!changed || !added) {
    return wrong(folder.string(), "git cannot compare the files", "see what `git status` says");
  }
  std::set<fs::path> paths;
  for (const std::string* list : {&*changed, &*added}) {
    for (const std::string_view name : split(*list, '\0')) {
      if (!name.empty()) paths.insert((root / name).lexically_normal());
    }
  }
  return paths;
}

}  // namespace rolepress
