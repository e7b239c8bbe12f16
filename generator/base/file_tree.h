#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// One file of the sources, whole.
struct SourceFile {
  std::string path;   // within the project: "content/roles/tax-reviewer.md"
  std::string shown;  // as the author would type it, e.g. with another --content
  std::string text;
};

/// The sources of a site in the order of their paths. The only input of a build.
class FileTree {
 public:
  FileTree() = default;
  explicit FileTree(std::vector<SourceFile> files);

  [[nodiscard]] const std::vector<SourceFile>& files() const { return files_; }
  /// The file at that path within the project, or null.
  [[nodiscard]] const SourceFile* find(std::string_view path) const;
  /// Puts a file in, in the place of one at the same path.
  void put(SourceFile file);
  /// False if there was none at that path.
  bool remove(std::string_view path);
  /// The file that problems call by this name, or null.
  [[nodiscard]] const SourceFile* find_shown(std::string_view shown) const;

 private:
  [[nodiscard]] std::vector<SourceFile>::const_iterator at_or_after(std::string_view path) const;
  [[nodiscard]] std::vector<std::size_t>::const_iterator shown_at_or_after(
      std::string_view shown) const;

  std::vector<SourceFile> files_;
  std::vector<std::size_t> by_shown_;  // indices of files_, in the order of `shown`
};

}  // namespace rolepress
