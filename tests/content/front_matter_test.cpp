#include "content/front_matter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/file_tree.h"

namespace rolepress {
namespace {

using ::testing::ElementsAre;
using Kind = YamlNode::Kind;

constexpr const char* kPath = "content/roles/x.md";

std::string print(Diagnostics problems, const std::string& text) {
  quote_sources(problems, FileTree({{kPath, "", text}}));
  std::string printed;
  for (const Diagnostic& problem : problems) printed += format_diagnostic(problem);
  return printed;
}

YamlNode yaml(const std::string& text) {
  Diagnostics problems;
  Reporter report(kPath, problems);
  auto node = parse_yaml(text, 1, report);
  EXPECT_EQ(print(problems, text), "");
  return node ? std::move(*node) : YamlNode{};
}

// The value of the one key of a mapping.
YamlNode value(const std::string& text) {
  YamlNode node = yaml(text);
  if (node.entries.size() == 1) return std::move(node.entries[0].value);
  ADD_FAILURE() << "not one key: " << text;
  return {};
}

std::string scalar(const std::string& text) {
  const YamlNode node = value(text);
  EXPECT_EQ(node.kind, Kind::kScalar) << text;
  return node.scalar;
}

std::vector<std::string> items(const std::string& text) {
  const YamlNode node = value(text);
  EXPECT_EQ(node.kind, Kind::kSequence) << text;
  std::vector<std::string> texts;
  for (const YamlNode& item : node.items) texts.push_back(item.scalar);
  return texts;
}

std::string errors(const std::string& text) {
  Diagnostics problems;
  Reporter report(kPath, problems);
  (void)parse_front_matter(text, report);
  EXPECT_TRUE(report.has_errors());
  return print(std::move(problems), text);
}

TEST(Yaml, WordsThatYamlCallsBooleansNumbersAndDatesStayTexts) {
  for (const char* word : {"no", "yes", "on", "off", "true", "False", "N", "007", "1e3", "0x10",
                           "1_000", "12:30", "2026-05-28", ".5", "+5", "NaN", ".inf"}) {
    EXPECT_EQ(scalar("a: " + std::string(word)), word);
  }
}

TEST(Yaml, QuotedTextIsThatTextAndIsKnownToBeQuoted) {
  for (const char* quoted : {"\"no\"", "'no'"}) {
    const YamlNode node = value("a: " + std::string(quoted));
    EXPECT_EQ(node.scalar, "no");
    EXPECT_TRUE(node.quoted);
  }
  EXPECT_FALSE(value("a: no").quoted);
  EXPECT_EQ(scalar("a: \"~\""), "~");
  EXPECT_EQ(scalar("a: 'null'"), "null");
}

TEST(Yaml, AnEmptyValueIsNothing) {
  for (const char* text : {"a:", "a: ", "a: ~", "a: null", "a: # remark"}) {
    EXPECT_EQ(value(text).kind, Kind::kNull) << text;
  }
  EXPECT_EQ(value("a: \"\"").kind, Kind::kScalar);
}

TEST(Yaml, ApostrophesAndQuotesWithinWordsAreText) {
  EXPECT_EQ(scalar("a: it's the nurses' own"), "it's the nurses' own");
  EXPECT_EQ(scalar("a: a 5\" disk"), "a 5\" disk");
  EXPECT_THAT(items("a: [it's, nurses', o'clock]"), ElementsAre("it's", "nurses'", "o'clock"));
  EXPECT_THAT(items("a:\n  - it's\n  - nurses'\n"), ElementsAre("it's", "nurses'"));
  EXPECT_EQ(scalar("a: 'it''s'"), "it's");
  EXPECT_EQ(scalar("a: \"say \\\"x\\\"\""), "say \"x\"");
}

TEST(Yaml, ColonsAndHashesAreTextWithinQuotesAndWords) {
  EXPECT_EQ(scalar("a: \"b: c # d\""), "b: c # d");
  EXPECT_EQ(scalar("a: 'b: c'"), "b: c");
  EXPECT_EQ(scalar("a: https://x.org/#y"), "https://x.org/#y");
  EXPECT_EQ(scalar("a: C# developer"), "C# developer");
}

TEST(Yaml, RemarksAreNoText) {
  EXPECT_EQ(scalar("# it's a remark: \"x\na: b # and\n# more\n"), "b");
  EXPECT_THAT(items("a: # first\n  - b # 'second\n  # third\n  - c\n"), ElementsAre("b", "c"));
}

TEST(Yaml, AListIsTheSameInBothStyles) {
  const auto expected = ElementsAre("a", "b c", "d, e");
  EXPECT_THAT(items("x: [a, b c, \"d, e\"]"), expected);
  EXPECT_THAT(items("x: [\n  a,\n  b c,\n  'd, e',\n]\n"), expected);
  EXPECT_THAT(items("x:\n  - a\n  - b c\n  - d, e\n"), expected);
  EXPECT_THAT(items("x:\n- a\n- b c\n- 'd, e'\n"), expected);
  EXPECT_THAT(items("x: []"), ElementsAre());
}

TEST(Yaml, AMappingIsTheSameInBothStyles) {
  for (const char* text : {"pay: {min: 50, unit: hour}", "pay:\n  min: 50\n  unit: hour\n",
                           "pay: {\"min\": \"50\",\n  unit: hour}\n"}) {
    const YamlNode node = value(text);
    ASSERT_EQ(node.entries.size(), 2u) << text;
    EXPECT_EQ(node.entries[0].key, "min");
    EXPECT_EQ(node.entries[0].value.scalar, "50");
    EXPECT_EQ(node.entries[1].key, "unit");
    EXPECT_EQ(node.entries[1].value.scalar, "hour");
  }
}

TEST(Yaml, TextOverSeveralLinesIsJoinedAsYamlSays) {
  EXPECT_EQ(scalar("a: one\n  two\n  three\n"), "one two three");
  EXPECT_EQ(scalar("a: one\n\n  two\n"), "one\ntwo");
  EXPECT_EQ(scalar("a:\n  one\n  'tis two\n"), "one 'tis two");
  EXPECT_EQ(scalar("a: \"one\n  two\"\n"), "one two");
  EXPECT_EQ(scalar("a: \"one\n\n  note: two\"\n"), "one\nnote: two");
}

TEST(Yaml, BlockTextKeepsOrFoldsItsLines) {
  EXPECT_EQ(scalar("a: |\n  one\n  'two: \"\n\n  three\n"), "one\n'two: \"\n\nthree\n");
  EXPECT_EQ(scalar("a: |-\n  one\n  two\n"), "one\ntwo");
  EXPECT_EQ(scalar("a: |+\n  one\n\n"), "one\n\n");
  EXPECT_EQ(scalar("a: >\n  one\n  two\n\n  three\n"), "one two\nthree\n");
  EXPECT_EQ(scalar("a: |\n    one\n      two\n"), "one\n  two\n");
}

TEST(Yaml, WindowsLinesGiveTheSameValues) {
  EXPECT_EQ(scalar("a: one\r\n"), "one");
  EXPECT_EQ(scalar("a: \"one\"\r\n"), "one");
  EXPECT_THAT(items("a:\r\n  - it's\r\n  - b\r\n"), ElementsAre("it's", "b"));
  EXPECT_THAT(items("a: [b,\r\n  c]\r\n"), ElementsAre("b", "c"));
  EXPECT_EQ(scalar("a: one\r\n  two\r\n"), "one two");
}

TEST(Yaml, BlanksOfWordProcessorsAreBlanksWhereYamlWantsThem) {
  const std::string nbsp = "\u00a0";
  const YamlNode root = yaml("title:" + nbsp + "5" + nbsp + "000 words" + nbsp + " \nlist:\n  -" +
                             nbsp + "a\u3000\n  - b\ntext: |\n  Note:" + nbsp + "this\n");
  EXPECT_EQ(root.entries[0].value.scalar, "5" + nbsp + "000 words");
  EXPECT_EQ(root.entries[0].value.at.column, 8);
  EXPECT_EQ(root.entries[1].value.items[0].scalar, "a");
  EXPECT_EQ(root.entries[1].value.items[1].scalar, "b");
  EXPECT_EQ(root.entries[2].value.scalar, "Note:" + nbsp + "this\n");
}

TEST(Yaml, OtherScriptsAndEmojiStayByteForByte) {
  EXPECT_EQ(scalar("a: Zo\u00eb \u2013 \u65e5\u672c\u8a9e \U0001f600"),
            "Zo\u00eb \u2013 \u65e5\u672c\u8a9e \U0001f600");
  EXPECT_EQ(scalar("a: \"\\u00e9\""), "\u00e9");
}

TEST(Yaml, EveryValueKnowsItsPlaceInBytes) {
  const YamlNode node = yaml("t\u00eft: \u00e9\u00e9 x\npay: {min: 50}\nlist:\n  - \"ab\"\n");
  EXPECT_EQ(node.entries[0].value.at.column, 6);
  EXPECT_EQ(node.entries[0].value.at.length, 6);
  const YamlEntry& min = node.entries[1].value.entries[0];
  EXPECT_EQ(min.key_at.line, 2);
  EXPECT_EQ(min.key_at.column, 6);
  EXPECT_EQ(min.value.at.column, 11);
  const YamlNode& item = node.entries[2].value.items[0];
  EXPECT_EQ(item.at.line, 4);
  EXPECT_EQ(item.at.column, 4);
  EXPECT_EQ(item.at.length, 4);
}

TEST(Yaml, AnEmptyValueIsPlacedAtItsKey) {
  const YamlNode node = yaml("a:\n\n\nb: x\n");
  EXPECT_EQ(node.entries[0].value.at.line, 1);
  EXPECT_EQ(node.entries[0].value.at.column, 0);
}

TEST(Yaml, TextKnowsWhereItBeginsBehindItsQuoteOrBelowItsBar) {
  const YamlNode node = yaml("a: plain\nb: \"quoted\"\nc: |\n\n    block\n  # x\nd: >\n  folded\n");
  const auto begin = [&](std::size_t i) {
    const Spot at = node.entries[i].value.text_at;
    return std::pair(at.line, at.column);
  };
  EXPECT_EQ(begin(0), std::pair(1, 3));
  EXPECT_EQ(begin(1), std::pair(2, 4));
  EXPECT_EQ(begin(2), std::pair(4, 4));
  EXPECT_TRUE(node.entries[2].value.line_for_line);
  EXPECT_FALSE(node.entries[3].value.line_for_line);
}

TEST(Yaml, TextOverSeveralLinesKnowsThatItsLinesAreNotThoseOfTheFile) {
  EXPECT_TRUE(value("a: one two").line_for_line);
  EXPECT_TRUE(value("a: 'it''s'").line_for_line);
  EXPECT_FALSE(value("a: one\n  two").line_for_line);
  EXPECT_FALSE(value("a: \"one\n  two\"").line_for_line);
  EXPECT_FALSE(value("a: \"one\\ntwo\"").line_for_line);
}

TEST(Yaml, AnEmptyDocumentIsNothing) {
  for (const char* text : {"", "\n\n", "# only a remark\n"}) {
    EXPECT_EQ(yaml(text).kind, Kind::kNull) << text;
  }
}

TEST(FrontMatter, SplitsFieldsAndBody) {
  const std::string text = "---\ntitle: x\n---\nFirst.\n\nSecond.\n";
  Diagnostics problems;
  Reporter report(kPath, problems);
  const auto front = parse_front_matter(text, report);
  ASSERT_TRUE(front);
  EXPECT_EQ(front->fields->entries[0].value.at.line, 2);
  EXPECT_EQ(front->body, "First.\n\nSecond.\n");
  EXPECT_EQ(front->body_line, 4);
}

TEST(FrontMatter, EditorsMayLeaveAMarkWindowsLinesAndSpacesBehindTheFences) {
  for (const char* text : {"\xef\xbb\xbf---\ntitle: x\n---\nBody", "---\r\ntitle: x\r\n---\r\nBody",
                           "---  \ntitle: x\n---\t\nBody", "---\ntitle: x\n---\nBody"}) {
    Diagnostics problems;
    Reporter report(kPath, problems);
    const auto front = parse_front_matter(text, report);
    ASSERT_TRUE(front) << text;
    EXPECT_EQ(front->fields->entries[0].value.scalar, "x");
    EXPECT_EQ(front->body, "Body");
    EXPECT_EQ(front->body_line, 4);
  }
}

TEST(FrontMatter, TheBodyMayBeEmptyAndMayHoldALineOfHyphens) {
  for (const auto& [text, body] :
       {std::pair("---\na: x\n---", ""), std::pair("---\na: x\n---\n", ""),
        std::pair("---\na: x\n---\none\n---\ntwo", "one\n---\ntwo")}) {
    Diagnostics problems;
    Reporter report(kPath, problems);
    const auto front = parse_front_matter(text, report);
    ASSERT_TRUE(front) << text;
    EXPECT_EQ(front->body, body);
  }
}

TEST(FrontMatter, AnIndentedFenceWithinBlockTextIsText) {
  const std::string text = "---\na: |\n  one\n  ---\n  two\n---\nBody";
  Diagnostics problems;
  Reporter report(kPath, problems);
  const auto front = parse_front_matter(text, report);
  ASSERT_TRUE(front);
  EXPECT_EQ(front->fields->entries[0].value.scalar, "one\n---\ntwo\n");
}

TEST(FrontMatter, AMissingFenceIsExplained) {
  EXPECT_EQ(errors("title: x\n"),
            "content/roles/x.md:1:1: error: the front matter is missing\n"
            " 1 | title: x\n"
            "   | ^~~\n"
            "  help: the first line must be ---, then the fields, then --- again\n");
}

TEST(FrontMatter, AnUnclosedFenceIsExplained) {
  EXPECT_EQ(errors("---\ntitle: x\n"),
            "content/roles/x.md:1:1: error: the front matter is not closed\n"
            " 1 | ---\n"
            "   | ^~~\n"
            "  help: write a line --- after the last field\n");
}

TEST(FrontMatter, UnclosedQuoteNamesTheLineItOpensOn) {
  EXPECT_EQ(errors("---\ntitle: \"Tax\nplatform: turing\n---\nBody\n"),
            "content/roles/x.md:2:8: error: this quote is never closed\n"
            " 2 | title: \"Tax\n"
            "   |        ^\n"
            "  help: end the text with \" on the same line\n");
}

TEST(FrontMatter, ADuplicateKeyNamesBothLines) {
  EXPECT_EQ(errors("---\ntitle: x\nplatform: y\ntitle: z\n---\n"),
            "content/roles/x.md:4:1: error: \"title\" is written twice\n"
            " 4 | title: z\n"
            "   | ^~~~~\n"
            "  help: it stands on line 2 already; keep one of them\n");
}

TEST(FrontMatter, ASecondColonAndADuplicateHideNothingElse) {
  const std::string text =
      "---\ntitle: Nurse: nights\nsummary: It's: 'odd' # so\nlist:\n  - one: two: three\n  - "
      "Review: it: all\n"
      "title: again\nlast: x\n---\nBody\n";
  Diagnostics problems;
  Reporter report(kPath, problems);
  const auto front = parse_front_matter(text, report);
  ASSERT_TRUE(front && front->fields);
  const std::vector<YamlEntry>& entries = front->fields->entries;
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(entries[0].value.scalar, "Nurse: nights");
  EXPECT_EQ(entries[0].value.at.column, 7);
  ASSERT_EQ(entries[2].value.items.size(), 2U);
  EXPECT_EQ(entries[2].value.items[1].scalar, "Review: it: all");
  EXPECT_EQ(entries[3].value.scalar, "x");
  EXPECT_EQ(front->body, "Body\n");
  std::vector<int> lines;
  for (const Diagnostic& problem : problems) lines.push_back(problem.at.line);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  EXPECT_THAT(lines, ElementsAre(2, 3, 5, 6, 7));
}

TEST(FrontMatter, HalfTypedFieldsDoNoHarm) {
  for (const char* text : {"---\ntitle: Nurse\npay:\n    min:\nmax\n---\n", "---\n- :\n,\n---\n",
                           "---\n- \r\n1\n---\n", "---\na:\n        b:\n c\n d\n---\n"}) {
    Diagnostics problems;
    Reporter report(kPath, problems);
    EXPECT_NO_THROW((void)parse_front_matter(text, report)) << text;
  }
}

TEST(FrontMatter, FieldsThatCannotBeReadLeaveTheBody) {
  const std::string text = "---\ntitle: [x\n---\nBody\n";
  Diagnostics problems;
  Reporter report(kPath, problems);
  const auto front = parse_front_matter(text, report);
  ASSERT_TRUE(front);
  EXPECT_FALSE(front->fields);
  EXPECT_EQ(front->body, "Body\n");
}

TEST(FrontMatter, AControlCharacterCannotComeInByAnEscape) {
  EXPECT_EQ(errors("---\nb: x\ntitle: \"C:\\bin\"\n---\n"),
            "content/roles/x.md:3:8: error: a control character is written in this text\n"
            " 3 | title: \"C:\\bin\"\n"
            "   |        ^\n"
            "  help: delete it, or write \\\\ for a backslash in double quotes\n");
  EXPECT_EQ(scalar("a: \"b\\tc\\nd\""), "b\tc\nd");
}

TEST(FrontMatter, AnchorsAliasesAndTagsAreRefusedInAnEditorsWords) {
  EXPECT_EQ(errors("---\ntitle: &x y\n---\n"),
            "content/roles/x.md:2:8: error: an anchor (&name) cannot be used here\n"
            " 2 | title: &x y\n"
            "   |        ^\n"
            "  help: write the value out, or put text that begins with & in double quotes\n");
  EXPECT_EQ(errors("---\ntitle: !x y\n---\n"),
            "content/roles/x.md:2:8: error: a tag (!name) cannot be used here\n"
            " 2 | title: !x y\n"
            "   |        ^\n"
            "  help: put text that begins with ! in double quotes\n");
}

TEST(FrontMatter, AHyphenWithoutABlankBehindItIsToldOf) {
  for (const char* before : {"- interpreter", "-interpreter"}) {
    const std::string problems =
        errors("---\nprofessions:\n" + std::string(before) + "\n-translator\ntitle: x\n---\n");
    EXPECT_NE(problems.find("x.md:4:1: error: a blank belongs behind the hyphen of an entry\n"
                            " 4 | -translator\n"
                            "   | ^~~~~~~~~~~\n"
                            "  help: write - translator\n"),
              std::string::npos)
        << problems;
  }
}

}  // namespace
}  // namespace rolepress
