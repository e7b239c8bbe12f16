#include "disk/git_changes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// What git prints, if it ends well. No shell stands between, so a name is only ever a name.
std::optional<std::string> git(const fs::path& folder, std::vector<std::string> words) {
  const std::vector<std::string> start = {"git", "-C", folder.string()};
  words.insert(words.begin(), start.begin(), start.end());
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int error = posix_spawnp(&child, "git", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t n = read(ends[0], buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(n));
  }
  close(ends[0]);
  if (error != 0) return std::nullopt;
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return std::nullopt;
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? std::optional(text) : std::nullopt;
}

tl::unexpected<Diagnostics> wrong(std::string path, std::string message, std::string help) {
  Diagnostics problems;
  Reporter(path, problems).error({}, "git", std::move(message), std::move(help));
  return tl::unexpected(std::move(problems));
}

}  // namespace

Result<std::set<fs::path>> changed_since(const fs::path& folder, const std::string& revision) {
  const auto top = git(folder, {"rev-parse", "--show-toplevel"});
  if (!top) {
    return wrong(folder.string(), "this folder lies in no git repository",
                 "leave out --changed-since, or run this in a clone");
  }
  const fs::path root = std::string(trim(*top));
  if (!git(root,
           {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"})) {
    return wrong(folder.string(), fmt::format("git knows no revision \"{}\"", revision),
                 "name a branch or a commit, such as origin/main; a shallow clone must fetch it "
                 "first");
  }
  const auto base = git(root, {"merge-base", revision, "HEAD"});
  const std::string from = base ? std::string(trim(*base)) : revision;
  const auto changed = git(root, {"diff", "--name-only", "--no-renames", "-z", from, "--"});
  const auto added = git(root, {"ls-files", "--others", "--exclude-standard", "-z"});
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
