#include "content/json_schema.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "content/import_mapping.h"
#include "content/source_kinds.h"
#include "model/iso_codes.h"

namespace rolepress {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSlug = "^[a-z0-9]+(?:-[a-z0-9]+)*$";
constexpr const char* kNotBlank = "\\S";
constexpr const char* kQueryWord = "^[A-Za-z0-9._~-]+$";

// The days of the calendar from 1900 to 2999.
constexpr const char* kDay =
    "^\\s*(?:(?:19|2[0-9])[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    "|(?:(?:19|2[0-9])(?:0[48]|[2468][048]|[13579][26])|2000|2400|2800)-02-29)?\\s*$";

// As read_url: a plain host with a dot, and only characters that an address may hold.
constexpr const char* kAddress =
    "https://(?=[^/?#]{4})(?:[A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+(?:[/?#][!#-;=?-Z\\[\\]_a-z~]*)?";

// A redirect begins at the root of the site and leaves the assets alone.
constexpr const char* kPath = "^(?!.*//)(?!.*/\\.)(?!/assets/)/[A-Za-z0-9/._~-]+$";

// All codes of a length that the test for them accepts.
Json codes(std::size_t length, bool (*is_code)(std::string_view)) {
  Json list = Json::array();
  std::string code(length, 'A');
  for (;;) {
    if (is_code(code)) list.push_back(code);
    std::size_t i = length;
    while (i > 0 && code[i - 1] == 'Z') code[--i] = 'A';
    if (i == 0) return list;
    ++code[i - 1];
  }
}

// What the code checks beyond the form of a value, where a schema can say it too. The path is that
// of the keys, with [] for the entries of a list.
Json refinement(std::string_view kind, std::string_view path) {
  const std::string where = fmt::format("{}:{}", kind, path);
  if (where == "role:pay") {
    return {{"anyOf", {{{"required", {"min"}}}, {{"required", {"max"}}}}}};
  }
  if (where == "role:pay.min" || where == "role:pay.max") {
    return {{"pattern", "^\\s*(?:[0-9]{1,9}(?:\\.[0-9]{1,2})?)?\\s*$"},
            {"minimum", 0},
            {"maximum", 100'000'000}};
  }
  if (where == "role:pay.currency") return {{"enum", codes(3, is_currency)}};
  if (where == "role:countries[]") return {{"enum", codes(2, is_country)}};
  if (path == "redirect_from[]") return {{"pattern", kPath}};
  if (where == "work:id" || where == "questions:id" || where == "category:questions.id") {
    return {{"pattern", kSlug}};
  }
  if (where.starts_with("site:look.")) return {{"pattern", "^\\s*(?:#[0-9a-fA-F]{6})?\\s*$"}};
  if (where == "site:month_names") return {{"minItems", 12}};
  if (where == "site:base_url")
    return {{"pattern", fmt::format("^\\s*{}\\s*$",
                                    "https://(?=[^/?#]{4})(?:[A-Za-z0-9-]+\\.)+[A-Za-z0-9-]+(?:/"
                                    "[!$-.0-;=@-Z\\[\\]_a-z~/]*)?")}};
  if (where == "platforms:apply_hosts[]") return {{"pattern", "^[A-Za-z0-9-]*\\.[A-Za-z0-9.-]*$"}};
  if (where == "platforms:referral.parameter" || where == "platforms:referral.code") {
    return {{"pattern", kQueryWord}};
  }
  return Json::object();
}

Json object_of(std::string_view kind, std::span<const FieldInfo> fields, const std::string& path);

Json text_schema(bool required, int max) {
  // YAML reads 2026 and true as no texts; the validator reads them as they are written.
  Json schema = {{"type", {"string", "number", "boolean"}}};
  if (!required) schema["type"].push_back("null");
  if (required) schema["pattern"] = kNotBlank;
  if (max > 0) schema["maxLength"] = max;
  return schema;
}

// Where a list or a mapping may be left empty, "key:" and "key: ''" do that too.
Json container_schema(std::string_view type, bool required) {
  Json schema;
  if (required) {
    schema["type"] = type;
  } else {
    schema = {{"type", {type, "null", "string"}}, {"maxLength", 0}};
  }
  return schema;
}

Json list_schema(std::string_view kind, const FieldInfo& field, bool required,
                 const std::string& path) {
  Json schema = container_schema("array", required);
  if (required) schema["minItems"] = 1;
  if (field.nested != nullptr) {
    schema["items"] = object_of(kind, field.nested(), path);
    return schema;
  }
  schema["maxItems"] = field.shape.max;
  schema["items"] = text_schema(true, kMaxItemCharacters);
  schema["items"].update(refinement(kind, path + "[]"));
  return schema;
}

