// A platform's list becomes role files, again and again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "site/list_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Import, KeepsPermissionsAndTheBackupsOfEditors) {
  ListBoard board;
  ASSERT_EQ(import(board).exit_code, kDone);
  std::filesystem::permissions(board.path(kTax), std::filesystem::perms(0600));
  board.write(std::string(kTax) + "~", "backup");
  replace(board, "jobs.csv", ",50,90,", ",55,90,");
  ASSERT_EQ(import(board).exit_code, kDone);
  EXPECT_THAT(board.read(kTax), HasSubstr("min: 55"));
  EXPECT_EQ(std::filesystem::status(board.path(kTax)).permissions(), std::filesystem::perms(0600));
  EXPECT_EQ(board.read(std::string(kTax) + "~"), "backup");
}

TEST(Import, SaysWhyAFileCannotBeWrittenAndLeavesNoHalfOfIt) {
  const ListBoard board;
  RunOptions options;
  options.max_file_bytes = 8;
  const Outcome run = board.run({"import", "jobs.csv", "--map", "map.yaml"}, options);
  EXPECT_EQ(run.exit_code, kMachineFailed);
  EXPECT_EQ(run.err, std::string(kTax) + ": error: the file cannot be written: File too large\n\n");
  EXPECT_THAT(snapshot(board.path("content/roles")), ::testing::IsEmpty());
}

TEST(Import, MakesAFileOfEachListingThatPassesTheCheck) {
  const ListBoard board;
  const Outcome run = import(board);
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(run.out,
            "opened    content/roles/tax-reviewer-senior.md  Tax Reviewer, Senior\n"
            "opened    content/roles/the-audit-reader.md  The \"Audit\" Reader\n"
            "opened    content/roles/claims-reader.md  Claims Reader\n"
            "3 opened.\n");
  EXPECT_EQ(board.read(kTax),
            "---\n"
            "title: \"Tax Reviewer, Senior\"\n"
            "platform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "pay: {min: 50, max: 90, currency: USD, unit: hour}\n"
            "apply: https://work.turing.com/jobs/1\n"
            "professions:\n"
            "  - tax adviser\n"
            "  - accountant\n"
            "posted: 2026-11-20\n"
            "---\n");
  EXPECT_THAT(board.read("content/roles/the-audit-reader.md"),
              HasSubstr("pay: {min: 40, currency: USD, unit: hour}\n"));
  // Nothing is made up where the list says nothing, and a stranger's address is no apply link.
  EXPECT_EQ(board.read("content/roles/claims-reader.md"),
            "---\n"
            "title: Claims Reader\n"
            "platform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "apply: https://work.turing.com/\n"
            "---\n");
  EXPECT_EQ(board.run({"check"}).exit_code, kDone);
}

TEST(Import, TheSameListAgainChangesNothing) {
  const ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  const auto before = snapshot(board.path());
  const Outcome run = import(board);
  EXPECT_EQ(run.out, "3 same.\n");
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(Import, AChangedFactChangesItsFieldAndNoOtherByte) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  const std::string written =
      "---\r\n"
      "# ours\r\n"
      "title: 'Tax Reviewer, Senior'   # as on the phone\r\n"
      "platform: turing\r\n"
      "summary: Our own words: none of the list's.\r\n"
      "category: finance-ai-training/accountants-tax\r\n"
      "pay: {max: 90, min: 50, currency: USD, unit: hour}  # sure of it\r\n"
      "\r\n"
      "apply: https://work.turing.com/jobs/1\r\n"
      "professions: [tax adviser, accountant]\r\n"
      "posted: 2026-11-20\r\n"
      "---\r\n"
      "An editor's text.  \r\n";
  std::string safe = written;
  safe.replace(safe.find("words: none"), 11, "words, none");
  board.write(kTax, safe);
  replace(board, "jobs.csv", "50,90", "55,95");
  const Outcome run = import(board);
  EXPECT_EQ(run.out,
            "changed   content/roles/tax-reviewer-senior.md  Tax Reviewer, Senior: pay\n"
            "1 changed, 2 same.\n")
      << run.err;
  safe.replace(safe.find("{max: 90, min: 50"), 17, "{min: 55, max: 95");
  EXPECT_EQ(board.read(kTax), safe);
}

