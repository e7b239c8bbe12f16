#include "base/file_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace rolepress {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> paths_of(const FileTree& tree) {
  std::vector<std::string> paths;
  for (const SourceFile& file : tree.files()) paths.push_back(file.path);
  return paths;
}

TEST(FileTree, HoldsFilesInTheOrderOfTheirPathsHoweverTheyCame) {
  const SourceFile a{"content/a.md", "", "1"};
  const SourceFile b{"content/a/b.md", "", "2"};
  const SourceFile c{"content/b.md", "", "3"};
  const auto sorted = ElementsAre("content/a.md", "content/a/b.md", "content/b.md");
  EXPECT_THAT(paths_of(FileTree({a, b, c})), sorted);
  EXPECT_THAT(paths_of(FileTree({c, b, a})), sorted);
  EXPECT_THAT(paths_of(FileTree({b, c, a})), sorted);
}

TEST(FileTree, FindsAFileByItsPathInTheProject) {
  const FileTree tree({{"content/b.md", "", "2"}, {"content/a.md", "", "1"}});
  ASSERT_NE(tree.find("content/a.md"), nullptr);
  EXPECT_EQ(tree.find("content/a.md")->text, "1");
  EXPECT_EQ(tree.find("content/b.md")->text, "2");
  for (const char* path : {"", "content", "content/a", "content/a.md2", "content/c.md", "a.md"}) {
    EXPECT_EQ(tree.find(path), nullptr) << path;
  }
}

TEST(FileTree, FindsAFileByTheNameThatTheAuthorKnows) {
  // Sorted by these names the files stand the other way round.
  const FileTree tree({{"content/a.md", "/srv/z/a.md", "1"},
                       {"layouts/base.mustache", "/srv/a/base.mustache", "2"}});
  ASSERT_NE(tree.find_shown("/srv/z/a.md"), nullptr);
  EXPECT_EQ(tree.find_shown("/srv/z/a.md")->text, "1");
  EXPECT_EQ(tree.find_shown("/srv/a/base.mustache")->text, "2");
  EXPECT_EQ(tree.find_shown("content/a.md"), nullptr);
  EXPECT_EQ(tree.find("/srv/z/a.md"), nullptr);
}

TEST(FileTree, AFileWithoutAShownNameIsCalledByItsPath) {
  const FileTree tree({{"content/a.md", "", "1"}});
  EXPECT_EQ(tree.files().front().shown, "content/a.md");
  EXPECT_NE(tree.find_shown("content/a.md"), nullptr);
}

TEST(FileTree, AnEmptyTreeFindsNothing) {
  EXPECT_EQ(FileTree().find("content/a.md"), nullptr);
  EXPECT_EQ(FileTree().find_shown("content/a.md"), nullptr);
  EXPECT_TRUE(FileTree().files().empty());
}

}  // namespace
}  // namespace rolepress
