#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class DiffCommand : public ::testing::Test {
 protected:
  // The same posting twice would be one role.
  static std::string posting(const std::string& number, const std::string& extra = "") {
    std::string fields = good_role(extra);
    for (const char* key : {"title: ", "apply: "}) {
      fields.insert(fields.find('\n', fields.find(key)), number);
    }
    return fields;
  }

  DiffCommand() {
    const fs::path before = board_.path("before");
    fs::create_directories(before);
    fs::copy(board_.path("content"), before / "content", fs::copy_options::recursive);
    fs::copy(board_.path("layouts"), before / "layouts", fs::copy_options::recursive);
  }

  [[nodiscard]] Outcome diff(std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {"diff", "--against", "before"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return board_.run(arguments);
  }

  // One role opens, one is closed, one goes without a word, one moves, one pays more.
  void change_everything() {
    const auto role = [&](const std::string& slug, const std::string& fields) {
      board_.write("content/roles/" + slug + ".md", "---\n" + fields + "---\n");
    };
    role("auditor", posting("5", "redirect_from: [/roles/checker/]\n"));
    role("closes", posting("2", "status: closed\n"));
    std::string pays = posting("4");
    const std::size_t pay = pays.find("pay: ");
    pays.replace(pay, pays.find('\n', pay) - pay,
                 "pay: {min: 60, max: 95, currency: USD, unit: hour}");
    role("pays", pays);
    board_.remove("content/roles/checker.md");
    board_.remove("content/roles/goes.md");
  }

  DiskBoard board_{Board()
                       .role("checker", posting("1"))
                       .role("closes", posting("2"))
                       .role("goes", posting("3"))
                       .role("pays", posting("4"))};
};

TEST_F(DiffCommand, WithoutATemporaryFolderNothingIsUnpackedHere) {
  const auto before = snapshot(board_.path());
  RunOptions options;
  options.environment["TMPDIR"] = "/proc";
  const Outcome run = board_.run({"diff", "--against", "HEAD"}, options);
  EXPECT_EQ(run.exit_code, kMachineFailed);
  EXPECT_EQ(run.err,
            "HEAD: error: there is no temporary folder to unpack it in: No such file or directory\n"
            "  help: let TMPDIR name a folder that can be written\n\n");
  EXPECT_EQ(snapshot(board_.path()), before);
}

TEST_F(DiffCommand, WhereNothingChangedItSaysSo) {
  const Outcome outcome = diff();
  EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
  EXPECT_EQ(outcome.out, "Visitors would see no change.\n");
}