TEST(Import, FactsThatComeAndGoAddAndRemoveTheirField) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  const std::string before = board.read(kTax);
  const std::string list = board.read("jobs.csv");
  replace(board, "jobs.csv", "50,90", ",");
  replace(board, "jobs.csv", "tax adviser; accountant", "");
  EXPECT_THAT(import(board).out, HasSubstr("Tax Reviewer, Senior: pay, professions\n"));
  EXPECT_THAT(board.read(kTax), Not(HasSubstr("pay")));
  EXPECT_THAT(board.read(kTax), Not(HasSubstr("accountant\n")));
  board.write("jobs.csv", list);
  EXPECT_THAT(import(board).out, HasSubstr("Tax Reviewer, Senior: pay, professions\n"));
  EXPECT_EQ(board.read(kTax), before);
}

TEST(Import, AnEditorsOwnWordStays) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  replace(board, kTax, "min: 50", "min: 60");
  const std::string edited = board.read(kTax);
  EXPECT_EQ(import(board).out, "3 same.\n");
  replace(board, "jobs.csv", "50,90", "55,95");
  EXPECT_EQ(import(board).out,
            "kept      content/roles/tax-reviewer-senior.md  Tax Reviewer, Senior: pay\n"
            "1 kept, 2 same.\n");
  EXPECT_EQ(board.read(kTax), edited);
}

TEST(Import, WhatVanishesIsReportedUntilItIsClosed) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  const std::string list = board.read("jobs.csv");
  board.write("jobs.csv", list.substr(0, list.find("Claims Reader")));
  const std::string vanished =
      "vanished  content/roles/claims-reader.md  Claims Reader\n"
      "1 vanished, 2 same.\n"
      "To close what vanished: rolepress close claims-reader\n";
  EXPECT_EQ(import(board).out, vanished);
  EXPECT_EQ(import(board).out, vanished);
  replace(board, "content/roles/claims-reader.md", "apply:", "status: closed\napply:");
  EXPECT_EQ(import(board).out, "2 same.\n");
}

TEST(Import, ADeletedFileStaysAwayAndARenamedTitleKeepsItsFile) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  board.remove("content/roles/claims-reader.md");
  replace(board, "jobs.csv", "Tax Reviewer, Senior", "Senior Tax Reviewer");
  EXPECT_EQ(import(board).out,
            "changed   content/roles/tax-reviewer-senior.md  Senior Tax Reviewer: title\n"
            "deleted   content/roles/claims-reader.md  Claims Reader\n"
            "1 changed, 1 deleted, 1 same.\n");
  EXPECT_FALSE(board.has("content/roles/claims-reader.md"));
}

TEST(Import, AFileThatAnEditorWroteEarlierIsFoundAndLeftAsItIs) {
  ListBoard board;
  const std::string own =
      "---\ntitle: Tax checks\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
      "apply: https://work.turing.com/jobs/1\n---\n";
  board.write("content/roles/mine.md", own);
  EXPECT_THAT(import(board).out, HasSubstr("adopted   content/roles/mine.md"));
  EXPECT_EQ(board.read("content/roles/mine.md"), own);
  EXPECT_FALSE(board.has(kTax));
}

TEST(Import, AnotherPostingOfTheSameNameIsANewRole) {
  ListBoard board;
  const auto old_role = [](const std::string& apply, const std::string& more) {
    return "---\ntitle: Tax Reviewer, Senior\nplatform: turing\n"
           "category: finance-ai-training/accountants-tax\napply: https://work.turing.com/" +
           apply + "\n" + more + "---\n";
  };
  const std::string mine = "content/roles/mine.md";
  for (const auto& role :
       {old_role("jobs/old", ""), old_role("", "status: closed\n"),
        old_role("", "posted: 2025-01-01\n"), old_role("", "closes: 2026-11-01\n"),
        old_role("", "pay: {min: 10, max: 20, currency: USD, unit: hour}\n")}) {
    board.write(mine, role);
    EXPECT_THAT(import(board, {"--dry-run"}).out, HasSubstr("3 opened.\n")) << role;
  }
  board.write(mine, old_role("", "posted: 2026-11-20\n"));
  EXPECT_THAT(import(board, {"--dry-run"}).out, HasSubstr("adopted   " + mine));
}

