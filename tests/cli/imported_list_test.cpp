// The forms in which a platform's list comes, and what is said of one that is wrong.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tuple>

#include "base/text.h"
#include "cli/commands.h"
#include "site/list_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ImportedList, AMistakeInAChangedFactIsToldOfTheList) {
  ListBoard board;
  EXPECT_EQ(import(board).exit_code, kDone);
  replace(board, "jobs.csv", "50,90", "a lot,90");
  expect_refused(board, "jobs.csv:2:31: error: \"low\" is not an amount of pay: a lot\n");
}

TEST(ImportedList, EveryMistakeOfTheListIsToldInOneRun) {
  ListBoard board;
  board.write("jobs.csv",
              "title,platform,low,high,url,who,date\n"
              "\"A\"b,Turing,,,https://work.turing.com/jobs/1,,\n"
              "No Id,Turing,,,,,\n"
              "Pay,Turing,a lot,,https://work.turing.com/jobs/3,,\n"
              "Short,Turing\n"
              "Day,Turing,,,https://work.turing.com/jobs/5,,31/11/2026\n"
              "Open,Turing,,,\"https://work.turing.com/jobs/6,,\n"
              "Day again,Turing,,,https://work.turing.com/jobs/7,,32/11/2026\n");
  const std::string err = import(board).err;
  for (const char* message :
       {"jobs.csv:2:4: error: a quote stands where none can stand\n",
        "jobs.csv:3:1: error: this listing has no id\n",
        "jobs.csv:4:12: error: \"low\" is not an amount of pay: a lot\n",
        "jobs.csv:5:1: error: this row has 2 cells, the first one 7\n",
        "jobs.csv:6:46: error: \"posted\" is not a date: 31/11/2026\n",
        "jobs.csv:7:1: error: a double quote is opened in this row and never closed\n",
        "jobs.csv:8:52: error: \"posted\" is not a date: 32/11/2026\n",
        "Nothing was written: 7 errors and 0 warnings.\n"}) {
    EXPECT_THAT(err, HasSubstr(message));
  }
}

TEST(ImportedList, AMistakeInAListWithoutRowsNamesPlaceAndListing) {
  ListBoard board;
  board.write("jobs.json", R"([{"title": "Tax", "platform": "Turing", "low": "a lot", "high": "",
      "url": "https://work.turing.com/jobs/1", "who": "", "date": ""},
 7,
 {"title": "Audit", "platform": "Turing"}, {"platform": "Turing"},
 {"title": null, "platform": "Turing", "url": "https://work.turing.com/jobs/5"}])");
  const std::string err = board.run({"import", "jobs.json", "--map", "map.yaml"}).err;
  for (const char* message :
       {"jobs.json:1:48: error: in listing 1 (\"Tax\"): \"low\" is not an amount of pay: a lot\n",
        "jobs.json:3:2: error: listing 2 has no fields\n",
        "jobs.json:4:2: error: listing 3 (\"Audit\") has no id\n",
        "jobs.json:4:44: error: listing 4 has no id\n",
        "jobs.json:5:2: error: in listing 5 (\"https://work.turing.com/jobs/5\"): the field "
        "\"title\" is missing\n"}) {
    EXPECT_THAT(err, HasSubstr(message));
  }
}

TEST(ImportedList, ReadsAnObjectOnEachLine) {
  ListBoard board;
  const std::string line =
      R"({"title": "Tax Reviewer, Senior", "platform": "Turing", "low": 50, "high": 90,)"
      R"( "url": "https://work.turing.com/jobs/1", "who": ["auditor"], "date": null})"
      "\r\n";
  board.write("jobs.jsonl", line + "\n" + line);
  const Outcome run = board.run({"import", "jobs.jsonl", "--map", "map.yaml"});
  EXPECT_EQ(run.out, "opened    " + std::string(kTax) + "  Tax Reviewer, Senior\n1 opened.\n");
  EXPECT_THAT(run.err, HasSubstr("jobs.jsonl:3:1: warning: listing 2 (\"Tax Reviewer, Senior\") "
                                 "stands in the list twice\n"));
  board.write("jobs.jsonl", line + "{\"title\" 1}\n[]\n{\"a\": 1} {}\n");
  const std::string err = board.run({"import", "jobs.jsonl", "--map", "map.yaml"}).err;
  EXPECT_THAT(err, HasSubstr("jobs.jsonl:2:10: error: this line is no JSON from here on\n"));
  EXPECT_THAT(err, HasSubstr("jobs.jsonl:3:1: error: listing 2 has no fields\n"));
  EXPECT_THAT(err, HasSubstr("jobs.jsonl:4:10: error: this line is no JSON from here on\n"));
  board.write("jobs.json", line + line);
  EXPECT_THAT(board.run({"import", "jobs.json", "--map", "map.yaml"}).err,
              HasSubstr("jobs.json:2:1: error: the file has ended before this\n"));
}

