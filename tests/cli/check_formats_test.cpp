// `check` as pull requests use it: formats for machines, only what changed, and mending.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "content/mend_source.h"
#include "content/written_date.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Board board_with_a_wrong_key() { return Board().role("tax-reviewer", "tilte: X\n" + good_role()); }

TEST(CheckFormats, GithubAnnotatesTheLine) {
  const Outcome run = DiskBoard(board_with_a_wrong_key()).run({"check", "--format", "github"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.out,
              HasSubstr("::error file=content/roles/tax-reviewer.md,line=2,col=1,endColumn=6,"
                        "title=unknown-key::there is no field \"tilte\""));
}

TEST(CheckFormats, GithubShowsTheWorstTenAndCountsTheRest) {
  Board board;
  for (int i = 0; i < 14; ++i) {
    board.role(fmt::format("role-{}", i),
               fmt::format("title: Number {}\nplatform: turing\n"
                           "category: finance-ai-training/accountants-tax\n"
                           "apply: https://work.turing.com/{}\n",
                           i, i));
  }
  board.role("zz-broken", "tilte: X\n" + good_role());
  const std::string out = DiskBoard(board).run({"check", "--format", "github"}).out;
  EXPECT_EQ(out.find("::error "), 0U) << out;
  std::size_t lines = 0;
  for (const char c : out) lines += c == '\n' ? 1 : 0;
  EXPECT_EQ(lines, 11U) << out;
  EXPECT_THAT(out, HasSubstr(" more; `rolepress check` tells them all\n"));
}

TEST(CheckFormats, GithubEscapesWhatWouldEndACommand) {
  const DiskBoard board(Board().role("a", "tilte%0A::error::x: y\n" + good_role()));
  const std::string out = board.run({"check", "--format", "github"}).out;
  EXPECT_THAT(out, HasSubstr("%250A"));
  EXPECT_THAT(out, Not(HasSubstr("\n::error::x")));
}

TEST(CheckFormats, SarifNamesToolRuleAndRegion) {
  const Outcome run = DiskBoard(board_with_a_wrong_key()).run({"check", "--format", "sarif"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  const auto document = nlohmann::json::parse(run.out);
  EXPECT_EQ(document.at("version"), "2.1.0");
  const auto& found = document.at("runs").at(0);
  EXPECT_EQ(found.at("tool").at("driver").at("name"), "rolepress");
  const auto& result = found.at("results").at(0);
  EXPECT_EQ(result.at("ruleId"), "unknown-key");
  EXPECT_EQ(result.at("level"), "error");
  const auto& place = result.at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"), "content/roles/tax-reviewer.md");
  EXPECT_EQ(place.at("region").at("startLine"), 2);
  EXPECT_EQ(place.at("region").at("endColumn"), 6);
}

TEST(CheckFormats, SarifOfACleanBoardHasNoResults) {
  const Outcome run = DiskBoard(Board().role("a", good_role())).run({"check", "--format", "sarif"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_TRUE(nlohmann::json::parse(run.out).at("runs").at(0).at("results").empty());
}

TEST(CheckFormats, JunitHasAFailureForEachFileWithErrors) {
  const Outcome run = DiskBoard(board_with_a_wrong_key()).run({"check", "--format", "junit"});
  EXPECT_THAT(run.out, HasSubstr("tests=\"1\" failures=\"1\""));
  EXPECT_THAT(run.out, HasSubstr("name=\"content/roles/tax-reviewer.md\""));
  EXPECT_THAT(run.out, HasSubstr("<failure message=\"there is no field &quot;tilte&quot;"));
  const Outcome clean =
      DiskBoard(Board().role("a", good_role())).run({"check", "--format", "junit"});
  EXPECT_THAT(clean.out, HasSubstr("tests=\"1\" failures=\"0\""));
}

// Changes -----------------------------------------------------------------------------------------

void git(const DiskBoard& board, const std::string& words) {
  const std::string command =
      fmt::format("cd '{}' && git -c user.name=T -c user.email=t@example.org {} >/dev/null 2>&1",
                  board.path().string(), words);
  ASSERT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c)
}

DiskBoard& commit_all(DiskBoard& board) {
  git(board, "init -q -b main");
  git(board, "add -A");
  git(board, "commit -q -m start");
  return board;
}

TEST(CheckChangedSince, ReportsOnlyOnFilesThatChanged) {
  DiskBoard board(Board().role("old",
                               "title: Old\nplatform: turing\n"
                               "category: finance-ai-training/accountants-tax\n"
                               "apply: https://work.turing.com/1\n"));
  commit_all(board);
  board.write("content/roles/new.md", "---\ntilte: X\n" + good_role() + "---\n");
  const Outcome run = board.run({"check", "--changed-since", "HEAD"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr("content/roles/new.md:2:1: error"));
  EXPECT_THAT(run.err, Not(HasSubstr("content/roles/old.md")));
  board.remove("content/roles/new.md");
  const Outcome clean = board.run({"check", "--changed-since", "HEAD"});
  EXPECT_EQ(clean.exit_code, kDone);
  EXPECT_EQ(clean.err, "");
}

TEST(CheckChangedSince, AnErrorInAnotherFileIsNotForgotten) {
  DiskBoard board(Board().role("a", good_role()));
  commit_all(board);
  board.remove("content/categories/finance-ai-training/accountants-tax.md");
  const Outcome run = board.run({"check", "--changed-since", "HEAD"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr("1 error in files that did not change"));
}

TEST(CheckChangedSince, WorksBelowTheTopOfTheRepository) {
  DiskBoard board;
  git(board, "init -q -b main");
  const FileTree tree = Board().tree();
  for (const SourceFile& file : tree.files()) {
    board.write("sub/" + file.path, file.text);
  }
  git(board, "add -A");
  git(board, "commit -q -m start");
  board.write("sub/content/roles/new.md", "---\ntilte: X\n" + good_role() + "---\n");
  const Outcome run = board.run(
      {"check", "--content", "sub/content", "--layouts", "sub/layouts", "--changed-since", "main"});
  EXPECT_THAT(run.err, HasSubstr("sub/content/roles/new.md:2:1: error"));
}

TEST(CheckChangedSince, OutsideOfARepositoryIsExplained) {
  const Outcome run = DiskBoard().run({"check", "--changed-since", "main"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_EQ(run.err,
            "content: error: this folder lies in no git repository\n"
            "  help: leave out --changed-since, or run this in a clone\n\n");
}

TEST(CheckChangedSince, AnUnknownRevisionIsExplained) {
  DiskBoard board;
  commit_all(board);
  for (const std::string revision : {"no-such-branch", "--all"}) {
    const Outcome run = board.run({"check", "--changed-since=" + revision});
    EXPECT_EQ(run.exit_code, kWrongUsage);
    EXPECT_THAT(run.err, HasSubstr("git knows no revision \"" + revision + "\""));
  }
}

// Mending -----------------------------------------------------------------------------------------

TEST(CheckFix, MendsWhatHasOneRightAnswerAndShowsIt) {
  DiskBoard board;
  board.write("content/roles/a.md",
              "---\r\ntitle: A\r\nplatfrom: turing   # our own\r\n"
              "category: finance-ai-training/accountants-tax  \r\n"
              "apply: https://work.turing.com/1\r\nposted: '28/5/2026'\r\n"
              "checked: 2026/11/3\r\n---\r\nA break  \r\nhere.\r\n");
  const Outcome run = board.run({"check", "--fix"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(board.read("content/roles/a.md"),
            "---\r\ntitle: A\r\nplatform: turing   # our own\r\n"
            "category: finance-ai-training/accountants-tax\r\n"
            "apply: https://work.turing.com/1\r\nposted: '2026-05-28'\r\n"
            "checked: 2026-11-03\r\n---\r\nA break  \r\nhere.\r\n");
  EXPECT_THAT(run.out, HasSubstr("--- content/roles/a.md\n+++ content/roles/a.md\n"
                                 "@@ -3,2 +3,2 @@\n-platfrom: turing   # our own\n"
                                 "-category: finance-ai-training/accountants-tax  \n"
                                 "+platform: turing   # our own\n"
                                 "+category: finance-ai-training/accountants-tax\n"
                                 "@@ -6,2 +6,2 @@\n"));
}

TEST(CheckFix, MendsValuesThatStandForOneWord) {
  DiskBoard board;
  const std::string file = "content/roles/x.md";
  board.write(file,
              "---\ntitle: Tax Reviewer\nplatform: turing\n"
              "category: finance-ai-training/accountants-tax\n"
              "pay: {min: 50, currency: £, unit: \"hourly\"}\n"
              "apply: https://work.turing.com/jobs/1\ncountries: [UK, de]\n"
              "closes: 2026–12–24\nstatus: Draft\n---\nText.\n");
  EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone);
  EXPECT_EQ(board.read(file),
            "---\ntitle: Tax Reviewer\nplatform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "pay: {min: 50, currency: GBP, unit: \"hour\"}\n"
            "apply: https://work.turing.com/jobs/1\ncountries: [DE, GB]\n"
            "closes: 2026-12-24\nstatus: draft\n---\nText.\n");
}

TEST(CheckFix, MendsAddressesThatABrowserWouldEncode) {
  DiskBoard board;
  const auto role = [](const std::string& address) {
    return "---\ntitle: Tax Reviewer\nplatform: turing\n"
           "category: finance-ai-training/accountants-tax\napply: " +
           address + "\n---\n";
  };
  const std::string file = "content/roles/x.md";
  for (const auto& [written, meant] :
       {std::pair("https://work.turing.com/7?a=b|c^{d}",
                  "https://work.turing.com/7?a=b%7Cc%5E%7Bd%7D"),
        std::pair("https://work.turing.com:443/jobs/é", "https://work.turing.com/jobs/%C3%A9")}) {
    board.write(file, role(written));
    EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone);
    EXPECT_EQ(board.read(file), role(meant));
  }
  for (const char* doubtful : {"https://work.turing.com/a b", "https://work.turing.com/a”",
                               "https://work.turing.com:8080/", "https://work.turing.com/\"x"}) {
    board.write(file, role(doubtful));
    EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kContentProblems);
    EXPECT_EQ(board.read(file), role(doubtful));
  }
}

TEST(CheckFix, MendsUnitsOfOtherLanguages) {
  DiskBoard board;
  for (const auto& [written, unit] : {std::pair("jour", "day"), std::pair("Monat", "month")}) {
    const auto role = [](const std::string& of) {
      return "---\ntitle: Tax Reviewer\nplatform: turing\n"
             "category: finance-ai-training/accountants-tax\n"
             "pay: {min: 450, currency: EUR, unit: " +
             of + "}\napply: https://work.turing.com/jobs/1\n---\n";
    };
    board.write("content/roles/x.md", role(written));
    EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone);
    EXPECT_EQ(board.read("content/roles/x.md"), role(unit));
  }
}

TEST(CheckFix, MendsInOneRunWhatOnlyShowsOnceAKeyIsMended) {
  DiskBoard board;
  board.write("content/roles/a.md",
              "\xef\xbb\xbf---\ntitle: A\u202e\u200b role\nplatform: turing\n"
              "category: finance-ai-training/accountants-tax\n"
              "apply: https://work.turing.com/1\nchekced: 2026-11-1\n---\n");
  EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone);
  EXPECT_EQ(board.read("content/roles/a.md"),
            "\xef\xbb\xbf---\ntitle: A role\nplatform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "apply: https://work.turing.com/1\nchecked: 2026-11-01\n---\n");
}

TEST(CheckFix, LeavesWhatMayMeanTwoThings) {
  DiskBoard board;
  const std::string text =
      "---\ntitle: A\nplatform: turing\n"
      "category: finance-ai-training/accountants-tax\n"
      "apply: https://work.turing.com/1\nposted: 3/5/2026\n"
      "tilte: B\n---\n";
  board.write("content/roles/a.md", text);
  EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kContentProblems);
  EXPECT_EQ(board.read("content/roles/a.md"), text);
}

TEST(CheckFix, LeavesCountriesOfWhichTheNameIsAPartOrSharedByOthers) {
  DiskBoard board;
  const auto role = [](const std::string& country) {
    return "---\ntitle: A\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
           "apply: https://work.turing.com/1\ncountries: [" +
           country + "]\n---\n";
  };
  for (const char* name :
       {"England", "Scotland", "Wales", "Northern Ireland", "America", "Korea", "Georgia"}) {
    board.write("content/roles/a.md", role(name));
    EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kContentProblems) << name;
    EXPECT_EQ(board.read("content/roles/a.md"), role(name));
  }
  for (const auto& [name, code] :
       {std::pair("Great Britain", "GB"), std::pair("Britain", "GB"), std::pair("U.S.", "US"),
        std::pair("UAE", "AE"), std::pair("Holland", "NL"), std::pair("Turkey", "TR"),
        std::pair("Deutschland", "DE"), std::pair("Ireland", "IE")}) {
    board.write("content/roles/a.md", role(name));
    EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone) << name;
    EXPECT_EQ(board.read("content/roles/a.md"), role(code));
  }
}

TEST(CheckFix, LeavesBlanksThatBelongToAText) {
  const auto mended = [](const std::string& text) {
    return mended_text({"content/roles/a.yaml", "content/roles/a.yaml", text}, {});
  };
  EXPECT_EQ(mended("title: A  \nn: 1\t\n"), "title: A\nn: 1\n");
  EXPECT_EQ(mended("title: A  \nbody: |  \n\n  Text.  \n  \n   More.  \nn: 1  \n"),
            "title: A\nbody: |\n\n  Text.  \n  \n   More.  \nn: 1\n");
  EXPECT_EQ(
      mended("a: [x]  \nb:  \n  - c: >-\n      d  \n    e: f  \n  - |\n    g  \nh: |\ni: j  "),
      "a: [x]\nb:\n  - c: >-\n      d  \n    e: f\n  - |\n    g  \nh: |\ni: j");
}

TEST(CheckFix, MendsInOneRunWhatIsKnownOfAFieldOnceItIsNamed) {
  DiskBoard board;
  const auto role = [](const std::string& field) {
    return "---\ntitle: A\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
           "apply: https://work.turing.com/1\n" +
           field + "\n---\nText.\n";
  };
  board.write("content/roles/a.md", role("profesions: [b, a, b, \"a\"]"));
  const Outcome run = board.run({"check", "--fix"});
  EXPECT_EQ(board.read("content/roles/a.md"), role("professions: [b, a]"));
  EXPECT_THAT(run.out, HasSubstr("@@ -6 +6 @@\n-profesions: [b, a, b, \"a\"]\n"
                                 "+professions: [b, a]\n"));
}

TEST(CheckFix, ListsLoseWhatStandsTwiceAndThoseInAnyOrderAreSorted) {
  DiskBoard board;
  const auto role = [](const std::string& tasks, const std::string& countries) {
    return "---\ntitle: A\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
           "tasks: " +
           tasks + "\napply: https://work.turing.com/1\ncountries:" + countries +
           "summary: S\n---\nText.\n";
  };
  board.write("content/roles/a.md",
              role("[b, 'a, c', b]  # mine", "\n  - US\n  - GB   # first\n  - \"DE\"\n  - US\n"));
  const Outcome run = board.run({"check", "--fix"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(board.read("content/roles/a.md"),
            role("[b, 'a, c']  # mine", "\n  - \"DE\"\n  - GB   # first\n  - US\n"));
  EXPECT_THAT(run.out, HasSubstr("@@ -5 +5 @@\n-tasks: [b, 'a, c', b]  # mine\n"
                                 "+tasks: [b, 'a, c']  # mine\n"));
  EXPECT_THAT(run.out, HasSubstr("@@ -8,2 +7,0 @@\n-  - US\n-  - GB   # first\n"
                                 "@@ -10,0 +9 @@\n+  - GB   # first\n"));
}

TEST(CheckFix, LeavesListsThatArePutInNoSimpleWay) {
  const auto role = [](const std::string& countries) {
    return SourceFile{"content/roles/a.yaml", "content/roles/a.yaml", "countries:" + countries};
  };
  for (const std::string countries : {" [US,\n  GB]\n", "\n  - US\n  # then\n  - GB\n",
                                      "\n  - US\n  - GB", " [\"\\x55S\", GB]\n"}) {
    EXPECT_EQ(mended_text(role(countries), {}), role(countries).text);
  }
  EXPECT_EQ(mended_text(role(" [US, GB]"), {}), "countries: [GB, US]");
}

TEST(CheckFix, ShowsWhatChangedInAFileOfVeryManyLines) {
  DiskBoard board(Board().role("a", good_role()));
  std::string many;
  for (int i = 1; i <= 20'000; ++i) many += "# remark\n";
  const std::string synonyms = "groups:\n  - [lawyer, attorney]\n";
  board.write("content/synonyms.yaml", many + "# end \n" + synonyms);
  const Outcome run = board.run({"check", "--fix"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(board.read("content/synonyms.yaml"), many + "# end\n" + synonyms);
  EXPECT_THAT(run.out, HasSubstr("@@ -20001 +20001 @@\n-# end \n+# end\n"));
}

TEST(CheckFix, WritesNothingWhereNothingIsToMend) {
  const DiskBoard board(Board().role("a", good_role()));
  const auto before = snapshot(board.path());
  EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone);
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(OnlyDate, IsTheDayThatAFormCanMean) {
  EXPECT_EQ(only_date("2026/5/8"), "2026-05-08");
  EXPECT_EQ(only_date("2026.05.28"), "2026-05-28");
  EXPECT_EQ(only_date("28.5.2026"), "2026-05-28");
  EXPECT_EQ(only_date("5/28/2026"), "2026-05-28");
  EXPECT_EQ(only_date("5/5/2026"), "2026-05-05");
  for (const std::string text : {"3/5/2026", "31/2/2026", "28/5/26", "today", "", "1/2/3/4"}) {
    EXPECT_EQ(only_date(text), "") << text;
  }
}

}  // namespace
}  // namespace rolepress::testing
