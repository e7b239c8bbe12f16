#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <nlohmann/json.hpp>
#include <regex>
#include <thread>

#include "base/date.h"
#include "cli/commands.h"
#include "disk/publish_lock.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

Board small_board() { return Board().role("tax-reviewer", good_role()); }

Board board_with_a_typo() { return Board().role("tax-reviewer", good_role("sumary: x\n")); }

constexpr const char* kTypo =
    "content/roles/tax-reviewer.md:9:1: error: there is no field \"sumary\"";

std::string built_for(const DiskBoard& board, const std::vector<std::string>& arguments,
                      const RunOptions& options = {}) {
  std::vector<std::string> all = {"build", "--format", "json"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  const Outcome run = board.run(all, options);
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  return nlohmann::json::parse(run.out).at("date");
}

RunOptions at_epoch(const std::string& epoch) {
  RunOptions options;
  options.environment["SOURCE_DATE_EPOCH"] = epoch;
  return options;
}

TEST(BuildCommand, PublishesIntoPublicAndTellsWhatChanged) {
  DiskBoard board(small_board());
  Outcome run = board.run({"build"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, MatchesRegex("Built 8 pages with 1 live role for 2026-11-24 in "
                                    "[0-9]+\\.[0-9][0-9] s: [0-9]+ new, 0 changed, 0 unchanged, "
                                    "0 removed\\.\n"));
  EXPECT_EQ(board.read("public/index.html"), "<title>Test Board</title>\n1 live\n");

  board.write("content/roles/tax-reviewer.md", "---\n" + good_role("status: draft\n") + "---\n");
  run = board.run({"build"});
  EXPECT_THAT(run.out, MatchesRegex("Built 7 pages with 0 live roles .* s: [0-9]+ new, [0-9]+ "
                                    "changed, [0-9]+ unchanged, [0-9]+ removed\\.\n"
                                    "One address leads nowhere now: /roles/tax-reviewer/\n"
                                    "  help: where a page has moved, add redirect_from: "
                                    "\\[/roles/tax-reviewer/\\] to its file\n"));
  EXPECT_FALSE(board.has("public/roles/tax-reviewer/index.html"));
}

TEST(BuildCommand, ARoleThatMovedWithARedirectIsNotMissed) {
  DiskBoard board(small_board());
  EXPECT_EQ(board.run({"build"}).exit_code, kDone);
  board.remove("content/roles/tax-reviewer.md");
  board.write("content/roles/reviewer.md",
              "---\n" + good_role("redirect_from: [/roles/tax-reviewer/]\n") + "---\n");
  EXPECT_THAT(board.run({"build"}).out, Not(HasSubstr("nowhere")));
}

TEST(BuildCommand, TellsHowManyWarningsThereAreAndWhereToSeeThem) {
  const Board board = Board()
                          .role("a", good_role())
                          .role("b",
                                "title: Actuary\nplatform: mercor\n"
                                "category: finance-ai-training/insurance-actuarial\n"
                                "apply: https://work.mercor.com/b\nchecked: 2026-11-23\n");
  const Outcome run = DiskBoard(board).run({"build"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, HasSubstr("\n1 warning: see them with `rolepress check`.\n"));
}

TEST(BuildCommand, QuietPrintsNothingOnSuccess) {
  const Outcome run = DiskBoard(small_board()).run({"build", "--quiet"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err, "");
}

TEST(BuildCommand, ProblemsGoToStandardErrorAndNothingIsPublished) {
  const DiskBoard board(board_with_a_typo());
  const auto before = snapshot(board.path());
  const Outcome run = board.run({"build", "--quiet"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr(kTypo));
  EXPECT_THAT(run.err, HasSubstr("\nNothing was published: 1 error.\n"));
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(BuildCommand, ProblemsLeaveWhatWasPublishedBefore) {
  DiskBoard board(small_board());
  ASSERT_EQ(board.run({"build"}).exit_code, kDone);
  const auto before = snapshot(board.path("public"));
  board.write("content/roles/another.md", "no fence\n");
  EXPECT_EQ(board.run({"build"}).exit_code, kContentProblems);
  EXPECT_EQ(snapshot(board.path("public")), before);
}

TEST(BuildCommand, StrictMakesWarningsErrors) {
  const Board content = Board().role("a",
                                     "title: Actuary\nplatform: mercor\n"
                                     "category: finance-ai-training/insurance-actuarial\n"
                                     "apply: https://work.mercor.com/b\nchecked: 2026-11-23\n");
  const DiskBoard board(content);
  EXPECT_EQ(board.run({"build", "--strict"}).exit_code, kContentProblems);
  EXPECT_FALSE(board.has("public"));
  EXPECT_EQ(board.run({"build"}).exit_code, kDone);
}

TEST(BuildCommand, JsonHoldsEveryFigureOfTheSummary) {
  DiskBoard board(small_board());
  board.write("public/CNAME", "board.example\n");
  const Outcome run = board.run({"build", "--format", "json"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.err, "");
  auto document = nlohmann::json::parse(run.out);
  EXPECT_GT(document.at("seconds").get<double>(), 0);
  for (const char* stage : {"reading", "content", "checks", "templates", "outputs", "publishing"}) {
    EXPECT_GE(document.at("stages_ms").at(stage).get<double>(), 0) << stage;
  }
  document.erase("seconds");
  document.erase("stages_ms");
  EXPECT_EQ(document.at("files"), document.at("added"));
  EXPECT_GT(document.at("files"), document.at("pages"));
  document.erase("files");
  document.erase("added");
  EXPECT_TRUE(document.at("at_once").is_boolean());  // as the file system allows
  document.erase("at_once");
  EXPECT_EQ(document, nlohmann::json::parse(R"({
    "date": "2026-11-24", "pages": 8, "live_roles": 1, "warnings": [],
    "changed": 0, "unchanged": 0, "removed": 0, "foreign": ["CNAME"]})"));
}

TEST(BuildCommand, JsonOfAFailureIsTheListOfProblems) {
  const Outcome run = DiskBoard(board_with_a_typo()).run({"build", "--format", "json"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.err, "");
  const auto problems = nlohmann::json::parse(run.out);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].at("rule"), "unknown-key");
}

TEST(BuildCommand, TimingsNameTheStages) {
  const Outcome run = DiskBoard(small_board()).run({"build", "--quiet", "--timings"});
  EXPECT_THAT(run.out,
              MatchesRegex("( +[0-9.]+ ms  (opening|reading|comparing|content|checks|templates|"
                           "outputs|publishing)\n)+"));
}

TEST(BuildCommand, WhatWasSavedWhileItWaitedForAnotherBuildIsPublished) {
  DiskBoard board(small_board());
  ASSERT_EQ(board.run({"build", "--quiet"}).exit_code, kDone);
  PublishLock other;
  ASSERT_THAT(other.take(board.path(".public.rolepress/lock"), {}), ::testing::IsEmpty());
  auto build = std::async(std::launch::async, [&] { return board.run({"build", "--quiet"}); });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  board.write("content/roles/saved-later.md", "---\n" + good_role() + "---\n");
  other.release();
  const Outcome run = build.get();
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(run.err,
            fmt::format("Waiting: process {} is building into the same folder.\n", getpid()));
  EXPECT_TRUE(board.has("public/roles/saved-later/index.html"));
}

TEST(BuildCommand, OtherFoldersTakeThePlaceOfTheUsualOnes) {
  DiskBoard board(small_board());
  std::filesystem::rename(board.path("content"), board.path("texts"));
  std::filesystem::rename(board.path("layouts"), board.path("design"));
  const Outcome run =
      board.run({"--content", "texts", "build", "--layouts", "design", "--output", "a/new/folder"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_TRUE(board.has("a/new/folder/roles/tax-reviewer/index.html"));
  board.write("texts/roles/tax-reviewer.md", "---\n" + good_role("sumary: x\n") + "---\n");
  EXPECT_THAT(board.run({"check", "--content", "texts", "--layouts", "design"}).err,
              HasSubstr("texts/roles/tax-reviewer.md:9:1: error:"));
}

TEST(BuildCommand, FilesThatNoBuildWroteAreNamedAndKept) {
  DiskBoard board(small_board());
  board.write("public/CNAME", "board.example\n").write("public/\x1b[31mred", "x");
  const Outcome run = board.run({"build"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_THAT(run.out, HasSubstr("\nKept 2 files in public that no build wrote: "
                                 "\xef\xbf\xbd[31mred CNAME\n"));
  EXPECT_EQ(board.read("public/CNAME"), "board.example\n");
}

TEST(BuildDate, OptionBeatsEpochBeatsClock) {
  const DiskBoard board(small_board());
  const std::string noon_of_may_2 = "1777723200";
  EXPECT_EQ(built_for(board, {"--date", "2026-12-24"}, at_epoch(noon_of_may_2)), "2026-12-24");
  EXPECT_EQ(built_for(board, {}, at_epoch(noon_of_may_2)), "2026-05-02");
  const auto now = [] {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  };
  RunOptions by_the_clock;
  by_the_clock.environment["SOURCE_DATE_EPOCH"] = std::nullopt;
  const std::string before = format_date(date_in_zone("Europe/London", now()));
  const std::string built = built_for(board, {}, by_the_clock);
  const std::string after = format_date(date_in_zone("Europe/London", now()));
  EXPECT_TRUE(built == before || built == after) << built;
}

TEST(BuildDate, TheDayBeginsWhenItBeginsInTheZoneOfTheSite) {
  const DiskBoard board(small_board());
  EXPECT_EQ(built_for(board, {}, at_epoch("1782860399")), "2026-06-30");  // 23:59:59 in London
  EXPECT_EQ(built_for(board, {}, at_epoch("1782860400")), "2026-07-01");  // 23:00 UTC, BST
  EXPECT_EQ(built_for(board, {}, at_epoch("1798758000")), "2026-12-31");  // 23:00 UTC, GMT
}

TEST(BuildDate, TheZoneOfTheMachineDoesNotMatter) {
  RunOptions far_east = at_epoch("1798758000");
  far_east.environment["TZ"] = "Pacific/Kiritimati";
  EXPECT_EQ(built_for(DiskBoard(small_board()), {}, far_east), "2026-12-31");
}

TEST(BuildDate, WithoutOptionAndEpochItIsTodayInTheZoneOfTheSite) {
  // These two places never have the same day.
  RunOptions by_the_clock;
  by_the_clock.environment["SOURCE_DATE_EPOCH"] = std::nullopt;
  std::vector<std::string> days;
  for (const std::string zone : {"Etc/GMT+12", "Pacific/Kiritimati"}) {
    DiskBoard board;
    const std::string site = board.read("content/site.yaml");
    board.write("content/site.yaml",
                std::regex_replace(site, std::regex("Europe/London"), "\"" + zone + "\""));
    days.push_back(built_for(board, {}, by_the_clock));
  }
  EXPECT_LT(days[0], days[1]);
}

}  // namespace
}  // namespace rolepress::testing
