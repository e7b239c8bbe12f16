#include "base/diagnostic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/file_tree.h"

namespace rolepress {
namespace {

constexpr const char* kPath = "content/site.yaml";

std::string print(Diagnostics problems, const std::string& text) {
  quote_sources(problems, FileTree({{kPath, "", text}}));
  std::string printed;
  for (const Diagnostic& problem : problems) printed += format_diagnostic(problem);
  return printed;
}

// One error, "wrong", in a file with this text.
std::string print_error(const std::string& text, Spot at) {
  Diagnostics problems;
  Reporter(kPath, problems).error(at, "rule", "wrong");
  return print(std::move(problems), text);
}

TEST(Diagnostic, QuotesTheLineWithACaretUnderTheSpotAndTheHelpBelow) {
  Diagnostics problems;
  Reporter(kPath, problems).error({2, 6, 4}, "rule", "there is no such name", "write another");
  EXPECT_EQ(print(std::move(problems), "first: x\nname: Anna\nlast: y\n"),
            "content/site.yaml:2:7: error: there is no such name\n"
            " 2 | name: Anna\n"
            "   |       ^~~~\n"
            "  help: write another\n");
}

TEST(Diagnostic, ColumnsOfTextsReadWithoutUnseenCharactersAreThoseOfTheFile) {
  const std::string text = "This\u200b is\u200b a link\n";
  Diagnostics problems;
  Reporter(kPath, problems).error({1, 8, 1}, "link", "wrong");  // "a" of "This is a link"
  EXPECT_THAT(print(std::move(problems), text), ::testing::StartsWith("content/site.yaml:1:11: "));
}

TEST(Diagnostic, AWarningSaysSo) {
  Diagnostics problems;
  Reporter(kPath, problems).warn({1, 0, 1}, "rule", "odd");
  EXPECT_EQ(print(std::move(problems), "x\n"),
            "content/site.yaml:1:1: warning: odd\n 1 | x\n   | ^\n");
}

TEST(Diagnostic, OneThatMeansTheWholeFileQuotesNothing) {
  EXPECT_EQ(print_error("name: x\n", {}), "content/site.yaml: error: wrong\n");
}

TEST(Diagnostic, OneOfAFileThatIsNotAmongTheSourcesIsPrintedWithoutALine) {
  Diagnostics problems;
  Reporter("content/other.md", problems).error({3, 2, 1}, "rule", "wrong");
  EXPECT_EQ(print(std::move(problems), "x\n"), "content/other.md:3:1: error: wrong\n");
}

TEST(Diagnostic, AFailureOfTheMachineIsPrintedAsAnErrorOfThePath) {
  EXPECT_EQ(
      format_diagnostic(machine_failure("public/index.html", "the disk is full", "free some")),
      "public/index.html: error: the disk is full\n  help: free some\n");
}

TEST(Diagnostic, TheCaretStandsUnderTheSameColumnForLineNumbersOfAnyLength) {
  const std::string text = std::string(99, '\n') + "name: Anna\n";
  EXPECT_EQ(print_error(text, {100, 6, 4}),
            "content/site.yaml:100:7: error: wrong\n"
            " 100 | name: Anna\n"
            "     |       ^~~~\n");
}

TEST(Diagnostic, ATabIsOneColumnInTheQuotationAsInTheSource) {
  EXPECT_EQ(print_error("a:\tb\tcc\n", {1, 5, 2}),
            "content/site.yaml:1:6: error: wrong\n"
            " 1 | a: b cc\n"
            "   |      ^~\n");
}

TEST(Diagnostic, TheCarriageReturnOfAWindowsLineIsNotQuoted) {
  EXPECT_EQ(print_error("first: x\r\nname: Anna\r\n", {2, 6, 4}),
            "content/site.yaml:2:7: error: wrong\n"
            " 2 | name: Anna\n"
            "   |       ^~~~\n");
}

TEST(Diagnostic, ALastLineWithoutAnEndIsQuoted) {
  EXPECT_EQ(print_error("a\nname", {2, 0, 4}),
            "content/site.yaml:2:1: error: wrong\n 2 | name\n   | ^~~~\n");
}

TEST(Diagnostic, ColumnsAndCaretCountCharactersAndNotBytes) {
  // é has two bytes, € three, the emoji four.
  EXPECT_EQ(print_error("é€😀: Zoë!\n", {1, 11, 4}),
            "content/site.yaml:1:6: error: wrong\n"
            " 1 | é€😀: Zoë!\n"
            "   |      ^~~\n");
}

TEST(Diagnostic, AByteOrderMarkTakesNoColumn) {
  EXPECT_EQ(print_error("\xef\xbb\xbfnmae: x\n", {1, 0, 4}),
            "content/site.yaml:1:1: error: wrong\n"
            " 1 | nmae: x\n"
            "   | ^~~~\n");
}

TEST(Diagnostic, AByteThatIsNotUtf8IsOneColumnAndShownAsReplaced) {
  EXPECT_EQ(print_error("a\xff"
                        "b\xc3: c\n",
                        {1, 6, 1}),
            "content/site.yaml:1:7: error: wrong\n"
            " 1 | a\ufffdb\ufffd: c\n"
            "   |       ^\n");
}

TEST(Diagnostic, ASpotThatReachesPastTheLineIsUnderlinedToItsEnd) {
  EXPECT_EQ(print_error("name\n", {1, 2, 50}),
            "content/site.yaml:1:3: error: wrong\n 1 | name\n   |   ^~\n");
}

TEST(Diagnostic, ASpotBehindTheLineOrTheFileStillHasACaret) {
  EXPECT_EQ(print_error("name\n", {1, 40, 3}),
            "content/site.yaml:1:5: error: wrong\n 1 | name\n   |     ^\n");
  EXPECT_EQ(print_error("name\n", {9, 3, 3}),
            "content/site.yaml:9:1: error: wrong\n 9 | \n   | ^\n");
}

TEST(Diagnostic, ALineOfAHundredCharactersIsShownWhole) {
  const std::string line(100, 'x');
  EXPECT_EQ(print_error(line, {1, 99, 1}), "content/site.yaml:1:100: error: wrong\n 1 | " + line +
                                               "\n   | " + std::string(99, ' ') + "^\n");
}

TEST(Diagnostic, AWiderLineIsCutToAWindowRoundTheCaret) {
  const std::string line = std::string(200, 'a') + "BAD" + std::string(200, 'c');
  EXPECT_EQ(print_error(line, {1, 200, 3}),
            "content/site.yaml:1:201: error: wrong\n"
            " 1 | …" +
                std::string(50, 'a') + "BAD" + std::string(47, 'c') +
                "…\n"
                "   | " +
                std::string(51, ' ') + "^~~\n");
}

TEST(Diagnostic, TheWindowAtTheFrontAndAtTheEndIsCutOnOneSideOnly) {
  const std::string line(150, 'a');
  EXPECT_EQ(print_error(line, {1, 0, 2}),
            "content/site.yaml:1:1: error: wrong\n 1 | " + std::string(100, 'a') + "…\n   | ^~\n");
  EXPECT_EQ(print_error(line, {1, 149, 1}), "content/site.yaml:1:150: error: wrong\n 1 | …" +
                                                std::string(51, 'a') + "\n   | " +
                                                std::string(51, ' ') + "^\n");
}

TEST(Diagnostic, TheWindowOfAWideLineOfSeveralByteCharactersIsCutBetweenCharacters) {
  std::string line;
  for (int i = 0; i < 300; ++i) line += "é";
  std::string window = "…";
  for (int i = 0; i < 100; ++i) window += "é";
  EXPECT_EQ(print_error(line, {1, 400, 2}), "content/site.yaml:1:201: error: wrong\n 1 | " +
                                                window + "…\n   | " + std::string(51, ' ') + "^\n");
}

TEST(Diagnostic, ControlCharactersNeverReachTheTerminal) {
  const Diagnostic problem{Severity::kError,
                           "rule",
                           "content/\x1b[2Jx.md",
                           {3, 2, 1},
                           "no \x1b]0;title\x07 here",
                           "a\nb\rc",
                           3,
                           1,
                           "a\x1b[31mred\x7f\u0085"};
  EXPECT_EQ(format_diagnostic(problem),
            "content/\ufffd[2Jx.md:3:3: error: no \ufffd]0;title\ufffd here\n"
            " 3 | a\ufffd[31mred\ufffd\ufffd\n"
            "   |   ^\n"
            "  help: a\ufffd"
            "b\ufffd"
            "c\n");
}

TEST(Diagnostic, CharactersThatTurnTheLineRoundNeverReachTheTerminal) {
  for (const char* mark : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
                           "\u2068", "\u2069", "\u200e", "\u200f", "\u061c", "\u2028", "\u2029"}) {
    EXPECT_EQ(print_error("a" + std::string(mark) + "b\n", {1, 0, 1}),
              "content/site.yaml:1:1: error: wrong\n 1 | a\ufffdb\n   | ^\n");
  }
}

TEST(Diagnostic, ProblemsAreSortedByFileAndPlace) {
  Diagnostics problems;
  Reporter late("content/z.md", problems);
  late.error({2, 0, 1}, "rule", "fifth");
  late.error({1, 5, 1}, "rule", "fourth");
  late.error({1, 0, 1}, "rule", "third");
  late.error({}, "rule", "second");
  Reporter("content/a.md", problems).error({9, 9, 1}, "rule", "first");
  quote_sources(problems, FileTree());
  std::string order;
  for (const Diagnostic& problem : problems) order += problem.message + " ";
  EXPECT_EQ(order, "first second third fourth fifth ");
}

TEST(Diagnostic, ExactRepeatsAreDroppedAndOthersKept) {
  Diagnostics problems;
  Reporter report(kPath, problems);
  report.error({1, 0, 1}, "rule", "twice");
  report.error({1, 0, 1}, "rule", "another");
  report.error({1, 0, 1}, "rule", "twice");
  report.error({1, 1, 1}, "rule", "twice");
  quote_sources(problems, FileTree());
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].message, "another");
  EXPECT_EQ(problems[1].message, "twice");
  EXPECT_EQ(problems[2].at.column, 1);
}

TEST(Diagnostic, OnlyErrorsAndFailuresCountAsErrors) {
  Diagnostics problems;
  Reporter report(kPath, problems);
  report.warn({}, "rule", "odd");
  EXPECT_FALSE(report.has_errors());
  EXPECT_FALSE(has_errors(problems));
  report.error({}, "rule", "wrong");
  EXPECT_TRUE(report.has_errors());
  EXPECT_TRUE(has_errors(problems));
  EXPECT_FALSE(has_failures(problems));
  append(problems, {machine_failure("public", "full")});
  EXPECT_EQ(problems.size(), 3u);
  EXPECT_TRUE(has_failures(problems));
}

}  // namespace
}  // namespace rolepress
