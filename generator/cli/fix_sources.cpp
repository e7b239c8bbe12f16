#include "cli/fix_sources.h"

#include <fmt/format.h>

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "content/edit_source.h"
#include "disk/write_source.h"

namespace rolepress {
namespace {

// Only lines change, none comes or goes; blanks at ends of lines are made visible.
void print_diff(const SourceFile& file, const std::string& text, std::FILE* out) {
  const std::string path = printable_text(file.shown);
  fmt::print(out, "--- {}\n+++ {}\n", path, path);
  const std::vector<std::string_view> before = split(file.text, '\n');
  const std::vector<std::string_view> after = split(text, '\n');
  for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    if (before[i] == after[i]) continue;
    const auto shown = [](std::string_view line) {
      if (line.ends_with("\r")) line.remove_suffix(1);
      return printable_text(line);
    };
    fmt::print(out, "@@ -{0} +{0} @@\n-{1}\n+{2}\n", i + 1, shown(before[i]), shown(after[i]));
  }
}

}  // namespace

Result<FileTree> fix_sources(FileTree sources, const Diagnostics& problems, std::FILE* out) {
  std::map<std::string_view, Diagnostics> by_file;
  for (const Diagnostic& problem : problems) by_file[problem.path].push_back(problem);
  std::vector<SourceFile> mended;
  for (const SourceFile& file : sources.files()) {
    const bool is_content = file.path.starts_with("content/");
    if (!is_content || !(file.path.ends_with(".md") || file.path.ends_with(".yaml"))) continue;
    std::string text = mended_text(file, by_file[file.shown]);
    if (text == file.text) continue;
    print_diff(file, text, out);
    if (const int error = write_source(file.shown, text); error != 0) {
      return tl::unexpected(Diagnostics{machine_failure(
          file.shown, fmt::format("the file cannot be written: {}", std::strerror(error)))});
    }
    mended.push_back({file.path, file.shown, std::move(text)});
  }
  for (SourceFile& file : mended) sources.put(std::move(file));
  return sources;
}

}  // namespace rolepress
