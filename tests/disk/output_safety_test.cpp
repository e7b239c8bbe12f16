// What publishing must never touch: whatever lies outside of the output folder, and whatever in it
// is not known to come from a build.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "cli/commands.h"
#include "disk/output_folder.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Pages = std::map<std::string, std::string>;
namespace fs = std::filesystem;

class OutputSafety : public ::testing::Test {
 protected:
  void build() {
    const Outcome outcome = board_.run({"build", "--quiet"});
    EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
  }
  // A build without the role, whose page must then go.
  void build_without_role() {
    board_.remove("content/roles/tax-reviewer.md");
    build();
  }

  DiskBoard board_{Board().role("tax-reviewer", good_role())};
};

TEST_F(OutputSafety, ADamagedOrMissingManifestRemovesAndOverwritesNothing) {
  build();
  const auto before = published(board_.path("public"));
  board_.remove("content/roles/tax-reviewer.md");
  for (const std::string damage :
       {"", "garbage", "rolepress manifest 2\n", "rolepress manifest 1", "\n\n",
        "rolepress manifest 1\n\n \nabc\n0000 \nzzzz roles/tax-reviewer/index.html\n",
        "rolepress manifest 1\n-1 roles/tax-reviewer/index.html\nxx index.html\n", "missing"}) {
    board_.write("public/.rolepress/manifest", damage);
    if (damage == "missing") board_.remove("public/.rolepress");
    const Outcome outcome = board_.run({"build"});
    EXPECT_EQ(outcome.exit_code, kMachineFailed) << damage;
    EXPECT_THAT(outcome.err, HasSubstr("public/index.html: error: a file that no build wrote "
                                       "stands where a page belongs\n"
                                       "  help: move it away, then build again\n"));
    EXPECT_EQ(published(board_.path("public")), before) << damage;
  }
}

TEST_F(OutputSafety, WithoutAManifestPagesThatAreTheSameAreTakenForItsOwn) {
  build();
  board_.remove("public/.rolepress");
  build();
  build_without_role();
  EXPECT_FALSE(board_.has("public/roles/tax-reviewer"));
}

TEST_F(OutputSafety, AManifestWithADamagedLineKeepsWhatThatNamed) {
  build();
  const std::string manifest = board_.read("public/.rolepress/manifest");
  const std::size_t line = manifest.find("roles/tax-reviewer/");
  board_.write("public/.rolepress/manifest",
               manifest.substr(0, line + 8) + manifest.substr(manifest.find('\n', line)));
  build_without_role();
  EXPECT_TRUE(board_.has("public/roles/tax-reviewer/index.html"));
}

TEST_F(OutputSafety, AManifestThatIsAFolderIsAFailureOfTheMachine) {
  board_.write("public/.rolepress/manifest/x", "x");
  const Outcome outcome = board_.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.err, HasSubstr("public/.rolepress/manifest: error: the file cannot be read: "
                                     "Is a directory\n"));
}

TEST_F(OutputSafety, AManifestCannotLeadOutOfTheFolder) {
  build();
  const std::string page = board_.read("public/roles/tax-reviewer/index.html");
  const std::string manifest = board_.read("public/.rolepress/manifest");
  const std::size_t line = manifest.find(" roles/tax-reviewer/");
  ASSERT_NE(line, std::string::npos);
  const std::string hash = manifest.substr(line - 16, 16);
  board_.write("victim.html", page).write("public/kept/victim.html", page);
  board_.write("public/.rolepress/manifest",
               fmt::format("rolepress manifest 1\n{0} ../victim.html\n{0} kept/../../victim.html\n"
                           "{0} {1}\n{0} kept/../kept/victim.html\n{0} ./kept/victim.html\n"
                           "{0} kept//victim.html\n",
                           hash, board_.path("victim.html").string()));
  build();
  EXPECT_EQ(board_.read("victim.html"), page);
  EXPECT_EQ(board_.read("public/kept/victim.html"), page);
}

TEST_F(OutputSafety, AFileThatTheManifestNamesWithoutAHashIsNotOverwritten) {
  board_.write("public/index.html", "mine");
  board_.write("public/.rolepress/manifest", "rolepress manifest 1\nzzzz index.html\n");
  const Outcome outcome = board_.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "public/index.html: error: a file that no build wrote stands where a page belongs\n"
            "  help: move it away, then build again\n\n"
            "Nothing was published: 1 error.\n");
  EXPECT_EQ(board_.read("public/index.html"), "mine");
}

TEST_F(OutputSafety, NamesWithTwoDotsBelongToTheBuildAllTheSame) {
  board_.write("layouts/assets/a..b.png", "one");
  build();
  board_.write("layouts/assets/a..b.png", "two");
  build();
  std::vector<std::string> texts;
  for (const auto& [path, text] : published(board_.path("public"))) {
    if (path.starts_with("assets/a..b.")) texts.push_back(text);
  }
  EXPECT_EQ(texts, std::vector<std::string>{"two"});
  board_.remove("layouts/assets");
  build();
  for (const auto& [path, text] : published(board_.path("public"))) {
    EXPECT_FALSE(path.starts_with("assets/a..b.")) << path;
  }
}

