#include "cli/preview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

TEST(PreviewTest, FoldersThatCannotBeReadAtFirstAreReadOnceTheyCan) {
  DiskBoard board(Board().role("tax-reviewer", good_role()));
  std::filesystem::create_symlink("x", board.path("content/roles/x.md"));
  CommonOptions options;
  options.content = board.path("content");
  options.layouts = board.path("layouts");
  Preview preview(options, Audience::kVisitors);
  EXPECT_FALSE(preview.is_readable());
  ASSERT_EQ(preview.problems().size(), 1U);
  EXPECT_EQ(preview.problems()[0].message, "this is a link, and links are not followed");
  EXPECT_EQ(preview.respond("/").status, 503);
  board.remove("content/roles/x.md");
  EXPECT_TRUE(preview.read_all());
  EXPECT_TRUE(preview.is_readable());
  EXPECT_EQ(preview.respond("/").status, 200);
}

}  // namespace
}  // namespace rolepress::testing
