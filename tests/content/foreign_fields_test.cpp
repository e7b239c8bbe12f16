#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;
using ::testing::Not;

std::string field_problems(const std::string& fields) {
  return Board().role("x", fields).problems();
}

TEST(ForeignFields, NameTheFieldThatStandsHereInTheirPlace) {
  EXPECT_THAT(field_problems(good_role("deadline: 2026-12-31\n")),
              HasSubstr("error: there is no field \"deadline\"\n"
                        " 9 | deadline: 2026-12-31\n"
                        "   | ^~~~~~~~\n"
                        "  help: here it is called closes: the last day on which one can apply\n"));
}

TEST(ForeignFields, AreKnownHoweverTheirWordsAreJoined) {
  for (const char* key : {"valid_through", "validThrough", "Valid-Through", "VALIDTHROUGH"}) {
    EXPECT_THAT(field_problems(good_role(std::string(key) + ": 2026-12-31\n")),
                HasSubstr("help: here it is called closes:"))
        << key;
  }
}

TEST(ForeignFields, AreNotReportedAsMissingAsWell) {
  const std::string found = field_problems(
      "title: Tax Reviewer\ncompany: turing\ncategory: finance-ai-training/accountants-tax\n"
      "application_url: https://work.turing.com/jobs/1\n");
  EXPECT_THAT(found, HasSubstr("help: here it is called platform:"));
  EXPECT_THAT(found, HasSubstr("help: here it is called apply:"));
  EXPECT_THAT(found, Not(HasSubstr("is missing")));
}

TEST(ForeignFields, OfAFieldThatIsThereAreToBeDeleted) {
  EXPECT_THAT(field_problems(good_role("position: Reader of Tax Answers\n")),
              HasSubstr("help: delete the line: title is there already\n"));
}

TEST(ForeignFields, ThatNothingIsWrittenForAreToBeDeleted) {
  EXPECT_THAT(field_problems(good_role("permalink: /jobs/tax/\n")),
              HasSubstr("help: delete the line: the file's name is the address\n"));
  EXPECT_THAT(field_problems(good_role("tags: [tax, python]\n")),
              HasSubstr("help: write its words below professions, tasks or software\n"));
}

TEST(ForeignFields, OfOneKindOfFileAreNoneOfAnother) {
  EXPECT_THAT(Board().file("content/pages/help.md", "---\nname: Help\n---\nText.\n").problems(),
              HasSubstr("help: here it is called title: the title of the page\n"));
  EXPECT_THAT(
      Board().file("content/pages/help.md", "---\ntitle: Help\nsalary: 5\n---\nText.\n").problems(),
      HasSubstr("help: it may be one of: title, "));
}

}  // namespace
}  // namespace rolepress
