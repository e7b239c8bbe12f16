#include "model/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;
using testing::with_line;
using testing::without_line;

std::string site_yaml() { return Board().tree().find("content/site.yaml")->text; }

std::string problems(const std::string& fields, const std::string& body = "") {
  return Board().role("x", fields, body).problems();
}

// The publisher and the voucher ----------------------------------------------------------------

TEST(AdviceOnTheSite, EveryMissingParticularOfThePublisherIsNamed) {
  for (const char* field : {"legal_name", "company_number", "registered_in", "registered_office",
                            "email", "vat_number"}) {
    EXPECT_EQ(
        Board()
            .file("content/site.yaml", without_line(site_yaml(), std::string("  ") + field))
            .problems(),
        "content/site.yaml:7:1: warning: the publisher's " + std::string(field) +
            " is not given\n"
            " 7 | publisher:\n"
            "   | ^~~~~~~~~\n"
            "  help: the law asks every page of a company to state it; add it below publisher\n");
  }
}

TEST(AdviceOnTheSite, ParticularsThatAreMissingTogetherAreNamedTogether) {
  const std::string site = without_line(without_line(site_yaml(), "  legal_name"), "  email");
  EXPECT_THAT(Board().file("content/site.yaml", site).problems(),
              HasSubstr("the publisher's legal_name, email are not given\n"));
}

TEST(AdviceOnTheSite, ARegistrationThatNotEveryCompanyHasIsNotAskedFor) {
  EXPECT_EQ(site_yaml().find("ico_registration"), std::string::npos);
  EXPECT_EQ(Board().problems(), "");
}

TEST(AdviceOnTheSite, WithoutABookingLinkThatIsSaid) {
  EXPECT_EQ(
      Board().file("content/site.yaml", without_line(site_yaml(), "  booking_url")).problems(),
      "content/site.yaml:14:1: warning: there is no booking_url, so no page offers to book a "
      "call\n"
      " 14 | voucher:\n"
      "    | ^~~~~~~\n"
      "  help: add booking_url below voucher\n");
}

// Sections and categories -----------------------------------------------------------------------

TEST(AdviceOnCategories, OneWithoutATextIsNamed) {
  EXPECT_EQ(
      Board()
          .file("content/categories/finance-ai-training/accountants-tax.md",
                "---\nname: Accountants\nlabel: accounting\n---\n\n")
          .problems(),
      "content/categories/finance-ai-training/accountants-tax.md: warning: the category has no "
      "opening text\n"
      "  help: write 60 to 120 words below the front matter: what these professionals judge\n");
}

TEST(AdviceOnCategories, ASectionWithoutCategoriesIsNamed) {
  EXPECT_EQ(Board().file("content/sections/law.md", "---\nname: Law\n---\n").problems(),
            "content/sections/law.md: warning: the section has no categories\n"
            "  help: add content/categories/law/<category>.md\n");
}

// Tags -------------------------------------------------------------------------------------------

TEST(AdviceOnTags, TheRarerOfTwoSpellingsIsNamedWhereItStands) {
  const auto role = [](const std::string& title, const std::string& tags) {
    return with_line(with_line(good_role("professions: " + tags + "\n"), "title: " + title),
                     "apply: https://work.turing.com/" + title);
  };
  const std::string problems = Board()
                                   .role("x", role("One", "[Lawyer, clerk]"))
                                   .role("y", role("Two", "[Lawyer]"))
                                   .role("z", role("Three", "[clerk, lawyer]"))
                                   .problems();
  EXPECT_EQ(problems,
            "content/roles/z.md:7:22: warning: \"lawyer\" is \"Lawyer\" elsewhere, and filters "
            "count them apart\n"
            " 7 | professions: [clerk, lawyer]\n"
            "   |                      ^~~~~~\n"
            "  help: write Lawyer, as most roles do\n");
}

TEST(AdviceOnTags, PointsAtTheOneThatMostRolesSpellInAnotherWay) {
  const std::string role = good_role("professions:\n  - Rust\n  - R\n");
  Board board = Board().role("x", role);
  for (const char* name : {"a", "b"}) board.role(name, good_role("professions: [r]\n"));
  EXPECT_THAT(board.problems(),
              HasSubstr(" 11 |   - R\n    |     ^\n  help: write r, as most roles do\n"));
}

// Pay --------------------------------------------------------------------------------------------

TEST(AdviceOnPay, ALiveRoleWithoutPayIsNamed) {
  EXPECT_EQ(problems(without_line(good_role(), "pay")),
            "content/roles/x.md:2:8: warning: nobody has entered what the role pays\n"
            " 2 | title: Tax Reviewer\n"
            "   |        ^~~~~~~~~~~~\n"
            "  help: add pay if the listing states it; the page says that it is unknown\n");
}

TEST(AdviceOnPay, OneThatCannotBeReadIsNotCalledMissing) {
  EXPECT_EQ(problems(with_line(good_role(), "pay: $90 an hour")),
            "content/roles/x.md:8:6: error: \"pay\" must be a mapping, not a text\n"
            " 8 | pay: $90 an hour\n"
            "   |      ^~~~~~~~~~~\n"
            "  help: write pay: {min: 50, max: 90, currency: USD, unit: hour}\n");
}

TEST(AdviceOnPay, ARoleThatNobodySeesNeedsNone) {
  for (const char* line : {"status: draft\n", "status: closed\n", "opens: 2026-11-25\n"}) {
    EXPECT_EQ(problems(without_line(good_role(), "pay") + line), "") << line;
  }
}

