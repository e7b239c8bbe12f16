// What is said of the days on which roles close.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/written_deadline.h"
#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;
using ::testing::Not;

std::string day_problems(const std::string& fields, const std::string& body = "") {
  return Board().role("x", good_role(fields), body).problems();
}

TEST(LastDays, OneBeforeTheRoleWasSeenOpenIsNamed) {
  EXPECT_EQ(day_problems("closes: 2026-11-22\n"),
            "content/roles/x.md:9:9: warning: the role closes (2026-11-22) before the day on which "
            "it was seen open (2026-11-23)\n"
            " 9 | closes: 2026-11-22\n"
            "   |         ^~~~~~~~~~\n"
            "  help: correct closes, or delete it where nobody knows the last day\n");
  EXPECT_EQ(day_problems("closes: 2026-11-22\nstatus: closed\n"), "");
}

TEST(LastDays, OneThatIsFarAheadIsNamed) {
  EXPECT_THAT(day_problems("closes: 2062-12-31\n"),
              HasSubstr("content/roles/x.md:9:9: warning: \"closes\" is more than two years ahead: "
                        "2062-12-31 (the build's day is "));
  EXPECT_EQ(day_problems("closes: 2028-10-31\n"), "");
}

TEST(LastDays, OneThatOnlyTheTextSaysIsNamed) {
  EXPECT_EQ(day_problems("", "Read.\n\nApply by **12 March 2027**.\n"),
            "content/roles/x.md:12:12: warning: the text says \"12 March 2027\", but \"closes\" is "
            "not set\n"
            " 12 | Apply by **12 March 2027**.\n"
            "    |            ^~~~~~~~~~~~~\n"
            "  help: write closes: 2027-03-12, and leave the day out of the text: it is shown from "
            "there\n");
  EXPECT_THAT(
      day_problems("closes: 2027-03-02\nsummary: 'Closing date: March 12th, 2027.'\n"),
      HasSubstr("x.md:10:25: warning: the text says \"March 12th, 2027\", but \"closes\" says "
                "2027-03-02\n"));
  EXPECT_EQ(day_problems("closes: 2027-03-11\n", "Apply before 12 March 2027."), "");
}

TEST(LastDays, AreThoseOfApplyingOnly) {
  const auto days = [](std::string_view text) {
    std::string all;
    for (const auto& [day, words] : find_deadlines(text)) all += format_date(day) + " ";
    return all;
  };
  EXPECT_EQ(days("Closes 12 March 2027. Applications close on Friday, 13 March 2027!"),
            "2027-03-12 2027-03-13 ");
  for (const char* text :
       {"The tax year closes 5 April 2026.", "Closing remarks of 2026-03-03.", "Apply by 12 March.",
        "Deadlines matter. On 2026-03-03 we began.", "Apply before you read: 2026-03-03 ff.",
        "We apply bylaws of 2026-03-03.", "Closing: 30 June 2027 accounts are prepared.",
        "Standards that you apply before 1 January 2019 need restating.",
        "Rules that you must apply before 1 January 2019 are old.",
        "Lease rules apply until 31 December 2025.",
        "The member states had to apply by 25 May 2018.",
        "Calculate the closing date 5 April 2026 of the tax year.",
        "The transaction closing date of 3 March 2026 is tested.",
        "The transaction closing date is 3 March 2026.",
        "Review cases in which the position closes on 5 May 2026."}) {
    EXPECT_EQ(days(text), "") << text;
  }
  for (const char* text :
       {"Closing: 12 March 2027.", "Interested? Apply by 12 March 2027.",
        "Please apply before 12 March 2027.", "You must apply by 12 March 2027.",
        "If this is you, you should apply by 12 March 2027.", "To apply by 12 March 2027 is best.",
        "You still have to apply no later than 12 March 2027.",
        "This position closes 12 March 2027.", "The closing date is 12 March 2027.",
        "Closing date for applications: 12 March 2027."}) {
    EXPECT_EQ(days(text), "2027-03-12 ") << text;
  }
}

TEST(LastDays, BeforeTheRoleWasSeenOpenAreNotMeantByTheText) {
  EXPECT_EQ(day_problems("", "Apply by 22 November 2026."), "");
  std::string fields = good_role();
  fields.erase(fields.find("checked:"),
               fields.find('\n', fields.find("checked:")) + 1 - fields.find("checked:"));
  const std::string posted = fields.substr(fields.find("posted: ") + 8, 10);
  const CivilDate before = *parse_date(posted) - std::chrono::days(1);
  EXPECT_THAT(Board().role("x", fields, "Apply by " + format_date(before) + ".").problems(),
              Not(HasSubstr("the text says")));
  EXPECT_THAT(Board().role("x", fields, "Apply by " + posted + ".").problems(),
              HasSubstr("the text says"));
}

TEST(LastDays, ThatAreOverAreNotToBeWrittenDown) {
  EXPECT_THAT(
      Board().date("2026-11-30").role("x", good_role(), "Apply by 29 November 2026.").problems(),
      HasSubstr("help: that day is past: see whether the listing is still open, and leave the day "
                "out of the text\n"));
  EXPECT_THAT(
      Board().date("2026-11-30").role("x", good_role(), "Apply by 30 November 2026.").problems(),
      HasSubstr("help: write closes: 2026-11-30, "));
}

}  // namespace
}  // namespace rolepress
