#include <algorithm>
#include <tuple>

#include "content/parse_content.h"

namespace rolepress {

bool is_before(std::string_view path, std::string_view other) {
  const std::string_view stem = path.substr(0, path.rfind('.'));
  const std::string_view other_stem = other.substr(0, other.rfind('.'));
  return std::tie(stem, path) < std::tie(other_stem, other);
}

std::vector<const SourceFile*> content_files(const FileTree& sources) {
  std::vector<const SourceFile*> files;
  for (const SourceFile& file : sources.files()) {
    if (file.path.starts_with("content/")) files.push_back(&file);
  }
  std::sort(files.begin(), files.end(),
            [](const auto* a, const auto* b) { return is_before(a->path, b->path); });
  return files;
}

void check_needed_files(const FileTree& sources, Diagnostics& problems) {
  for (const std::string_view needed : {"content/site.yaml", "content/platforms.yaml"}) {
    if (sources.find(needed) == nullptr) {
      Reporter(needed, problems)
          .error({}, "missing", "the file is missing",
                 "a board needs site.yaml and platforms.yaml in its content folder");
    }
  }
}

}  // namespace rolepress
