#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <future>
#include <thread>

#include "cli/commands.h"
#include "disk/publish_lock.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

class CleanCommand : public ::testing::Test {
 protected:
  void build() { ASSERT_EQ(board_.run({"build", "--quiet"}).exit_code, kDone); }

  DiskBoard board_{Board().role("tax-reviewer", good_role())};
};

TEST_F(CleanCommand, RemovesAllThatBuildsWroteAndLeftBeside) {
  build();
  board_.write("content/roles/other.md", "---\n" + good_role() + "---\n");
  build();
  const Outcome outcome = board_.run({"clean"});
  EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
  EXPECT_FALSE(board_.has("public"));
  EXPECT_FALSE(board_.has(".public.rolepress"));
  EXPECT_EQ(board_.run({"clean"}).out, "Removed 0 files from public.\n");
}

TEST_F(CleanCommand, KeepsWhatOthersWroteOrChanged) {
  board_.write("public/CNAME", "board.example").write("public/roles/mine.txt", "mine");
  build();
  board_.write("public/index.html", "edited");
  const Outcome outcome = board_.run({"clean"});
  EXPECT_EQ(outcome.exit_code, kDone);
  EXPECT_THAT(outcome.out, ::testing::HasSubstr(
                               "Kept index.html: somebody has changed it since it was built.\n"));
  EXPECT_EQ(published(board_.path("public")),
            (std::map<std::string, std::string>{
                {"CNAME", "board.example"}, {"index.html", "edited"}, {"roles/mine.txt", "mine"}}));
}

TEST_F(CleanCommand, WaitsForABuildThatKeepsItsLockWithinTheOutput) {
  build();
  board_.remove(".public.rolepress");
  PublishLock lock;
  ASSERT_THAT(lock.take(board_.path("public/.rolepress/lock"), {}), ::testing::IsEmpty());
  auto clean = std::async(std::launch::async, [&] { return board_.run({"clean"}); });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  EXPECT_TRUE(board_.has("public/index.html"));
  lock.release();
  EXPECT_EQ(clean.get().err,
            fmt::format("Waiting: process {} is building into the same folder.\n", getpid()));
  EXPECT_FALSE(board_.has("public"));
}

TEST_F(CleanCommand, RemovesNothingWhereNoBuildWrote) {
  board_.write("public/index.html", "mine");
  EXPECT_EQ(board_.run({"clean", "--format", "json"}).out,
            "{\n  \"kept\": [],\n  \"removed\": 0\n}\n");
  EXPECT_EQ(board_.read("public/index.html"), "mine");
}

TEST_F(CleanCommand, LeavesWhatIsNoOutputFolder) {
  board_.write("notes.txt", "mine");
  std::filesystem::create_directory(board_.path("empty"));
  const Outcome outcome = board_.run({"clean", "--output", "notes.txt"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "notes.txt: error: this is no folder, so no build wrote it\n"
            "  help: name an output folder\n\n");
  EXPECT_EQ(board_.read("notes.txt"), "mine");
  EXPECT_EQ(board_.run({"clean", "--output", "empty"}).exit_code, kDone);
  EXPECT_TRUE(board_.has("empty"));
}

}  // namespace
}  // namespace rolepress::testing
