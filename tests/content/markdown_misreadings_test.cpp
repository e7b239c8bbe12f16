#include "content/markdown_misreadings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/text_problems.h"

namespace rolepress {
namespace {

using ::testing::HasSubstr;
using testing::problems_of_body;

TEST(MarkdownMisreadings, ARuleThatMakesAHeadingOfTheLineAboveIsNamed) {
  EXPECT_EQ(problems_of_body("Paid weekly.\n---\n\nMore.\n"),
            "content/roles/x.md:2:1: warning: this --- makes a heading of the line above\n"
            " 2 | ---\n"
            "   | ^~~\n"
            "  help: leave an empty line above it; a heading is written ## Words\n");
  EXPECT_THAT(problems_of_body("Read notes\nand files\n-----\n"),
              HasSubstr("this ----- makes a heading of the 2 lines above\n"));
}

TEST(MarkdownMisreadings, AHeadingThatIsUnderlinedAsOneIsMeant) {
  for (const char* text :
       {"Tasks\n-----\n", "Tasks\n----------\n", "Pay\n---\n", "Tasks\n===\n\n---\n",
        "## Tasks\n---\ntext\n", "Text.\n\n---\n\nMore.\n", "- a\n- b\n\n---\n"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownMisreadings, RowsThatMakeNoTableAreNamed) {
  EXPECT_EQ(problems_of_body("Rates:\n\n| level | rate |\n| one | high |\n"),
            "content/roles/x.md:3:1: warning: the lines from here on run together: they make no "
            "table\n"
            " 3 | | level | rate |\n"
            "   | ^~~~~~~~~~~~~~~~\n"
            "  help: write a line |---|---| below the first one, with as many cells\n");
  EXPECT_THAT(problems_of_body("| a | b |\n|---|---|---|\n| 1 | 2 |\n"),
              HasSubstr("help: give the line |---| as many cells as the one above it"));
  for (const char* text : {"| a | b |\n|---|---|\n| 1 | 2 |\n", "| alone | here |\n",
                           "a | b\nc | d\n", "|x| + |y| = |z|\n|a| + |b| = |c|\n"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownMisreadings, CodeThatIsNeverClosedIsNamed) {
  EXPECT_EQ(
      problems_of_body("Run it:\n\n```sh\nls\n\nThen read on.\n"),
      "content/roles/x.md:3:1: warning: all that stands below is shown as code: this block is "
      "never closed\n"
      " 3 | ```sh\n"
      "   | ^~~\n"
      "  help: write ``` on a line of its own where the code ends\n");
  for (const char* text :
       {"```\nls\n```", "~~~~\nls\n~~~~~~  \n\nText.\n", "- a\n  ```\n  ls\n  ```\n- b\n",
        "> ```\n> ls\n> ```\n\nText.\n", "```\n```\n", "```\r\nls\r\n```\r\n"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownMisreadings, ASentenceThatBlanksMakeCodeOfIsNamed) {
  EXPECT_EQ(problems_of_body("Text.\n\n    You read notes and judge them.\n"),
            "content/roles/x.md:3:5: warning: this is shown as code: four blanks stand before it\n"
            " 3 |     You read notes and judge them.\n"
            "   |     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  help: begin the line at the margin, or put code between two lines ```\n");
  for (const char* text :
       {"Text.\n\n    pip install one two three four\n", "Text.\n\n    SELECT A FROM B WHERE C\n",
        "Text.\n\n    If (a) { b; } else c;\n",
        "- one\n\n    The second paragraph of the entry.\n"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownMisreadings, StarsThatStressNothingAreNamed) {
  EXPECT_EQ(
      problems_of_body("**Hours:**20 a week\n"),
      "content/roles/x.md:1:1: warning: **Hours:** is shown with its stars\n"
      " 1 | **Hours:**20 a week\n"
      "   | ^~~~~~~~~~\n"
      "  help: put the sign beside the stars outside of them, as in **Hours**: 20, or leave a "
      "blank behind them\n");
  EXPECT_THAT(problems_of_body("- 仕事\n- **重要。**次の仕事\n"),
              HasSubstr("content/roles/x.md:2:3: warning: **重要。** is shown"));
}

TEST(MarkdownMisreadings, OtherStarsAreMeant) {
  for (const char* text :
       {"**Hours:** 20", "**Hours**:20", "`**Hours:**20`", "\\*\\*Hours:\\*\\*20",
        "f(**one) and f(**two)", "2 ** 3 ** 4", "a**b**c", "**重要**。次", "a**|b**|", "f(**|b**|)",
        "(x**n)**2", "5 * 3 ** 2"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(MarkdownMisreadings, SignsOfStressWithABlankInsideAreNamed) {
  EXPECT_EQ(problems_of_body("A **postdoc position **in law\n"),
            "content/roles/x.md:1:3: warning: **postdoc position ** is shown with its stars\n"
            " 1 | A **postdoc position **in law\n"
            "   |   ^~~~~~~~~~~~~~~~~~~~~\n"
            "  help: leave no blank inside of the signs: **postdoc position**\n");
  for (const char* text : {"We offer ** free lunch** daily.", "**Hours: ** 20", "** Note: ** Read.",
                           "(**see notes: **bold)"}) {
    EXPECT_THAT(problems_of_body(text), HasSubstr(" is shown with its stars")) << text;
  }
  EXPECT_THAT(problems_of_body("__Wichtig: __bitte lesen.\n"),
              HasSubstr("__Wichtig: __ is shown with its underscores\n"));
}

TEST(MarkdownMisreadings, SignsWithBlanksThatStressNothingAreLeftAlone) {
  for (const char* text : {"a ** b ** c", "f(**a, **b)", "Price** and tax** (** see below)",
                           "Name: __ Day: __", "____ and ____ here", "snake__case__ and __init __",
                           "Salary ** before tax", "x ** 2 **y"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

}  // namespace
}  // namespace rolepress
