#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "content/schema.h"

namespace rolepress {

/// How the fields stand in the file.
enum class SourceForm {
  kFrontMatter,  // between two lines ---
  kFields,       // the file is the fields
  kEither,       // .md or .yaml
  kKeyed,        // below `top_key`, a mapping of names to fields
  kListed,       // below `top_key`, a list of fields
  kWordLists,    // below `top_key`, a list of lists of words
};

/// One kind of file that editors write, for documentation, schemas and forms.
struct SourceKind {
  std::string_view name;  // "role"
  std::string_view file;  // "roles/<slug>.md or roles/<slug>.yaml"
  std::string_view about;
  SourceForm form;
  std::string_view top_key;
  std::vector<FieldInfo> fields;
};

[[nodiscard]] std::span<const SourceKind> source_kinds();
/// The kind of a file at that path within the project, or null.
[[nodiscard]] const SourceKind* source_kind_of(std::string_view path);

}  // namespace rolepress
