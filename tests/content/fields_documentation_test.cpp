// generator/content/FIELDS.md is written from the tables that content is checked against.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <set>

#include "content/config_schema.h"
#include "content/import_mapping.h"
#include "content/role_schema.h"
#include "content/source_kinds.h"
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

template <class T>
std::vector<FieldInfo> infos(std::span<const Field<T>> fields) {
  return field_infos(fields);
}

constexpr const char* kMapping =
    "Any .yaml file outside the content: which column of a platform's list becomes which field.\n";

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
      return fmt::format("whole number, {} to {}", shape.min, shape.max);
    case ValueType::kUrl:
      return fmt::format("https address, at most {} characters", shape.max);
    case ValueType::kChoice:
      return fmt::format("one of: {}", fmt::join(shape.choices, ", "));
    case ValueType::kList:
      if (field.nested != nullptr) return "list of mappings, see below";
      return fmt::format("list{}, at most {} entries of at most {} characters",
                         shape.any_order ? " in any order" : "", shape.max, kMaxItemCharacters);
    case ValueType::kMapping:
      return field.nested != nullptr ? "mapping, see below" : "mapping of names to texts";
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
    text += fmt::format("\n## {}\n\n{}\n", kind.file, kind.about);
    if (kind.fields.empty()) continue;
    text += "\n" + table(kind.fields);
    add_nested({}, kind.fields, text);
  }
  text += fmt::format(
      "\n## The mapping of `import`\n\n{}\n{}\nA rule is its `from` alone or:\n\n{}", kMapping,
      table(field_infos(import_mapping_fields())), table(field_infos(import_rule_fields())));
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
  for (const SourceKind& kind : source_kinds()) {
    if (kind.form != SourceForm::kWordLists) check_table(kind.file, kind.fields);
  }
  check_table("mapping", field_infos(import_mapping_fields()));
  check_table("rule", field_infos(import_rule_fields()));
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
