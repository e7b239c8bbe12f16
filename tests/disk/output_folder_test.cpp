#include "disk/output_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Pages = std::map<std::string, std::string>;
namespace fs = std::filesystem;

// Both ways of putting files in place must come to the same.
class OutputFolderTest : public ::testing::TestWithParam<bool> {
 protected:
  [[nodiscard]] fs::path out(std::string_view name = "") const {
    return folder_.path() / "public" / name;
  }
  [[nodiscard]] Pages pages() const { return published(out()); }
  [[nodiscard]] static PublishOptions options() {
    PublishOptions options;
    options.in_place = GetParam();
    options.max_delete_percent = 100;
    options.jobs = 2;
    return options;
  }

  // What a build of these pages changed; a test that calls this expects no errors.
  PublishReport publish(const Pages& files) const {
    OutputFolder folder(folder_.path() / "public", options());
    for (const Diagnostic& problem : folder.open()) ADD_FAILURE() << format_diagnostic(problem);
    for (const auto& [path, text] : files) folder.write(path, text);
    const auto report = folder.commit();
    if (report) return *report;
    for (const Diagnostic& problem : report.error()) ADD_FAILURE() << format_diagnostic(problem);
    return {};
  }

  // The problems of a build of these pages, with "public/" for the folder of the test.
  [[nodiscard]] std::string problems(const Pages& files) const {
    OutputFolder folder(folder_.path() / "public", options());
    Diagnostics found = folder.open();
    if (found.empty()) {
      for (const auto& [path, text] : files) folder.write(path, text);
      auto report = folder.commit();
      if (!report) found = std::move(report.error());
    }
    std::string text;
    for (const Diagnostic& problem : found) {
      EXPECT_EQ(problem.severity, Severity::kFailure);
      text += format_diagnostic(problem).substr(folder_.path().string().size() + 1);
    }
    return text;
  }

  TemporaryFolder folder_;
};

struct stat status_of(const fs::path& path) {
  struct stat status {};
  EXPECT_EQ(lstat(path.c_str(), &status), 0) << path;
  return status;
}

TEST_P(OutputFolderTest, PublishesIntoANewFolder) {
  const PublishReport report = publish({{"index.html", "home"}, {"roles/a/index.html", "a"}});
  EXPECT_EQ(report.added, 2u);
  EXPECT_EQ(report.changed + report.unchanged + report.removed.size(), 0u);
  EXPECT_EQ(pages(), (Pages{{"index.html", "home"}, {"roles/a/index.html", "a"}}));
}

TEST_P(OutputFolderTest, FilesThatSomebodyAddsDuringABuildStay) {
  publish({{"index.html", "old"}, {"roles/a/index.html", "a"}});
  {
    OutputFolder folder(folder_.path() / "public", options());
    ASSERT_THAT(folder.open(), IsEmpty());
    folder.write("index.html", "new");
    folder.write("roles/a/index.html", "a");
    write_file(out("CNAME"), "mine");
    write_file(out("roles/a/mine/note.txt"), "mine");
    ASSERT_TRUE(folder.commit());
  }
  const Pages all = {{"CNAME", "mine"},
                     {"index.html", "new"},
                     {"roles/a/index.html", "a"},
                     {"roles/a/mine/note.txt", "mine"}};
  EXPECT_EQ(pages(), all);
  const PublishReport next = publish({{"index.html", "newer"}, {"roles/a/index.html", "a"}});
  EXPECT_THAT(next.foreign, ElementsAre("CNAME", "roles/a/mine/note.txt"));
  fs::remove(out("CNAME"));
  publish({{"index.html", "newest"}, {"roles/a/index.html", "a"}});
  EXPECT_FALSE(fs::exists(out("CNAME")));
  EXPECT_TRUE(fs::exists(out("roles/a/mine/note.txt")));
}

TEST_P(OutputFolderTest, FiftyThousandFilesAreNoOtherThanTwo) {
  constexpr std::size_t kFiles = 50'000;
  Pages files;
  for (std::size_t i = 0; i < kFiles; ++i) {
    files[std::to_string(i % 500) + "/" + std::to_string(i) + ".html"] = "page";
  }
  EXPECT_EQ(publish(files).added, kFiles);
  files["7/7.html"] = "changed";
  files.erase("8/8.html");
  const PublishReport report = publish(files);
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(report.removed.size(), 1U);
  EXPECT_EQ(report.unchanged, kFiles - 2);
  EXPECT_EQ(pages(), files);
}

TEST_P(OutputFolderTest, NothingIsSeenBeforeCommit) {
  publish({{"index.html", "old"}});
  OutputFolder folder(out(), options());
  ASSERT_THAT(folder.open(), IsEmpty());
  folder.write("index.html", "new");
  folder.write("roles/index.html", "new");
  EXPECT_EQ(pages(), (Pages{{"index.html", "old"}}));
}

