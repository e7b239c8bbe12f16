#pragma once

// JSON Schemas (draft 7) of the content files, for editors that check while one types. Written from
// the same tables that the validator reads.

#include <string>
#include <vector>

namespace rolepress {

struct SchemaFile {
  std::string name;  // "role.schema.json"
  std::string text;
};

/// One for each kind of file, and two for roles: role.schema.json for .yaml files and
/// role-front-matter.schema.json, which has no body, for .md files.
[[nodiscard]] std::vector<SchemaFile> json_schemas();

}  // namespace rolepress
