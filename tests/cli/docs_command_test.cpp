// The man page and the completions, used by the programs they are for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

// What a shell prints for a command line in the folder of the board.
std::string shell(const DiskBoard& board, const std::string& command) {
  const std::string line =
      "cd '" + board.path().string() + "' && { " + command + "; } >shell.txt 2>&1";
  EXPECT_EQ(std::system(line.c_str()), 0) << command << "\n" << board.read("shell.txt");
  return board.read("shell.txt");
}

DiskBoard& write_docs(DiskBoard& board, const std::string& name) {
  const Outcome run = board.run({"docs", name});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  return board.write("docs." + name, run.out);
}

TEST(Docs, TheManPageRendersWithoutAWarningAndNamesEveryCommand) {
  DiskBoard board;
  write_docs(board, "man");
  EXPECT_EQ(shell(board, "LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -l docs.man >/dev/null"), "");
  const std::string text = shell(board, "LC_ALL=C.UTF-8 MANWIDTH=100 man -l docs.man | col -b");
  for (const Command& command : commands()) {
    EXPECT_THAT(text, HasSubstr("rolepress " + std::string(command.name))) << command.name;
  }
  EXPECT_THAT(text, HasSubstr("--also-in TEXT"));
  EXPECT_THAT(text, HasSubstr("3 the machine failed"));
}

// The words that bash offers behind a line, as its own completion asks for them.
std::string bash_offers(const DiskBoard& board, const std::string& words) {
  return shell(board, "bash --norc -c 'source docs.bash; COMP_WORDS=(" + words +
                          "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _rolepress 2>/dev/null; echo "
                          "\"${COMPREPLY[@]}\"'");
}

TEST(Docs, BashCompletesCommandsOptionsAndValues) {
  DiskBoard board;
  write_docs(board, "bash");
  EXPECT_EQ(bash_offers(board, "rolepress b"), "build\n");
  EXPECT_EQ(bash_offers(board, "rolepress new r"), "role\n");
  EXPECT_EQ(bash_offers(board, "rolepress new role --sl"), "--slug\n");
  EXPECT_EQ(bash_offers(board, "rolepress import x --dry"), "--dry-run\n");
  EXPECT_EQ(bash_offers(board, "rolepress --quiet build --out"), "--output\n");
  EXPECT_THAT(bash_offers(board, "rolepress check --format j"), HasSubstr("json"));
}

TEST(Docs, BashCompletesAsOneTypes) {
  DiskBoard board;
  write_docs(board, "bash");
  // A real interactive shell on a terminal of its own: Tab ends the word.
  board.write(
      "keys",
      "source docs.bash; rolepress() { echo \"got:$*\"; }\nrolepress new cat\t--lab\tx\nexit\n");
  const std::string shown =
      shell(board, "PS1='$ ' script -qec 'bash --norc --noprofile -i' /dev/null < keys");
  EXPECT_THAT(shown, HasSubstr("got:new category --label x"));
}

TEST(Docs, ZshAndFishReadTheirCompletions) {
  DiskBoard board;
  write_docs(board, "zsh");
  write_docs(board, "fish");
  for (const Command& command : commands()) {
    const std::string name(command.name);
    EXPECT_THAT(board.read("docs.zsh"), HasSubstr("'" + name + ":"));
    EXPECT_THAT(board.read("docs.fish"), HasSubstr("-a " + name + " -d '"));
  }
  // Where the shells are there, they must find no mistake; bash reads the zsh file's syntax too.
  EXPECT_EQ(shell(board, "if command -v zsh >/dev/null; then zsh -n docs.zsh; fi"), "");
  EXPECT_EQ(shell(board, "if command -v fish >/dev/null; then fish --no-execute docs.fish; fi"),
            "");
}

}  // namespace
}  // namespace rolepress::testing
