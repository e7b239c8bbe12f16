#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "base/text.h"
#include "cli/commands.h"
#include "content/front_matter.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using Arguments = std::vector<std::string>;

Arguments new_role(const std::string& title, const Arguments& more = {}) {
  Arguments arguments = {"new",        "role",
                         "--title",    title,
                         "--platform", "turing",
                         "--category", "finance-ai-training/accountants-tax",
                         "--apply",    "https://work.turing.com/jobs/1?a=b&c=d"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

// What a reader of the file gets for a field.
std::string field_of(const std::string& text, const std::string& key) {
  Diagnostics problems;
  Reporter report("role.md", problems);
  const auto front = parse_front_matter(text, report);
  for (const Diagnostic& problem : problems) ADD_FAILURE() << format_diagnostic(problem) << text;
  if (!front || !front->fields) return {};
  for (const YamlEntry& entry : front->fields->entries) {
    if (entry.key == key) return entry.value.scalar;
  }
  return {};
}

void expect_refused(const DiskBoard& board, const Arguments& arguments,
                    const std::string& message) {
  const auto before = snapshot(board.path());
  const Outcome run = board.run(arguments);
  EXPECT_EQ(run.exit_code, kWrongUsage);
  EXPECT_THAT(run.err, HasSubstr(message));
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(snapshot(board.path()), before);
}

TEST(NewRole, WritesAFileThatPassesTheStrictestCheck) {
  const DiskBoard board;
  const Outcome run = board.run(new_role(
      "Tax Reviewer", {"--pay-min", "50", "--pay-max", "62.50", "--checked", "2026-11-23",
                       "--professions", "tax adviser", "--professions", "accountant: chartered",
                       "--countries", "GB", "--summary", "Check answers: \"all\" of them."}));
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_EQ(run.out, "Wrote content/roles/tax-reviewer.md.\n");
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(board.read("content/roles/tax-reviewer.md"),
            "---\n"
            "title: Tax Reviewer\n"
            "platform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "pay: {min: 50, max: 62.50, currency: USD, unit: hour}\n"
            "apply: https://work.turing.com/jobs/1?a=b&c=d\n"
            "summary: \"Check answers: \\\"all\\\" of them.\"\n"
            "professions:\n"
            "  - tax adviser\n"
            "  - \"accountant: chartered\"\n"
            "countries:\n"
            "  - GB\n"
            "checked: 2026-11-23\n"
            "---\n");
  EXPECT_EQ(board.run({"check", "--strict"}).exit_code, kDone);
}

TEST(NewRole, QuietPrintsNothing) {
  const Outcome run = DiskBoard().run(new_role("Tax Reviewer", {"--quiet"}));
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_EQ(run.out + run.err, "");
}

TEST(NewRole, WritesBelowTheContentFolderThatIsNamed) {
  const DiskBoard board;
  std::filesystem::rename(board.path("content"), board.path("texts"));
  const Outcome run = board.run(new_role("Tax Reviewer", {"--content", "texts"}));
  EXPECT_EQ(run.out, "Wrote texts/roles/tax-reviewer.md.\n") << run.err;
  EXPECT_TRUE(board.has("texts/roles/tax-reviewer.md"));
}

TEST(NewRole, TheNameOfTheFileComesFromTheTitle) {
  const DiskBoard board;
  const std::pair<const char*, const char*> names[] = {
      {"Accountant / Auditor (UK)", "accountant-auditor-uk"},
      {"Café Menü – Prüfer", "cafe-menu-prufer"},
      {"Łódź Œuvre Straße Þór Ærø", "lodz-oeuvre-strasse-thor-aero"},
      {"People's & Nurses’ Reviewer", "peoples-nurses-reviewer"},
      {"  --3D…Artist!!  ", "3d-artist"},
      {"Cafe\u0301 Re\u0301sume\u0301", "cafe-resume"},
      {"ŠKODA ČEŠTINA ĞÜŞİÖÇ Ω", "skoda-cestina-gusioc"},
      {"Ÿ ž ſ Ħ ĸ ŉ Ŋ ŧ Ų Ŵ", "y-z-s-h-k-n-n-t-u-w"},
  };
  for (const auto& [title, slug] : names) {
    const Outcome run = board.run(new_role(title));
    EXPECT_EQ(run.out, std::string("Wrote content/roles/") + slug + ".md.\n") << title << run.err;
  }
  EXPECT_EQ(board.run({"check"}).exit_code, kDone);
}

TEST(NewRole, ATitleWithoutLatinLettersNeedsASlug) {
  const DiskBoard board;
  expect_refused(
      board, new_role("審査員"),
      "error: \"審査員\" gives no name for a file\n"
      "  help: give one with --slug, of lower-case letters, digits and single hyphens\n");
  EXPECT_EQ(board.run(new_role("審査員", {"--slug", "reviewer-zh"})).exit_code, kDone);
  EXPECT_TRUE(board.has("content/roles/reviewer-zh.md"));
}

TEST(NewRole, ASlugCannotLeadOutOfTheFolder) {
  const DiskBoard board;
  for (const std::string slug : {"../../etc", "/tmp/x", "A", "a b", "a--b", "-a", "a.md", "ä"}) {
    expect_refused(board, new_role("Tax Reviewer", {"--slug", slug}),
                   "error: \"" + slug + "\" cannot be the name of a file\n");
  }
}

TEST(NewRole, NeverOverwritesARole) {
  DiskBoard board(Board().role("tax-reviewer", good_role()));
  expect_refused(board, new_role("Tax Reviewer"),
                 "error: content/roles/tax-reviewer.md exists already\n"
                 "  help: give the new role another name with --slug\n");
  std::filesystem::rename(board.path("content/roles/tax-reviewer.md"),
                          board.path("content/roles/tax-reviewer.yaml"));
  expect_refused(board, new_role("Tax Reviewer"), "exists already\n");
}

TEST(NewRole, WrongValuesAreRefusedWithTheirPlace) {
  const DiskBoard board;
  expect_refused(board, new_role("Tax Reviewer", {"--pay-min", "fifty"}),
                 "content/roles/tax-reviewer.md:5:12: error: \"min\" is not an amount: fifty\n");
  expect_refused(board, new_role("Tax Reviewer", {"--pay-min", "1, max: 2"}),
                 "error: \"min\" is not an amount: 1, max: 2\n");
  expect_refused(board, new_role("Tax Reviewer", {"--closes", "31.12.2026"}),
                 "help: write 2026-12-31 if that is the day you mean (YYYY-MM-DD)\n");
  expect_refused(board, new_role("Tax Reviewer", {"--status", "open"}), "Nothing was written: 1 ");
  expect_refused(board, new_role("Tax Reviewer", {"--countries", "UK"}), "Nothing was written: 1 ");
  expect_refused(board, new_role(""), "error: --title is required\n");
  expect_refused(board, new_role(" ", {"--slug", "blank"}), "Nothing was written: 1 ");
  expect_refused(board, new_role(std::string(121, 'x')), "at most 120 are allowed");
  expect_refused(board, new_role("Bad\x01 Title"), "a control character (number 1) stands here");
  expect_refused(board, new_role("Caf\xe9"), "this is not UTF-8 text");
}

TEST(NewRole, AnApplyAddressOfAnotherHostIsRefused) {
  Arguments arguments = new_role("Tax Reviewer");
  arguments.back() = "https://evil.example/jobs/1";
  expect_refused(DiskBoard(), arguments, "evil.example");
  arguments.back() = "https://work.turing.com/1\nstatus:\tclosed";
  expect_refused(DiskBoard(), arguments, "Nothing was written: 1 error");
}

TEST(NewRole, AnAddressThatAnotherFileLeadsFromIsRefused) {
  const DiskBoard board(Board().role("old", good_role("redirect_from: [/roles/tax-adviser/]\n")));
  expect_refused(board, new_role("Tax Adviser"), "content/roles/old.md:");
}

TEST(NewRole, OtherFilesProblemsDoNotStopIt) {
  const DiskBoard board(Board().role("bad", good_role("sumary: x\n")));
  EXPECT_EQ(board.run(new_role("Tax Reviewer")).exit_code, kDone);
}

TEST(NewRole, TitlesThatYamlWouldReadAsSomethingElseStayText) {
  const DiskBoard board;
  for (const std::string title :
       {"null",  "Null",  "NULL", "~ tilde",      "no",         "2026-11-24",  "- a",
        "a: b",  "a #b",  "#a",   "'a'",          "\"a\"",      "a\"",         "it's",
        "\\n a", "a\\",   "[a]",  "{a: b}",       "&a",         "*a",          "!a",
        "|a",    "> a",   "%a",   "@a",           "`a`",        "a,b",         "? a",
        "--- a", "... a", "a:",   "https://a: b", "https://x:", "https://a{b}"}) {
    const Outcome run = board.run(new_role(title, {"--slug", "t"}));
    ASSERT_EQ(run.exit_code, kDone) << title << "\n" << run.err;
    EXPECT_EQ(field_of(board.read("content/roles/t.md"), "title"), title);
    std::filesystem::remove(board.path("content/roles/t.md"));
  }
}

// Characters that YAML, Mustache or HTML treat as their own, and some of several bytes.
std::string random_title(std::mt19937& random) {
  constexpr std::string_view kPieces[] = {
      "a",  "Z", "0",  " ",      ":",      ": ",   " #", "#",  "-",   "- ",  "'",        "\"",
      "\\", "[", "]",  "{",      "}",      ",",    "&",  "*",  "!",   "|",   ">",        "<",
      "%",  "@", "`",  "?",      "~",      "=",    "{{", "}}", "$",   "é",   "ß",        "—",
      "審", "😀", "\t", "\u0085", "\u200d", "null", "\n", "\r", "---", "...", "https://", "\u00a0"};
  std::uniform_int_distribution<std::size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<int> length(1, 14);
  std::string title;
  for (int n = length(random); n > 0; --n) title += kPieces[piece(random)];
  return title;
}

// Line breaks and tabs have no place in a title and become spaces.
std::string as_published(std::string title) {
  for (char& c : title) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  return std::string(trim(title));
}

TEST(NewRole, AnyTitleComesBackAsItWasGiven) {
  constexpr unsigned kSeed = 20261124;
  constexpr int kTitles = 150;
  std::mt19937 random(kSeed);
  const DiskBoard board;
  for (int i = 0; i < kTitles; ++i) {
    const std::string title = random_title(random);
    const std::string wanted = as_published(title);
    if (wanted.empty()) continue;
    Arguments arguments = new_role("t", {"--slug", "t", "--quiet"});
    arguments[3] = title;
    if (title.starts_with("-")) {
      arguments.erase(arguments.begin() + 2, arguments.begin() + 4);
      arguments.push_back("--title=" + title);
    }
    const Outcome run = board.run(arguments);
    ASSERT_EQ(run.exit_code, kDone) << ::testing::PrintToString(title) << "\n" << run.err;
    EXPECT_EQ(std::string(trim(field_of(board.read("content/roles/t.md"), "title"))), wanted);
    std::filesystem::remove(board.path("content/roles/t.md"));
  }
}

}  // namespace
}  // namespace rolepress::testing
