#include "disk/watch_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

TEST(TreeWatchTest, FollowsAFolderThatIsALinkItself) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "elsewhere" / "roles");
  fs::create_directory_symlink("elsewhere", folder.path() / "content");
  TreeWatch watch({{"content", folder.path() / "content"}});
  ASSERT_THAT(watch.watch(), ::testing::IsEmpty());
  write_file(folder.path() / "elsewhere" / "site.yaml", "x");
  write_file(folder.path() / "elsewhere" / "roles" / "a.md", "x");
  EXPECT_THAT(watch.take().files,
              ::testing::ElementsAre(
                  ::testing::Pair("content/roles/a.md", folder.path() / "content/roles/a.md"),
                  ::testing::Pair("content/site.yaml", folder.path() / "content/site.yaml")));
}

TEST(TreeWatchTest, PassesOverLinksWithinTheFolder) {
  const TemporaryFolder folder;
  fs::create_directories(folder.path() / "content");
  fs::create_directories(folder.path() / "elsewhere");
  fs::create_directory_symlink("../elsewhere", folder.path() / "content" / "roles");
  TreeWatch watch({{"content", folder.path() / "content"}});
  ASSERT_THAT(watch.watch(), ::testing::IsEmpty());
  write_file(folder.path() / "elsewhere" / "a.md", "x");
  EXPECT_THAT(watch.take().files, ::testing::IsEmpty());
}

}  // namespace
}  // namespace rolepress::testing
