#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Board board_with_a_warning() {
  return Board().role("actuary",
                      "title: Actuary\nplatform: mercor\n"
                      "category: finance-ai-training/insurance-actuarial\n"
                      "apply: https://work.mercor.com/b\nchecked: 2026-11-23\n");
}

Board board_with_both() {
  return board_with_a_warning().role("tax-reviewer", good_role("sumary: x\n"));
}

void add_stale_roles(int count, Board& board) {
  for (int i = 0; i < count; ++i) {
    board.role("zz-" + std::to_string(i),
               "title: Reader " + std::to_string(i) +
                   "\nplatform: mercor\ncategory: finance-ai-training/insurance-actuarial\n"
                   "apply: https://work.mercor.com/b\npay: {min: 50, currency: USD, unit: hour}\n"
                   "posted: 2026-01-05\n");
  }
}

constexpr const char* kWarning =
    "content/roles/actuary.md:2:8: warning: nobody has entered what the role pays\n"
    " 2 | title: Actuary\n"
    "   |        ^~~~~~~\n"
    "  help: add pay if the listing states it; the page says that it is unknown\n\n";

constexpr const char* kError =
    "content/roles/tax-reviewer.md:9:1: error: there is no field \"sumary\"\n"
    " 9 | sumary: x\n"
    "   | ^~~~~~\n"
    "  help: did you mean \"summary\"?\n\n";

