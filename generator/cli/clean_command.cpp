#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "disk/clean_output.h"

namespace rolepress {
namespace {

int run_clean(const CommonOptions& options) {
  const auto report = clean_output(options.output);
  if (!report) {
    print_problems(report.error(), options.format);
    return exit_code(report.error());
  }
  if (options.format == OutputFormat::kJson) {
    const nlohmann::json document = {{"removed", report->removed}, {"kept", report->kept}};
    fmt::print("{}\n", document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    return kDone;
  }
  if (options.quiet) return kDone;
  fmt::print("Removed {} from {}.\n", counted(report->removed, "file"),
             printable_text(options.output.string()));
  for (const std::string& path : report->kept) {
    fmt::print("Kept {}: somebody has changed it since it was built.\n", printable_text(path));
  }
  return kDone;
}

}  // namespace

RunCommand declare_clean(CLI::App&) { return run_clean; }

}  // namespace rolepress
