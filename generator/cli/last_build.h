#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/file_tree.h"
#include "build_site.h"

namespace rolepress {

/// What a build came to, as the next one can repeat it without building.
struct LastBuild {
  std::string date;
  std::string time_zone;
  std::size_t pages = 0;
  std::size_t files = 0;
  std::size_t live_roles = 0;
  std::size_t warning_count = 0;
  std::string warnings;  // as problems_json writes them
};

/// Whether the program can tell itself from others; where not, nothing that is kept can be trusted.
[[nodiscard]] bool is_program_known();
/// Tells one compiled program from another, also where both carry the same version.
[[nodiscard]] std::uint64_t program_hash();

/// What a build is made from: every source, the program itself, and `settings`.
[[nodiscard]] std::uint64_t hash_inputs(const FileTree& sources, std::string_view settings);

/// The record of the build that published the site with this hash from these inputs, for a day on
/// which it still holds; nullopt where it is another's, damaged or of another day.
[[nodiscard]] std::optional<LastBuild> read_last_build(const std::filesystem::path& state_folder,
                                                       std::uint64_t inputs,
                                                       std::uint64_t published,
                                                       const BuildOptions& options);
/// Whether the build that published the site with this hash was made by this very program.
[[nodiscard]] bool is_of_this_program(const std::filesystem::path& state_folder,
                                      std::uint64_t published);
void write_last_build(const std::filesystem::path& state_folder, std::uint64_t inputs,
                      std::uint64_t published, const LastBuild& build);

}  // namespace rolepress
