#pragma once

#include <filesystem>

#include "cli/commands.h"

namespace rolepress {

[[nodiscard]] RunCommand declare_new_site(CLI::App& app);

/// The folder that came with the program and holds `layouts` and `sample`: what the environment
/// names as ROLEPRESS_SHARE, or share/rolepress beside the program's bin, or the project that the
/// program was compiled in. Empty where there is none.
[[nodiscard]] std::filesystem::path shared_folder();

}  // namespace rolepress