Json value_schema(std::string_view kind, const FieldInfo& field, const std::string& path) {
  const bool required = field.presence == Presence::kRequired;
  switch (field.shape.type) {
    case ValueType::kText:
      return text_schema(required, field.shape.max);
    case ValueType::kMarkdown:
      return text_schema(required, 0);
    case ValueType::kDate:
      return {{"type", {"string", "null"}}, {"pattern", kDay}};
    case ValueType::kInteger:
      return {{"type", {"integer", "null", "string"}},
              {"minimum", field.shape.min},
              {"maximum", field.shape.max},
              {"pattern", "^[0-9]*$"}};
    case ValueType::kUrl: {
      const char* form = required ? "^\\s*{}\\s*$" : "^\\s*(?:{})?\\s*$";
      Json schema = {{"type", {"string"}}, {"pattern", fmt::format(fmt::runtime(form), kAddress)}};
      if (!required) schema["type"].push_back("null");
      schema["maxLength"] = field.shape.max;
      return schema;
    }
    case ValueType::kChoice: {
      Json schema = {{"enum", field.shape.choices}};
      if (!required) {
        schema["enum"].push_back("");
        schema["enum"].push_back(nullptr);
      }
      return schema;
    }
    case ValueType::kList:
      return list_schema(kind, field, required, path);
    case ValueType::kMapping: {
      Json schema = container_schema("object", required);
      if (required) schema["minProperties"] = 1;
      if (field.nested != nullptr) {
        Json inner = object_of(kind, field.nested(), path);
        inner.erase("type");
        schema.update(inner);
      } else {
        schema["additionalProperties"] = text_schema(false, 0);
      }
      return schema;
    }
  }
  return Json::object();
}

Json object_of(std::string_view kind, std::span<const FieldInfo> fields, const std::string& path) {
  Json schema = {{"type", "object"}, {"additionalProperties", false}};
  Json required = Json::array();
  for (const FieldInfo& field : fields) {
    const std::string inner =
        path.empty() ? std::string(field.key) : fmt::format("{}.{}", path, field.key);
    Json value = {{"description", field.about}};
    value.update(value_schema(kind, field, inner));
    value.update(refinement(kind, inner));
    schema["properties"][std::string(field.key)] = std::move(value);
    if (field.presence == Presence::kRequired) required.push_back(field.key);
  }
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

// `top_key:` and its value, which is all that such a file holds.
Json below_key(std::string_view key, Json value) {
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", {key}},
          {"properties", {{std::string(key), std::move(value)}}}};
}

Json schema_of(const SourceKind& kind) {
  const Json fields = object_of(kind.name, kind.fields, "");
  switch (kind.form) {
    case SourceForm::kKeyed:
      return below_key(kind.top_key, {{"type", "object"},
                                      {"minProperties", 1},
                                      {"patternProperties", {{kSlug, fields}}},
                                      {"additionalProperties", false}});
    case SourceForm::kListed:
      return below_key(kind.top_key, {{"type", "array"}, {"minItems", 1}, {"items", fields}});
    case SourceForm::kWordLists:
      return below_key(kind.top_key, {{"type", "array"},
                                      {"minItems", 1},
                                      {"items",
                                       {{"type", "array"},
                                        {"minItems", 2},
                                        {"maxItems", kMaxListEntries},
                                        {"items", text_schema(true, kMaxItemCharacters)}}}});
    default:
      return fields;
  }
}

// A rule is a text or a mapping; the value of `pay` is a mapping of rules.
Json import_schema(const SourceKind& role) {
  const std::vector<FieldInfo> rule_fields = field_infos(import_rule_fields());
  Json schema = object_of("import", field_infos(import_mapping_fields()), "");
  const Json rule = {{"$ref", "#/definitions/rule"}};
  Json fields = {{"type", "object"}, {"additionalProperties", false}};
  for (const FieldInfo& field : role.fields) {
    Json& value = fields["properties"][std::string(field.key)];
    value = rule;
    if (field.presence == Presence::kRequired) fields["required"].push_back(field.key);
    if (field.shape.type != ValueType::kMapping || field.nested == nullptr) continue;
    value = {{"type", "object"}, {"additionalProperties", false}};
    for (const FieldInfo& part : field.nested()) {
      value["properties"][std::string(part.key)] = rule;
      if (part.presence == Presence::kRequired) value["required"].push_back(part.key);
    }
  }
  fields["properties"].erase("body");
  schema["properties"]["id"] = rule;
  schema["properties"]["fields"] = std::move(fields);
  Json text = text_schema(true, 300);
  schema["definitions"]["rule"]["anyOf"] = {std::move(text), object_of("import", rule_fields, "")};
  return schema;
}

// Where the YAML files of a kind are; empty for those whose fields stand in .md files.
std::string yaml_files(const SourceKind& kind) {
  if (kind.form == SourceForm::kFrontMatter) return {};
  if (kind.form == SourceForm::kEither) return fmt::format("content/{}s/*.yaml", kind.name);
  return fmt::format("content/{}", kind.file);
}

SchemaFile file_of(std::string_view name, std::string files, std::string_view title,
                   const Json& schema) {
  Json whole = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}};
  whole.update(schema);
  return {fmt::format("{}.schema.json", name), std::move(files), whole.dump(1) + "\n"};
}

}  // namespace

std::vector<SchemaFile> json_schemas() {
  std::vector<SchemaFile> files;
  for (const SourceKind& kind : source_kinds()) {
    Json schema = schema_of(kind);
    files.push_back(file_of(kind.name, yaml_files(kind), kind.file, schema));
    if (kind.form != SourceForm::kEither) continue;
    schema["properties"].erase("body");
    files.push_back(file_of("role-front-matter", "", kind.file, schema));
    files.push_back(
        file_of("import", "imports/*.yaml", "The mapping of import", import_schema(kind)));
  }
  return files;
}

std::string vscode_settings(std::string_view schemas) {
  nlohmann::ordered_json files = nlohmann::ordered_json::object();
  for (const SchemaFile& schema : json_schemas()) {
    if (!schema.files.empty()) files[fmt::format("./{}/{}", schemas, schema.name)] = schema.files;
  }
  return nlohmann::ordered_json({{"yaml.schemas", std::move(files)}}).dump(2) + "\n";
}

}  // namespace rolepress