TEST_F(OutputSafety, TheOutputFolderMayBeALink) {
  fs::create_directories(board_.path("www"));
  fs::create_directory_symlink("www", board_.path("public"));
  build();
  EXPECT_TRUE(board_.has("www/roles/tax-reviewer/index.html"));
  build_without_role();
  EXPECT_FALSE(board_.has("www/roles/tax-reviewer"));
  EXPECT_TRUE(fs::is_symlink(board_.path("public")));
}

TEST_F(OutputSafety, ALinkInTheFolderDoesNotLetABuildWriteOutside) {
  fs::create_directories(board_.path("outside"));
  fs::create_directories(board_.path("public"));
  fs::create_directory_symlink("../outside", board_.path("public/roles"));
  const Outcome outcome = board_.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "public/roles: error: something other than a folder stands where a folder belongs\n"
            "  help: move it away, then build again\n\n"
            "Nothing was published: 1 error.\n");
  EXPECT_TRUE(fs::is_empty(board_.path("outside")));
  EXPECT_FALSE(board_.has("public/index.html"));
}

TEST_F(OutputSafety, ALinkOfAnEarlierSiteDoesNotLetABuildWriteOutside) {
  build();
  fs::create_directories(board_.path("outside"));
  fs::create_directory_symlink("../outside", board_.path("public/extra"));
  build_without_role();
  fs::remove(board_.path("public/extra"));
  board_.write("content/pages/extra.md", "---\ntitle: Extra\n---\n" + std::string(500, 'x') + "\n");
  build();
  EXPECT_TRUE(fs::is_empty(board_.path("outside")));
  EXPECT_TRUE(board_.has("public/extra/index.html"));
}

TEST_F(OutputSafety, AFolderOfOthersThatCannotBeReadStopsTheBuild) {
  build();
  board_.write("public/mine/note.txt", "mine");
  build();
  board_.write("content/roles/other.md", "---\n" + good_role() + "---\n");
  RunOptions other;
  other.user = 65534;  // permissions do not stop root
  if (geteuid() == 0) {
    for (const auto& entry : fs::recursive_directory_iterator(board_.path())) {
      ASSERT_EQ(lchown(entry.path().c_str(), 65534, 65534), 0);
    }
    ASSERT_EQ(lchown(board_.path().c_str(), 65534, 65534), 0);
  }
  fs::permissions(board_.path("public/mine"), fs::perms::none);
  const Outcome outcome = board_.run({"build"}, other);
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "public/mine: error: what it holds cannot be read: Permission denied\n"
            "  help: what was published before is unchanged\n\n"
            "Nothing was published: 1 error.\n");
  fs::permissions(board_.path("public/mine"), fs::perms::owner_all);
  EXPECT_EQ(board_.read("public/mine/note.txt"), "mine");
  EXPECT_FALSE(board_.has("public/roles/other"));
}

TEST_F(OutputSafety, ALinkInTheFolderDoesNotLetABuildDeleteOutside) {
  build();
  fs::rename(board_.path("public/roles/tax-reviewer"), board_.path("outside"));
  fs::create_directory_symlink("../../outside", board_.path("public/roles/tax-reviewer"));
  build_without_role();
  EXPECT_TRUE(board_.has("outside/index.html"));
}

TEST_F(OutputSafety, ALinkInThePlaceOfAPageIsNotWrittenThrough) {
  board_.write("victim.html", "mine");
  fs::create_directories(board_.path("public"));
  fs::create_symlink("../victim.html", board_.path("public/index.html"));
  const Outcome outcome = board_.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.err, HasSubstr("public/index.html: error: something other than a file stands "
                                     "where a page belongs\n"));
  EXPECT_EQ(board_.read("victim.html"), "mine");
}

TEST_F(OutputSafety, ALinkInThePlaceOfThePrivateFolderIsRefused) {
  board_.write("outside/staging/mine", "mine");
  fs::create_directories(board_.path("public"));
  fs::create_directory_symlink("../outside", board_.path("public/.rolepress"));
  const Outcome outcome = board_.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "public/.rolepress: error: something other than a folder stands where a folder "
            "belongs\n"
            "  help: move it away, then build again\n\n"
            "Nothing was published: 1 error.\n");
  EXPECT_EQ(board_.read("outside/staging/mine"), "mine");
}

TEST_F(OutputSafety, APipeInThePlaceOfAPageIsNotWaitedFor) {
  fs::create_directories(board_.path("public"));
  ASSERT_EQ(mkfifo(board_.path("public/index.html").c_str(), 0600), 0);
  const Outcome outcome = board_.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_LT(outcome.seconds, 5);
}

