#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "cli/commands.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// The browser editor's program, as npm installed it, becomes a file of the layouts.
int run_admin(const CommonOptions& options, const std::string& package) {
  const fs::path from = fs::path(package) / "dist" / "sveltia-cms.js";
  const fs::path to = options.layouts / "admin" / "sveltia-cms.js";
  const auto program = read_file(from);
  if (!program) {
    print_problems(program.error(), OutputFormat::kText);
    fmt::print(stderr,
               "  help: run `npm install @sveltia/cms` first, or name the package's folder\n");
    return exit_code(program.error());
  }
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  std::ofstream out(to, std::ios::binary);
  out << *program;
  if (!out.flush()) {
    print_problems({machine_failure(to.string(), "the file cannot be written")},
                   OutputFormat::kText);
    return kMachineFailed;
  }
  if (!options.quiet) {
    fmt::print(
        "Wrote {}.\nIt is published at /admin/ once content/site.yaml names the "
        "repository: admin: {{repository: owner/name}}\n",
        to.string());
  }
  return kDone;
}

}  // namespace

RunCommand declare_admin(CLI::App& app) {
  const auto package = std::make_shared<std::string>("node_modules/@sveltia/cms");
  app.add_option("PACKAGE", *package, "The folder of the npm package @sveltia/cms")
      ->capture_default_str();
  return [package](const CommonOptions& options) { return run_admin(options, *package); };
}

}  // namespace rolepress
