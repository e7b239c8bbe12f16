#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

std::string role(const std::string& title, const std::string& extra) {
  return "title: " + title +
         "\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
         "apply: https://work.turing.com/jobs/1\nchecked: 2026-11-23\n" +
         extra;
}

// One role for each thing that a role can be on 2026-11-24.
Board board_of_states() {
  return Board()
      .role("a-live", role("Ledger Reviewer", "posted: 2026-11-20\n"))
      .role("b-closing", role("Audit Writer", "closes: 2026-11-24\n"))
      .role("c-scheduled", role("Payroll Grader", "opens: 2026-11-25\n"))
      .role("d-draft", role("Budget Tutor", "status: draft\n"))
      .role("e-closed", role("Treasury Author", "status: closed\n"))
      .role("f-past", role("Invoice Checker", "closes: 2026-11-23\n"))
      .role("g-repeated", role("Ledger Reviewer", "posted: 2026-11-20\n"));
}

std::set<std::string> listed(const DiskBoard& board, const std::string& state) {
  const Outcome run = board.run({"list", "--state", state, "--format", "json"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  std::set<std::string> slugs;
  for (const auto& entry : nlohmann::json::parse(run.out)) slugs.insert(entry.at("slug"));
  return slugs;
}

TEST(ListCommand, EachStateHasItsRoles) {
  const DiskBoard board(board_of_states());
  using Slugs = std::set<std::string>;
  EXPECT_EQ(listed(board, "live"), (Slugs{"a-live", "b-closing"}));
  EXPECT_EQ(listed(board, "closing"), Slugs{"b-closing"});
  EXPECT_EQ(listed(board, "scheduled"), Slugs{"c-scheduled"});
  EXPECT_EQ(listed(board, "draft"), Slugs{"d-draft"});
  EXPECT_EQ(listed(board, "closed"), (Slugs{"e-closed", "f-past"}));
  EXPECT_EQ(listed(board, "repeated"), Slugs{"g-repeated"});
  EXPECT_EQ(listed(board, "all"), (Slugs{"a-live", "b-closing", "c-scheduled", "d-draft",
                                         "e-closed", "f-past", "g-repeated"}));
}

TEST(ListCommand, LiveRolesAreATable) {
  const Outcome run = DiskBoard(board_of_states()).run({"list"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.out,
            "STATE      ROLE       POSTED      CHECKED     CLOSES      PLATFORM  TITLE\n"
            "live       a-live     2026-11-20  2026-11-23              turing    Ledger Reviewer\n"
            "live       b-closing              2026-11-23  2026-11-24  turing    Audit Writer\n"
            "2 roles\n");
}

TEST(ListCommand, RolesThatNobodyCheckedForLongAreStale) {
  const DiskBoard board(
      Board()
          .role("a-old",
                "title: A\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
                "apply: https://work.turing.com/1\nposted: 2026-01-01\n")
          .role("b-none",
                "title: B\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
                "apply: https://work.turing.com/2\n")
          .role("c-new",
                "title: C\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
                "apply: https://work.turing.com/3\nposted: 2026-11-01\n")
          .role("d-checked", role("D", "posted: 2026-01-01\n")));
  EXPECT_EQ(listed(board, "stale"), (std::set<std::string>{"a-old", "b-none"}));
  EXPECT_EQ(listed(board, "unchecked"), (std::set<std::string>{"a-old", "b-none", "c-new"}));
}

TEST(ListCommand, CsvIsATableForSpreadsheets) {
  const DiskBoard board(Board()
                            .role("a", role("\"Ledgers, \\\"old\\\" ones\"", ""))
                            .role("b", role("\"=HYPERLINK(1)\"", "posted: 2026-11-20\n")));
  EXPECT_EQ(board.run({"list", "--format", "csv"}).out,
            "state,role,posted,checked,closes,platform,category,title,file\r\n"
            "live,a,,2026-11-23,,turing,finance-ai-training/accountants-tax,"
            "\"Ledgers, \"\"old\"\" ones\",content/roles/a.md\r\n"
            "live,b,2026-11-20,2026-11-23,,turing,finance-ai-training/accountants-tax,"
            "'=HYPERLINK(1),content/roles/b.md\r\n");
}

TEST(ListCommand, QuietLeavesOutTheCount) {
  const Outcome run = DiskBoard(board_of_states()).run({"list", "--state", "draft", "--quiet"});
  EXPECT_EQ(run.out,
            "STATE      ROLE     POSTED      CHECKED     CLOSES      PLATFORM  TITLE\n"
            "draft      d-draft              2026-11-23              turing    Budget Tutor\n");
}

TEST(ListCommand, TheDayDecides) {
  const Outcome run =
      DiskBoard(board_of_states()).run({"list", "--date", "2026-11-25", "--format", "json"});
  std::set<std::string> slugs;
  for (const auto& entry : nlohmann::json::parse(run.out)) slugs.insert(entry.at("slug"));
  EXPECT_EQ(slugs, (std::set<std::string>{"a-live", "c-scheduled"}));
}

TEST(ListCommand, JsonHoldsEveryPartOfARole) {
  const Outcome run =
      DiskBoard(Board().role("tax-reviewer", good_role())).run({"list", "--format", "json"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(nlohmann::json::parse(run.out), nlohmann::json::parse(R"([{
    "slug": "tax-reviewer", "state": "live", "title": "Tax Reviewer", "platform": "turing",
    "category": "finance-ai-training/accountants-tax",
    "path": "content/roles/tax-reviewer.md", "url": "/roles/tax-reviewer/",
    "posted": "2026-11-20", "checked": "2026-11-23", "closes": null}])"));
}

TEST(ListCommand, ABrokenRoleIsReportedAndTheOthersAreListed) {
  const DiskBoard board(Board()
                            .role("good", good_role())
                            .role("bad", role("Audit Writer", "sumary: x\nplatfrom: y\n")));
  const Outcome run = board.run({"list", "--format", "json"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(nlohmann::json::parse(run.out).dump(), HasSubstr("\"good\""));
  EXPECT_THAT(run.err, HasSubstr("content/roles/bad.md:7:1: error: there is no field \"sumary\""));
  EXPECT_THAT(run.err,
              HasSubstr("content/roles/bad.md:8:1: error: there is no field \"platfrom\""));
}

TEST(ListCommand, TitlesCannotSteerTheTerminal) {
  const DiskBoard board(Board().role("a", role("\"right \xe2\x80\xae left\"", "")));
  EXPECT_THAT(board.run({"list"}).out, HasSubstr("right  left\n"));
}

}  // namespace
}  // namespace rolepress::testing
