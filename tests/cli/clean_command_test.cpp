#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
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

TEST_F(CleanCommand, RemovesNothingWhereNoBuildWrote) {
  board_.write("public/index.html", "mine");
  EXPECT_EQ(board_.run({"clean", "--format", "json"}).out,
            "{\n  \"kept\": [],\n  \"removed\": 0\n}\n");
  EXPECT_EQ(board_.read("public/index.html"), "mine");
}

}  // namespace
}  // namespace rolepress::testing
