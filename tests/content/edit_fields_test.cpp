#include "content/edit_fields.h"

#include <gtest/gtest.h>

#include "content/write_yaml.h"

namespace rolepress::testing {
namespace {

// The front matter with a field set; "refused" where it is left to a person.
std::string set(std::string_view fields, std::string_view key, const YamlNode& value) {
  const std::string text = "---\n" + std::string(fields) + "---\nbody\n";
  const auto changed = set_field(text, FieldsForm::kFrontMatter, key, &value);
  return changed ? changed->substr(4, changed->size() - 4 - 9) : "refused";
}

YamlNode list(std::initializer_list<const char*> items) {
  YamlNode node;
  node.kind = YamlNode::Kind::kSequence;
  for (const char* item : items) node.items.push_back(text_node(item));
  return node;
}

TEST(SetField, ReplacesAValueAndKeepsTheRemarkBehindIt) {
  const YamlNode day = text_node("2026-11-24");
  EXPECT_EQ(set("checked: 2026-01-02   # by phone\n", "checked", day),
            "checked: 2026-11-24   # by phone\n");
  EXPECT_EQ(set("checked: '2026-01-02'\t# a 'b'\n", "checked", day),
            "checked: '2026-11-24'\t# a 'b'\n");
  EXPECT_EQ(set("title: \"a \\\" # b\" # c\n", "title", day), "title: 2026-11-24 # c\n");
  EXPECT_EQ(set("title: it's # c\n", "title", day), "title: 2026-11-24 # c\n");
  EXPECT_EQ(set("title: a#b   \n", "title", day), "title: 2026-11-24   \n");
  EXPECT_EQ(set("title:\n", "title", day), "title: 2026-11-24\n");
  EXPECT_EQ(set("title: # none\n", "title", day), "title: 2026-11-24 # none\n");
}

TEST(SetField, LeavesAKeyThatIsNotWrittenAsItReadsToAPerson) {
  const YamlNode day = text_node("2026-11-24");
  for (const char* text : {"\"\\x74itle\": A\n", "\xef\xbb\xbf\"\\x74itle\": A\n"}) {
    EXPECT_EQ(set_field(text, FieldsForm::kYaml, "checked", &day), std::nullopt) << text;
  }
  EXPECT_EQ(set_field("\xef\xbb\xbftitle: A\n", FieldsForm::kYaml, "checked", &day),
            "\xef\xbb\xbftitle: A\nchecked: 2026-11-24\n");
}

TEST(SetField, PutsANewFieldWhereTheTableHasIt) {
  EXPECT_EQ(set("title: a\n# remark\n\nposted: 2026-01-01\nstatus: live\n", "checked",
                text_node("2026-11-24")),
            "title: a\n# remark\n\nposted: 2026-01-01\nchecked: 2026-11-24\nstatus: live\n");
  EXPECT_EQ(set("posted: 2026-01-01\n", "title", text_node("a: b")),
            "title: \"a: b\"\nposted: 2026-01-01\n");
}

TEST(SetField, ReplacesListsAndTextOverSeveralLines) {
  EXPECT_EQ(set("tasks:\n  - a\n  - b\n\n# remark\nstatus: live\n", "tasks", list({"c"})),
            "tasks:\n  - c\n\n# remark\nstatus: live\n");
  EXPECT_EQ(set("tasks: [a, b]\nstatus: live\n", "tasks", list({"c", "d e: f"})),
            "tasks:\n  - c\n  - \"d e: f\"\nstatus: live\n");
  EXPECT_EQ(set("summary: >\n  a\n  b\nstatus: live\n", "summary", text_node("c")),
            "summary: c\nstatus: live\n");
}

TEST(SetField, RemovesAField) {
  const auto changed = set_field("---\r\ntitle: a\r\npay:\r\n  min: 1\r\n---\r\n",
                                 FieldsForm::kFrontMatter, "pay", nullptr);
  EXPECT_EQ(changed.value_or("refused"), "---\r\ntitle: a\r\n---\r\n");
}

TEST(SetField, WorksInAYamlFileAndBehindAByteOrderMark) {
  const YamlNode closed = text_node("closed");
  EXPECT_EQ(set_field("title: a\nstatus: live", FieldsForm::kYaml, "status", &closed).value_or(""),
            "title: a\nstatus: closed");
  EXPECT_EQ(set_field("title: a", FieldsForm::kYaml, "status", &closed).value_or(""),
            "title: a\nstatus: closed\n");
  EXPECT_EQ(set_field("\xef\xbb\xbftitle: a\n", FieldsForm::kYaml, "title", &closed).value_or(""),
            "\xef\xbb\xbftitle: closed\n");
}

TEST(SetField, LeavesWhatItCannotChangeSafelyToAPerson) {
  const YamlNode value = text_node("x");
  EXPECT_EQ(set_field("{title: a, status: live}\n", FieldsForm::kYaml, "title", &value),
            std::nullopt);
  EXPECT_EQ(set_field("no front matter\n", FieldsForm::kFrontMatter, "title", &value),
            std::nullopt);
  EXPECT_EQ(set_field("title: [a\n", FieldsForm::kYaml, "title", &value), std::nullopt);
}

}  // namespace
}  // namespace rolepress::testing