TEST(ImportedList, AFormThatCannotBeReadIsToldOfAllThatCan) {
  ListBoard board;
  board.write("jobs.txt", "a");
  EXPECT_THAT(board.run({"import", "jobs.txt", "--map", "map.yaml"}).err,
              HasSubstr("error: a list ends in .csv, .tsv, .json, .jsonl or .yaml\n"));
}

class NestedList : public ListBoard {
 public:
  explicit NestedList(const std::string& professions, const std::string& eligibility = "anyone") {
    write("map.yaml", "id: \"{url}\"\nfields:\n  title: \"{title}\"\n  platform: turing\n" +
                          std::string("  category: finance-ai-training/accountants-tax\n") +
                          "  apply: \"{url}\"\n  professions: {from: \"" + professions +
                          "\", separator: \",\"}\n  eligibility: \"" + eligibility + "\"\n");
    write("jobs.json", R"([{"title": "Tax Reviewer, Senior", "location": {"name": "Remote - US"},
      "url": "https://work.turing.com/jobs/1", "departments": [
        {"id": 1, "name": "Legal", "offices": [{"city": "London"}, {"city": "Leeds"}]},
        {"id": 2, "name": "Tax"}, {"id": 3}, null]},
      {"title": "Second", "url": "https://work.turing.com/jobs/2", "location": null,
       "departments": []}])");
  }
  [[nodiscard]] Outcome import() const { return run({"import", "jobs.json", "--map", "map.yaml"}); }
};

TEST(ImportedList, APathReachesIntoMappingsAndListsOfThem) {
  const NestedList board("{departments.name}", "{location.name}, {departments.offices.city}");
  EXPECT_THAT(board.import().out, HasSubstr("2 opened.\n"));
  EXPECT_THAT(board.read(kTax), HasSubstr("professions:\n  - Legal\n  - Tax\n"));
  EXPECT_THAT(board.read(kTax), HasSubstr("eligibility: \"Remote - US, London, Leeds\"\n"));
  EXPECT_THAT(board.read("content/roles/second.md"), Not(HasSubstr("eligibility")));
}

TEST(ImportedList, AMappingInThePlaceOfATextIsToldWithWhatItHolds) {
  const NestedList board("{departments}", "{location}");
  const Outcome run = board.import();
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err,
              HasSubstr("map.yaml:7:23: error: \"departments\" is no text: it holds id, name, "
                        "offices\n"));
  EXPECT_THAT(run.err,
              HasSubstr("  help: write {departments.name}, or another of them in this way\n"));
  EXPECT_THAT(run.err, HasSubstr("error: \"location\" is no text: it holds name\n"));
  EXPECT_FALSE(board.has(kTax));
}

TEST(ImportedList, APathThroughWhatIsEmptyTodayIsNoMistake) {
  NestedList board("{departments.name}", "{location.name.short}");
  replace(board, "jobs.json", "{\"name\": \"Remote - US\"}", "null");
  EXPECT_THAT(board.import().out, HasSubstr("2 opened.\n"));
}

TEST(ImportedList, AMisspeltPathIsNamedWithTheNearest) {
  EXPECT_THAT(NestedList("{departments.nmae}").import().err,
              HasSubstr("error: no listing has a column \"departments.nmae\"\n"));
  EXPECT_THAT(NestedList("{departments.nmae}").import().err,
              HasSubstr("help: did you mean \"departments.name\"?\n"));
}

// The help that comes with a message.
std::string help_of(const std::string& err, const std::string& message) {
  const std::size_t at = err.find(message);
  const std::size_t help = at == std::string::npos ? at : err.find("help: ", at);
  return help == std::string::npos ? err : err.substr(help, err.find('\n', help) - help);
}

TEST(ImportedList, ShortAndLongRowsGetTheirOwnHelp) {
  ListBoard board;
  board.write("jobs.csv", "title,url\nShort\nLong,2,3\n");
  const std::string err = import(board).err;
  EXPECT_EQ(help_of(err, "jobs.csv:2:1: error: this row has 1 cell, the first one 2\n"),
            "help: write empty cells as well; a cell that goes over lines must stand in double "
            "quotes");
  EXPECT_EQ(help_of(err, "jobs.csv:3:1: error: this row has 3 cells, the first one 2\n"),
            "help: a cell that holds a comma must stand in double quotes");
}