TEST_P(OutputFolderTest, ABuildThatIsGivenUpLeavesTheFolderAsItWas) {
  publish({{"index.html", "old"}});
  const auto before = snapshot(out());
  {
    OutputFolder folder(out(), options());
    ASSERT_THAT(folder.open(), IsEmpty());
    folder.write("index.html", "new");
    folder.write("roles/index.html", "new");
  }
  EXPECT_EQ(snapshot(out()), before);
}

TEST_P(OutputFolderTest, ABuildThatIsGivenUpLeavesNoNewFolder) {
  {
    OutputFolder folder(out(), options());
    ASSERT_THAT(folder.open(), IsEmpty());
    folder.write("index.html", "new");
  }
  EXPECT_FALSE(fs::exists(out()));
}

TEST_P(OutputFolderTest, ABuildThatIsGivenUpLeavesAnEmptyFolderThatWasThere) {
  fs::create_directories(out());
  {
    OutputFolder folder(out(), options());
    ASSERT_THAT(folder.open(), IsEmpty());
  }
  EXPECT_TRUE(fs::is_directory(out()));
  EXPECT_TRUE(fs::is_empty(out()));
}

TEST_P(OutputFolderTest, OfItsOwnTheProgramPublishesTheManifestOnly) {
  for (const char* text : {"one", "two", "three"}) {
    publish({{"index.html", text}, {"a/b/c.html", "c"}});
    EXPECT_THAT(snapshot(out(".rolepress")), ::testing::SizeIs(1));
    EXPECT_TRUE(fs::is_regular_file(out(".rolepress/manifest")));
  }
}

TEST_P(OutputFolderTest, LeftoversOfAKilledBuildAreNotPublished) {
  for (const fs::path& next : {out(".rolepress/next"), folder_.path() / ".public.rolepress/next"}) {
    write_file(next / "index.html", "half");
    write_file(next / "old/index.html", "half");
    write_file(next / "a", "a file where a folder belongs");
    fs::create_directories(next / "b.html");
  }
  publish({{"index.html", "home"}, {"a/index.html", "a"}, {"b.html", "b"}});
  EXPECT_EQ(pages(), (Pages{{"index.html", "home"}, {"a/index.html", "a"}, {"b.html", "b"}}));
}

