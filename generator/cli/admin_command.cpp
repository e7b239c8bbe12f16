#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "disk/files.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// Where the program takes its letters and icons from. npm has each as a package, and the site asks
// no other host for anything.
constexpr std::string_view kFontHost = "https://cdn.jsdelivr.net/fontsource/fonts/";

constexpr std::string_view kFontPackages =
    "@fontsource/noto-mono @fontsource-variable/{source-sans-3,material-symbols-outlined}";

struct Font {
  std::string package;  // "@fontsource/noto-mono"
  std::string name;     // of its file
};

// Of an address such as "…/noto-mono@5.3.0/latin-400-normal.woff2", without the host; a variable
// font has ":vf" behind its family.
Font font_of(std::string_view path) {
  const std::string_view family = path.substr(0, path.find_first_of(":@"));
  const bool is_variable = path.substr(family.size()).starts_with(":vf");
  return {fmt::format("{}/{}", is_variable ? "@fontsource-variable" : "@fontsource", family),
          fmt::format("{}-{}", family, path.substr(path.rfind('/') + 1))};
}

// The program with fonts of its own folder; they go to `fonts`.
std::string with_own_fonts(std::string program, std::vector<Font>& fonts) {
  for (std::size_t at = program.find(kFontHost); at != std::string::npos;
       at = program.find(kFontHost, at)) {
    const std::size_t path = at + kFontHost.size();
    const std::size_t end = std::min(program.find(')', path), program.size());
    fonts.push_back(font_of(std::string_view(program).substr(path, end - path)));
    program.replace(at, end - at, "fonts/" + fonts.back().name);
  }
  return program;
}

// Copies the browser editor's program, as npm installed it, and its fonts into the layouts.
Diagnostics copy_admin(const fs::path& package, const fs::path& folder) {
  auto program = read_file(package / "dist" / "sveltia-cms.js");
  if (!program) {
    program.error().front().help =
        fmt::format("run `npm install @sveltia/cms {}` first", kFontPackages);
    return program.error();
  }
  const fs::path modules = (fs::absolute(package) / "../..").lexically_normal();
  std::vector<Font> fonts;
  const std::string own = with_own_fonts(*program, fonts);
  Diagnostics missing;
  std::vector<std::string> letters;
  for (const Font& font : fonts) {
    auto text = read_file(modules / font.package / "files" / font.name);
    if (!text) text.error().front().help = fmt::format("run `npm install {}` first", font.package);
    if (!text) append(missing, std::move(text.error()));
    if (text) letters.push_back(std::move(*text));
  }
  if (!missing.empty()) return missing;
  for (std::size_t i = 0; i < fonts.size(); ++i) {
    if (auto failed = write_source_file(folder / "fonts" / fonts[i].name, letters[i]);
        !failed.empty()) {
      return failed;
    }
  }
  return write_source_file(folder / "sveltia-cms.js", own);
}

int run_admin(const CommonOptions& options, const std::string& package) {
  const fs::path folder = options.layouts / "admin";
  if (const Diagnostics problems = copy_admin(package, folder); !problems.empty()) {
    print_problems(problems, OutputFormat::kText);
    return exit_code(problems);
  }
  if (!options.quiet) {
    fmt::print(
        "Wrote the editor and its fonts into {}.\nIt is published at /admin/ once "
        "content/site.yaml "
        "names the repository: admin: {{repository: owner/name}}\n",
        folder.string());
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