TEST_F(DiffCommand, TellsWhatVisitorsWouldSee) {
  change_everything();
  const Outcome outcome = diff();
  EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Roles opened (1)\n"));
  EXPECT_THAT(outcome.out, HasSubstr("    /roles/auditor/\n"));
  EXPECT_THAT(outcome.out, HasSubstr("leads to /roles/auditor/\n    /roles/checker/\n"));
  EXPECT_THAT(outcome.out, HasSubstr("its page stays, marked as closed\n    /roles/closes/\n"));
  EXPECT_THAT(outcome.out, HasSubstr("its page is gone\n    /roles/goes/\n"));
  EXPECT_THAT(outcome.out, HasSubstr("→ $60–$95 / hour\n    /roles/pays/\n"));
  EXPECT_THAT(outcome.out, HasSubstr("Pages added (1)\n  /roles/auditor/\n"));
  EXPECT_THAT(outcome.out, HasSubstr("Pages removed (1)\n  /roles/goes/\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr("Pages redirected (1)\n  /roles/checker/ → /roles/auditor/\n"));
}

TEST_F(DiffCommand, ARoleUnderAnotherNameIsKnownAgain) {
  board_.remove("content/roles/goes.md");
  board_.write("content/roles/comes.md", "---\n" + posting("3") + "---\n");
  EXPECT_THAT(diff().out, HasSubstr("its page is gone; add redirect_from: [/roles/goes/] to "
                                    "content/roles/comes.md, which seems to be the same\n"));
}

// Every page of this board's layouts says how many roles there are.
TEST_F(DiffCommand, PagesThatOnlyCountRolesAreOneLine) {
  for (const char* side : {"", "before/"}) {
    board_.write(std::string(side) + "layouts/base.mustache", "{{> page}} {{site_live_count}}");
  }
  board_.remove("content/roles/goes.md");
  const std::string out = diff().out;
  EXPECT_THAT(out, HasSubstr("  /roles/\n"));
  EXPECT_THAT(out, Not(HasSubstr("  /pools/\n")));
  EXPECT_THAT(out, HasSubstr("Pages that differ only in counts or in similar roles ("));
  EXPECT_THAT(out, HasSubstr("Files of the search index that differ ("));
  EXPECT_THAT(out, Not(HasSubstr("assets/search/")));
  const auto document = nlohmann::json::parse(diff({"--format", "json"}).out);
  EXPECT_THAT(document.at("pages_changed_around"), ::testing::Contains("/pools/"));
  board_.write("content/site.yaml", board_.read("content/site.yaml") + "# another text\n");
  EXPECT_THAT(diff().out, HasSubstr("  /pools/\n"));  // who knows what changed it
}

TEST_F(DiffCommand, TheSameAsJsonAndMarkdown) {
  change_everything();
  const auto document = nlohmann::json::parse(diff({"--format", "json"}).out);
  EXPECT_EQ(document["opened"].size(), 1u);
  EXPECT_EQ(document["closed"].size(), 3u);
  EXPECT_EQ(document.at("pay_changed").at(0).at("after"), "$60–$95 / hour");
  EXPECT_EQ(document["pages_removed"], nlohmann::json({"/roles/goes/"}));
  EXPECT_EQ(document.at("redirected").at(0).at("to"), "/roles/auditor/");
  const std::string markdown = diff({"--markdown"}).out;
  EXPECT_THAT(markdown, HasSubstr("### Roles opened (1)\n\n- **"));
  EXPECT_THAT(markdown, HasSubstr("- `/roles/goes/`\n"));
}

TEST_F(DiffCommand, ATitleCannotWriteMarkdown) {
  board_.write("content/roles/evil.md", "---\n" + posting("6") + "---\n");
  std::string text = board_.read("content/roles/evil.md");
  const std::size_t title = text.find("title: ");
  text.replace(title, text.find('\n', title) - title, "title: \"[x](https://evil.example) @all\"");
  board_.write("content/roles/evil.md", text);
  const std::string markdown = diff({"--markdown"}).out;
  EXPECT_THAT(markdown, HasSubstr("\\[x\\](https://evil.example) \\@all"));
}

TEST_F(DiffCommand, ErrorsInTheContentStopIt) {
  board_.write("content/roles/pays.md", "---\ntitle: [\n---\n");
  const Outcome outcome = diff();
  EXPECT_EQ(outcome.exit_code, kContentProblems);
  EXPECT_THAT(outcome.err, HasSubstr("content/roles/pays.md:"));
}

TEST_F(DiffCommand, WarningsDoNotHideTheError) {
  board_.write("content/roles/pays.md", "---\ntitle: [\n---\n");
  board_.write("content/roles/unknown.md",
               "---\n" + posting("6", "posted: 2020-01-01\n") + "---\n");
  EXPECT_THAT(diff().err, Not(HasSubstr("warning")));
}

TEST_F(DiffCommand, AgainstARevisionOfGit) {
  const std::string git =
      "git -C '" + board_.path().string() +
      "' -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main ";
  ASSERT_EQ(std::system((git + "init -q").c_str()), 0);
  ASSERT_EQ(std::system((git + "add content layouts").c_str()), 0);
  ASSERT_EQ(std::system((git + "commit -q -m before").c_str()), 0);
  change_everything();
  const Outcome outcome = board_.run({"diff"});
  EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
  EXPECT_EQ(outcome.out, diff().out);
  for (const char* revision : {"nowhere", "--output=/tmp/x"}) {
    const Outcome wrong = board_.run({"diff", std::string("--against=") + revision});
    EXPECT_EQ(wrong.exit_code, kMachineFailed) << revision;
    EXPECT_THAT(wrong.err, Not(HasSubstr("terminate")));
  }
}

TEST_F(DiffCommand, RedirectsAndFilesThatAreNoPagesCount) {
  const auto redirect = [&](const char* side, const std::string& from) {
    board_.write(fmt::format("{}content/roles/pays.md", side),
                 "---\n" + posting("4", "redirect_from: [" + from + "]\n") + "---\n");
  };
  redirect("before/", "/old/");
  redirect("", "/older/");
  board_.write("before/layouts/assets/map.html", "one").write("layouts/assets/map.html", "two");
  const std::string out = diff().out;
  EXPECT_THAT(out, HasSubstr("Redirects changed (2)\n  /old/ → nowhere, was /roles/pays/\n"
                             "  /older/ → /roles/pays/\n"));
  EXPECT_THAT(out, HasSubstr("assets/map."));
  const auto document = nlohmann::json::parse(diff({"--format", "json"}).out);
  EXPECT_EQ(document.at("redirects_changed").at(0),
            (nlohmann::json{{"from", "/old/"}, {"before", "/roles/pays/"}, {"after", ""}}));
}

// As it would be checked out, not as it would be archived.
TEST_F(DiffCommand, AttributesForArchivesDoNotCount) {
  const std::string git =
      "git -C '" + board_.path().string() +
      "' -c user.name=t -c user.email=t@example.org -c init.defaultBranch=main ";
  board_.write("content/.gitattributes", "goes.md export-ignore\npays.md export-subst\n");
  board_.write("content/roles/pays.md", board_.read("content/roles/pays.md") + "$Format:%H$\n");
  ASSERT_EQ(std::system((git + "init -q").c_str()), 0);
  ASSERT_EQ(std::system((git + "add content layouts").c_str()), 0);
  ASSERT_EQ(std::system((git + "commit -q -m before").c_str()), 0);
  EXPECT_EQ(board_.run({"diff"}).out, "Visitors would see no change.\n");
  board_.write("content/roles/pays.md", "---\ntitle: [\n---\n");
  ASSERT_EQ(std::system((git + "commit -q -a -m wrong").c_str()), 0);
  board_.remove("content/roles/pays.md");
  const Outcome wrong = board_.run({"diff"});
  EXPECT_EQ(wrong.exit_code, kContentProblems);
  EXPECT_THAT(wrong.err, HasSubstr("HEAD:content/roles/pays.md:"));
}

}  // namespace
}  // namespace rolepress::testing
