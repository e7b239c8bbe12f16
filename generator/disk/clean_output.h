#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace rolepress {

struct CleanReport {
  std::size_t removed = 0;
  std::vector<std::string> kept;  // written by a build and changed by somebody since
};

/// Removes what builds wrote into the folder, by its manifest, and what they keep beside it;
/// nothing else.
[[nodiscard]] Result<CleanReport> clean_output(const std::filesystem::path& output);

}  // namespace rolepress
