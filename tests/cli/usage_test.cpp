// What a user types, and what the program makes of it before it looks at any content.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kExitCodes =
    "Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 the machine failed.";

// Usage is wrong in the same way everywhere: exit code 2, one message, nothing on stdout, nothing
// published.
void expect_wrong_usage(const std::vector<std::string>& arguments, const std::string& message,
                        const RunOptions& options = {}) {
  const DiskBoard board;
  const auto before = snapshot(board.path());
  const Outcome run = board.run(arguments, options);
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_EQ(run.err, message);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(Usage, VersionIsNameAndNumber) {
  const Outcome run = DiskBoard().run({"--version"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.out, "rolepress " ROLEPRESS_VERSION "\n");
  EXPECT_EQ(run.err, "");
}

TEST(Usage, HelpShowsAnExampleOfEachCommandAndTheExitCodes) {
  const Outcome run = DiskBoard().run({"--help"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.err, "");
  EXPECT_THAT(run.out, HasSubstr(kExitCodes));
  EXPECT_THAT(run.out, HasSubstr("Examples:\n"));
  for (const Command& command : commands()) {
    const std::string line(command.examples.substr(0, command.examples.find('\n')));
    EXPECT_THAT(run.out, HasSubstr("\n  " + line + "\n"));
  }
  EXPECT_THAT(run.out,
              HasSubstr("  rolepress new role --title \"Tax Reviewer\" --platform turing \\\n"
                        "      --category finance-ai-training/accountants-tax \\\n"
                        "      --apply https://work.turing.com/jobs/123\n"));
  for (const Command& command : commands()) {
    const std::string_view examples = command.examples;
    EXPECT_THAT(run.out, HasSubstr("\n  " + std::string(examples.substr(0, examples.find('\n')))));
  }
}

TEST(Usage, HelpOfEachCommandShowsAllItsExamplesAndTheExitCodes) {
  const DiskBoard board;
  for (const Command& command : commands()) {
    const Outcome run = board.run({std::string(command.name), "--help"});
    EXPECT_EQ(run.exit_code, kDone) << command.name;
    EXPECT_EQ(run.err, "") << command.name;
    EXPECT_THAT(run.out, HasSubstr(kExitCodes)) << command.name;
    std::string examples = "Examples:\n";
    for (std::string_view rest = command.examples; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      examples += "  " + std::string(line) + "\n";
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    EXPECT_THAT(run.out, HasSubstr(examples)) << command.name;
    EXPECT_THAT(run.out, HasSubstr("`rolepress --help` tells the options of every command."));
  }
}

TEST(Usage, HelpOfNewRoleNamesEveryFlag) {
  const Outcome run = DiskBoard().run({"new", "role", "--help"});
  EXPECT_EQ(run.exit_code, kDone);
  for (const char* flag : {"--title", "--platform", "--category", "--also-in", "--apply",
                           "--summary", "--professions", "--closes", "--pay-min", "--slug"}) {
    EXPECT_THAT(run.out, HasSubstr(flag));
  }
  EXPECT_THAT(run.out, HasSubstr(kExitCodes));
  EXPECT_THAT(run.out, Not(HasSubstr("--body")));
}

TEST(Usage, AMisspeltCommandIsToldTheNearest) {
  expect_wrong_usage({"biuld"},
                     "error: there is no command \"biuld\"\n"
                     "  help: did you mean \"build\"?\n");
}

TEST(Usage, AnUnknownCommandIsToldWhereToSeeWhatThereIs) {
  expect_wrong_usage({"publish"},
                     "error: there is no command \"publish\"\n"
                     "  help: run it with --help to see what there is\n");
}

TEST(Usage, AMisspeltKindOfNewFileIsToldTheNearest) {
  expect_wrong_usage({"new", "roel"},
                     "error: there is no command \"roel\"\n"
                     "  help: did you mean \"role\"?\n");
}

TEST(Usage, NoCommandAtAllIsExplained) {
  expect_wrong_usage({},
                     "error: A subcommand is required\n"
                     "  help: run it with --help to see how it is used\n");
}

TEST(Usage, AMisspeltOptionIsToldTheNearest) {
  expect_wrong_usage({"build", "--ouput", "x"},
                     "error: there is no option \"--ouput\"\n"
                     "  help: did you mean \"--output\"?\n");
}

TEST(Usage, AMisspeltOptionOfTheCommandItselfIsToldTheNearest) {
  expect_wrong_usage({"build", "--strct"},
                     "error: there is no option \"--strct\"\n"
                     "  help: did you mean \"--strict\"?\n");
}

TEST(Usage, AnUnknownOptionWithAValueIsNamedWithoutIt) {
  expect_wrong_usage({"list", "--colour=never"},
                     "error: there is no option \"--colour\"\n"
                     "  help: it may be one of: --help, --state, --version, --content, --layouts, "
                     "--output, --date, --jobs, --quiet, --format\n");
}

TEST(Usage, AnUnknownOptionAmongManyIsReferredToTheHelp) {
  expect_wrong_usage({"new", "role", "--colour"},
                     "error: there is no option \"--colour\"\n"
                     "  help: run it with --help to see what there is\n");
}

TEST(Usage, AWordTooManyIsNamed) {
  expect_wrong_usage({"build", "extra"},
                     "error: The following argument was not expected: extra\n"
                     "  help: run it with --help to see how it is used\n");
}

TEST(Usage, ADayThatTheCalendarLacksIsRefused) {
  for (const std::string day : {"2026-02-30", "24.11.2026", "today", "", "2026-1-1"}) {
    expect_wrong_usage({"build", "--date", day},
                       "error: --date: " + day +
                           " is not a day; write YYYY-MM-DD\n"
                           "  help: run it with --help to see how it is used\n");
  }
}

TEST(Usage, ANumberOfJobsOutOfRangeIsRefused) {
  for (const std::string jobs : {"257", "-1", "many", "1.5"}) {
    expect_wrong_usage({"build", "--jobs", jobs},
                       "error: --jobs: Value " + jobs +
                           " not in range 0 to 256\n"
                           "  help: run it with --help to see how it is used\n");
  }
}

TEST(Usage, AnEpochThatIsNoNumberIsRefused) {
  for (const std::string epoch : {"yesterday", "", "-1", "1e9", "999999999999"}) {
    RunOptions options;
    options.environment["SOURCE_DATE_EPOCH"] = epoch;
    expect_wrong_usage({"build"},
                       "error: SOURCE_DATE_EPOCH: must be a number of seconds since 1970, not " +
                           epoch + "\n  help: run it with --help to see how it is used\n",
                       options);
  }
}

TEST(Usage, AnUnknownFormatIsRefused) {
  expect_wrong_usage({"list", "--format", "xml"},
                     "error: --format: xml not in {text,json,csv,github,sarif,junit}\n"
                     "  help: run it with --help to see how it is used\n");
}

TEST(Usage, AFormatThatTheCommandDoesNotPrintIsRefused) {
  expect_wrong_usage({"list", "--format", "sarif"},
                     "error: `list` does not print sarif\n  help: it prints text, json, csv\n");
}

TEST(Usage, CommandsThatPrintTextOnlyRefuseOtherFormats) {
  const std::vector<std::vector<std::string>> commands = {
      {"admin"}, {"docs", "man"}, {"new", "pool"}};
  for (std::vector<std::string> arguments : commands) {
    const std::string name = arguments.front();
    arguments.insert(arguments.end(), {"--format", "json"});
    expect_wrong_usage(arguments,
                       "error: `" + name + "` does not print json\n  help: it prints text\n");
  }
}

TEST(Usage, RulesAreOfTheWholeSiteAsItIs) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> others = {
      {{"--fix"}, "--fix"},
      {{"--changed-since", "HEAD"}, "--changed-since"},
      {{"--format", "github"}, "--format github"}};
  for (const auto& [words, name] : others) {
    std::vector<std::string> arguments = {"check", "--rules"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    expect_wrong_usage(arguments, "error: --rules and " + name +
                                      " cannot go together\n"
                                      "  help: run `rolepress check` once with each\n");
  }
}

TEST(Usage, AnUnknownStateIsRefused) {
  expect_wrong_usage({"list", "--state", "open"},
                     "error: --state: open not in "
                     "{live,closing,stale,unchecked,scheduled,draft,closed,repeated,all}\n"
                     "  help: run it with --help to see how it is used\n");
}

TEST(Usage, NewRoleWithoutATitleIsRefused) {
  expect_wrong_usage({"new", "role", "--platform", "turing", "--category",
                      "finance-ai-training/accountants-tax", "--apply", "https://work.turing.com/"},
                     "error: --title is required\n"
                     "  help: run it with --help to see how it is used\n");
}

TEST(Usage, PublishingIntoTheSourcesIsRefused) {
  for (const std::string folder : {"content", "layouts"}) {
    for (const std::string& output :
         {folder + "/public", folder, "./" + folder + "/../" + folder}) {
      expect_wrong_usage({"build", "--output", output},
                         "error: --output " + output + " and " + folder +
                             " lie one within the other\n"
                             "  help: choose an output folder of its own\n");
    }
  }
}

TEST(Usage, PublishingOverTheSourcesIsRefused) {
  expect_wrong_usage({"build", "--output", "."},
                     "error: --output . and content lie one within the other\n"
                     "  help: choose an output folder of its own\n");
}

TEST(Usage, PublishingIntoTheSourcesThroughALinkIsRefused) {
  const DiskBoard board;
  std::filesystem::create_directory_symlink("content", board.path("elsewhere"));
  const Outcome run = board.run({"build", "--output", "elsewhere/public"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_EQ(run.err,
            "error: --output elsewhere/public and content lie one within the other\n"
            "  help: choose an output folder of its own\n");
}

TEST(Usage, AFolderHasAName) {
  for (const char* command : {"build", "clean"}) {
    expect_wrong_usage({command, "--output", ""},
                       "error: --output: a folder must have a name\n"
                       "  help: run it with --help to see how it is used\n");
  }
}

}  // namespace
}  // namespace rolepress::testing
