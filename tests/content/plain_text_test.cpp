#include "content/plain_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;

std::string plain_problems(const std::string& fields) {
  return Board().role("x", fields).problems();
}

TEST(PlainText, OfHtmlIsWhatABrowserShows) {
  for (const auto& [html, text] :
       {std::pair("Audit &amp; Tax", "Audit & Tax"),
        std::pair("Reader &#8211; Law", "Reader – Law"),
        std::pair("We&rsquo;re here", "We’re here"), std::pair("a&nbsp;b", "a b"),
        std::pair("<p>Read <b>notes</b>.</p><p>Judge.</p>", "Read notes.\nJudge."),
        std::pair("<li>Read</li><li>Judge</li>", "Read\nJudge"),
        std::pair("&lt;p&gt;Law &amp;amp; tax&lt;/p&gt;", "Law & tax"),
        std::pair("One<br/>two<BR>three", "One\ntwo\nthree"),
        std::pair("<a href=\"https://a.example/\">Words</a>", "Words")}) {
    EXPECT_EQ(text_of_html(html), text) << html;
  }
}

TEST(PlainText, WithoutTagsAndEntitiesStaysAsItIs) {
  for (const char* text : {"", "List<String> and Map<K, V>", "age < 3 & > 1", "R&D; law", "AT&T",
                           "a  b\nc", "<3 reading", "x &notanentity; y", "Q&A;"}) {
    EXPECT_EQ(text_of_html(text), text);
  }
}

TEST(PlainText, WithHtmlIsNamed) {
  EXPECT_EQ(plain_problems(good_role("summary: Audit &amp; tax.\n")),
            "content/roles/x.md:9:10: warning: \"summary\" is plain text: &amp; is shown as it "
            "stands\n"
            " 9 | summary: Audit &amp; tax.\n"
            "   |          ^~~~~~~~~~~~~~~~\n"
            "  help: write & itself\n");
  EXPECT_THAT(plain_problems(good_role("tasks: [\"read <b>notes</b>\"]\n")),
              HasSubstr("\"tasks\" is plain text: <b> is shown as it stands\n"));
}

TEST(PlainText, WithASignThatNobodySeesIsHelpedInWords) {
  EXPECT_THAT(plain_problems(good_role("summary: Audit&nbsp;and tax.\n")),
              HasSubstr("  help: write a plain blank\n"));
  EXPECT_THAT(plain_problems(good_role("summary: Au&shy;dit and tax.\n")),
              HasSubstr("  help: delete it: nobody sees it\n"));
}

TEST(PlainText, WithMarkdownIsNamed) {
  EXPECT_THAT(plain_problems(good_role("summary: Read **all** notes.\n")),
              HasSubstr("\"summary\" is plain text: ** is shown as it stands\n"));
  EXPECT_THAT(plain_problems(good_role("commitment: \"[10 hours](https://a.example/)\"\n")),
              HasSubstr("\"commitment\" is plain text: ]( is shown as it stands\n"));
}

TEST(PlainText, ThatSaysNothingIsNamed) {
  for (const char* word : {"N/A", "n/a", "TBD", "None", "unknown", "\"-\"", "\"null\""}) {
    EXPECT_THAT(plain_problems(good_role("eligibility: " + std::string(word) + "\n")),
                HasSubstr("warning: \"eligibility\" says "))
        << word;
  }
  EXPECT_THAT(plain_problems(good_role("software: [Excel, N/A]\n")),
              HasSubstr("warning: \"software\" says N/A\n"));
}

TEST(PlainText, OfAnOrdinaryRoleIsNotTouched) {
  for (const char* text :
       {"Q&A with R&D teams", "C++ & C#, 2 < 3", "5 * 3 ** 2 is code",
        "None of the answers is safe", "Python [3.12] (latest)", "Unknown drugs"}) {
    EXPECT_EQ(plain_problems(good_role("summary: \"" + std::string(text) + "\"\n")), "") << text;
  }
}

TEST(PlainText, WithinQuotesOfAWordProcessorIsNamed) {
  EXPECT_EQ(
      plain_problems(good_role("summary: “Read tax answers.”\n")),
      "content/roles/x.md:9:10: warning: the quotes around \"summary\" are shown as they "
      "stand\n"
      " 9 | summary: “Read tax answers.”\n"
      "   |          ^~~~~~~~~~~~~~~~~~~\n"
      "  help: delete the “ and its end: a text needs no quotes, or straight ones (\") where it "
      "holds a colon\n");
  for (const char* text : {"“One” and “two”", "Read “notes”", "‘One’ or ‘two’", "“"}) {
    EXPECT_EQ(plain_problems(good_role("summary: " + std::string(text) + "\n")), "") << text;
  }
}

TEST(PlainText, OfSeveralThingsInOneEntryIsNamed) {
  EXPECT_EQ(plain_problems(good_role("software: [Word; Excel; Outlook]\n")),
            "content/roles/x.md:9:12: warning: 3 things stand in one entry of \"software\"\n"
            " 9 | software: [Word; Excel; Outlook]\n"
            "   |            ^~~~~~~~~~~~~~~~~~~~\n"
            "  help: write each as an entry of its own: begin a new one in the place of each "
            "semicolon\n");
  for (const char* text :
       {"Word; Excel", "a degree in law from a school; five years; a licence", "R&D; law; tax;"}) {
    EXPECT_EQ(plain_problems(good_role("requirements:\n  - " + std::string(text) + "\n")), "")
        << text;
  }
}

TEST(PlainText, OfTwoTagsInOneEntryIsNamed) {
  EXPECT_THAT(plain_problems(good_role("professions: [tax adviser; accountant]\n")),
              HasSubstr("2 things stand in one entry of \"professions\"\n"));
  EXPECT_EQ(plain_problems(good_role("tasks:\n  - read what a model wrote of law; mark it\n")), "");
}

}  // namespace
}  // namespace rolepress
