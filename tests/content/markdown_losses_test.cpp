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

TEST(MarkdownLosses, ShortLinesBelowOneThatLeadsToThemAreNamed) {
  EXPECT_EQ(problems_of_body("REQUIREMENTS:\nCurrent CPR\nCurrent CNA\nProof of TB Exam\n"),
            "content/roles/x.md:2:1: warning: 3 lines from here on run together into one "
            "paragraph\n"
            " 2 | Current CPR\n"
            "   | ^~~~~~~~~~~\n"
            "  help: begin each with \"- \" for a list, or end each with a \\ to keep its line\n");
  for (const char* text :
       {"You bring:\n\nA licence\nTwo years\nPatience\n", "BENEFITS\nPaid leave\n401(k)\nGym",
        "We pay weekly.\n**You bring:**\nA licence\nTwo years\nPatience"}) {
    EXPECT_THAT(problems_of_body(text), HasSubstr("3 lines from here on run together into"))
        << text;
  }
}

TEST(MarkdownLosses, LinesOfSentencesAreNoListThatLacksItsSigns) {
  for (const char* text :
       {"You read notes and judge:\nWhat is said about the patient\nThe dose and the day\n"
        "And all that goes on from there.",
        "You bring:\na licence that\nholds in the\nwhole of the land", "You bring:\nA\nB",
        "You bring:\nA  \nB  \nC", "You bring:\nA\\\nB\\\nC", "You bring\nA\nB\nC",
        "You bring:\n- A\n- B\n- C", "You bring:\n\n## A\n## B\n## C"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, HyphensAndNumbersWithoutABlankAreCountedFromTheFirst) {
  EXPECT_EQ(problems_of_body("-15 days of leave\n-3 extra days\n-Paid holidays\n"),
            "content/roles/x.md:1:1: warning: 3 lines from here on run together: this sign begins "
            "no list\n"
            " 1 | -15 days of leave\n"
            "   | ^\n"
            "  help: begin each with a hyphen and a blank\n");
  EXPECT_THAT(problems_of_body("So:\n1.first\n2.second\n"),
              HasSubstr("x.md:2:1: warning: 2 lines from here on run together: this sign begins no "
                        "list\n 2 | 1.first\n   | ^~\n  help: leave a blank behind each number\n"));
  for (const char* text : {"-15 days\nof leave", "-15\n-20", "1.5 hours\n2.5 hours", "3.x\n4.x",
                           "1. first\n2. second"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, ALinkWithABlankBeforeItsAddressIsNamed) {
  EXPECT_EQ(
      problems_of_body("See [our page] (https://a.org/x) now.\n"),
      "content/roles/x.md:1:15: warning: no link is made of [our page]: a blank stands before "
      "its address\n"
      " 1 | See [our page] (https://a.org/x) now.\n"
      "   |               ^\n"
      "  help: write [our page](https://a.org/x)\n");
  for (const char* text : {"See [1] (https://a.org)", "- [x] (https://a.org)", "[a] (b)",
                           "`[words] (https://a.org)`", "[words](https://a.org) (https://b.org)"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownLosses, AMarkOfDirectionBeforeTheSignHidesAList) {
  for (const char* text : {"\u200f- one\n\u200f- two\n", "\u200f1. one\n\u200f2. two\n",
                           "\u200e\u200f* one\n\u200e* two\n"}) {
    const std::string told = problems_of_body(text);
    EXPECT_THAT(told, HasSubstr("warning: 2 lines from here on run together")) << text;
    EXPECT_THAT(told, HasSubstr("help: delete the mark of direction before each")) << text;
  }
  EXPECT_EQ(problems_of_body("\u200fone\n\u200ftwo - three\n"), "");
}

}  // namespace
}  // namespace rolepress