TEST(ImportedList, EmptyRowsAndColumnsOfATableAreNoPartOfTheList) {
  ListBoard board;
  std::string list;
  const std::string before = board.read("jobs.csv");
  for (const std::string_view line : split(before, '\n')) {
    if (!line.empty()) list += std::string(trim(line)) + ",, \r\n";
  }
  board.write("jobs.csv", list + ",,,,,,,,\r\n , ,,,,,,,\r\n,,\r\n");
  const Outcome run = import(board);
  EXPECT_THAT(run.out, HasSubstr("3 opened.\n")) << run.err;
  EXPECT_THAT(run.err, Not(HasSubstr("jobs.csv")));
  replace(board, "jobs.csv", "1/2/2026,,", "1/2/2026,,x");
  EXPECT_THAT(import(board).err, Not(HasSubstr("jobs.csv")));
}

TEST(ImportedList, AColumnWithoutANameIsNoneThatAnyoneAsksFor) {
  ListBoard board;
  std::string list;
  const std::string before = board.read("jobs.csv");
  int row = 0;
  for (const std::string_view line : split(without_bom(before), '\n')) {
    // As pandas saves a table: its own count of the rows stands before them.
    if (!line.empty())
      list += (row == 0 ? "" : std::to_string(row)) + "," + std::string(line) + "\n";
    ++row;
  }
  board.write("jobs.csv", list);
  const Outcome run = import(board);
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_THAT(run.out, HasSubstr("3 opened.\n"));
}

TEST(ImportedList, OneNameOfTwoColumnsOnlyMattersWhereTheMappingNamesIt) {
  ListBoard board;
  board.write("map.yaml",
              "id: \"{id}\"\nfields:\n  title: \"{title}\"\n  platform: turing\n"
              "  category: finance-ai-training/accountants-tax\n"
              "  apply: \"{url}\"\n");
  board.write("jobs.csv", "id,title,url,x,x\n1,Tax,https://work.turing.com/1,a,b\n");
  EXPECT_EQ(import(board).exit_code, kDone);
  board.write("jobs.csv", "id,title,url,title,x\n1,Tax,https://work.turing.com/1,a,b\n");
  const Outcome run = import(board);
  EXPECT_THAT(run.err, HasSubstr("map.yaml:3:10: error: 2 columns of the list are called "
                                 "\"title\"\n"));
  EXPECT_THAT(run.err, Not(HasSubstr("--skip-bad-rows")));
}

TEST(ImportedList, AQuoteThatIsNeverClosedIsToldOfWhereItBegins) {
  ListBoard board;
  board.write("jobs.csv",
              "a,b,c\n1,\"Never closed,x\n2,B,x\n3,\"C\",x\n4,\"two\nlines \"quoted\"\",x\n");
  const std::string problems = import(board).err;
  EXPECT_THAT(problems, HasSubstr("jobs.csv:2:3: error: a double quote is opened here and not "
                                  "closed before line 4\n"));
  EXPECT_THAT(problems, HasSubstr("jobs.csv:6:8: error: a quote stands where none can stand\n"));
  EXPECT_THAT(problems, HasSubstr("help: close the quote that begins the cell in line 5, or put "));
  EXPECT_THAT(problems, Not(HasSubstr("jobs.csv:4:")));
}

TEST(ImportedList, AMappingOfIdsToListingsIsAList) {
  ListBoard board;
  board.write("map.yaml",
              "id: \"{id}\"\nfields:\n  title: \"{title}\"\n  platform: turing\n"
              "  category: finance-ai-training/accountants-tax\n"
              "  apply: \"{url}\"\n");
  board.write("jobs.json",
              R"({"7": {"id": 7, "title": "Tax", "url": "https://work.turing.com/7"},
                  "9": {"id": 9, "title": "Law", "url": "https://work.turing.com:443/9|a"}})");
  const Outcome run = board.run({"import", "jobs.json", "--map", "map.yaml"});
  EXPECT_THAT(run.out, HasSubstr("2 opened.\n")) << run.err;
  EXPECT_THAT(board.read("content/roles/law.md"),
              HasSubstr("apply: https://work.turing.com/9%7Ca\n"));
  board.write("jobs.json", R"({"data": {"jobs": []}, "meta": {"page": 1}})");
  EXPECT_THAT(board.run({"import", "jobs.json", "--map", "map.yaml"}).err,
              HasSubstr("jobs.json:1:1: error: the file is no list\n"));
}

