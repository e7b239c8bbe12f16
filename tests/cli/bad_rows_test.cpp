// Listings with errors, and what becomes of the others.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "site/list_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kBadRows =
    "title,platform,low,high,url,who,date\n"
    "Tax Reader,Turing,50,,https://work.turing.com/jobs/1,,\n"
    "Pay,Turing,a lot,,https://work.turing.com/jobs/2,,\n"
    "Day,Turing,,,https://work.turing.com/jobs/3,,31/11/2026\n";

TEST(BadRows, ABadRowIsLeftOutWhereThatIsAsked) {
  ListBoard board;
  board.write("jobs.csv", kBadRows);
  EXPECT_THAT(import(board).err,
              HasSubstr("Nothing was written: 2 errors and 0 warnings.\n"
                        "With --skip-bad-rows the listings without errors are imported.\n"));
  const Outcome run = import(board, {"--skip-bad-rows"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.out,
            "opened    content/roles/tax-reader.md  Tax Reader\n"
            "left out  jobs.csv:3  Pay\n"
            "left out  jobs.csv:4  Day\n"
            "1 opened, 2 left out.\n");
  EXPECT_THAT(run.err, HasSubstr("jobs.csv:3:12: error: \"low\" is not an amount of pay: a lot\n"));
  EXPECT_THAT(run.err, HasSubstr("jobs.csv:4:46: error: \"posted\" is not a date: 31/11/2026\n"));
  EXPECT_EQ(board.run({"check"}).exit_code, kDone);
  EXPECT_THAT(import(board, {"--skip-bad-rows", "--format", "json"}).out,
              HasSubstr("\"left_out\": [\n    {\n      \"line\": 3,\n      \"title\": \"Pay\"\n"));
  board.write("jobs.csv", std::string(kBadRows).substr(0, std::string(kBadRows).find("Pay")));
  EXPECT_EQ(import(board, {"--skip-bad-rows"}).exit_code, kDone);
}

TEST(BadRows, NoRoleVanishesForARowThatIsLeftOut) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  replace(board, "jobs.csv", "50,90", "a lot,90");
  const Outcome bad = import(board, {"--skip-bad-rows"});
  EXPECT_THAT(bad.out,
              HasSubstr("left out  jobs.csv:2  Tax Reviewer, Senior\n2 same, 1 left out.\n"));
  // A row of which not even the id is known may be that of any role.
  replace(board, "jobs.csv", "a lot,90,", "");
  const Outcome unread = import(board, {"--skip-bad-rows"});
  EXPECT_THAT(
      unread.out,
      HasSubstr("left out  1 row that cannot be read\nNo role counts as vanished: it may be "
                "one of what was left out.\n2 same, 1 left out.\n"));
  EXPECT_THAT(board.read("map.record.json"), Not(HasSubstr("gone")));
}

TEST(BadRows, WhatIsNoMatterOfSingleRowsStopsTheListAllTheSame) {
  ListBoard board;
  replace(board, "jobs.csv", "title,platform", "title,title");
  const Outcome columns = import(board, {"--skip-bad-rows"});
  EXPECT_THAT(columns.err, HasSubstr("Nothing was written: "));
  EXPECT_THAT(columns.err, Not(HasSubstr("With --skip")));
  board.write("jobs.json", "[{");
  EXPECT_THAT(board.run({"import", "jobs.json", "--map", "map.yaml", "--skip-bad-rows"}).err,
              HasSubstr("Nothing was written: "));
}

TEST(BadRows, OthersWithTheSameErrorAreNamedUpToThree) {
  ListBoard board;
  std::string rows = "title,platform,low,high,url,who,date\n";
  for (const char* n : {"1", "2", "3", "4", "5"}) {
    rows += std::string("A") + n + ",Acme,,,https://work.turing.com/jobs/" + n + ",,\n";
  }
  board.write("jobs.csv", rows);
  EXPECT_THAT(import(board).err,
              HasSubstr("(and in 4 other roles of this import: A2, A3, A4, …)\n"));
}

TEST(BadRows, OfADayInAnotherFormTellWhereTheMappingNamesTheForm) {
  ListBoard board;
  replace(board, "map.yaml", "{from: \"{date}\", date: DD/MM/YYYY}", "\"{date}\"");
  const std::string err = import(board).err;
  EXPECT_THAT(err, HasSubstr("\"posted\" is not a date: 20/11/2026\n"));
  EXPECT_THAT(err, HasSubstr("  help: write posted: {from: \"{date}\", date: DD/MM/YYYY} in the "
                             "mapping\n"));
  EXPECT_THAT(err, HasSubstr("  help: write posted: {from: \"{date}\", date: DD/MM/YYYY} in the "
                             "mapping, or MM/DD/YYYY where the list means that\n"));
}

TEST(BadRows, WithOneAndTheSameWordForADayAreToldOfOnce) {
  ListBoard board;
  replace(board, "jobs.csv", "20/11/2026", "2 days ago");
  replace(board, "jobs.csv", "1/2/2026", "2 days ago");
  EXPECT_THAT(
      import(board).err,
      HasSubstr("\"posted\" is not a date: 2 days ago (and in 1 other role of this import: "));
}

TEST(BadRows, WarningsOfTheRolesThatAreWrittenFollowTheReport) {
  ListBoard board;
  replace(board, "jobs.csv", ",40,", ",90000,");
  const std::string err = import(board).err;
  EXPECT_THAT(err, HasSubstr("content/roles/the-audit-reader.md:"));
  EXPECT_THAT(err, HasSubstr("warning: hardly anybody pays 90000 USD by the hour"));
  EXPECT_EQ(import(board).err, "");  // nothing is written, so nothing is told
  std::string rows = "title,platform,low,high,url,who,date\n";
  for (int n = 1; n <= 12; ++n) {
    rows += fmt::format("Role {0},Turing,9{0:0>4},,https://work.turing.com/jobs/{0},,\n", n);
  }
  board.write("jobs.csv", rows);
  EXPECT_THAT(import(board).err, HasSubstr("more warnings: see them with `rolepress check`.\n"));
}

}  // namespace
}  // namespace rolepress::testing
