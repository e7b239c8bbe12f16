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
      day_problems("closes: 2027-03-02\nsummary: Closing date March 12th, 2027.\n"),
      HasSubstr("x.md:10:23: warning: the text says \"March 12th, 2027\", but \"closes\" says "
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
        "We apply bylaws of 2026-03-03."}) {
    EXPECT_EQ(days(text), "") << text;
  }
}

}  // namespace
}  // namespace rolepress
