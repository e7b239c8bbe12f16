#include "content/foreign_markup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/text_problems.h"

namespace rolepress {
namespace {

using ::testing::HasSubstr;
using testing::problems_of_body;

TEST(ForeignMarkup, IsNamedWhereItStands) {
  EXPECT_EQ(problems_of_body("Read notes.\nJudge {% include header.html %} them.\n"),
            "content/roles/x.md:2:7: warning: {% include header.html %} is shown as it stands: the "
            "sign means nothing here\n"
            " 2 | Judge {% include header.html %} them.\n"
            "   |       ^~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  help: write what it stands for, or put it between `backticks` to show it\n");
}

TEST(ForeignMarkup, OfManyProgramsIsKnown) {
  for (const char* text :
       {"{{ site.email }}", "{{< picture a.png >}}", "{{% note %}}", "{% if x %}", "~~gone~~",
        "==bright==", "[[Other page]]", "> [!NOTE]\n> Read.", "[^1]", "::: tip", ":::", "{: .lead}",
        "# Tasks {#tasks}", "# Tasks {.wide}", ":rocket:", "Apply :tada:", "- :star: first"}) {
    EXPECT_THAT(problems_of_body(text), HasSubstr("is shown as it stands")) << text;
  }
}

TEST(ForeignMarkup, BetweenBackticksIsMeantToBeSeen) {
  for (const char* text :
       {"`{{ name }}`", "``a ` {{ name }}``", "    {{ name }}", "```\n{% if x %}\n```",
        "Write `~~x~~` and `==y==`.", "\\[^1] and \\{{ x }}"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(ForeignMarkup, WordsThatOnlyLookAlikeAreNone) {
  for (const char* text : {"a == b and c == d",
                           "about ~20 hours, ~30 at most",
                           "at 10:30: call",
                           "10:30:15",
                           "note: this: that",
                           "Entwickler:innen und Pfleger:innen",
                           "a ~~ b ~~ c",
                           "{a} and {b}",
                           "x[1] and y[2]",
                           "Heading\n=====\n",
                           "Heading\n===\n",
                           "smile :)",
                           "[[1]](https://a.example/)",
                           "[![see](/assets/a.png)](https://a.example/)",
                           "Was?!",
                           "[!]",
                           "C::D",
                           "std::map and std::set",
                           "`{{`",
                           "{{",
                           "{{}}",
                           "{%",
                           "ratio 1:2:3"}) {
    EXPECT_EQ(problems_of_body(text), "") << text;
  }
}

TEST(ForeignMarkup, OfOneParagraphIsNamedOnce) {
  const std::string found = problems_of_body("{{ a }} {{ b }}\n{{ c }}\n");
  EXPECT_EQ(found.find("warning"), found.rfind("warning"));
}

}  // namespace
}  // namespace rolepress
