// Values that `check --fix` mends, and what the check says of them before.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::DiskBoard;
using testing::good_role;
using ::testing::HasSubstr;
using testing::with_line;

struct Mended {
  std::string before;
  std::string after;
  std::string told;
};

const Mended kMended[] = {
    {"apply: “https://work.turing.com/1”", "apply: https://work.turing.com/1",
     "\"apply\" must begin with https://, not with “"},
    {"apply: „https://work.turing.com/1“", "apply: https://work.turing.com/1",
     "help: write it without „ and “: only straight quotes (\") may enclose it"},
    {"apply: https://work.turing.com/1?referral=jane&id=4&utm_source=x#top",
     "apply: https://work.turing.com/1?id=4#top", "referral=jane&utm_source=x"},
    {"apply: \"https://work.turing.com/1?referralCode=a\"", "apply: \"https://work.turing.com/1\"",
     "referralCode=a"},
    {"apply: https://work.turing.com/1?a=b|c", "apply: https://work.turing.com/1?a=b%7Cc",
     "help: write https://work.turing.com/1?a=b%7Cc"},
    {"apply: https://work.turing.com/größe", "apply: https://work.turing.com/gr%C3%B6%C3%9Fe",
     "must be encoded"},
    {"status: open", "status: live", "did you mean \"live\"?"},
    {"status: Published", "status: live", "did you mean \"live\"?"},
    {"status: archived", "status: closed", "did you mean \"closed\"?"},
    {"status: filled", "status: closed", "did you mean \"closed\"?"},
    {"platform: Turing", "platform: turing", "did you mean \"turing\"?"},
    {"platform: TURING", "platform: turing", "did you mean \"turing\"?"},
};

std::string role_with(const std::string& line) {
  const std::string key = line.substr(0, line.find(':'));
  const std::string fields = good_role();
  const bool is_there = fields.find("\n" + key + ":") != std::string::npos;
  return "---\n" + (is_there ? with_line(fields, line) : fields + line + "\n") + "---\nText.\n";
}

TEST(FixedValues, AreToldAndMended) {
  for (const auto& [before, after, told] : kMended) {
    DiskBoard board;
    board.write("content/roles/x.md", role_with(before));
    EXPECT_THAT(board.run({"check"}).err, HasSubstr(told)) << before;
    EXPECT_EQ(board.run({"check", "--fix"}).exit_code, kDone) << before;
    EXPECT_EQ(board.read("content/roles/x.md"), role_with(after)) << before;
  }
}

}  // namespace
}  // namespace rolepress
