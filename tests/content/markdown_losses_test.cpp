#include "content/markdown_losses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/text_problems.h"

namespace rolepress {
namespace {

using ::testing::HasSubstr;
using testing::problems_of_body;

TEST(MarkdownLosses, ALineThatIsMeantAsAHeadingIsNamed) {
  EXPECT_EQ(problems_of_body("Paid weekly.\n##Tasks\n"),
            "content/roles/x.md:2:1: warning: this ## makes no heading\n"
            " 2 | ##Tasks\n"
            "   | ^~\n"
            "  help: leave a blank behind it\n");
  EXPECT_THAT(problems_of_body("#Aufgaben und Ziele"), HasSubstr("this # makes no heading"));
}

TEST(MarkdownLosses, OtherLinesWithThatSignAreNoHeadings) {
  for (const char* text : {"# Tasks", "#1 in the list", "#python #sql", "C#\n", "####### seven",
                           "    #code", "```\n#include\n```", "\\#tag", "##"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, AStressedLineThatRunsOnFromTheLineAboveIsNamed) {
  EXPECT_EQ(problems_of_body("- read notes\n**Nice to have**\n- a licence\n"),
            "content/roles/x.md:2:1: warning: this line runs on from the line above\n"
            " 2 | **Nice to have**\n"
            "   | ^~~~~~~~~~~~~~~~\n"
            "  help: leave an empty line above it\n");
  EXPECT_THAT(problems_of_body("Paid weekly.\n**Tasks:**\n- a\n"), HasSubstr("runs on from"));
  for (const char* text :
       {"- read notes\n\n**Nice to have**\n- a licence\n", "**Tasks**\n- a",
        "Read\n**all** of them", "Read it.\n**Never copy it.**", "Paid weekly.  \n**Tasks**",
        "Paid weekly.\\\n**Tasks**", "Read\n**one** or **two**", "a\n****"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, ATableWithinAQuotationHasNoCellTooMany) {
  EXPECT_EQ(problems_of_body("> | a | b |\n> |---|---|\n> | 1 | 2 |\n"), "");
  EXPECT_THAT(problems_of_body("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |\n"),
              HasSubstr("this row has 3 cells, but its table 2 columns"));
}

TEST(MarkdownLosses, AnAddressThatNoLinkNamesIsSaidToBeOne) {
  EXPECT_THAT(problems_of_body("Read.\n\n[rules]: https://a.example/\n"),
              HasSubstr("no link has its address by this name\n"));
  EXPECT_THAT(problems_of_body("Read.\n\n[Pay]: weekly\n"),
              HasSubstr("it reads as the address of a link"));
}

TEST(MarkdownLosses, PicturesAndLettersThatBeginNoListAreNamed) {
  for (const char* text : {"✅ Remote\n✅ Flexible", "👉 Read\n👉 Judge", "→ a\n→ b", "・一\n・二",
                           "a) one\nb) two", "(a) one\n(b) two", "— one\n— two", "■ a\n□ b"}) {
    EXPECT_THAT(problems_of_body(text), HasSubstr("2 lines from here on run together")) << text;
  }
  for (const char* text : {"✅ Remote, and so on.", "Read ✅\nJudge ✅", "a) one", "(see a) one\nb"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, ALinkWhoseAddressNoLineGivesIsNamed) {
  EXPECT_EQ(problems_of_body("See [the rules][rules] first.\n"),
            "content/roles/x.md:1:16: warning: no line gives an address to [rules], so no link is "
            "made\n"
            " 1 | See [the rules][rules] first.\n"
            "   |                ^~~~~~~\n"
            "  help: add a line [rules]: https://… below the text, or write [words](https://…)\n");
  for (const char* text : {"See [the rules][Rules].\n\n[rules]: https://a.example/\n",
                           "x[i][j] = 0", "`[a][b]`", "[a][]", "\\[a][b]"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, AFootnoteIsExplained) {
  for (const char* text : {"[^1]: Note.\n", "Read.[^1]\n\n[^1]: Note.\n"}) {
    EXPECT_THAT(problems_of_body(text),
                HasSubstr("say it in the sentence itself: there are no footnotes"))
        << text;
  }
}

}  // namespace
}  // namespace rolepress