TEST(Import, WhatIsListedAgainIsReportedUntilItsRoleIsOpen) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  const std::string list = board.read("jobs.csv");
  board.write("jobs.csv", list.substr(0, list.find("Claims Reader")));
  EXPECT_EQ(import(board).exit_code, kDone);
  const std::string open_role = board.read("content/roles/claims-reader.md");
  EXPECT_EQ(board.run({"close", "claims-reader"}).exit_code, kDone);
  EXPECT_EQ(import(board).out, "2 same.\n");
  board.write("jobs.csv", list);
  const std::string relisted =
      "relisted  content/roles/claims-reader.md  Claims Reader\n"
      "1 relisted, 2 same.\n"
      "To reopen what is listed again, delete status: closed in its file.\n";
  EXPECT_EQ(import(board).out, relisted);
  EXPECT_EQ(import(board).out, relisted);
  board.write("content/roles/claims-reader.md", open_role);
  EXPECT_EQ(import(board).out, "3 same.\n");
  EXPECT_EQ(board.run({"close", "claims-reader"}).exit_code, kDone);
  EXPECT_EQ(import(board).out, "3 same.\n") << "an editor closed it while it was listed";
}

TEST(Import, AColumnNamesTheFilesOfTitlesWithoutLatinLetters) {
  ListBoard board;
  replace(board, "jobs.csv", "Claims Reader", "\u65e5\u672c\u8a9e");
  const Outcome run = import(board, {"--dry-run"});
  EXPECT_THAT(run.err, HasSubstr("jobs.csv:4:1: warning: the title gives no name for a file, so it "
                                 "is called https-elsewhere-example-3\n"));
  EXPECT_THAT(run.err,
              HasSubstr("  help: add slug: \"{column}\" to the mapping, with a column that "
                        "holds Latin letters\n"));
  board.write("map.yaml", "slug: \"{platform} {title}\"\n" + board.read("map.yaml"));
  EXPECT_THAT(import(board).out, HasSubstr("opened    content/roles/turing.md"));
  EXPECT_TRUE(board.has("content/roles/turing-tax-reviewer-senior.md"));
}

TEST(Import, ADryRunTellsTheSameAndWritesNothing) {
  const ListBoard board;
  const auto before = snapshot(board.path());
  const Outcome run = import(board, {"--dry-run"});
  EXPECT_THAT(run.out, HasSubstr("3 opened.\nNothing was written (--dry-run).\n"));
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(Import, TellsProgramsAsJson) {
  const Outcome run = import(ListBoard(), {"--format", "json"});
  const auto said = nlohmann::json::parse(run.out);
  EXPECT_EQ(said["opened"].size(), 3u);
  EXPECT_EQ(said["opened"][0]["file"], kTax);
  EXPECT_EQ(said["vanished"].size(), 0u);
}

TEST(Import, MistakesInTheMappingAreShownWhereTheyStand) {
  ListBoard board;
  board.write("map.yaml",
              "id: \"{url}\"\n"
              "fields:\n"
              "  titel: \"{title}\"\n"
              "  platform: {from: \"{platform}\", nmaes: {A: b}}\n"
              "  category: \"{section\"\n"
              "  posted: {from: \"{date}\", date: DMY}\n");
  const Outcome run = import(board);
  EXPECT_THAT(run.err, HasSubstr("map.yaml:3:3: error: there is no field \"titel\"\n"));
  EXPECT_THAT(run.err, HasSubstr("help: did you mean \"title\"?"));
  EXPECT_THAT(run.err, HasSubstr("map.yaml:4:34: error: there is no field \"nmaes\"\n"));
  EXPECT_THAT(run.err, HasSubstr("map.yaml:5:13: error: a brace is opened and not closed\n"));
  EXPECT_THAT(run.err, HasSubstr("map.yaml:6:34: error: \"date\" cannot be \"DMY\"\n"));
  EXPECT_THAT(run.err, HasSubstr("error: the field \"apply\" is missing\n"));
  EXPECT_EQ(run.exit_code, kContentProblems);
}

TEST(Import, AColumnThatNoListingHasIsNamedWithTheNearest) {
  ListBoard board;
  replace(board, "map.yaml", "{high}", "{hihg}");
  expect_refused(board,
                 "map.yaml:6:28: error: no listing has a column \"hihg\"\n"
                 " 6 |   pay: {min: \"{low}\", max: \"{hihg}\", currency: USD, unit: hour}\n"
                 "   |                            ^~~~~~~~\n"
                 "  help: did you mean \"high\"?\n");
}

TEST(Import, ADamagedRecordIsRefused) {
  ListBoard board;
  board.write("map.record.json", "{\"listings\": [{\"id\": \"x\"}]}");
  expect_refused(board, "map.record.json: error: the record of earlier imports is damaged\n");
}

}  // namespace
}  // namespace rolepress::testing