TEST_P(OutputFolderTest, UnchangedFilesKeepTimeAndInode) {
  publish({{"same.html", "same"}, {"other.html", "old"}});
  const struct stat before = status_of(out("same.html"));
  const PublishReport report = publish({{"same.html", "same"}, {"other.html", "new"}});
  const struct stat after = status_of(out("same.html"));
  EXPECT_EQ(report.unchanged, 1u);
  EXPECT_EQ(report.changed, 1u);
  EXPECT_EQ(after.st_ino, before.st_ino);
  EXPECT_EQ(after.st_mtim.tv_sec, before.st_mtim.tv_sec);
  EXPECT_EQ(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
}

TEST_P(OutputFolderTest, ASecondRunChangesNothing) {
  const Pages files = {{"index.html", "home"}, {"a/index.html", "a"}, {"a/b/index.html", "b"}};
  publish(files);
  const auto before = snapshot(out());
  const PublishReport report = publish(files);
  EXPECT_EQ(report.unchanged, 3u);
  EXPECT_EQ(report.added + report.changed + report.removed.size(), 0u);
  EXPECT_THAT(report.foreign, IsEmpty());
  EXPECT_EQ(snapshot(out()), before);
}

TEST_P(OutputFolderTest, APageWithoutSourceGoesWithItsEmptyFolders) {
  publish({{"index.html", "home"}, {"a/b/c/index.html", "c"}, {"a/index.html", "a"}});
  const PublishReport report = publish({{"index.html", "home"}, {"a/index.html", "a"}});
  EXPECT_EQ(report.removed.size(), 1u);
  EXPECT_FALSE(fs::exists(out("a/b")));
  EXPECT_EQ(pages(), (Pages{{"index.html", "home"}, {"a/index.html", "a"}}));
}

TEST_P(OutputFolderTest, AFolderThatSomebodyUsesStays) {
  publish({{"index.html", "home"}, {"a/index.html", "a"}});
  write_file(out("a/notes.txt"), "mine");
  const PublishReport report = publish({{"index.html", "home"}});
  EXPECT_EQ(report.removed.size(), 1u);
  EXPECT_THAT(report.foreign, ElementsAre("a/notes.txt"));
  EXPECT_EQ(pages(), (Pages{{"index.html", "home"}, {"a/notes.txt", "mine"}}));
}

TEST_P(OutputFolderTest, FilesOfOthersAreKeptAndNamed) {
  write_file(out("CNAME"), "board.example");
  write_file(out("old/page.html"), "old");
  write_file(out(".gitignore"), "*");
  write_file(out(".well-known/security.txt"), "s");
  fs::create_symlink("nowhere", out("dangling"));
  for (int build = 0; build < 2; ++build) {
    EXPECT_THAT(publish({{"index.html", "home"}}).foreign,
                ElementsAre("CNAME", "dangling", "old/page.html"));
  }
  EXPECT_EQ(pages(), (Pages{{".gitignore", "*"},
                            {".well-known/security.txt", "s"},
                            {"CNAME", "board.example"},
                            {"dangling", "-> nowhere"},
                            {"index.html", "home"},
                            {"old/page.html", "old"}}));
}

TEST_P(OutputFolderTest, AForeignFileWhereAPageBelongsIsAnErrorAndKept) {
  write_file(out("index.html"), "mine");
  write_file(out("roles/index.html"), "mine too");
  const auto before = snapshot(out());
  EXPECT_EQ(problems({{"roles/index.html", "roles"}, {"index.html", "home"}, {"b.html", "b"}}),
            "public/index.html: error: a file that no build wrote stands where a page belongs\n"
            "  help: move it away, then build again\n"
            "public/roles/index.html: error: a file that no build wrote stands where a page "
            "belongs\n"
            "  help: move it away, then build again\n");
  EXPECT_EQ(snapshot(out()), before);
}

TEST_P(OutputFolderTest, AFolderWhereAPageBelongsIsAnErrorAndKept) {
  write_file(out("index.html/mine"), "mine");
  const auto before = snapshot(out());
  EXPECT_EQ(problems({{"index.html", "home"}}),
            "public/index.html: error: something other than a file stands where a page belongs\n"
            "  help: move it away, then build again\n");
  EXPECT_EQ(snapshot(out()), before);
}

TEST_P(OutputFolderTest, AFileWhereAFolderBelongsIsAnErrorBeforeAnythingIsPublished) {
  publish({{"index.html", "old"}});
  write_file(out("roles"), "mine");
  const auto before = snapshot(out());
  EXPECT_EQ(problems({{"index.html", "new"}, {"roles/a/index.html", "a"}}),
            "public/roles: error: something other than a folder stands where a folder belongs\n"
            "  help: move it away, then build again\n");
  EXPECT_EQ(snapshot(out()), before);
}

TEST_P(OutputFolderTest, APageEditedByHandIsReplacedWhileItHasASource) {
  publish({{"index.html", "home"}});
  write_file(out("index.html"), "edited");
  EXPECT_EQ(publish({{"index.html", "home"}}).changed, 1u);
  EXPECT_EQ(pages(), (Pages{{"index.html", "home"}}));
}

TEST_P(OutputFolderTest, APageEditedByHandIsNotDeletedWhenItsSourceGoes) {
  publish({{"index.html", "home"}, {"a/index.html", "a"}});
  write_file(out("a/index.html"), "edited");
  for (int build = 0; build < 2; ++build) {
    const PublishReport report = publish({{"index.html", "home"}});
    EXPECT_EQ(report.removed.size(), 0u);
    EXPECT_THAT(report.foreign, ElementsAre("a/index.html"));
  }
  EXPECT_EQ(pages(), (Pages{{"index.html", "home"}, {"a/index.html", "edited"}}));
}

TEST_P(OutputFolderTest, APageThatSomebodyDeletedComesBack) {
  publish({{"index.html", "home"}, {"a/index.html", "a"}});
  fs::remove_all(out("a"));
  EXPECT_EQ(publish({{"index.html", "home"}, {"a/index.html", "a"}}).added, 1u);
  fs::remove_all(out("a"));
  EXPECT_EQ(publish({{"index.html", "home"}}).removed.size(), 0u);
}

TEST_P(OutputFolderTest, OfTheSameBytesUnderAnyNumberOfNames) {
  Pages files;
  for (int i = 0; i < 300; ++i) files.emplace("p" + std::to_string(i) + "/index.html", "same");
  EXPECT_EQ(publish(files).added, 300u);
  EXPECT_EQ(publish(files).unchanged, 300u);
  EXPECT_EQ(publish({}).removed.size(), 300u);
  EXPECT_THAT(pages(), IsEmpty());
}

TEST_P(OutputFolderTest, AForeignFileThatItsOwnerDeletedDoesNotComeBack) {
  publish({{"index.html", "0"}, {"a/index.html", "a"}});
  write_file(out("mine.txt"), "mine");
  write_file(out("a/mine.txt"), "mine");
  write_file(out("own/deep/mine.txt"), "mine");
  publish({{"index.html", "1"}, {"a/index.html", "a"}});
  EXPECT_THAT(publish({{"index.html", "2"}, {"a/index.html", "a"}}).foreign,
              ElementsAre("a/mine.txt", "mine.txt", "own/deep/mine.txt"));
  fs::remove(out("mine.txt"));
  fs::remove(out("a/mine.txt"));
  fs::remove_all(out("own"));
  for (const char* text : {"3", "4", "5"}) {
    EXPECT_THAT(publish({{"index.html", text}, {"a/index.html", "a"}}).foreign, IsEmpty());
    EXPECT_EQ(pages(), (Pages{{"index.html", text}, {"a/index.html", "a"}}));
  }
}

TEST_P(OutputFolderTest, ForeignFilesOfAFolderThatGetsAPageAreKept) {
  write_file(out("roles/mine.txt"), "mine");
  publish({{"index.html", "0"}});
  publish({{"index.html", "0"}, {"roles/index.html", "roles"}});
  for (const char* text : {"1", "2"}) {
    EXPECT_THAT(publish({{"index.html", text}, {"roles/index.html", "roles"}}).foreign,
                ElementsAre("roles/mine.txt"));
  }
  publish({{"index.html", "3"}});
  EXPECT_EQ(pages(), (Pages{{"index.html", "3"}, {"roles/mine.txt", "mine"}}));
}

TEST_P(OutputFolderTest, WhatSomebodyPutInThePlaceOfAPageThatGoesIsKept) {
  publish({{"index.html", "0"}, {"a/index.html", "a"}, {"b.html", "b"}});
  fs::remove_all(out("a"));
  fs::create_symlink("elsewhere", out("a"));
  fs::remove(out("b.html"));
  write_file(out("b.html/mine.txt"), "mine");
  publish({{"index.html", "1"}});
  EXPECT_EQ(pages(),
            (Pages{{"a", "-> elsewhere"}, {"b.html/mine.txt", "mine"}, {"index.html", "1"}}));
}

TEST_P(OutputFolderTest, TheFolderKeepsItsPermissions) {
  publish({{"index.html", "0"}});
  ASSERT_EQ(chmod(out().c_str(), 0751), 0);
  publish({{"index.html", "1"}});
  publish({{"index.html", "2"}});
  EXPECT_EQ(status_of(out()).st_mode & 07777U, 0751U);
}

TEST_P(OutputFolderTest, WhatIsKeptBetweenBuildsMayBeDeletedOrDamaged) {
  const fs::path state = folder_.path() / ".public.rolepress";
  int build = 0;
  for (const std::string damage : {"", "garbage", "delete"}) {
    for (const char* name : {"stamps", "spare"}) {
      publish({{"index.html", std::to_string(++build)}, {"same.html", "same"}});
      publish({{"index.html", std::to_string(++build)}, {"same.html", "same"}});
      fs::remove(state / name);
      if (damage != "delete") write_file(state / name, damage);
      publish({{"index.html", std::to_string(++build)}, {"same.html", "same"}});
      EXPECT_EQ(pages(), (Pages{{"index.html", std::to_string(build)}, {"same.html", "same"}}));
    }
  }
  fs::remove_all(state);
  publish({{"index.html", "last"}});
  EXPECT_EQ(pages(), (Pages{{"index.html", "last"}}));
}

TEST_P(OutputFolderTest, WhatLiesBesideIsCheckedBeforeItIsPublished) {
  publish({{"index.html", "1"}, {"same.html", "same"}});
  publish({{"index.html", "2"}, {"same.html", "same"}});
  const fs::path next = folder_.path() / ".public.rolepress/next";
  fs::remove(next / "same.html");
  publish({{"index.html", "3"}, {"same.html", "same"}});
  fs::remove(next / "same.html");
  write_file(next / "same.html", "tampered");
  publish({{"index.html", "4"}, {"same.html", "same"}});
  EXPECT_EQ(pages(), (Pages{{"index.html", "4"}, {"same.html", "same"}}));
}

TEST_P(OutputFolderTest, AClockThatWasSetBackDoesNotHideAChange) {
  publish({{"index.html", "1"}, {"same.html", "same"}});
  const timespec past[] = {{1, 0}, {1, 0}};
  write_file(out("same.html"), "hand");
  ASSERT_EQ(utimensat(AT_FDCWD, out("same.html").c_str(), past, 0), 0);
  EXPECT_EQ(publish({{"index.html", "1"}, {"same.html", "same"}}).changed, 1u);
  EXPECT_EQ(pages(), (Pages{{"index.html", "1"}, {"same.html", "same"}}));
}

INSTANTIATE_TEST_SUITE_P(Ways, OutputFolderTest, ::testing::Bool(), [](const auto& parameter) {
  return parameter.param ? "InPlace" : "AtOnce";
});

}  // namespace
}  // namespace rolepress::testing
