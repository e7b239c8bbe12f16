#pragma once

// `new role`, `new category` and `new pool`: one file whose fields stand in a table.

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "content/schema.h"

namespace rolepress {

/// A kind of file that `new` can write.
struct NewKind {
  std::string_view name;
  std::string_view about;
  std::string_view folder;                   // below content/
  std::vector<FieldInfo> fields;             // in the order in which they are written
  std::string_view named_by;                 // the field that the file's name is made from
  std::vector<std::string_view> offered;     // optional fields that are worth a question
  bool in_section = false;                   // `section` is the folder, not a field of the file
  std::map<std::string, std::string> usual;  // values of parts, e.g. "pay.unit"
};

/// A file in the making.
struct Draft {
  const NewKind& kind;
  std::string slug;
  std::map<std::string, std::string, std::less<>> texts;  // "title", "pay.min"
  std::map<std::string, std::vector<std::string>, std::less<>> lists;

  [[nodiscard]] bool has(std::string_view key) const;
  /// One field as the file shows it; empty where it has no value.
  [[nodiscard]] std::string lines_of(const FieldInfo& field) const;
  [[nodiscard]] std::string file_text() const;
  /// Below content/: "roles/tax-reviewer.md".
  [[nodiscard]] std::string file_path() const;
};

/// Gives `app` a flag for each field that can have one, and returns what runs it.
[[nodiscard]] RunCommand declare_new_entry(CLI::App& app, const NewKind& kind);

/// The sources once they have these files.
[[nodiscard]] FileTree with_files(const FileTree& sources, const std::vector<SourceFile>& files);

/// What would be wrong with the sources once they have these files, and is not wrong now.
[[nodiscard]] Diagnostics check_new_files(const CommonOptions& options, const FileTree& sources,
                                          const std::vector<SourceFile>& files);

}  // namespace rolepress
