#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kErase = "\r\x1b[K";

// Of long texts, which take their time with few files.
std::unique_ptr<const DiskBoard> board_of(int roles) {
  constexpr int kWords = 3000;
  Board content;
  std::string words;
  for (int i = 0; i < kWords; ++i) words += fmt::format("word{} ", i);
  for (int i = 0; i < roles; ++i) {
    content.role(
        fmt::format("role-{}", i),
        fmt::format("title: Reviewer number {0} of subject {0}\nplatform: turing\n"
                    "category: finance-ai-training/accountants-tax\n"
                    "apply: https://work.turing.com/jobs/{0}\nchecked: 2026-11-23\n",
                    i),
        fmt::format("Text {} {} of [its](/roles/) own.\n\n{}\n", i * 7919, i * 104729, words));
  }
  return std::make_unique<const DiskBoard>(content.real_layouts());
}

// So many roles that this machine always needs a second to find that they cannot be published:
// twice as long as a build waits before it shows a line.
const DiskBoard& large_board() {
  static const auto board = [] {
    constexpr int kMost = 10'000;
    for (int roles = 600;; roles *= 2) {
      auto tried = board_of(roles);
      const auto is_slow = [&] {
        const Outcome run = tried->run({"build", "--jobs", "1", "--strict", "--quiet"});
        EXPECT_EQ(run.exit_code, kContentProblems);
        return run.seconds > 1;
      };
      if (roles > kMost || (is_slow() && is_slow() && is_slow())) return tried;
    }
  }();
  return *board;
}

TEST(ProgressLine, CountsPagesOnATerminalAndIsGoneAtTheEnd) {
  RunOptions terminal;
  terminal.terminal = true;
  const Outcome outcome = large_board().run({"build", "--jobs", "1", "--output", "a"}, terminal);
  ASSERT_EQ(outcome.exit_code, kDone) << outcome.out.substr(0, 1000);
  ASSERT_GT(outcome.seconds, 0.5);
  EXPECT_THAT(outcome.out, ContainsRegex("\r\x1b\\[Koutputs: [0-9]+ of [0-9]+ pages"));
  const std::size_t summary = outcome.out.find("Built ");
  ASSERT_NE(summary, std::string::npos);
  EXPECT_TRUE(outcome.out.substr(0, summary).ends_with(kErase));
  EXPECT_THAT(outcome.out.substr(summary), Not(HasSubstr(kErase)));
}

TEST(ProgressLine, IsErasedBeforeProblemsToo) {
  RunOptions terminal;
  terminal.terminal = true;
  const Outcome outcome =
      large_board().run({"build", "--jobs", "1", "--strict", "--output", "b"}, terminal);
  EXPECT_EQ(outcome.exit_code, kContentProblems);
  const std::size_t shown = outcome.out.rfind(kErase);
  ASSERT_NE(shown, std::string::npos);
  EXPECT_LT(shown, outcome.out.find(": error: "));
  EXPECT_FALSE(std::filesystem::exists(large_board().path("b")));
}

TEST(ProgressLine, IsNotForQuietBuilds) {
  RunOptions terminal;
  terminal.terminal = true;
  EXPECT_EQ(large_board().run({"build", "--quiet", "--jobs", "1", "--output", "c"}, terminal).out,
            "");
}

TEST(ProgressLine, IsNotForPipes) {
  const Outcome outcome = large_board().run({"build", "--jobs", "1", "--output", "d"});
  EXPECT_EQ(outcome.exit_code, kDone);
  EXPECT_GT(outcome.seconds, 0.5);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, Not(HasSubstr("\x1b")));
}

TEST(ProgressLine, AShortBuildOnATerminalHasNone) {
  RunOptions terminal;
  terminal.terminal = true;
  const Outcome outcome =
      DiskBoard(Board().role("tax-reviewer", good_role())).run({"build"}, terminal);
  EXPECT_EQ(outcome.exit_code, kDone);
  EXPECT_TRUE(outcome.out.starts_with("Built 8 pages")) << outcome.out;
}

}  // namespace
}  // namespace rolepress::testing