TEST(CheckCommand, AGoodBoardIsCounted) {
  const DiskBoard board(Board().role("tax-reviewer", good_role()));
  const Outcome run = board.run({"check"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(
      run.out,
      "No errors, 0 warnings, 1 live role.\n"
      "Search engines are told of 0 of them as job postings; 1 lacks summary or text, 1 lacks "
      "countries. `rolepress check --rules` judges the rest.\n");
  EXPECT_EQ(run.err, "");
  EXPECT_FALSE(board.has("public"));
}

TEST(CheckCommand, ARoleThatIsNotSaidToBeRemoteIsNamed) {
  const std::string fields = good_role("countries: [GB]\neligibility: Leeds\n");
  const DiskBoard board(Board().role("b", fields, "Text.\n").role("c", good_role()));
  EXPECT_THAT(board.run({"check"}).out,
              HasSubstr("1 lacks an eligibility that says remote, as content/roles/b.md does. "));
}

TEST(CheckCommand, WarningsArePrintedButDoNotFail) {
  const Outcome run = DiskBoard(board_with_a_warning()).run({"check"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_THAT(run.out, StartsWith("No errors, 1 warning, 1 live role.\n"));
  EXPECT_EQ(run.err, kWarning);
}

TEST(CheckCommand, ManyWarningsAreCountedByTheirRule) {
  Board board = board_with_a_warning();
  add_stale_roles(10, board);
  const Outcome run = DiskBoard(board).run({"check"});
  EXPECT_THAT(run.out, StartsWith("No errors, 11 warnings (10 stale, 1 no-pay), 11 live roles.\n"))
      << run.err;
}

TEST(CheckCommand, OfWarningsThatComeInNumbersAFewAreShownAndErrorsComeLast) {
  Board board = board_with_both();
  add_stale_roles(11, board);
  const DiskBoard disk(board);
  const auto stale = [](const Outcome& run) {
    std::size_t count = 0;
    for (const std::string_view line : split(run.err, '\n')) {
      if (line.find("warning: posted 323 days ago") != std::string_view::npos) ++count;
    }
    return count;
  };
  const Outcome few = disk.run({"check"});
  EXPECT_EQ(stale(few), 3u);
  EXPECT_THAT(few.err, ::testing::EndsWith(kError));
  EXPECT_THAT(few.out, HasSubstr("1 error and 12 warnings.\n"));
  EXPECT_THAT(few.out, HasSubstr("`rolepress check --all` shows every one"));
  const Outcome all = disk.run({"check", "--all"});
  EXPECT_EQ(stale(all), 11u);
  EXPECT_EQ(all.out, "1 error and 12 warnings.\n");
  EXPECT_EQ(nlohmann::json::parse(disk.run({"check", "--format", "json"}).out).size(), 13u);
}

TEST(CheckCommand, StrictFailsOnWarnings) {
  const Outcome run = DiskBoard(board_with_a_warning()).run({"check", "--strict"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.out, "1 error and 0 warnings.\n");
  EXPECT_EQ(run.err,
            "content/roles/actuary.md:2:8: error: nobody has entered what the role pays\n"
            " 2 | title: Actuary\n"
            "   |        ^~~~~~~\n"
            "  help: add pay if the listing states it; the page says that it is unknown\n\n");
}

TEST(CheckCommand, ErrorsFailAndStandAmongTheWarnings) {
  const DiskBoard board(board_with_both());
  const Outcome run = board.run({"check"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.out, "1 error and 1 warning.\n");
  EXPECT_EQ(run.err, std::string(kWarning) + kError);
  EXPECT_FALSE(board.has("public"));
}

TEST(CheckCommand, QuietPrintsProblemsOnly) {
  const Outcome bad = DiskBoard(board_with_both()).run({"check", "--quiet"});
  EXPECT_EQ(bad.out, "");
  EXPECT_EQ(bad.err, std::string(kWarning) + kError);
  const Outcome good = DiskBoard(Board().role("a", good_role())).run({"check", "--quiet"});
  EXPECT_EQ(good.exit_code, kDone);
  EXPECT_EQ(good.out + good.err, "");
}

TEST(CheckCommand, JsonHoldsEveryPartOfAProblem) {
  const Outcome run = DiskBoard(board_with_both()).run({"check", "--format", "json"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(nlohmann::json::parse(run.out), nlohmann::json::parse(R"([
    {"severity": "warning", "rule": "no-pay", "path": "content/roles/actuary.md",
     "line": 2, "column": 8, "message": "nobody has entered what the role pays",
     "help": "add pay if the listing states it; the page says that it is unknown"},
    {"severity": "error", "rule": "unknown-key", "path": "content/roles/tax-reviewer.md",
     "line": 9, "column": 1, "message": "there is no field \"sumary\"",
     "help": "did you mean \"summary\"?"}])"));
}

TEST(CheckCommand, JsonOfAGoodBoardIsAnEmptyList) {
  const Outcome run = DiskBoard(Board().role("a", good_role())).run({"check", "--format", "json"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(nlohmann::json::parse(run.out), nlohmann::json::array());
}

TEST(CheckCommand, JsonIsValidWhateverBytesTheFileHolds) {
  DiskBoard board(Board().role("tax-reviewer", good_role()));
  board.write("content/roles/latin1.md", "---\ntitle: Caf\xe9\n---\n");
  const Outcome run = board.run({"check", "--format", "json"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  const auto problems = nlohmann::json::parse(run.out);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].at("rule"), "utf-8");
}

TEST(CheckCommand, TheProjectsOwnContentHasNoErrors) {
  const DiskBoard board;
  const std::filesystem::path project = PROJECT_FOLDER;
  const Outcome run = board.run({"check", "--content", (project / "content").string(), "--layouts",
                                 (project / "layouts").string()});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
}

TEST(CheckRules, JudgesEachRuleAndNamesWhereOneFails) {
  const DiskBoard board(
      Board().real_layouts().role("tax-reviewer", good_role(), "Hurry, few places are left.\n"));
  const Outcome run = board.run({"check", "--rules"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_THAT(run.out, ContainsRegex("fail +no-urgency +Nothing urges visitors"));
  EXPECT_THAT(run.out, HasSubstr("    content/roles/tax-reviewer.md:10: \"hurry\" urges visitors"));
  EXPECT_THAT(run.out, ContainsRegex("[0-9]+ passed, [0-9]+ failed, [0-9]+ not applicable"));
  EXPECT_FALSE(board.has("public"));
  EXPECT_EQ(board.run({"check", "--rules", "--strict"}).exit_code, kContentProblems);
}

TEST(CheckRules, TellsMachinesTheSame) {
  const DiskBoard board(Board().real_layouts().role("tax-reviewer", good_role(), "Hurry now.\n"));
  const auto document =
      nlohmann::json::parse(board.run({"check", "--rules", "--format", "json"}).out);
  EXPECT_EQ(document.at("date"), "2026-11-24");
  const auto& rules = document.at("rules");
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [](const auto& rule) { return rule.at("rule") == "no-urgency"; });
  ASSERT_NE(found, rules.end());
  EXPECT_EQ(found->at("outcome"), "fail");
  EXPECT_EQ(found->at("findings").at(0).at("source"), "content/roles/tax-reviewer.md");
}

TEST(CheckRules, OfASiteThatCannotBeBuiltTellsItsErrors) {
  const Outcome run = DiskBoard(board_with_both()).run({"check", "--rules"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr(kError));
}

}  // namespace
}  // namespace rolepress::testing
