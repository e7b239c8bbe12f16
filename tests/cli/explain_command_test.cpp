// `explain` and `next-change`: what an editor asks of the site, answered from its rules.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <tuple>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

std::string explained(const Board& board, const std::string& what) {
  const Outcome run = DiskBoard(board).run({"explain", what});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  return run.out;
}

TEST(ExplainCommand, ALiveRoleIsTracedToFileTemplateRuleAndDay) {
  const Board board = Board().role("a", good_role("opens: 2026-11-01\ncloses: 2026-12-31\n"));
  const std::string expected =
      "/roles/a/\n"
      "  content/roles/a.md makes it with layouts/pages/role.mustache.\n"
      "  It is live on 2026-11-24: open since 2026-11-01 (content/roles/a.md:9); its last day is "
      "2026-12-31 (content/roles/a.md:10).\n"
      "  It is listed on /, /roles/, /finance-ai-training/, "
      "/finance-ai-training/accountants-tax/.\n"
      "  Apply leads to https://work.turing.com/jobs/1\n"
      "  No JobPosting tells search engines of it: it lacks summary or text, countries.\n";
  for (const std::string name :
       {"a", "/roles/a/", "/roles/a", "content/roles/a.md", "https://board.example/roles/a/"}) {
    EXPECT_EQ(explained(board, name), expected) << name;
  }
}

TEST(ExplainCommand, ARoleThatIsCompleteIsAJobPosting) {
  EXPECT_THAT(
      explained(Board().role("a", good_role("countries: [GB]\n"), "Words of its own.\n"), "a"),
      HasSubstr("  Search engines are told of it as a JobPosting.\n"));
}

TEST(ExplainCommand, ADayOfPostingThatLiesInTheFutureIsNamed) {
  EXPECT_THAT(explained(Board().role("a",
                                     "title: A\nplatform: turing\n"
                                     "category: finance-ai-training/accountants-tax\n"
                                     "apply: https://work.turing.com/jobs/1\n"
                                     "posted: 2027-11-01\ncountries: [GB]\n",
                                     "Words of its own.\n"),
                        "a"),
              HasSubstr("it lacks a day of \"posted\" that has come (2027-11-01 lies in the "
                        "future).\n"));
}

TEST(ExplainCommand, WhatKeepsARoleOutIsNamed) {
  EXPECT_THAT(explained(Board().role("a", good_role("status: draft\n")), "a"),
              HasSubstr("It has no page: \"status\" is draft (content/roles/a.md).\n"));
  EXPECT_THAT(explained(Board().role("a", good_role("opens: 2026-12-01\n")), "/roles/a/"),
              HasSubstr("It has no page yet: it opens on 2026-12-01 (content/roles/a.md:9), and "
                        "this is 2026-11-24.\n"));
  EXPECT_THAT(explained(Board().role("a", good_role("closes: 2026-11-23\n")), "a"),
              HasSubstr("Its page stays without Apply: its last day was 2026-11-23 "
                        "(content/roles/a.md:9), and this is 2026-11-24.\n"));
  EXPECT_THAT(
      explained(Board().role("a", good_role("status: closed\n")), "a"),
      HasSubstr("Its page stays without Apply: \"status\" is closed (content/roles/a.md).\n"));
  const Board twice = Board().role("a", good_role()).role("b", good_role());
  for (const std::string name : {"b", "/roles/b/"}) {
    EXPECT_THAT(explained(twice, name), HasSubstr("It repeats content/roles/a.md, so its address "
                                                  "leads to /roles/a/"));
  }
}

TEST(ExplainCommand, OtherPagesAreTracedAsWell) {
  const Board board = Board().role("a", good_role("redirect_from: [/old/a/]\n"));
  EXPECT_EQ(explained(board, "/finance-ai-training/accountants-tax/"),
            "/finance-ai-training/accountants-tax/\n"
            "  content/categories/finance-ai-training/accountants-tax.md makes it with "
            "layouts/pages/category.mustache.\n"
            "  It lists 1 live role.\n");
  EXPECT_EQ(explained(board, "/old/a/"),
            "/old/a/\n"
            "  It leads to /roles/a/: \"redirect_from\" at content/roles/a.md:9 says so.\n");
  EXPECT_THAT(explained(board, "/"), HasSubstr("layouts/pages/home.mustache"));
}

