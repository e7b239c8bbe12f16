// The schemas in generator/content/schemas/ say what the validator says, as far as a schema can.

#include "content/json_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "content/edit_fields.h"
#include "content/import_mapping.h"
#include "site/bad_cases.h"
#include "site/board.h"
#include "site/golden_file.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// What a schema cannot know, by the validator's rules.
const std::set<std::string_view> kBeyondSchemas = {
    // other files, and the names of files
    "apply-host", "same-address", "slug", "stray-file", "unknown-category", "unknown-platform",
    "unknown-section", "unknown-work",
    // two values together, and what takes a calculation or a list of the whole world
    "dates", "pay", "same-id", "time-zone", "vat-number",
    // Markdown
    "dead-link", "image", "link", "markdown-bounds", "unshown",
    // the bytes of the file, and how a number was written before it was one
    "amount", "control-character", "file-size", "utf-8"};

// A scalar as the YAML 1.2 core schema types it, which is what an editor's plugin sees.
json typed(const YamlNode& node) {
  static const std::regex integer("[-+]?[0-9]+");
  static const std::regex number("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  const std::string& text = node.scalar;
  if (node.quoted) return text;
  const bool is_short = text.size() < 300;
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  if (is_short && text.size() < 18 && std::regex_match(text, integer)) return std::stoll(text);
  if (is_short && std::regex_match(text, number)) return std::stod(text);
  return text;
}

json to_json(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return nullptr;
    case YamlNode::Kind::kScalar:
      return typed(node);
    case YamlNode::Kind::kSequence: {
      json list = json::array();
      for (const YamlNode& item : node.items) list.push_back(to_json(item));
      return list;
    }
    case YamlNode::Kind::kMapping: {
      json map = json::object();
      for (const YamlEntry& entry : node.entries) map[entry.key] = to_json(entry.value);
      return map;
    }
  }
  return nullptr;
}

const valijson::Schema& schema(const std::string& name) {
  static std::map<std::string, valijson::Schema> schemas;
  const auto [place, is_new] = schemas.try_emplace(name);
  if (is_new) {
    const json text =
        json::parse(project_file("generator/content/schemas/" + name + ".schema.json"));
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(text), place->second);
  }
  return place->second;
}

// What the schema objects to; "" if nothing.
std::string objections(const std::string& name, const YamlNode& fields) {
  const json document = to_json(fields);
  valijson::Validator validator;
  valijson::ValidationResults results;
  const valijson::adapters::NlohmannJsonAdapter target(document);
  if (validator.validate(schema(name), target, &results)) return {};
  std::string text;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const std::string& part : error.context) text += part;
    text += " " + error.description + "\n";
  }
  return text.empty() ? "refused" : text;
}

// "content/roles/a.md" → "role-front-matter".
std::string schema_name(const std::string& path) {
  const std::string name = fs::path(path).stem().string();
  const std::string folder = path.substr(8, path.find('/', 8) - 8);
  if (folder == "roles") return path.ends_with(".md") ? "role-front-matter" : "role";
  if (folder == "categories") return "category";
  if (folder == "sections" || folder == "pools" || folder == "pages") {
    return folder.substr(0, folder.size() - 1);
  }
  return fs::exists(fs::path(PROJECT_FOLDER) / "generator/content/schemas" /
                    (name + ".schema.json"))
             ? name
             : "";
}

TEST(JsonSchemas, AreUpToDate) {
  std::set<std::string> names;
  for (const SchemaFile& file : json_schemas()) {
    names.insert(file.name);
    expect_golden("generator/content/schemas/" + file.name, file.text);
  }
  for (const auto& entry :
       fs::directory_iterator(fs::path(PROJECT_FOLDER) / "generator/content/schemas")) {
    EXPECT_TRUE(names.contains(entry.path().filename().string())) << entry.path();
  }
}

TEST(JsonSchemas, VisualStudioCodeIsToldWhatTheyAreFor) {
  expect_golden(".vscode/settings.json", vscode_settings("generator/content/schemas"));
}

TEST(JsonSchemas, AcceptEveryFileOfTheProject) {
  int files = 0;
  for (const char* root : {"content", "sample/content"}) {
    const fs::path folder = fs::path(PROJECT_FOLDER) / root;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string path = "content/" + entry.path().lexically_relative(folder).string();
      const auto fields = read_fields(
          project_file(entry.path().lexically_relative(PROJECT_FOLDER).string()), form_of(path));
      ASSERT_TRUE(fields) << path;
      EXPECT_EQ(objections(schema_name(path), *fields), "") << path;
      ++files;
    }
  }
  EXPECT_GT(files, 400);
}

// Both verdicts on every file of the bad corpus.
TEST(JsonSchemas, AgreeWithTheValidatorOnTheBadCorpus) {
  std::set<std::string_view> used;
  int both_refuse = 0;
  for (const std::string& name : bad_case_names()) {
    const BadCase bad = bad_case(name);
    Diagnostics problems;
    BuildOptions options;
    options.date = parse_date("2026-11-24");
    (void)load_site(bad.board.tree(), options, problems);
    for (const auto& [path, text] : bad.files) {
      const std::string kind = path.starts_with("content/") ? schema_name(path) : "";
      const auto fields = kind.empty() ? std::nullopt : read_fields(text, form_of(path));
      if (!fields) continue;  // no YAML, so nothing for a schema
      const std::string objection = objections(kind, *fields);
      bool refused = false;
      for (const Diagnostic& problem : problems) {
        if (problem.path != path || problem.severity != Severity::kError) continue;
        refused = true;
        if (!objection.empty()) continue;
        used.insert(problem.rule);
        EXPECT_TRUE(kBeyondSchemas.contains(problem.rule))
            << name << "/" << path << ": the schema does not see " << problem.rule << ": "
            << problem.message;
      }
      if (!objection.empty()) {
        EXPECT_TRUE(refused) << name << "/" << path << ": only the schema objects: " << objection;
        ++both_refuse;
      }
    }
  }
  EXPECT_GT(both_refuse, 100);
  EXPECT_EQ(used, kBeyondSchemas) << "a limit that no case shows";
}

TEST(JsonSchemas, AgreeWithTheReaderOfMappings) {
  const std::string good = project_file("tests/data/import/mapping.yaml");
  const std::pair<const char*, const char*> slips[] = {
      {"title:", "titel:"},  {"names:", "nmaes:"},   {"{url}\"\nfields", "\"\nfields"},
      {"DD/MM/YYYY", "DMY"}, {"category:", "body:"}, {"currency: USD, ", ""},
      {"id:", "ids:"}};
  const auto verdicts = [](const std::string& text) {
    Diagnostics problems;
    Reporter report("map.yaml", problems);
    const bool read = parse_import_mapping({"map.yaml", "map.yaml", text}, report).has_value();
    return std::pair(read,
                     objections("import", read_fields(text, FieldsForm::kYaml).value()) == "");
  };
  EXPECT_EQ(verdicts(good), std::pair(true, true));
  for (const auto& [from, to] : slips) {
    std::string text = good;
    text.replace(text.find(from), std::string_view(from).size(), to);
    EXPECT_EQ(verdicts(text), std::pair(false, false)) << from;
  }
}

}  // namespace
}  // namespace rolepress::testing
