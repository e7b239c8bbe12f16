#pragma once

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "build_site.h"

namespace rolepress {

/// What the process returns, for scripts. Documented in the README.
enum ExitCode {
  kDone = 0,
  kContentProblems = 1,  // the content or the layouts are wrong; nothing was published
  kWrongUsage = 2,
  kMachineFailed = 3,  // disk full, no permission
};

enum class OutputFormat { kText, kJson, kCsv, kGithub, kSarif, kJunit };
/// By the numbers of OutputFormat, as they are typed.
inline constexpr std::array<std::string_view, 6> kFormatNames = {"text",   "json",  "csv",
                                                                 "github", "sarif", "junit"};

/// Options that every command has.
struct CommonOptions {
  std::filesystem::path content = "content";
  std::filesystem::path layouts = "layouts";
  std::filesystem::path output = "public";
  std::optional<CivilDate> date;
  int jobs = 0;  // 0 = one for each core
  bool quiet = false;
  OutputFormat format = OutputFormat::kText;
};

using RunCommand = std::function<int(const CommonOptions&)>;

/// One command of the program. `declare` adds its own options and returns what runs it.
struct Command {
  std::string_view name;
  std::string_view about;
  std::string_view examples;
  RunCommand (*declare)(CLI::App& app);
  std::string_view formats = "text json";  // that --format may name
};

[[nodiscard]] std::span<const Command> commands();

RunCommand declare_admin(CLI::App& app);
RunCommand declare_build(CLI::App& app);
RunCommand declare_check(CLI::App& app);
RunCommand declare_checked(CLI::App& app);
RunCommand declare_clean(CLI::App& app);
RunCommand declare_close(CLI::App& app);
RunCommand declare_diff(CLI::App& app);
RunCommand declare_docs(CLI::App& app);
RunCommand declare_explain(CLI::App& app);
RunCommand declare_import(CLI::App& app);
RunCommand declare_list(CLI::App& app);
RunCommand declare_new(CLI::App& app);
RunCommand declare_next_change(CLI::App& app);
RunCommand declare_serve(CLI::App& app);

// Shared by the commands -------------------------------------------------------------------------

[[nodiscard]] Result<FileTree> read_sources(const CommonOptions& options);
[[nodiscard]] BuildOptions build_options(const CommonOptions& options);
[[nodiscard]] int exit_code(const Diagnostics& problems);

/// Prints problems: as text to standard error, or as one document for machines to standard output.
void print_problems(const Diagnostics& problems, OutputFormat format);
/// Prints why a build failed. For people without the warnings: they stop no build, so they would
/// only hide what does.
void print_failure(Diagnostics problems, OutputFormat format);
/// "3 errors and 2 warnings".
[[nodiscard]] std::string count_problems(const Diagnostics& problems);
/// The problems as a JSON list; every text in it is valid UTF-8.
[[nodiscard]] std::string problems_json(const Diagnostics& problems);

}  // namespace rolepress
