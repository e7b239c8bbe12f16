#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace rolepress {

struct GitOptions {
  std::filesystem::path folder = ".";      // where it runs
  std::filesystem::path index = {};        // in the place of the repository's own, unless empty
  std::filesystem::path in = "/dev/null";  // the file that it reads as its input
};

/// What `git` with these words prints, if it ends well. No shell stands between, so a name is only
/// ever a name.
[[nodiscard]] std::optional<std::string> run_git(std::vector<std::string> words,
                                                 const GitOptions& options = {});

}  // namespace rolepress
