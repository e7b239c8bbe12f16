// The forms in which a platform's list comes, and what is said of one that is wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "site/list_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

TEST(ImportedList, AMistakeInAChangedFactIsToldOfTheList) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  replace(board, "jobs.csv", "50,90", "\"1,200\",90");
  expect_refused(board, "jobs.csv:2:1: error: \"min\" is not an amount: 1,200\n");
}

TEST(ImportedList, EveryMistakeOfTheListIsToldInOneRun) {
  ListBoard board;
  board.write("jobs.csv",
              "title,platform,low,high,url,who,date\n"
              "\"A\"b,Turing,,,https://work.turing.com/jobs/1,,\n"
              "No Id,Turing,,,,,\n"
              "Pay,Turing,\"1,200\",,https://work.turing.com/jobs/3,,\n"
              "Short,Turing\n"
              "Day,Turing,,,https://work.turing.com/jobs/5,,31/11/2026\n"
              "Open,Turing,,,\"https://work.turing.com/jobs/6,,\n"
              "Day again,Turing,,,https://work.turing.com/jobs/7,,32/11/2026\n");
  const std::string err = import(board).err;
  for (const char* message :
       {"jobs.csv:2:4: error: a quote stands where none can stand\n",
        "jobs.csv:3:1: error: this listing has no id\n",
        "jobs.csv:4:1: error: \"min\" is not an amount: 1,200\n",
        "jobs.csv:5:1: error: this row has 2 cells, the first one 7\n",
        "jobs.csv:6:1: error: \"posted\" is not a date: 2026-11-31\n",
        "jobs.csv:7:1: error: a double quote is opened in this row and never closed\n",
        "jobs.csv:8:1: error: \"posted\" is not a date: 2026-11-32\n",
        "Nothing was written: 7 errors and 0 warnings.\n"}) {
    EXPECT_THAT(err, HasSubstr(message));
  }
}

TEST(ImportedList, AMistakeInAListThatKnowsNoLinesNamesTheListing) {
  ListBoard board;
  board.write("jobs.json", R"([{"title": "Tax", "platform": "Turing", "low": "a lot", "high": "",
      "url": "https://work.turing.com/jobs/1", "who": "", "date": ""}])");
  EXPECT_THAT(board.run({"import", "jobs.json", "--map", "map.yaml"}).err,
              HasSubstr("jobs.json: error: in \"Tax\": \"min\" is not an amount: a lot\n"));
}

TEST(ImportedList, LineEndsWithinACellAreNoChange) {
  ListBoard board;
  replace(board, "map.yaml", "  posted:", "  summary: \"{who}\"\n  posted:");
  replace(board, "jobs.csv", "tax adviser; accountant", "\"Line one.\nLine two.\"");
  EXPECT_EQ(import(board).exit_code, kDone);
  EXPECT_THAT(board.read(kTax), HasSubstr("summary: Line one. Line two.\n"));
  replace(board, "jobs.csv", "one.\nLine", "one.\r\nLine");
  EXPECT_EQ(import(board).out, "3 same.\n");
}

TEST(ImportedList, ASemicolonOrATabBetweenCellsIsSeenInTheFirstRow) {
  const std::string rows =
      "title|platform|low|high|url|who|date\n"
      "Tax Reviewer, Senior|Turing|50|90|https://work.turing.com/jobs/1||20/11/2026\n";
  for (const std::string sign : {";", "\t"}) {
    for (const std::string said : {"", "sep=", "SEP="}) {
      std::string list = said.empty() ? "" : said + sign + "\r\n";
      for (const char c : rows) list += c == '|' ? sign : std::string(1, c);
      ListBoard board;
      board.write("jobs.csv", list);
      EXPECT_EQ(import(board).out,
                "opened    " + std::string(kTax) + "  Tax Reviewer, Senior\n1 opened.\n");
      board.write("jobs.csv", list + "a" + sign + "b\n");
      EXPECT_THAT(import(board).err,
                  HasSubstr(std::string(said.empty() ? "jobs.csv:3:1" : "jobs.csv:4:1") +
                            ": error: this row has 2 cells, the first one 7\n"));
    }
  }
}

