// generator/content/FIELDS.md is written from the tables that content is checked against.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <set>

#include "content/config_schema.h"
#include "content/role_schema.h"
#include "site/golden_file.h"

namespace rolepress::testing {
namespace {

constexpr const char* kIntroduction = R"(# Fields of the content files

This file is written from the generator's own tables: do not edit it. After a change to the tables
run the tests with `UPDATE_GOLDEN=1`.

An .md file has its fields between two lines `---`, and below them its text as Markdown; a .yaml
file holds fields only. A field that is not required can be left out. A field that is not listed
here is an error.
)";

struct SourceKind {
  std::string_view file;
  std::string_view about;
  std::vector<FieldInfo> fields;
};

template <class T>
std::vector<FieldInfo> infos(std::span<const Field<T>> fields) {
  return field_infos(fields);
}

const std::vector<SourceKind>& source_kinds() {
  static const std::vector<SourceKind> kinds = {
      {"roles/<slug>.md or roles/<slug>.yaml", "A role. The file's name is its address.",
       infos(role_fields())},
      {"categories/<section>/<category>.md", "A category; the text is its opening.",
       infos(category_fields())},
      {"sections/<section>.md", "A section; the text is its opening.", infos(section_fields())},
      {"pools/<slug>.md", "An always-open talent pool.", infos(pool_fields())},
      {"pages/<slug>.md", "A standing page. The file's name is its address.", infos(page_fields())},
      {"site.yaml", "The site as a whole.", infos(site_fields())},
      {"platforms.yaml", "Below `platforms`, each platform's key with these fields.",
       infos(platform_fields())},
      {"work.yaml", "Below `kinds`, a list of the kinds of work, each with these fields.",
       infos(work_fields())},
      {"questions.yaml", "Below `questions`, a list of questions, each with these fields.",
       infos(question_fields())},
      {"search-tests.yaml",
       "Below `tests`, a list of searches, each with these fields. `rolepress check` tries them.",
       infos(search_test_fields())},
  };
  return kinds;
}

std::string form(const FieldInfo& field) {
  const Shape& shape = field.shape;
  switch (shape.type) {
    case ValueType::kText:
      return fmt::format("text, at most {} characters", shape.max);
    case ValueType::kMarkdown:
      return "Markdown";
    case ValueType::kDate:
      return "day, YYYY-MM-DD";
    case ValueType::kInteger:
      return fmt::format("whole number, 0 to {}", shape.max);
    case ValueType::kUrl:
      return fmt::format("https address, at most {} characters", shape.max);
    case ValueType::kChoice:
      return fmt::format("one of: {}", fmt::join(shape.choices, ", "));
    case ValueType::kList:
      if (field.nested != nullptr) return "list of mappings, see below";
      return fmt::format("list, at most {} entries of at most {} characters", shape.max,
                         kMaxItemCharacters);
    case ValueType::kMapping:
      return field.nested != nullptr ? "mapping, see below" : "mapping of names to Markdown";
  }
  return {};
}

std::string table(std::span<const FieldInfo> fields) {
  std::string text = "| field | required | form | what it is |\n|---|---|---|---|\n";
  for (const FieldInfo& field : fields) {
    text +=
        fmt::format("| `{}` | {} | {} | {} |\n", field.key,
                    field.presence == Presence::kRequired ? "yes" : "", form(field), field.about);
  }
  return text;
}

void add_nested(std::string_view parent, std::span<const FieldInfo> fields, std::string& text) {
  for (const FieldInfo& field : fields) {
    if (field.nested == nullptr) continue;
    const std::string name =
        parent.empty() ? std::string(field.key) : fmt::format("{}.{}", parent, field.key);
    text += fmt::format("\n`{}`{}\n\n{}", name,
                        field.shape.type == ValueType::kList ? ", each entry:" : ":",
                        table(field.nested()));
    add_nested(name, field.nested(), text);
  }
}

std::string document() {
  std::string text = kIntroduction;
  for (const SourceKind& kind : source_kinds()) {
    text += fmt::format("\n## {}\n\n{}\n\n{}", kind.file, kind.about, table(kind.fields));
    add_nested({}, kind.fields, text);
  }
  text +=
      "\n## synonyms.yaml\n\nBelow `groups`, a list of lists: words that visitors use for one "
      "thing, the usual one\nfirst.\n";
  return text;
}

void check_table(std::string_view name, std::span<const FieldInfo> fields) {
  EXPECT_FALSE(fields.empty()) << name;
  std::set<std::string_view> keys;
  for (const FieldInfo& field : fields) {
    const std::string where = fmt::format("{}: {}", name, field.key);
    EXPECT_FALSE(field.key.empty()) << where;
    EXPECT_TRUE(keys.insert(field.key).second) << where << " stands twice";
    EXPECT_FALSE(field.about.empty()) << where << " is not explained";
    EXPECT_EQ(field.about.find('|'), std::string_view::npos) << where << " breaks the table";
    const ValueType type = field.shape.type;
    const bool bounded = type == ValueType::kText || type == ValueType::kInteger ||
                         type == ValueType::kUrl ||
                         (type == ValueType::kList && field.nested == nullptr);
    EXPECT_EQ(field.shape.max > 0, bounded) << where << " has the wrong maximum";
    EXPECT_EQ(field.shape.choices.empty(), type != ValueType::kChoice) << where;
    if (field.nested != nullptr) check_table(where, field.nested());
  }
}

TEST(FieldsDocumentation, IsUpToDate) { expect_golden("generator/content/FIELDS.md", document()); }

TEST(FieldsDocumentation, ExplainsAndBoundsEveryField) {
  for (const SourceKind& kind : source_kinds()) check_table(kind.file, kind.fields);
}

TEST(FieldsDocumentation, ReachesTheTablesOfMappings) {
  const auto nested_of = [](std::span<const FieldInfo> fields, std::string_view key) {
    for (const FieldInfo& field : fields) {
      if (field.key == key) return field.nested;
    }
    return NestedFields{};
  };
  for (const char* key : {"publisher", "voucher", "disclosure", "settings"}) {
    EXPECT_NE(nested_of(infos(site_fields()), key), nullptr) << key;
  }
  EXPECT_NE(nested_of(infos(platform_fields()), "referral"), nullptr);
  EXPECT_NE(nested_of(infos(category_fields()), "questions"), nullptr);
  const NestedFields pay = nested_of(infos(role_fields()), "pay");
  ASSERT_NE(pay, nullptr);
  EXPECT_EQ(pay().data(), pay_fields().data());
}

}  // namespace
}  // namespace rolepress::testing
