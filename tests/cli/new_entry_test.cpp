// `new` as an editor uses it: at a terminal that asks, and for the other kinds of files.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "cli/choices.h"
#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// What is shown and written when these keys are pressed; \x04 is Ctrl-D.
Outcome type(const DiskBoard& board, const std::vector<std::string>& arguments,
             const std::string& keys) {
  RunOptions options;
  options.terminal = true;
  options.typed = keys + "\x04";  // so that a question too many ends it
  return board.run(arguments, options);
}

TEST(NewOnATerminal, AsksForARoleAndJudgesEachAnswerAsTheCheckWill) {
  const DiskBoard board;
  const Outcome run = type(board, {"new", "role"},
                           "Tax Reviewer\n"
                           "tuirng\n"                    // a slip for Turing
                           "nothing of the kind\ntax\n"  // the category by a part of its name
                           "fifty\n50\n90\n\n\n"
                           "https://evil.example/1\nhttps://work.turing.com/jobs/1\n"
                           "Check answers: all of them.\n"
                           "tax adviser, accountant\n"
                           "20.11.2026\n2026-11-20\n");
  EXPECT_EQ(run.exit_code, kDone) << run.out;
  EXPECT_THAT(run.out, HasSubstr("= Turing (turing)"));
  EXPECT_THAT(run.out, HasSubstr("nothing is called like that"));
  EXPECT_THAT(run.out, HasSubstr("\"min\" is not an amount: fifty"));
  EXPECT_THAT(run.out, HasSubstr("evil.example is no host of Turing"));
  EXPECT_THAT(run.out, HasSubstr("write 2026-11-20 if that is the day you mean"));
  EXPECT_THAT(run.out, HasSubstr("Wrote content/roles/tax-reviewer.md."));
  EXPECT_EQ(board.read("content/roles/tax-reviewer.md"),
            "---\n"
            "title: Tax Reviewer\n"
            "platform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "pay: {min: 50, max: 90, currency: USD, unit: hour}\n"
            "apply: https://work.turing.com/jobs/1\n"
            "summary: \"Check answers: all of them.\"\n"
            "professions:\n"
            "  - tax adviser\n"
            "  - accountant\n"
            "posted: 2026-11-20\n"
            "---\n");
  EXPECT_EQ(board.run({"check", "--strict"}).exit_code, kDone);
}

TEST(NewOnATerminal, AsksOnlyForWhatTheFlagsLeaveOpen) {
  const DiskBoard board;
  const Outcome run = type(board,
                           {"new", "role", "--title", "Tax Reviewer", "--platform", "turing",
                            "--apply", "https://work.turing.com/1"},
                           "2\n\n\n\n\n\n");
  EXPECT_EQ(run.exit_code, kDone) << run.out;
  EXPECT_THAT(board.read("content/roles/tax-reviewer.md"),
              HasSubstr("category: finance-ai-training/insurance-actuarial\napply:"));
}

TEST(NewOnATerminal, EndsAtCtrlDAndWritesNothing) {
  const DiskBoard board;
  const auto before = snapshot(board.path());
  const Outcome run = type(board, {"new", "role"}, "Tax Reviewer\n");
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_THAT(run.out, HasSubstr("Nothing was written."));
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(NewOnATerminal, AsksForAnotherNameWhereTheFileExists) {
  const DiskBoard board(Board().role("tax-reviewer", good_role()));
  const Outcome run = type(board, {"new", "role"},
                           "Tax Reviewer\nturing\ntax\n\n\nhttps://work.turing.com/2\n\n\n\n"
                           "Not A Name\ntax-reviewer-2\n");
  EXPECT_EQ(run.exit_code, kDone) << run.out;
  EXPECT_THAT(run.out, HasSubstr("roles/tax-reviewer.md exists already"));
  EXPECT_TRUE(board.has("content/roles/tax-reviewer-2.md"));
}

TEST(NewCategory, IsWrittenFromFlagsOrAnswers) {
  const DiskBoard board;
  const Outcome flags = board.run({"new", "category", "--section", "finance-ai-training", "--name",
                                   "Auditors & Controllers", "--label", "auditing"});
  EXPECT_EQ(flags.out, "Wrote content/categories/finance-ai-training/auditors-controllers.md.\n")
      << flags.err;
  EXPECT_EQ(board.read("content/categories/finance-ai-training/auditors-controllers.md"),
            "---\nname: \"Auditors & Controllers\"\nlabel: auditing\n---\n");
  const Outcome typed = type(board, {"new", "category"}, "finance\nBankers\nbanking\n\n");
  EXPECT_EQ(typed.exit_code, kDone) << typed.out;
  EXPECT_TRUE(board.has("content/categories/finance-ai-training/bankers.md"));
  EXPECT_EQ(board.run({"check"}).exit_code, kDone);
}

TEST(NewCategory, NeedsASectionThatIsThere) {
  const DiskBoard board;
  const Outcome run = board.run(
      {"new", "category", "--section", "../x", "--name", "Auditors", "--label", "auditing"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_THAT(run.err, HasSubstr("error: there is no section \"../x\"\n"));
}

TEST(NewPool, IsWrittenFromFlagsOrAnswers) {
  const DiskBoard board;
  const Outcome flags =
      board.run({"new", "pool", "--name", "Auditors", "--platform", "turing", "--apply",
                 "https://work.turing.com/pool", "--sections", "finance-ai-training"});
  EXPECT_EQ(flags.out, "Wrote content/pools/auditors.md.\n") << flags.err;
  const Outcome typed =
      type(board, {"new", "pool"}, "Actuaries\nmercor\nhttps://work.mercor.com/\nFor actuaries.\n");
  EXPECT_EQ(typed.exit_code, kDone) << typed.out;
  EXPECT_EQ(board.read("content/pools/actuaries.md"),
            "---\nname: Actuaries\nplatform: mercor\napply: https://work.mercor.com/\n"
            "summary: For actuaries.\n---\n");
  EXPECT_EQ(board.run({"check"}).exit_code, kDone);
}

TEST(NewSite, BuildsWithoutErrorsAtOnceAndSaysThatItIsASample) {
  const DiskBoard board;
  EXPECT_EQ(board.run({"new", "site", "mine"}).exit_code, kDone);
  const std::vector<std::string> there = {"--content",    "mine/content", "--layouts",
                                          "mine/layouts", "--output",     "mine/public"};
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), there.begin(), there.end());
    return board.run(arguments);
  };
  const Outcome built = run({"build"});
  EXPECT_EQ(built.exit_code, kDone) << built.err;
  EXPECT_THAT(board.read("mine/public/roles/sample-role/index.html"),
              HasSubstr("A sample, not a real offer."));
  for (const auto& [name, text] : snapshot(board.path("mine/content"))) {
    EXPECT_THAT(text, ::testing::ContainsRegex("[Ss]ample|usual one first")) << name;
  }
  EXPECT_THAT(run({"new", "role", "--title", "Own", "--platform", "sample-platform", "--category",
                   "sample-section/sample-category", "--apply", "https://jobs.example.com/2"})
                  .out,
              HasSubstr("Wrote "));
}

