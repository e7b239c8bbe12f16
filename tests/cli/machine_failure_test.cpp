// Exit code 3: the machine refuses. The tests may run as root, which permissions do not stop, so
// what stands in the way here stops root too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

Board board_of_one_role() { return Board().role("tax-reviewer", good_role()); }

RunOptions with_disk_full_after(std::size_t bytes) {
  RunOptions options;
  options.max_file_bytes = bytes;
  return options;
}

TEST(MachineFailure, AMissingContentFolderIsExplained) {
  const DiskBoard board = DiskBoard(board_of_one_role());
  for (const std::string command : {"build", "check", "list"}) {
    const Outcome outcome = board.run({command, "--content", "texts"});
    EXPECT_EQ(outcome.exit_code, kMachineFailed) << command;
    EXPECT_THAT(outcome.err, HasSubstr("texts: error: there is no content folder here\n"
                                       "  help: run this at the top of a project, or name the "
                                       "folder with --content\n"));
  }
  EXPECT_FALSE(board.has("public"));
}

TEST(MachineFailure, BothMissingFoldersAreNamed) {
  const TemporaryFolder empty;
  const Outcome outcome = DiskBoard().run(
      {"check", "--content", empty.path() / "a", "--layouts", empty.path() / "b", "--quiet"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err, (empty.path() / "a").string() +
                             ": error: there is no content folder here\n"
                             "  help: run this at the top of a project, or name the folder with "
                             "--content\n\n" +
                             (empty.path() / "b").string() +
                             ": error: there is no layouts folder here\n"
                             "  help: run this at the top of a project, or name the folder with "
                             "--layouts\n\n");
}

TEST(MachineFailure, AFileInThePlaceOfTheOutputFolder) {
  DiskBoard board(board_of_one_role());
  board.write("public", "mine");
  const Outcome outcome = board.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "public: error: the output folder cannot be written: Not a directory\n"
            "  help: what was published before is unchanged\n\n"
            "Nothing was published: 1 error.\n");
  EXPECT_EQ(board.read("public"), "mine");
}

TEST(MachineFailure, AnOutputFolderWhereNothingCanBeMade) {
  const DiskBoard board(board_of_one_role());
  const Outcome outcome = board.run({"build", "--output", "/proc/rolepress"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.err,
              HasSubstr("/proc/rolepress: error: the output folder cannot be written: "));
}

// However many files there are to write, on however many threads.
constexpr const char* kDiskFull =
    "public: error: the pages cannot be written: File too large\n"
    "  help: what was published before is unchanged\n\n"
    "Nothing was published: 1 error.\n";

TEST(MachineFailure, AFullDiskLeavesNothingOfTheBuild) {
  const DiskBoard board(board_of_one_role());
  const Outcome outcome = board.run({"build"}, with_disk_full_after(8));
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, kDiskFull);
  EXPECT_FALSE(board.has("public"));
}

TEST(MachineFailure, AFullDiskLeavesWhatWasPublishedBefore) {
  DiskBoard board(board_of_one_role());
  ASSERT_EQ(board.run({"build"}).exit_code, kDone);
  const auto before = snapshot(board.path("public"));
  board.write("content/roles/another.md",
              "---\ntitle: Auditor\nplatform: mercor\n"
              "category: finance-ai-training/accountants-tax\n"
              "apply: https://work.mercor.com/1\nchecked: 2026-11-23\n---\n" +
                  std::string(2000, 'x'));
  const Outcome outcome = board.run({"build"}, with_disk_full_after(1000));
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err, kDiskFull);
  EXPECT_EQ(snapshot(board.path("public")), before);
}

TEST(MachineFailure, AnAnswerThatCannotBePrintedIsNoSuccess) {
  const DiskBoard board(board_of_one_role());
  RunOptions full;
  full.output_file = "/dev/full";
  const std::vector<std::vector<std::string>> commands = {
      {"build"}, {"check"}, {"list"}, {"list", "--format", "json"}, {"--version"}, {"--help"}};
  for (const auto& arguments : commands) {
    const Outcome outcome = board.run(arguments, full);
    EXPECT_EQ(outcome.exit_code, kMachineFailed) << arguments.front();
    EXPECT_THAT(outcome.err, HasSubstr("No space left on device"));
  }
}

TEST(MachineFailure, ANewRoleThatCannotBeWrittenLeavesNoHalfOfIt) {
  const DiskBoard board(board_of_one_role());
  const Outcome outcome =
      board.run({"new", "role", "--title", "Auditor", "--platform", "mercor", "--category",
                 "finance-ai-training/accountants-tax", "--apply", "https://work.mercor.com/1"},
                with_disk_full_after(8));
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "content/roles/auditor.md: error: the file cannot be written: File too large\n\n");
  EXPECT_FALSE(board.has("content/roles/auditor.md"));
}

TEST(MachineFailure, ANewRoleInThePlaceOfAFolder) {
  const DiskBoard board(board_of_one_role());
  fs::create_directories(board.path("content/roles/auditor.md"));
  const Outcome outcome =
      board.run({"new", "role", "--title", "Auditor", "--platform", "mercor", "--category",
                 "finance-ai-training/accountants-tax", "--apply", "https://work.mercor.com/1"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "content/roles/auditor.md: error: the file cannot be written: File exists\n\n");
}

TEST(MachineFailure, JsonSaysItToo) {
  DiskBoard board(board_of_one_role());
  board.write("public", "mine");
  const Outcome outcome = board.run({"build", "--format", "json"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.out, HasSubstr("\"rule\": \"machine\""));
  EXPECT_EQ(outcome.err, "");
}

}  // namespace
}  // namespace rolepress::testing
