// `checked` and `close` change one value of a file and not a byte besides.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view kFile = "content/roles/tax-reviewer.md";

// What the file says after a command that must succeed; before it, `text`.
std::string after(const std::string& text, const std::vector<std::string>& arguments,
                  std::string_view file = kFile) {
  DiskBoard board;
  board.write(file, text);
  const Outcome run = board.run(arguments);
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(board.run({"check"}).exit_code, kDone);
  return board.read(file);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string with_crlf(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return result;
}

const std::string kRole = "---\n" + good_role() + "---\nText, with  two blanks  \nand a break.\n";

TEST(CheckedCommand, SetsTheDayAndNothingElse) {
  DiskBoard board;
  board.write(kFile, kRole);
  const Outcome run = board.run({"checked", "tax-reviewer"});
  EXPECT_EQ(run.out, "content/roles/tax-reviewer.md: checked: 2026-11-24\n");
  EXPECT_EQ(board.read(kFile), replaced(kRole, "2026-11-23", "2026-11-24"));
  EXPECT_EQ(board.run({"checked", "tax-reviewer"}).out,
            "content/roles/tax-reviewer.md: already checked: 2026-11-24\n");
}

TEST(CheckedCommand, KeepsCommentsQuotesAndLineEnds) {
  const std::string odd = with_crlf(replaced(
      kRole, "checked: 2026-11-23\n", "# seen by Sean\nchecked:   '2026-11-23'   # again\n"));
  EXPECT_EQ(after(odd, {"checked", "tax-reviewer"}), replaced(odd, "2026-11-23", "2026-11-24"));
  const std::string marked = "\xef\xbb\xbf" + odd;
  EXPECT_EQ(after(marked, {"checked", "tax-reviewer"}),
            replaced(marked, "2026-11-23", "2026-11-24"));
}

TEST(CheckedCommand, AddsTheFieldBehindTheDayOfPosting) {
  const std::string without = replaced(kRole, "checked: 2026-11-23\n", "");
  EXPECT_EQ(after(without, {"checked", "tax-reviewer"}),
            replaced(kRole, "2026-11-23", "2026-11-24"));
  EXPECT_EQ(after(with_crlf(without), {"checked", "tax-reviewer"}),
            with_crlf(replaced(kRole, "2026-11-23", "2026-11-24")));
  const std::string bare = replaced(without, "posted: 2026-11-20\n", "");
  EXPECT_EQ(after(bare, {"checked", "tax-reviewer"}),
            replaced(bare, "jobs/1\n", "jobs/1\nchecked: 2026-11-24\n"));
}

TEST(CheckedCommand, FillsAFieldThatIsEmpty) {
  const std::string empty = replaced(kRole, "checked: 2026-11-23\n", "checked:   # not yet\n");
  EXPECT_EQ(after(empty, {"checked", "tax-reviewer"}),
            replaced(empty, "checked:", "checked: 2026-11-24"));
}

TEST(CheckedCommand, EditsFilesThatAreYamlAlone) {
  constexpr std::string_view kYaml = "content/roles/tax-reviewer.yaml";
  const std::string text = replaced(good_role(), "checked: 2026-11-23\n", "") + "body: |\n  Text.";
  EXPECT_EQ(after(text, {"checked", "content/roles/tax-reviewer.yaml"}, kYaml),
            replaced(text, "11-20\n", "11-20\nchecked: 2026-11-24\n"));
  const std::string last =
      "# a role\n" +
      replaced(replaced(good_role(), "checked: 2026-11-23\n", ""), "posted: 2026-11-20\n", "");
  EXPECT_EQ(after(last, {"checked", "https://board.example/roles/tax-reviewer/"}, kYaml),
            last + "checked: 2026-11-24\n");
}

TEST(CheckedCommand, TakesSeveralRolesAndTheDayOfTheBuild) {
  const DiskBoard board(Board().role("a", good_role()).role("b", good_role()));
  EXPECT_EQ(board.run({"checked", "a", "b", "--date", "2026-11-22"}).exit_code, kDone);
  EXPECT_THAT(board.read("content/roles/a.md"), HasSubstr("checked: 2026-11-22\n"));
  EXPECT_THAT(board.read("content/roles/b.md"), HasSubstr("checked: 2026-11-22\n"));
}

TEST(CheckedCommand, ADayThatHasNotComeIsRefused) {
  const DiskBoard board(Board().role("a", good_role()));
  const Outcome run = board.run({"checked", "a", "--date", "2026-11-25"});
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_EQ(run.err,
            "error: nobody can have seen on 2026-11-25 that a role is open: today is 2026-11-24\n"
            "  help: leave --date out for today, or give a day that has come\n");
  EXPECT_THAT(board.read("content/roles/a.md"), HasSubstr("checked: 2026-11-23\n"));
}

TEST(CheckedCommand, AClosedRoleCannotHaveBeenSeenOpen) {
  DiskBoard board;
  const std::string closed = "---\n" + good_role("status: closed\n") + "---\n";
  board.write(kFile, closed);
  const Outcome run = board.run({"checked", "tax-reviewer"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr("error: the role is closed, so nobody can have seen that it is "
                                 "open\n  help: delete its status if it is open again"));
  EXPECT_EQ(board.read(kFile), closed);
}

TEST(CheckedCommand, AnUnknownRoleStopsAllOfThem) {
  const DiskBoard board(Board().role("a", good_role()).role("tax-reviewer", good_role()));
  const Outcome run = board.run({"checked", "a", "tax-reviewr"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_EQ(run.err,
            "tax-reviewr: error: there is no role \"tax-reviewr\"\n"
            "  help: did you mean \"tax-reviewer\"?\n\n"
            "Nothing was written: 1 error and 0 warnings.\n");
  EXPECT_THAT(board.read("content/roles/a.md"), HasSubstr("checked: 2026-11-23\n"));
}

TEST(CheckedCommand, ADayBeforeThePostingIsRefused) {
  const DiskBoard board(Board().role("a", good_role()));
  const Outcome run = board.run({"checked", "a", "--date", "2026-11-01"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr("the role was checked (2026-11-01) before it was posted"));
  EXPECT_THAT(board.read("content/roles/a.md"), HasSubstr("checked: 2026-11-23\n"));
}

TEST(CloseCommand, ClosesARoleThatSaysNothingOfItsStatus) {
  DiskBoard board;
  board.write(kFile, kRole);
  EXPECT_EQ(board.run({"close", "tax-reviewer"}).exit_code, kDone);
  EXPECT_EQ(board.read(kFile), replaced(kRole, "11-23\n", "11-23\nstatus: closed\n"));
  EXPECT_EQ(board.run({"build"}).exit_code, kDone);
  EXPECT_TRUE(board.has("public/roles/tax-reviewer/index.html"));
}

TEST(CloseCommand, ReplacesTheStatusThatItHas) {
  const std::string live = replaced(kRole, "---\nText", "status: \"live\" # for now\n---\nText");
  EXPECT_EQ(after(live, {"close", "tax-reviewer"}), replaced(live, "live", "closed"));
}

TEST(CloseCommand, LeavesAFileThatCannotBeRead) {
  DiskBoard board;
  board.write(kFile, "---\ntitle: \"open\n---\n");
  const Outcome run = board.run({"close", "tax-reviewer"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr("\"status\" cannot be set here without touching the rest"));
  EXPECT_EQ(board.read(kFile), "---\ntitle: \"open\n---\n");
}

}  // namespace
}  // namespace rolepress::testing
