// What an earlier build left damaged, closed or half done: a later one must not make it worse, and
// mends it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "cli/commands.h"
#include "disk/files.h"
#include "disk/output_folder.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Pages = std::map<std::string, std::string>;
namespace fs = std::filesystem;

constexpr unsigned kNobody = 65534;

// Of others where the test may give files away.
const uid_t kOwner = geteuid() == 0 ? 33 : geteuid();
const gid_t kGroup = geteuid() == 0 ? 34 : getegid();

void give_away(const fs::path& path, mode_t mode) {
  EXPECT_EQ(chown(path.c_str(), kOwner, kGroup), 0) << path;
  EXPECT_EQ(chmod(path.c_str(), mode), 0) << path;
}

struct stat access_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(stat(path.c_str(), &status), 0) << path;
  return status;
}

void expect_given_away(const fs::path& path, mode_t mode) {
  const struct stat status = access_of(path);
  EXPECT_EQ(status.st_mode & 07777U, mode) << path;
  EXPECT_EQ(status.st_uid, kOwner) << path;
  EXPECT_EQ(status.st_gid, kGroup) << path;
}

TEST(ManifestTest, EveryFlippedBitIsNoticed) {
  const std::string text = format_manifest({{"index.html", 1}, {"roles/a/index.html", 0xabc}});
  EXPECT_TRUE(is_sound_manifest(text));
  for (std::size_t i = 0; i < text.size() * 8; ++i) {
    std::string damaged = text;
    damaged[i / 8] = static_cast<char>(damaged[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(is_sound_manifest(damaged)) << i;
  }
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_FALSE(is_sound_manifest(text.substr(0, size))) << size;
  }
}

TEST(ManifestTest, TheFirstVersionHasNoChecksumAndIsBelieved) {
  const std::string text = "rolepress manifest 1\n0000000000000abc index.html\n";
  EXPECT_TRUE(is_sound_manifest(text));
  EXPECT_EQ(parse_manifest(text), (FileHashes{{"index.html", 0xabc}}));
}

TEST(ManifestTest, OfADamagedOneTheLinesThatCanBeReadCount) {
  std::string text = format_manifest({{"a", 1}, {"b", 2}, {"c", 3}});
  text[0] = 'R';
  text[text.find(" b")] = '_';
  EXPECT_EQ(parse_manifest(text), (FileHashes{{"a", 1}, {"c", 3}}));
}

class PublishRepair : public ::testing::Test {
 protected:
  PublishReport publish(const Pages& pages, bool in_place = false) const {
    PublishOptions options;
    options.in_place = in_place;
    OutputFolder folder(output_, options);
    for (const Diagnostic& problem : folder.open()) ADD_FAILURE() << format_diagnostic(problem);
    for (const auto& [path, text] : pages) folder.write(path, text);
    const auto report = folder.commit();
    if (report) return *report;
    ADD_FAILURE() << format_diagnostic(report.error().front());
    return {};
  }

  TemporaryFolder folder_;
  fs::path output_ = folder_.path() / "public";
  fs::path spare_ = folder_.path() / ".public.rolepress/spare";
  fs::path manifest_ = output_ / kRecordPath;
};

TEST_F(PublishRepair, ADamagedListOfTheSpareSitePublishesNoWithdrawnPageAgain) {
  publish({{"index.html", "1"}, {"withdrawn/index.html", "x"}});
  publish({{"index.html", "2"}});
  std::string spare = read_text_file(spare_);
  const std::size_t name = spare.find("withdrawn");
  ASSERT_NE(name, std::string::npos);
  spare[name] = 'v';
  write_file(spare_, spare);
  EXPECT_THAT(publish({{"index.html", "3"}}).foreign, IsEmpty());
  EXPECT_EQ(published(output_), (Pages{{"index.html", "3"}}));
}

TEST_F(PublishRepair, WhatSomebodyDoesInTheSpareSiteIsNotPublished) {
  Pages pages = {{"a/index.html", "x"}, {"b/index.html", "y"}, {"c/d/index.html", "z"}};
  const auto publish_home = [&](const char* text) {
    pages["index.html"] = text;
    publish(pages);
    EXPECT_EQ(published(output_), pages);
  };
  for (const char* text : {"1", "2", "3"}) publish_home(text);
  const fs::path next = spare_.parent_path() / "next";
  EXPECT_TRUE(fs::remove(next / "a/index.html"));
  EXPECT_EQ(replace_file(next / "b/index.html", "other"), 0);
  fs::remove_all(next / "c");
  publish_home("4");
  publish_home("5");
}

TEST_F(PublishRepair, ADamagedManifestIsToldAndMadeAnew) {
  const Pages first = {{"a.html", "1"}, {"index.html", "1"}, {"withdrawn/index.html", "x"}};
  publish(first);
  publish({{"a.html", "2"}, {"index.html", "1"}, {"withdrawn/index.html", "x"}});
  const std::string manifest = read_text_file(manifest_);
  write_file(manifest_, manifest.substr(0, manifest.find("index.html")));
  const PublishReport report = publish({{"a.html", "3"}, {"index.html", "3"}});
  EXPECT_EQ(published(output_), (Pages{{"a.html", "3"}, {"index.html", "3"}}));
  ASSERT_EQ(report.failures.size(), 1U);
  EXPECT_EQ(report.failures[0].severity, Severity::kWarning);
  EXPECT_EQ(report.failures[0].message, "this list of what builds wrote is damaged");
  EXPECT_THAT(publish({{"a.html", "3"}, {"index.html", "3"}}).failures, IsEmpty());
}

TEST_F(PublishRepair, WhereADamagedManifestStopsABuildItSaysHowToGoOn) {
  DiskBoard board(Board().role("tax-reviewer", good_role()));
  ASSERT_EQ(board.run({"build", "--quiet"}).exit_code, kDone);
  board.write("public/.rolepress/manifest", "x");
  board.write("content/site.yaml", board.read("content/site.yaml") + "# other\n");
  board.write("layouts/base.mustache", "other" + board.read("layouts/base.mustache"));
  const Outcome outcome = board.run({"build"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.err,
              HasSubstr("public/.rolepress/manifest: error: this list of what builds wrote is "
                        "damaged\n  help: keep elsewhere what is yours, remove the output folder, "
                        "then build again\n"));
  EXPECT_EQ(board.run({"clean"}).exit_code, kMachineFailed);
  EXPECT_TRUE(board.has("public/index.html"));
}

// A file becomes a folder and the other way round, both where all is ours.
TEST_F(PublishRepair, FilesOfOursBecomeFoldersAndFoldersFiles) {
  for (const bool in_place : {false, true}) {
    const Pages file = {{"a", "file"}, {"index.html", "1"}};
    const Pages folder = {{"a/b/index.html", "page"}, {"a/index.html", "page"}};
    for (const Pages& pages : {file, folder, file, folder, file}) {
      publish(pages, in_place);
      EXPECT_EQ(published(output_), pages) << in_place;
    }
  }
}

TEST_F(PublishRepair, FoldersWithAFileOfOthersStayFolders) {
  publish({{"a/index.html", "page"}});
  write_file(output_ / "a/mine.txt", "mine");
  OutputFolder folder(output_);
  ASSERT_THAT(folder.open(), IsEmpty());
  folder.write("a", "file");
  const auto report = folder.commit();
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error()[0].message, "something other than a file stands where a page belongs");
  EXPECT_EQ(published(output_), (Pages{{"a/index.html", "page"}, {"a/mine.txt", "mine"}}));
}

TEST_F(PublishRepair, EveryFolderKeepsItsModeAndItsOwner) {
  publish({{"index.html", "1"}, {"roles/a/index.html", "a"}});
  write_file(output_ / "mine/deep/note.txt", "mine");
  fs::create_directories(output_ / "mine/empty");
  const std::map<const char*, mode_t> modes = {{"mine", 0700},       {"mine/deep", 0711},
                                               {"mine/empty", 0701}, {"roles", 02775},
                                               {"roles/a", 0710},    {".", 02755}};
  for (const auto& [name, mode] : modes) give_away(output_ / name, mode);
  for (int build = 2; build < 5; ++build) {
    const std::string fresh = fmt::format("roles/new-{}", build);
    publish({{"index.html", std::to_string(build)},
             {"roles/a/index.html", "a"},
             {fresh + "/index.html", "new"}});
    for (const auto& [name, mode] : modes) expect_given_away(output_ / name, mode);
    EXPECT_NE(access_of(output_ / fresh).st_mode & S_ISGID, 0U) << build;
    EXPECT_EQ(access_of(output_ / fresh).st_gid, kGroup) << build;
  }
}

TEST_F(PublishRepair, AnEditorsFileKeepsItsModeAndItsOwner) {
  const fs::path file = folder_.path() / "role.md";
  write_file(file, "old");
  give_away(file, 0640);
  ASSERT_EQ(write_source(file, "new"), 0);
  expect_given_away(file, 0640);
}

TEST_F(PublishRepair, WhoWaitsForABuildThatRemovesTheFolderMakesItAgain) {
  const fs::path path = folder_.path() / "state/lock";
  fs::create_directory(path.parent_path());
  PublishLock first;
  ASSERT_THAT(first.take(path, {}), IsEmpty());
  Diagnostics problems;
  {
    const std::jthread waiter([&] {
      PublishLock second;
      problems = second.take(path, std::chrono::seconds(60));
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    fs::remove_all(path.parent_path());
    first.release();
  }
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_TRUE(fs::exists(path));
}

// Permissions do not stop root, so the program gives its rights away first.
class ClosedFolder : public ::testing::Test {
 protected:
  ClosedFolder() {
    nobody_.user = kNobody;
    own_all();
    EXPECT_EQ(build().exit_code, kDone);
  }
  void own_all() {
    if (geteuid() != 0) return;
    EXPECT_EQ(lchown(board_.path().c_str(), kNobody, kNobody), 0);
    for (const auto& entry : fs::recursive_directory_iterator(board_.path())) {
      EXPECT_EQ(lchown(entry.path().c_str(), kNobody, kNobody), 0);
    }
  }
  Outcome build(std::vector<std::string> more = {}) {
    more.insert(more.begin(), "build");
    return board_.run(more, nobody_);
  }
  void close(fs::perms perms) { fs::permissions(board_.path("public/roles/tax-reviewer"), perms); }
  void change_all_pages() {
    board_.write("layouts/base.mustache", "x" + board_.read("layouts/base.mustache"));
  }

  RunOptions nobody_;
  DiskBoard board_{Board().role("tax-reviewer", good_role())};
};

TEST_F(ClosedFolder, DoesNotBringAWithdrawnPageBack) {
  close(fs::perms(0555));
  board_.remove("content/roles/tax-reviewer.md");
  for (int i = 0; i < 3; ++i) {
    const Outcome outcome = build();
    EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
    EXPECT_FALSE(board_.has("public/roles/tax-reviewer/index.html")) << i;
    change_all_pages();
  }
}

TEST_F(ClosedFolder, WhereAPageCannotBeRemovedInPlaceALaterBuildDoesIt) {
  close(fs::perms(0555));
  board_.remove("content/roles/tax-reviewer.md");
  for (int i = 0; i < 2; ++i) {
    const Outcome outcome = build({"--in-place"});
    EXPECT_EQ(outcome.exit_code, kMachineFailed);
    EXPECT_THAT(outcome.err, HasSubstr("a page of before cannot be removed: Permission denied\n"));
    EXPECT_THAT(outcome.err, HasSubstr("Published in part: 1 error.\n"));
  }
  close(fs::perms(0755));
  EXPECT_EQ(build({"--in-place"}).exit_code, kDone);
  EXPECT_FALSE(board_.has("public/roles/tax-reviewer"));
}

TEST_F(ClosedFolder, StopsABuildInPlaceOnTheWayAndItSaysThatPagesAreMixed) {
  close(fs::perms(0555));
  change_all_pages();
  const Outcome outcome = build({"--in-place"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_EQ(outcome.err,
            "public/roles/tax-reviewer/index.html: error: the page cannot be put in place: "
            "Permission denied\n"
            "  help: pages of before and new ones lie there together now; the next build that "
            "succeeds mends that\n\n"
            "Published in part: 1 error.\n");
  close(fs::perms(0755));
  EXPECT_EQ(build({"--in-place"}).exit_code, kDone);
  EXPECT_TRUE(board_.read("public/roles/tax-reviewer/index.html").starts_with("x"));
}

}  // namespace
}  // namespace rolepress::testing