TEST(ImportedList, ReadsDaysInTheFormThatTheMappingNames) {
  const std::tuple<const char*, const char*, const char*> days[] = {
      {"MM/DD/YYYY", "11/18/2026 9:00", "2026-11-18"},
      {"MM/DD/YYYY", "1/8/2026 9:00:00 PM", "2026-01-08"},
      {"DD/MM/YYYY", "18/11/2026T09:00", "2026-11-18"},
      {"DD.MM.YYYY", "8.1.2026", "2026-01-08"},
      {"YYYY-MM-DD", "2026-11-18 09:00 +0100", "2026-11-18"},
  };
  for (const auto& [form, written, day] : days) {
    ListBoard board;
    replace(board, "map.yaml", "DD/MM/YYYY", form);
    replace(board, "jobs.csv", "1/2/2026", "");
    replace(board, "jobs.csv", "20/11/2026", written);
    const Outcome run = import(board);
    EXPECT_EQ(run.exit_code, kDone) << run.err;
    EXPECT_THAT(board.read(kTax), HasSubstr("posted: " + std::string(day) + "\n"));
  }
}

TEST(ImportedList, WhatIsNoDayIsToldInTheWordsOfTheList) {
  for (const std::string written : {"11/18/26", "11/18/2026 nine", "18.11.2026", "x/y/2026"}) {
    ListBoard board;
    replace(board, "map.yaml", "DD/MM/YYYY", "MM/DD/YYYY");
    replace(board, "jobs.csv", "20/11/2026", written);
    expect_refused(board, "jobs.csv:2:92: error: \"posted\" is not a date: " + written + "\n");
  }
}

TEST(ImportedList, ATitleThatBeginsWithADayStaysWhole) {
  ListBoard board;
  replace(board, "jobs.csv", "Claims Reader", "2026-11-20 Claims Reader");
  EXPECT_EQ(import(board).exit_code, kDone);
  EXPECT_TRUE(board.has("content/roles/2026-11-20-claims-reader.md"));
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
  const std::pair<std::string_view, const char*> cases[] = {
      {"a,b\r\n\"x\"y,z\r\n", "jobs.csv:2:4: error: a quote stands where none can stand\n"},
      {"a,b\n1,\"two\nlines", "jobs.csv:2:1: error: a double quote is opened in this row"},
      {"a,b\n1\n", "jobs.csv:2:1: error: this row has 1 cell, the first one 2\n"},
      {"", "jobs.csv: error: the file is empty\n"},
      {"a\nCaf\xe9\n",
       "jobs.csv:2:4: error: this is not UTF-8 text, but most likely Windows-1252, as Excel saves "
       "a plain CSV\n"},
      {std::string_view("\xff\xfe\x61\0\n\0", 6),
       "jobs.csv: error: this is not UTF-8 text, but UTF-16\n"},
  };
  for (const auto& [text, message] : cases) {
    ListBoard board;
    board.write("jobs.csv", std::string(text));
    expect_refused(board, message);
  }
  ListBoard board;
  board.write("bad.json", "[{\"a\": 1},\n {\"b\" 2}]");
  EXPECT_THAT(board.run({"import", "bad.json", "--map", "map.yaml"}).err,
              HasSubstr("bad.json:2:7: error: the file is no JSON from here on\n"));
  for (const std::string word : {"NaN", "Infinity", "-Infinity"}) {
    board.write("nan.json", "[{\"a\": 1},\n {\"low\": " + word + "}]");
    EXPECT_THAT(board.run({"import", "nan.json", "--map", "map.yaml"}).err,
                HasSubstr(": error: " + word + " is no JSON, though some programs write it\n"));
  }
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
                 "jobs.csv:2:92: error: \"posted\" is not a date: 31/11/2026\n"
                 " 2 | …://work.turing.com/jobs/1,tax adviser; accountant,31/11/2026\n"
                 "   |                                                    ^~~~~~~~~~\n"
                 "  help: the calendar has no such day between 1900 and 2999\n");
}

TEST(ImportedList, AMistakeThatEveryListingRepeatsIsToldOnce) {
  ListBoard board;
  replace(board, "map.yaml", "names: {Turing: turing", "names: {Turing: turin");
  const std::string err = import(board).err;
  const std::string message = "there is no platform \"turin\"";
  EXPECT_THAT(err,
              HasSubstr(message + " (and in 1 other role of this import: Tax Reviewer, Senior)\n"));
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
