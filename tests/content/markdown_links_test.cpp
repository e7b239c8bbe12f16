// Where links stand: what is wrong with one is told at its own line and column.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/file_tree.h"
#include "content/markdown.h"
#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;

// "target@line:column", columns from 1, in the order of the text.
std::vector<std::string> links(const std::string& text, Spot at = {1, 0, 1}) {
  Diagnostics problems;
  Reporter report("content/pages/x.md", problems);
  const MarkdownText parsed = parse_markdown(text, at, kBodyHeadings, report);
  EXPECT_TRUE(problems.empty());
  std::vector<std::string> result;
  for (const MarkdownText::Link& link : parsed.links) {
    EXPECT_EQ(link.at.length, static_cast<int>(link.target.size())) << link.target;
    result.push_back(link.target + "@" + std::to_string(link.at.line) + ":" +
                     std::to_string(link.at.column + 1));
  }
  return result;
}

using Found = std::vector<std::string>;

TEST(MarkdownLinks, AreFoundInTheOrderOfTheText) {
  EXPECT_EQ(links("[a](/b/) and\n[c](/d/#e)\n\n![f](/assets/g.png)\n"),
            (Found{"/b/@1:5", "/d/#e@2:5", "/assets/g.png@4:6"}));
}

TEST(MarkdownLinks, CountFromWhereTheTextBeginsInItsFile) {
  EXPECT_EQ(links("x\n[a](/b/)", {10, 4, 1}), (Found{"/b/@11:9"}));
}

TEST(MarkdownLinks, OfTwoWithOneTargetEachHasItsOwnPlace) {
  EXPECT_EQ(links("[a](/b/) [c](/b/)\n[d](/b/)\n\n[e](/b/)\n"),
            (Found{"/b/@1:5", "/b/@1:14", "/b/@2:5", "/b/@4:5"}));
}

TEST(MarkdownLinks, ATargetIsNotMistakenForTheSameWordsInTheText) {
  EXPECT_EQ(links("See /b/ at [/b/](/b/)."), (Found{"/b/@1:18"}));
  EXPECT_EQ(links("[a](/b/c/) [d](/b/)"), (Found{"/b/c/@1:5", "/b/@1:16"}));
}

TEST(MarkdownLinks, StandInListsQuotesTablesAndHeadings) {
  EXPECT_EQ(links("- x\n  - [a](/b/)\n"), (Found{"/b/@2:9"}));
  EXPECT_EQ(links("> x\n> [a](/b/)\n"), (Found{"/b/@2:7"}));
  EXPECT_EQ(links("|x|\n|-|\n|y|\n|[a](/b/)|\n"), (Found{"/b/@4:6"}));
  EXPECT_EQ(links("x\n\n## [a](/b/)\n"), (Found{"/b/@3:8"}));
}

TEST(MarkdownLinks, InAngleBracketsOrWithATitleAreFound) {
  EXPECT_EQ(links("[a](</b/>) [c](/d/ \"t\")"), (Found{"/b/@1:6", "/d/@1:16"}));
}

TEST(MarkdownLinks, WithADefinitionAreFoundThere) {
  EXPECT_EQ(links("See [a][x] and [x].\n\ny\n\n[x]: /b/\n"), (Found{"/b/@5:6", "/b/@5:6"}));
}

TEST(MarkdownLinks, ThatLeadAwayFromTheSiteAreNotAmongThem) {
  EXPECT_EQ(links("[a](https://x.org/) <mailto:a@x.org> [b](tel:1)"), Found{});
}

std::string dead_link(const std::string& where, const std::string& line, int column) {
  const std::string number = where.substr(where.find(':') + 1);
  return where + ":" + std::to_string(column) +
         ": error: there is no page /rolse/ on this site\n " + number + " | " + line + "\n " +
         std::string(number.size(), ' ') + " | " +
         std::string(static_cast<std::size_t>(column) - 1, ' ') +
         "^~~~~~~\n  help: did you mean \"/roles/\"?\n";
}

TEST(MarkdownLinks, InABodyAreToldAtTheirLineOfTheFile) {
  EXPECT_EQ(Board().role("x", good_role(), "One.\n\nTwo [a](/rolse/).\n").errors(),
            dead_link("content/roles/x.md:12", "Two [a](/rolse/).", 9));
}

TEST(MarkdownLinks, BehindWindowsLinesAndAMarkAreToldAtTheirLine) {
  EXPECT_EQ(Board()
                .file("content/pages/about.md",
                      "\xef\xbb\xbf---\r\ntitle: About\r\n---\r\nSee [a](/rolse/).\r\n")
                .errors(),
            dead_link("content/pages/about.md:4", "See [a](/rolse/).", 9));
}

std::string question(const std::string& answer) {
  return Board()
      .file("content/questions.yaml", "questions:\n  - question: Why?\n    answer: " + answer)
      .errors();
}

TEST(MarkdownLinks, InAFieldAreToldAtTheirLineAndColumn) {
  EXPECT_EQ(question("See [a](/rolse/).\n"),
            dead_link("content/questions.yaml:3", "    answer: See [a](/rolse/).", 21));
  EXPECT_EQ(question("\"See [a](/rolse/).\"\n"),
            dead_link("content/questions.yaml:3", "    answer: \"See [a](/rolse/).\"", 22));
}

TEST(MarkdownLinks, InBlockTextAreToldAtTheirLineHoweverFarItIsIndented) {
  EXPECT_EQ(question("|\n      One.\n\n      See [a](/rolse/).\n"),
            dead_link("content/questions.yaml:6", "      See [a](/rolse/).", 15));
  EXPECT_EQ(question("|\n\n          See [a](/rolse/).\n"),
            dead_link("content/questions.yaml:5", "          See [a](/rolse/).", 19));
}

TEST(MarkdownLinks, InFoldedTextAreToldAtTheirField) {
  for (const std::string text : {">\n      One,\n      two.\n\n      See [a](/rolse/).\n",
                                 "One,\n      two.\n\n      See [a](/rolse/).\n"}) {
    const std::string first = text.substr(0, text.find('\n'));
    EXPECT_EQ(question(text),
              "content/questions.yaml:3:5: error: there is no page /rolse/ on this site\n"
              " 3 |     answer: " +
                  first +
                  "\n"
                  "   |     ^~~~~~\n"
                  "  help: did you mean \"/roles/\"?\n");
  }
}

TEST(MarkdownLinks, ThatAreForbiddenInFoldedTextAreToldAtTheirFieldToo) {
  EXPECT_EQ(question(">\n      One,\n      [a](javascript:b).\n"),
            "content/questions.yaml:3:5: error: a link cannot lead to \"javascript:b\"\n"
            " 3 |     answer: >\n"
            "   |     ^~~~~~\n"
            "  help: begin with https://, mailto: or tel:, or with / for a page of this site\n");
}

}  // namespace
}  // namespace rolepress
