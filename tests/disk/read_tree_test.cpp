#include "disk/read_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <chrono>

#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

constexpr int kJobs = 4;

class ReadTree : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path content(std::string_view name = "") const {
    return folder_.path() / "content" / name;
  }
  void add(std::string_view name, std::string_view text = "x") { write_file(content(name), text); }

  [[nodiscard]] std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    const auto tree = read_tree({{"content", content()}}, kJobs);
    if (!tree) {
      ADD_FAILURE() << problems();
      return paths;
    }
    for (const SourceFile& file : tree->files()) paths.push_back(file.path);
    return paths;
  }

  // As they are printed, with "content/" for the folder of the test.
  [[nodiscard]] std::string problems() const {
    const auto tree = read_tree({{"content", content()}}, kJobs);
    std::string text;
    if (tree) return text;
    for (const Diagnostic& problem : tree.error()) text += format_diagnostic(problem);
    const std::string prefix = folder_.path().string() + "/";
    for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  TemporaryFolder folder_;
};

TEST_F(ReadTree, FilesComeInTheOrderOfTheirPaths) {
  for (const char* name : {"roles/b.md", "site.yaml", "roles/a.md", "roles-old/c.md", "a/z/y.md"}) {
    add(name);
  }
  EXPECT_THAT(paths(),
              ElementsAre("content/a/z/y.md", "content/roles-old/c.md", "content/roles/a.md",
                          "content/roles/b.md", "content/site.yaml"));
}

TEST_F(ReadTree, BytesArriveAsTheyAre) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte));
  add("all", all);
  add("empty", "");
  add("large", std::string(300'000, 'x'));
  const auto tree = read_tree({{"content", content()}}, kJobs);
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->find("content/all")->text, all);
  EXPECT_EQ(tree->find("content/empty")->text, "");
  EXPECT_EQ(tree->find("content/large")->text.size(), 300'000u);
  EXPECT_EQ(tree->find("content/all")->shown, content("all").string());
}

TEST_F(ReadTree, HiddenFilesAndBackupsOfEditorsArePassedOver) {
  for (const char* name : {".DS_Store", ".git/config", "roles/.a.md.swp", "roles/a.md~",
                           "roles/a.md.swp", "roles/#a.md#", "roles/.#a.md"}) {
    add(name);
  }
  add("roles/a.md");
  EXPECT_THAT(paths(), ElementsAre("content/roles/a.md"));
}

TEST_F(ReadTree, AHiddenLinkIsNoError) {
  fs::create_directories(content("roles"));
  // Emacs marks a file that is being edited with a link that leads nowhere.
  fs::create_symlink("user@host.1234", content("roles/.#a.md"));
  EXPECT_THAT(paths(), IsEmpty());
}

TEST_F(ReadTree, EveryLinkIsNamedInOrder) {
  add("roles/a.md");
  write_file(folder_.path() / "secret", "s");
  fs::create_symlink("a.md", content("roles/to-file.md"));
  fs::create_directory_symlink("..", content("roles/loop"));
  fs::create_symlink("../../secret", content("roles/out.md"));
  fs::create_symlink("nowhere", content("roles/dangling.md"));
  fs::create_symlink("self", content("roles/self"));
  std::string expected;
  for (const char* name : {"dangling.md", "loop", "out.md", "self", "to-file.md"}) {
    expected += std::string("content/roles/") + name +
                ": error: this is a link, and links are not followed\n"
                "  help: put the file itself here\n";
  }
  EXPECT_EQ(problems(), expected);
}

TEST_F(ReadTree, TheFolderItselfMayBeALink) {
  add("site.yaml");
  fs::rename(content(), folder_.path() / "elsewhere");
  fs::create_directory_symlink("elsewhere", folder_.path() / "content");
  EXPECT_THAT(paths(), ElementsAre("content/site.yaml"));
}

TEST_F(ReadTree, APipeIsAnErrorAndNotWaitedFor) {
  fs::create_directories(content("roles"));
  ASSERT_EQ(mkfifo(content("roles/a.md").c_str(), 0600), 0);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(problems(),
            "content/roles/a.md: error: this is not a file\n"
            "  help: remove it from the folder\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST_F(ReadTree, AMissingFolderIsAFailureOfTheMachine) {
  EXPECT_EQ(problems(),
            "content/: error: there is no content folder here\n"
            "  help: run this at the top of a project, or name the folder with --content\n");
  const auto tree = read_tree({{"content", content()}}, kJobs);
  EXPECT_TRUE(has_failures(tree.error()));
}

TEST_F(ReadTree, AFileInThePlaceOfTheFolderIsAFailureOfTheMachine) {
  write_file(folder_.path() / "content", "x");
  EXPECT_THAT(problems(), HasSubstr("error: there is no content folder here"));
}

TEST_F(ReadTree, AFileOfMoreThan16MegabytesIsRefusedUnread) {
  add("video.mp4");
  fs::resize_file(content("video.mp4"), std::uintmax_t{1} << 34);  // sparse
  EXPECT_EQ(problems(),
            "content/video.mp4: error: the file is larger than 16 MB\n"
            "  help: make it smaller\n");
}

TEST_F(ReadTree, FoldersInFoldersEndSomewhere) {
  std::string deep;
  for (int i = 0; i < 40; ++i) deep += "d/";
  add(deep + "a.md");
  EXPECT_THAT(problems(), HasSubstr("error: folders are nested too deep\n"
                                    "  help: move the files further up\n"));
}

TEST_F(ReadTree, NamesWithSpacesAndQuotesAreRead) {
  add("a b.md");
  add("it's \"so\".md");
  add("caf\xc3\xa9.md");
  EXPECT_THAT(paths(),
              ElementsAre("content/a b.md", "content/caf\xc3\xa9.md", "content/it's \"so\".md"));
}

TEST_F(ReadTree, NamesThatNoAddressCanHoldAreErrorsThatCanBePrinted) {
  add("new\nline.md");
  add("red\x1b[31m.md");
  add("latin1-\xe9.md");
  const std::string problem =
      ": error: the name holds a character that cannot stand in an address\n"
      "  help: rename it with letters, digits and hyphens\n";
  EXPECT_EQ(problems(), "content/latin1-\xef\xbf\xbd.md" + problem +
                            "content/new\xef\xbf\xbdline.md" + problem +
                            "content/red\xef\xbf\xbd[31m.md" + problem);
}

TEST(ReadFile, AFolderIsAFailureAndSaysSo) {
  const TemporaryFolder folder;
  const auto text = read_file(folder.path());
  ASSERT_FALSE(text);
  EXPECT_EQ(format_diagnostic(text.error().front()),
            folder.path().string() + ": error: the file cannot be read: Is a directory\n");
}

TEST(ReadFile, AMissingFileIsAFailureAndSaysSo) {
  const TemporaryFolder folder;
  const auto text = read_file(folder.path() / "a");
  ASSERT_FALSE(text);
  EXPECT_EQ(format_diagnostic(text.error().front()),
            (folder.path() / "a").string() +
                ": error: the file cannot be opened: No such file or directory\n");
}

}  // namespace
}  // namespace rolepress::testing