TEST(ImportedList, MistakesInTheListAreShownWhereTheyStand) {
  const std::pair<const char*, const char*> cases[] = {
      {"a,b\r\n\"x\"y,z\r\n", "jobs.csv:2:4: error: a quote stands where none can stand\n"},
      {"a,b\n1,\"two\nlines", "jobs.csv:2:1: error: a double quote is opened in this row"},
      {"a,b\n1\n", "jobs.csv:2:1: error: this row has 1 cell, the first one 2\n"},
      {"a,a\n1,2\n", "jobs.csv:1:1: error: two columns are called \"a\"\n"},
      {"", "jobs.csv: error: the file is empty\n"},
      {"a\n\xff\n", "jobs.csv:2:1: error: this is not UTF-8 text\n"},
  };
  for (const auto& [text, message] : cases) {
    ListBoard board;
    board.write("jobs.csv", text);
    expect_refused(board, message);
  }
  ListBoard board;
  board.write("bad.json", "[{\"a\": 1},\n {\"b\" 2}]");
  EXPECT_THAT(board.run({"import", "bad.json", "--map", "map.yaml"}).err,
              HasSubstr("bad.json:2:7: error: the file is no JSON from here on\n"));
  board.write("large.json", "[{\"a\": 1},\n {\"low\": 1e999}]");
  EXPECT_THAT(board.run({"import", "large.json", "--map", "map.yaml"}).err,
              HasSubstr("large.json:2:10: error: this number is larger than any that can be read\n"
                        " 2 |  {\"low\": 1e999}]\n"
                        "   |          ^~~~~\n"));
  board.write("jobs.xlsx", "PK\x03\x04\xff");
  EXPECT_THAT(board.run({"import", "jobs.xlsx", "--map", "map.yaml"}).err,
              HasSubstr("jobs.xlsx: error: a spreadsheet cannot be read as it is\n"
                        "  help: save it as CSV (UTF-8) in the program that made it, and import "
                        "that file\n"));
  board.write("deep.json", std::string(100000, '[') + std::string(100000, ']'));
  EXPECT_EQ(board.run({"import", "deep.json", "--map", "map.yaml"}).exit_code, kContentProblems);
}

TEST(ImportedList, ReadsJsonAndYamlBelowAKey) {
  for (const bool is_json : {true, false}) {
    ListBoard board;
    board.write("map.yaml", "listings: data.jobs\n" + board.read("map.yaml"));
    const std::string name = is_json ? "jobs.json" : "jobs.yaml";
    board.write(
        name, is_json
                  ? R"({"data": {"jobs": [{"title": "Tax Reviewer, Senior", "platform": "Turing",
                          "low": 50, "high": 90.5, "url": "https://work.turing.com/jobs/1",
                          "who": ["tax adviser", "accountant"], "date": null}]}})"
                  : "data:\n  jobs:\n    - {title: 'Tax Reviewer, Senior', platform: Turing, low: "
                    "50,\n       high: 90.5, url: https://work.turing.com/jobs/1, who: [tax "
                    "adviser, accountant], date: ''}\n");
    const Outcome run = board.run({"import", name, "--map", "map.yaml"});
    EXPECT_EQ(run.exit_code, kDone) << run.err;
    EXPECT_THAT(board.read(kTax),
                HasSubstr("pay: {min: 50, max: 90.5, currency: USD, unit: hour}"));
    EXPECT_THAT(board.read(kTax), HasSubstr("  - tax adviser\n  - accountant\n---\n"));
  }
}

TEST(ImportedList, AListingThatWouldNotPassTheCheckStopsTheWholeImport) {
  ListBoard board;
  replace(board, "jobs.csv", "20/11/2026", "31/11/2026");
  expect_refused(board,
                 "jobs.csv:2:1: error: \"posted\" is not a date: 2026-11-31\n"
                 " 2 | \"Tax Reviewer, Senior\",Turing,50,90,https://work.turing.com/jobs/1,tax "
                 "adviser; accountant,31/11/202…\n"
                 "   | ^\n"
                 "  help: the calendar has no such day between 1900 and 2999\n");
}

TEST(ImportedList, AMistakeThatEveryListingRepeatsIsToldOnce) {
  ListBoard board;
  replace(board, "map.yaml", "names: {Turing: turing", "names: {Turing: turin");
  const std::string err = import(board).err;
  const std::string message = "there is no platform \"turin\"";
  EXPECT_THAT(err, HasSubstr(message + " (and in 1 other role of this import)\n"));
  EXPECT_EQ(err.find(message), err.rfind(message));
}

TEST(ImportedList, AListingThatStandsTwiceCountsOnce) {
  ListBoard board;
  const std::string list = board.read("jobs.csv");
  board.write("jobs.csv", list + list.substr(list.find("Claims Reader")));
  const Outcome run = import(board);
  EXPECT_THAT(run.err, HasSubstr("jobs.csv:5:1: warning: this listing stands in the list twice\n"));
  EXPECT_THAT(run.out, HasSubstr("3 opened.\n"));
}

}  // namespace
}  // namespace rolepress::testing