// A second build, while somebody puts files where it has a page or needs a folder.
class LateFiles : public ::testing::Test {
 protected:
  Result<PublishReport> publish(bool in_place, const Pages& pages, const Pages& late = {}) {
    PublishOptions options;
    options.in_place = in_place;
    OutputFolder folder(output_, options);
    EXPECT_THAT(folder.open(), IsEmpty());
    for (const auto& [path, text] : pages) folder.write(path, text);
    for (const auto& [path, text] : late) write_file(output_ / path, text);
    return folder.commit();
  }

  TemporaryFolder folder_;
  fs::path output_ = folder_.path() / "public";
  const Pages first_ = {{"index.html", "old"}};
  const Pages second_ = {
      {"index.html", "new"}, {"pools/index.html", "pools"}, {"roles/a/index.html", "a"}};
  const Pages late_ = {
      {"pools/index.html", "my pools"}, {"roles", "mine"}, {"roles.kept", "mine too"}};
};

TEST_F(LateFiles, GetANameOfTheirOwn) {
  ASSERT_TRUE(publish(false, first_));
  const auto kept = ElementsAre("pools-index.html.kept", "roles.kept", "roles.kept.kept");
  EXPECT_THAT(publish(false, second_, late_).value().foreign, kept);
  const Pages third = {{"index.html", "newer"}, {"roles/a/index.html", "a"}};
  EXPECT_THAT(publish(false, third).value().foreign, kept);
  EXPECT_EQ(published(output_), (Pages{{"index.html", "newer"},
                                       {"pools-index.html.kept", "my pools"},
                                       {"roles.kept", "mine"},
                                       {"roles.kept.kept", "mine too"},
                                       {"roles/a/index.html", "a"}}));
}

TEST_F(LateFiles, StopABuildThatPutsItsPagesInPlaceOneByOne) {
  ASSERT_TRUE(publish(true, first_));
  const auto report = publish(true, second_, late_);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().front().severity, Severity::kFailure);
  EXPECT_FALSE(publish(true, second_)) << "a build later they are no pages of this site either";
  const Pages now = published(output_);
  for (const auto& [path, text] : late_) EXPECT_EQ(now.at(path), text) << path;
}

// A file of somebody's, in a folder of theirs, saved as editors do: beside, then renamed. That the
// old site took one while it changed places cannot be ruled out, but it must be rare.
TEST_F(LateFiles, SavedInAFolderOfOthersAreNearlyAlwaysTheNewest) {
  constexpr int kBuilds = 60;
  constexpr int kOthers = 500;  // to look at and to link after the one that is saved
  ASSERT_TRUE(publish(false, first_));
  const fs::path note = output_ / "mine/a-note.txt";
  write_file(note, "0");
  for (int i = 0; i < kOthers; ++i) write_file(output_ / fmt::format("mine/other-{}", i), "");
  std::atomic<int> saved = 0;
  const std::jthread editor([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      std::ofstream(folder_.path() / "draft") << saved + 1;
      std::error_code moved;
      fs::rename(folder_.path() / "draft", note, moved);
      if (!moved) ++saved;
      std::this_thread::sleep_for(std::chrono::milliseconds(1 + saved % 7));
    }
  });
  int lost = 0;
  for (int i = 0; i < kBuilds; ++i) {
    const auto report = publish(false, {{"index.html", std::to_string(i)}});
    EXPECT_TRUE(report) << format_diagnostic(report.error().front());
    const int last = saved;
    if (std::stoi(read_text_file(note)) < last) ++lost;
  }
  EXPECT_LT(lost, kBuilds / 6);
}

TEST_F(OutputSafety, ALinkToNothingYetIsFollowed) {
  fs::create_directory_symlink("www/site", board_.path("public"));
  build();
  build_without_role();
  EXPECT_TRUE(board_.has("www/site/index.html"));
  EXPECT_TRUE(fs::is_symlink(board_.path("public")));
  fs::remove(board_.path("public"));
  fs::create_directory_symlink("public", board_.path("public"));
  EXPECT_THAT(board_.run({"build"}).err, HasSubstr("public: error: this link leads nowhere\n"));
}

// What a server would hand out with the site.
TEST_F(OutputSafety, WhatIsKeptWithinTheSiteNamesNoDraft) {
  board_.write(".public.rolepress", "in the way");
  board_.write("content/roles/secret.md",
               "---\n" + good_role("status: draft\n") + "---\nSome <b>words</b>.\n");
  for (int i = 0; i < 2; ++i) {
    build();
    EXPECT_TRUE(board_.has("public/.rolepress/last-build"));
    for (const auto& [path, text] : snapshot(board_.path("public"))) {
      EXPECT_EQ(text.find("roles/secret"), std::string::npos) << path;
    }
  }
}

}  // namespace
}  // namespace rolepress::testing
