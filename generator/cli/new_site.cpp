#include "cli/new_site.h"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "base/text.h"
#include "content/json_schema.h"
#include "disk/files.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// What is published, and what builds keep beside it, comes anew from the rest.
constexpr std::string_view kIgnored = "/public/\n/.public.rolepress/\n";

bool is_shared_folder(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "layouts" / "base.mustache", error) &&
         fs::exists(folder / "sample" / "content" / "site.yaml", error);
}

Diagnostics write_files(const fs::path& folder, const FileTree& files) {
  for (const SourceFile& file : files.files()) {
    const fs::path path = folder / file.path;
    if (const int error = write_new_file(path, file.text); error != 0) {
      return {write_failure(path, error)};
    }
  }
  return {};
}

int fail(const Diagnostics& problems) {
  print_problems(problems, OutputFormat::kText);
  return exit_code(problems);
}

int run_new_site(const CommonOptions& options, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) &&
      !(fs::is_directory(folder, error) && fs::is_empty(folder, error))) {
    fmt::print(stderr, "error: {} exists already and is no empty folder\n  help: name a new one\n",
               folder.string());
    return kWrongUsage;
  }
  const fs::path shared = shared_folder();
  if (shared.empty()) {
    fmt::print(
        stderr,
        "error: the sample that comes with rolepress is not there\n  help: set "
        "ROLEPRESS_SHARE to the folder that holds it (share/rolepress of an installation)\n");
    return kMachineFailed;
  }
  auto files =
      read_tree({{"content", shared / "sample" / "content"}, {"layouts", shared / "layouts"}},
                build_options(options).jobs);
  if (!files) return fail(files.error());
  for (SchemaFile schema : json_schemas()) {
    files->put({"schemas/" + schema.name, {}, std::move(schema.text)});
  }
  files->put({".gitignore", {}, std::string(kIgnored)});
  files->put({".vscode/settings.json", {}, vscode_settings("schemas")});
  if (const Diagnostics problems = write_files(folder, *files); !problems.empty()) {
    return fail(problems);
  }
  if (!options.quiet) {
    fmt::print("Wrote {} into {}.\nNext: cd {} && rolepress build\n",
               counted(files->files().size(), "file"), folder.string(), folder.string());
  }
  return kDone;
}

}  // namespace

fs::path shared_folder() {
  if (const char* named = std::getenv("ROLEPRESS_SHARE"); named != nullptr) {
    return is_shared_folder(named) ? fs::path(named) : fs::path();
  }
  std::error_code error;
  fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (is_shared_folder(folder.parent_path() / "share" / "rolepress")) {
    return folder.parent_path() / "share" / "rolepress";
  }
  for (; folder.has_relative_path(); folder = folder.parent_path()) {
    if (is_shared_folder(folder)) return folder;
  }
  return {};
}

RunCommand declare_new_site(CLI::App& app) {
  const auto folder = std::make_shared<std::string>();
  app.add_option("DIR", *folder, "The new folder")->required();
  return [folder](const CommonOptions& options) { return run_new_site(options, *folder); };
}

}  // namespace rolepress