TEST(NewSite, GitTakesWhatIsWrittenAndNothingThatIsPublished) {
  const DiskBoard board;
  EXPECT_EQ(board.run({"new", "site", "mine", "--quiet"}).exit_code, kDone);
  const auto written = snapshot(board.path("mine"));
  const std::string mine = board.path("mine").string();
  const auto shell = [&](const std::string& command) {
    return std::system(fmt::format("cd '{}' && {}", mine, command).c_str());
  };
  EXPECT_EQ(board
                .run({"build", "--content", "mine/content", "--layouts", "mine/layouts", "--output",
                      "mine/public"})
                .exit_code,
            kDone);
  EXPECT_TRUE(board.has("mine/.public.rolepress"));
  ASSERT_EQ(shell("git init -q && git add -A && git ls-files >../listed"), 0);
  const std::string listed = board.read("listed");
  EXPECT_EQ(static_cast<std::size_t>(std::count(listed.begin(), listed.end(), '\n')),
            written.size());
  EXPECT_THAT(listed, Not(HasSubstr("public")));
}

TEST(NewSite, LeavesAFolderThatHoldsSomethingAlone) {
  const DiskBoard board;
  const auto before = snapshot(board.path());
  const Outcome run = board.run({"new", "site", "content"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_THAT(run.err, HasSubstr("error: content exists already and is no empty folder\n"));
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(NewSite, TakesItsFilesFromWhereTheyAreInstalled) {
  DiskBoard board;
  EXPECT_EQ(board.run({"new", "site", "mine"}).exit_code, kDone);
  board.write("share/layouts/base.mustache", "own")
      .write("share/sample/content/site.yaml", "name: x");
  RunOptions options;
  options.environment["ROLEPRESS_SHARE"] = board.path("share").string();
  EXPECT_EQ(board.run({"new", "site", "second"}, options).exit_code, kDone);
  EXPECT_EQ(board.read("second/layouts/base.mustache"), "own");
  options.environment["ROLEPRESS_SHARE"] = board.path("nowhere").string();
  const Outcome run = board.run({"new", "site", "third"}, options);
  EXPECT_EQ(run.exit_code, kMachineFailed);
  EXPECT_THAT(run.err, HasSubstr("set ROLEPRESS_SHARE to the folder that holds it"));
}

std::vector<std::string> found(std::string_view words) {
  const std::vector<Choice> choices = {
      {"legal-ai-training/paralegals", "Paralegals & Law Clerks (Law & Compliance)"},
      {"legal-ai-training/lawyers", "Lawyers & Solicitors (Law & Compliance)"},
      {"clinical-ai-training/nurses", "Nurses & Nurse Practitioners (Medicine & Healthcare)"},
      {"finance-ai-training/accountants-tax", "Accountants, Auditors & Tax (Finance)"},
  };
  std::vector<std::string> keys;
  for (const std::size_t index : find_choices(words, choices)) {
    keys.push_back(choices[index].key.substr(choices[index].key.find('/') + 1));
  }
  return keys;
}

TEST(Choices, AreFoundByBeginningsPartsAndMisspellings) {
  EXPECT_THAT(found("nurse"), ElementsAre("nurses"));
  EXPECT_THAT(found("law"), ElementsAre("paralegals", "lawyers"));
  EXPECT_THAT(found("law clerk"), ElementsAre("paralegals"));
  EXPECT_THAT(found("paralgal"), ElementsAre("paralegals"));
  EXPECT_THAT(found("acountant"), ElementsAre("accountants-tax"));
  EXPECT_THAT(found("gals"), ElementsAre("paralegals"));
  EXPECT_THAT(found("legal-ai-training/lawyers"), ElementsAre("lawyers"));
  EXPECT_THAT(found("astronaut"), IsEmpty());
  EXPECT_EQ(found("").size(), 4u);
}

}  // namespace
}  // namespace rolepress::testing
