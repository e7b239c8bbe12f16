#pragma once

// JSON Schemas (draft 7) of the content files, for editors that check while one types. Written from
// the same tables that the validator reads.

#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

struct SchemaFile {
  std::string name;   // "role.schema.json"
  std::string files;  // "content/roles/*.yaml"; empty where it is for fields within .md files
  std::string text;
};

/// One for each kind of file, and two for roles: role.schema.json for .yaml files and
/// role-front-matter.schema.json, which has no body, for .md files.
[[nodiscard]] std::vector<SchemaFile> json_schemas();

/// .vscode/settings.json, which tells VS Code's YAML extension of the schemas in that folder.
[[nodiscard]] std::string vscode_settings(std::string_view schemas);

}  // namespace rolepress
