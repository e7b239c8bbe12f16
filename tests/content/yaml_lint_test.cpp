#include "content/yaml_lint.h"

#include <gtest/gtest.h>

#include <string>

#include "base/file_tree.h"
#include "content/front_matter.h"

namespace rolepress {
namespace {

constexpr const char* kYamlFile = "content/roles/x.yaml";

std::string lint(const std::string& text) {
  Diagnostics problems;
  Reporter report(kYamlFile, problems);
  const bool clean = lint_yaml(text, 1, report);
  EXPECT_EQ(clean, problems.empty());
  quote_sources(problems, FileTree({{kYamlFile, "", text}}));
  std::string printed;
  for (const Diagnostic& problem : problems) printed += format_diagnostic(problem);
  return printed;
}

class LegalYaml : public ::testing::TestWithParam<const char*> {};

TEST_P(LegalYaml, IsNotRefused) {
  EXPECT_EQ(lint(GetParam()), "");
  Diagnostics problems;
  Reporter report(kYamlFile, problems);
  EXPECT_TRUE(parse_yaml(GetParam(), 1, report)) << "the example itself is no YAML";
}

INSTANTIATE_TEST_SUITE_P(
    Plain, LegalYaml,
    ::testing::Values(
        "title: Tax Reviewer\n", "title: Tax Reviewer", "title:   Tax Reviewer   \n",
        "title: it's fine\n", "title: the nurses' station\n", "title: rock 'n' roll\n",
        "title: 5\" floppy\n", "title: say \"hello\" twice\n", "title: a, 'b\n",
        "title: C# and F#\n", "title: C # a comment with a \" in it\n", "# don't\ntitle: x\n",
        "title: x # isn't\n", "  # it's indented\ntitle: x\n", "title: a - 'b\n",
        "title: https://example.org/it's\n", "title: 12:30 o'clock\n", "title: a [it's] b\n",
        "title: a {it's} b\n", "title: x] 'y\n", "title: -'x\n", "\n\ntitle: x\n\n\n",
        "title:\n  it's below\n", "title:\n\n  it's below\n", "title:\n  # it's a remark\n  x\n",
        "title: one\n  'tis two\n", "title: one\n  \"two\" three\n", "title: one\n\n  'tis two\n",
        "title:\n  one\n  'tis two\n", "title:\n  one\n  \"two\n", "a:\n  b: one\n    'tis two\n",
        "a: one\n  'tis two\nb: \"x\"\n", "title: one\n  - 'tis no list\n", "title: |-\n  x\n",
        "title: 50 > 'x\n", "title: a |\n  'tis b\n", "title: we pay >\n  'tis true\n"));

INSTANTIATE_TEST_SUITE_P(
    Quoted, LegalYaml,
    ::testing::Values(
        "title: \"Tax\"\n", "title: 'Tax'\n", "title: \"a \\\" b\"\n", "title: 'it''s'\n",
        "title: \"it's\"\n", "title: 'say \"x\"'\n", "title: \"\"\n", "title: ''\n",
        "title: ''''\n", "title: \"\\\\\"\n", "title: \"a: b\"\n", "title: \"a # b\"\n",
        "title: \"a\" # it's\n", "title: \"a\"\t# it's\n", "\"title\": x\n", "'title': \"x\"\n",
        "\"it's\": x\n", "title: \"one\n  two\"\n", "title: 'one\n  two'\n",
        "title: \"one\n\n  two\"\n", "title: \"one\\\n  two\"\n", "title: \"one\n  - two\"\n",
        "title: \"one\n  note: two\"\n", "title: 'one\n  note: two'\n",
        "title:\n  \"one\n  note: two\"\n", "title:\n  \"one\n  two\"\nnext: x\n",
        "a:\n  b: \"one\n    note: two\"\n  c: x\n", "title: \"one\n  # two\"\nnext: \"x\"\n",
        "title: \"a |\"\nnext: it's\n", "title: \"one |\n  two\"\n", "title: \"\ttab\"\n",
        "title: \"one\n \ttwo\"\n"));

INSTANTIATE_TEST_SUITE_P(
    Lists, LegalYaml,
    ::testing::Values(
        "tasks: [a, b]\n", "tasks: [ 'a' , \"b\" ]\n", "tasks: ['a','b']\n", "tasks: [it's, ok]\n",
        "tasks: [a, it's]\n", "tasks: [the nurses' notes, \"x\"]\n", "tasks: [\"a, b\", 'c']\n",
        "tasks: [\"a ] b\", 'c']\n", "tasks: [a,\n  b]\n", "tasks: [\n  'a',\n  \"b\",\n]\n",
        "tasks: [\n  a, # it's\n  b\n]\n", "tasks: [it is\n  'tis, x]\n", "tasks: []\n",
        "tasks: [it's,\n  \"x\"]\ntitle: 'y'\n", "tasks:\n  - a\n  - 'b'\n",
        "tasks:\n- a\n- \"b\"\n", "tasks:\n  - it's\n  - nurses'\n", "tasks:\n  - 'it''s'\n",
        "tasks:\n  -   \"a\"\n", "tasks:\n  - one\n    'tis two\n",
        "tasks:\n  - \"one\n    two\"\n", "tasks:\n  - \"one\n    note: two\"\n",
        "tasks:\n  - id: \"x\"\n    text: it's\n",
        "tasks:\n  - id: x\n    text: 'y'\n  - id: z\n    text: \"w\"\n",
        "tasks:\n  - - 'a'\n    - b\n", "tasks:\n  -\n    'a'\n", "tasks: [[a, 'b'], [\"c\"]]\n",
        "- 'a'\n- it's\n"));

INSTANTIATE_TEST_SUITE_P(
    Mappings, LegalYaml,
    ::testing::Values("pay: {min: 50, currency: USD}\n", "pay: {min: '50', currency: \"USD\"}\n",
                      "pay: { min: 50 , note: it's }\n",
                      "pay: {\"min\":\"50\",\"note\":\"it's, 'x\"}\n",
                      "pay: {\"a\":'b, \"c', \"d\":1}\n", "pay: {min: 50,\n  max: 90}\n",
                      "pay:\n  min: 50\n  unit: 'hour'\n",
                      "pay:\n    min: 50\n    unit: \"hour\"\n", "pay: {}\n",
                      "a: {b: [it's, 'x'], c: {d: \"y\"}}\n", "pay:\n  # it's\n  min: 50\n"));

INSTANTIATE_TEST_SUITE_P(
    BlockText, LegalYaml,
    ::testing::Values("body: |\n  It's \"open\n  note: 'x\n", "body: >\n  It's \"open\n",
                      "body: |-\n  'x\n", "body: |+\n  'x\n\n", "body: >2\n  'x\n",
                      "body: |2-\n  'x\n", "body: | # it's\n  'x\n", "body: |\n\n  'x\n\n  \"y\n",
                      "body: |\n      'x\n      y\nnext: \"z\"\n",
                      "body: |\n  \tit's a tab in a text\n", "body: |\n  - 'x\n  - {y\n",
                      "body: |\n# it's\nnext: x\n",
                      "a:\n  - id: x\n    text: |\n      'y\n    more: \"z\"\n",
                      "a:\n  - text: |\n      'y\n    more: 'z'\n", "a:\n  - |\n    'y\n  - 'z'\n",
                      "a:\n- |\n  'y\n- z\n", "a: |   \n  'x\n", "a:\n  |\n  'x\n"));

INSTANTIATE_TEST_SUITE_P(
    WindowsLines, LegalYaml,
    ::testing::Values("title: \"x\"\r\nnext: it's\r\n", "tasks:\r\n  - 'a'\r\n  - it's\r\n",
                      "body: |\r\n  'x\r\n\r\n  y\r\nnext: 'z'\r\n", "title: one\r\n  'tis two\r\n",
                      "tasks: [\r\n  'a',\r\n  \"b\"\r\n]\r\n", "title:\r\n  'x'\r\n",
                      "title: x # it's\r\n\r\n", "pay:\r\n  min: '1'\r\n"));

TEST(YamlLint, ATabAsIndentIsNamedOnEachLine) {
  EXPECT_EQ(lint("pay:\n\tmin: 50\n  \tmax: 90\n"),
            "content/roles/x.yaml:2:1: error: a tab is used as indent\n"
            " 2 |  min: 50\n"
            "   | ^\n"
            "  help: YAML is indented with spaces only: write two\n"
            "content/roles/x.yaml:3:3: error: a tab is used as indent\n"
            " 3 |    max: 90\n"
            "   |   ^\n"
            "  help: YAML is indented with spaces only: write two\n");
}

TEST(YamlLint, ASignThatEndsATextIsNamedWhereNoBlankFollows) {
  const std::string help =
      "  help: put the whole text in double quotes, or write a blank behind # if it is a remark\n";
  const auto said = [](const std::string& text) {
    Diagnostics problems;
    Reporter report(kYamlFile, problems);
    EXPECT_TRUE(lint_yaml(text, 1, report)) << text;
    quote_sources(problems, FileTree({{kYamlFile, "", text}}));
    std::string printed;
    for (const Diagnostic& problem : problems) printed += format_diagnostic(problem);
    return printed;
  };
  const std::string message =
      ": warning: the text ends before this #: what stands behind it is read as a remark\n";
  EXPECT_EQ(said("title: Nurse #1 role\n"), "content/roles/x.yaml:1:14" + message +
                                                " 1 | title: Nurse #1 role\n"
                                                "   |              ^\n" +
                                                help);
  EXPECT_EQ(said("tasks:\n  - a #2\n").substr(0, 25), "content/roles/x.yaml:2:7:");
  EXPECT_EQ(said("tasks: [a,\n  b #2,\n  c]\n").substr(0, 25), "content/roles/x.yaml:2:5:");
  EXPECT_EQ(said("a: one\n  two #3\n").substr(0, 25), "content/roles/x.yaml:2:7:");
  EXPECT_EQ(said("paper: #faf7f0\n").substr(0, 25), "content/roles/x.yaml:1:8:");
  for (const char* silent :
       {"a: b # remark\n", "a: b ##\n", "a: b #\r\n", "a: \"b\" #1\n", "#1\na: b\n", "a: C#1\n",
        "a: [b] #1\n", "a: |\n  b #1\n", "a: 'b #1'\n"}) {
    EXPECT_EQ(said(silent), "") << silent;
  }
}

TEST(YamlLint, AHyphenThatIsNoEntryIsNamed) {
  EXPECT_EQ(lint("tasks:\n- a\n - b\n"),
            "content/roles/x.yaml:3:2: error: this hyphen is read as text of the entry above\n"
            " 3 |  - b\n"
            "   |  ^\n"
            "  help: begin it right under the hyphen above, or put the whole text in double "
            "quotes\n");
}

TEST(YamlLint, ATabOnAnEmptyLineIsNoIndent) { EXPECT_EQ(lint("a: x\n\t\nb: y\n \t \r\n"), ""); }

TEST(YamlLint, AnUnclosedDoubleQuoteIsNamedWhereItOpens) {
  EXPECT_EQ(lint("title: \"Tax Reviewer\nplatform: turing\nsummary: \"x\"\n"),
            "content/roles/x.yaml:1:8: error: this quote is never closed\n"
            " 1 | title: \"Tax Reviewer\n"
            "   |        ^\n"
            "  help: end the text with \" on the same line\n");
}

TEST(YamlLint, AnUnclosedSingleQuoteOffersDoubleOnes) {
  EXPECT_EQ(lint("title: 'Nurse\nplatform: turing\n"),
            "content/roles/x.yaml:1:8: error: this quote is never closed\n"
            " 1 | title: 'Nurse\n"
            "   |        ^\n"
            "  help: end the text with ' on the same line, or write the text in double quotes\n");
}

// Each has one quote that is never closed, in the line and column given.
struct Unclosed {
  const char* text;
  int line;
  int column;
};

class UnclosedQuote : public ::testing::TestWithParam<Unclosed> {};

TEST_P(UnclosedQuote, IsNamedWhereItOpens) {
  Diagnostics problems;
  Reporter report(kYamlFile, problems);
  EXPECT_FALSE(lint_yaml(GetParam().text, 10, report));
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].rule, "unclosed-quote");
  EXPECT_EQ(problems[0].at.line, 9 + GetParam().line);
  EXPECT_EQ(problems[0].at.column + 1, GetParam().column);
}