TEST(AdviceOnPay, CentsAndSalariesByTheHourAreHardlyMeant) {
  const auto with_pay = [](const std::string& pay) {
    return problems(with_line(good_role(), "pay: " + pay));
  };
  EXPECT_THAT(with_pay("{min: 5000, max: 7000, currency: USD, unit: hour}"),
              HasSubstr("hardly anybody pays 7000 USD by the hour\n"));
  EXPECT_THAT(with_pay("{min: 60, currency: GBP, unit: year}"),
              HasSubstr("hardly anybody pays 60 GBP by the year\n"));
  EXPECT_EQ(with_pay("{min: 5000, currency: JPY, unit: hour}"), "");
  EXPECT_EQ(with_pay("{min: 40, max: 90, currency: EUR, unit: hour}"), "");
}

// Freshness
// ----------------------------------------------------------------------------------------

std::string checked(const std::string& posted, const std::string& checked_day) {
  std::string fields = without_line(without_line(good_role(), "posted"), "checked");
  if (!posted.empty()) fields += "posted: " + posted + "\n";
  if (!checked_day.empty()) fields += "checked: " + checked_day + "\n";
  return fields;
}

TEST(AdviceOnFreshness, ARoleNotCheckedForLongIsNamedWithTheDays) {
  EXPECT_EQ(problems(checked("2026-01-01", "2026-09-24")),
            "content/roles/x.md:8:10: warning: last checked 61 days ago\n"
            " 8 | checked: 2026-09-24\n"
            "   |          ^~~~~~~~~~\n"
            "  help: see whether the listing is still open, then set checked or status\n");
}

TEST(AdviceOnFreshness, ARoleNeverCheckedCountsFromItsPosting) {
  EXPECT_EQ(problems(checked("2026-09-24", "")),
            "content/roles/x.md:7:9: warning: posted 61 days ago and never checked since\n"
            " 7 | posted: 2026-09-24\n"
            "   |         ^~~~~~~~~~\n"
            "  help: see whether the listing is still open, then set checked or status\n");
}

TEST(AdviceOnFreshness, ARoleWithoutDatesIsNamed) {
  EXPECT_EQ(
      problems(checked("", "")),
      "content/roles/x.md:2:8: warning: nobody has entered when the role was posted or checked\n"
      " 2 | title: Tax Reviewer\n"
      "   |        ^~~~~~~~~~~~\n"
      "  help: see whether the listing is still open, then set checked or status\n");
}

TEST(AdviceOnFreshness, OnTheLastDayARoleIsStillFresh) {
  EXPECT_EQ(problems(checked("2026-01-01", "2026-09-25")), "");
  EXPECT_EQ(problems(checked("2026-09-25", "")), "");
  EXPECT_EQ(problems(checked("", "2026-11-24")), "");
}

TEST(AdviceOnFreshness, TheEditorSetsHowLong) {
  const std::string site = site_yaml() + "settings: {stale_after_days: 1}\n";
  const auto told = [&](const std::string& day) {
    return Board().file("content/site.yaml", site).role("x", checked("2026-11-01", day)).problems();
  };
  EXPECT_EQ(told("2026-11-23"), "");
  EXPECT_THAT(told("2026-11-22"), HasSubstr("last checked 2 days ago"));
}

TEST(AdviceOnDates, ADayOfPostingOrCheckingInTheFutureIsNamed) {
  EXPECT_EQ(
      problems(checked("2026-11-25", "2026-11-26")),
      "content/roles/x.md:7:9: warning: \"posted\" is in the future: 2026-11-25 (the build's "
      "day is 2026-11-24)\n"
      " 7 | posted: 2026-11-25\n"
      "   |         ^~~~~~~~~~\n"
      "  help: correct the date\n"
      "content/roles/x.md:8:10: warning: \"checked\" is in the future: 2026-11-26 (the build's "
      "day is 2026-11-24)\n"
      " 8 | checked: 2026-11-26\n"
      "   |          ^~~~~~~~~~\n"
      "  help: correct the date\n");
}

TEST(AdviceOnDates, TodayIsNotTheFuture) {
  EXPECT_EQ(problems(checked("2026-11-24", "2026-11-24")), "");
}

// Strict ---------------------------------------------------------------------------------------

TEST(Strict, WarningsAreErrorsAndNothingIsPublished) {
  Board board = Board().role("x", without_line(good_role(), "pay"));
  EXPECT_EQ(board.errors(), "");
  board.strict();
  EXPECT_EQ(board.errors(),
            "content/roles/x.md:2:8: error: nobody has entered what the role pays\n"
            " 2 | title: Tax Reviewer\n"
            "   |        ^~~~~~~~~~~~\n"
            "  help: add pay if the listing states it; the page says that it is unknown\n");
}

TEST(Strict, ABoardWithoutWarningsIsPublished) {
  const auto files = Board().role("x", good_role()).strict().build();
  EXPECT_TRUE(files.contains("roles/x/index.html"));
}

TEST(AdviceOnRoles, ThousandsInThePlaceOfUnitsAreUnlikelyInAnyCurrency) {
  const auto with_pay = [](const std::string& pay) {
    return with_line(good_role(), "pay: " + pay);
  };
  EXPECT_THAT(problems(with_pay("{min: 900, max: 1400, currency: JPY, unit: year}")),
              HasSubstr("hardly anybody pays 900 JPY by the year"));
  EXPECT_EQ(problems(with_pay("{min: 9000000, max: 14000000, currency: JPY, unit: year}")), "");
}

}  // namespace
}  // namespace rolepress