TEST(ExplainCommand, AnUnknownNameGetsTheNearest) {
  const Outcome run =
      DiskBoard(Board().role("tax-reviewer", good_role())).run({"explain", "tax-reviewr"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_THAT(run.err, HasSubstr("did you mean \"tax-reviewer\"?"));
}

TEST(ExplainCommand, AnUnknownPathGetsTheNearest) {
  const Outcome run = DiskBoard().run({"explain", "/finance-ai-trainig/"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_EQ(run.err,
            "/finance-ai-trainig/: error: there is no page /finance-ai-trainig/ on this site\n"
            "  help: did you mean \"/finance-ai-training/\"?\n\n");
}

// The next change -----------------------------------------------------------------------------

// Nobody has checked it, so no page says "updated daily", which would end by itself.
std::string unchecked_role(const std::string& extra = "") {
  std::string fields = good_role(extra);
  const std::string checked = "checked: 2026-11-23\n";
  return fields.erase(fields.find(checked), checked.size());
}

RunOptions at_clock(const std::string& zone) {
  RunOptions options;
  options.environment = {{"TZ", zone}};
  return options;
}

TEST(NextChangeCommand, TellsDayReasonsCronAndWorkflow) {
  const DiskBoard board(Board()
                            .role("a", unchecked_role("opens: 2026-12-01\n"))
                            .role("b", unchecked_role("closes: 2026-11-30\n"))
                            .role("c", unchecked_role("closes: 2027-01-30\n")));
  const Outcome run = board.run({"next-change"}, at_clock("UTC"));
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_THAT(run.out, HasSubstr("2026-12-01: a opens, b is closed\n"));
  EXPECT_THAT(run.out, HasSubstr("crontab, whose clock is UTC:\n\n5 0 1 12 * cd "));
  EXPECT_THAT(run.out, HasSubstr("on:\n  schedule:\n    - cron: \"5 0 1 12 *\"\n"));
}

TEST(NextChangeCommand, TheWorkflowIsInUtc) {
  Board board;
  std::string site = board.tree().find("content/site.yaml")->text;
  const std::string zone = "Europe/London";
  site.replace(site.find(zone), zone.size(), "Asia/Tokyo");
  board.file("content/site.yaml", site).role("a", unchecked_role("opens: 2026-12-01\n"));
  const auto json =
      nlohmann::json::parse(DiskBoard(board).run({"next-change", "--format", "json"}).out);
  EXPECT_EQ(json, nlohmann::json::parse(R"({"date": "2026-12-01", "changes": ["a opens"],
    "time_zone": "Asia/Tokyo", "cron": "5 0 1 12 *", "cron_utc": "5 15 30 11 *"})"));
}

// Debian's cron knows no other clock than the machine's.
TEST(NextChangeCommand, TheLineForCronGoesByTheClockOfTheMachine) {
  const DiskBoard board(Board().role("a", unchecked_role("opens: 2026-12-01\n")));
  const std::tuple<const char*, const char*, const char*> clocks[] = {
      {"Asia/Kolkata", "UTC+05:30", "35 5 1 12 *"},
      {"America/New_York", "UTC-05:00", "5 19 30 11 *"},
  };
  for (const auto& [zone, clock, cron] : clocks) {
    EXPECT_THAT(board.run({"next-change"}, at_clock(zone)).out,
                HasSubstr(fmt::format("whose clock is {}:\n\n{} cd ", clock, cron)));
  }
}

TEST(NextChangeCommand, TheLineForCronBuildsTheSameSiteFromAnyFolder) {
  DiskBoard board(Board().role("a", unchecked_role("opens: 2026-12-01\n")));
  const std::string folder = "it's 100% new";
  std::filesystem::create_directory(board.path(folder));
  std::filesystem::rename(board.path("content"), board.path(folder + "/content"));
  const std::string out =
      board.run({"next-change", "--content", folder + "/content", "--output", "out"}).out;
  const std::size_t begin = out.find("cd ");
  ASSERT_NE(begin, std::string::npos) << out;
  std::string line = out.substr(begin, out.find('\n', begin) - begin);
  EXPECT_THAT(line, HasSubstr(" build --content "));
  // As cron does before it calls the shell.
  for (std::size_t at = line.find("\\%"); at != line.npos; at = line.find("\\%")) line.erase(at, 1);
  write_file(board.path("line.sh"), line);
  const std::string command = fmt::format(
      "cd / && env -i PATH=/usr/bin:/bin SOURCE_DATE_EPOCH=1795521600 "
      "sh '{}' >/dev/null",
      board.path("line.sh").string());
  EXPECT_EQ(std::system(command.c_str()), 0) << line;
  EXPECT_TRUE(board.has("out/index.html"));
}

TEST(NextChangeCommand, ASiteWithoutDatesToComeSaysSo) {
  const DiskBoard board(Board().role("a", unchecked_role()));
  EXPECT_EQ(board.run({"next-change"}).out, "The site does not change until somebody edits it.\n");
  EXPECT_EQ(board.run({"next-change", "--format", "json"}).out, "null\n");
}

// Until that day the site's roles are as they were, on it they are not.
TEST(NextChangeCommand, TheDayIsThatOfABuildThatDiffers) {
  const DiskBoard board(Board()
                            .role("a", unchecked_role("closes: 2026-11-27\n"))
                            .role("b", unchecked_role("opens: 2026-12-05\n"), "Other words.\n"));
  const auto json = nlohmann::json::parse(board.run({"next-change", "--format", "json"}).out);
  EXPECT_EQ(json.at("date"), "2026-11-28");
  const auto roles_on = [&](const std::string& day) {
    return board.run({"list", "--state", "live", "--date", day}).out;
  };
  EXPECT_EQ(roles_on("2026-11-24"), roles_on("2026-11-27"));
  EXPECT_NE(roles_on("2026-11-27"), roles_on("2026-11-28"));
}

}  // namespace
}  // namespace rolepress::testing
