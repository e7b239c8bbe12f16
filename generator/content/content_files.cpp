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

}  // namespace rolepress