INSTANTIATE_TEST_SUITE_P(
    Anywhere, UnclosedQuote,
    ::testing::Values(
        Unclosed{"title: \"x", 1, 8}, Unclosed{"title: 'x''", 1, 8},
        Unclosed{"title: \"x\\\"\n", 1, 8}, Unclosed{"a: b\ntitle: \"x\nnext: y\n", 2, 8},
        Unclosed{"tasks: [\"a, b]\nnext: 'y'\n", 1, 9}, Unclosed{"tasks: [a, 'b]\n", 1, 12},
        Unclosed{"tasks:\n  - \"a\n  - b\nnext: x\n", 2, 5},
        Unclosed{"tasks:\n- 'a\n- b\nnext: x\n", 2, 3},
        Unclosed{"pay: {unit: \"hour, min: 5}\ntitle: x\n", 1, 13},
        Unclosed{"pay:\n  unit: \"hour\n  min: 5\n", 2, 9},
        Unclosed{"a:\n  - id: \"x\n    text: y\n", 2, 9},
        Unclosed{"title:\n  \"x\nnext: y\n", 2, 3},
        Unclosed{"a:\n  - text: |\n      b\n    more: \"c\n", 4, 11},
        Unclosed{"title: one\nnext: 'two\nlast: x\n", 2, 7},
        Unclosed{"title: \"x\r\nnext: y\r\n", 1, 8}, Unclosed{"\"title: x\nnext: y\n", 1, 1}));

}  // namespace
}  // namespace rolepress
