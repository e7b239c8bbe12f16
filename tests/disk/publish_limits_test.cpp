// How much one build may remove, and how many may build at once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <memory>

#include "disk/output_folder.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::IsEmpty;
using Pages = std::map<std::string, std::string>;

// Both limits of what a build may remove.
class MaxDelete : public ::testing::Test {
 protected:
  [[nodiscard]] std::string publish(int files, std::optional<int> percent) const {
    PublishOptions options;
    options.max_delete_percent = percent;
    OutputFolder folder(folder_.path() / "public", options);
    EXPECT_THAT(folder.open(), IsEmpty());
    for (int i = 0; i < files; ++i) folder.write(std::to_string(i) + ".html", "page");
    const auto report = folder.commit();
    if (report) return "";
    return format_diagnostic(report.error().front()).substr(folder_.path().string().size() + 1);
  }

  TemporaryFolder folder_;
};

TEST_F(MaxDelete, ALargePartOfTheSiteIsNotRemovedUnasked) {
  EXPECT_EQ(publish(40, {}), "");
  EXPECT_EQ(publish(27, {}),
            "public: error: this build would remove 13 of 40 published pages, more than 30 %\n"
            "  help: if that is meant, build once with --max-delete 33; what was published before "
            "is unchanged\n");
  EXPECT_THAT(published(folder_.path() / "public"), ::testing::SizeIs(40));
  EXPECT_EQ(publish(28, {}), "");
  EXPECT_EQ(publish(0, 100), "");
}

TEST_F(MaxDelete, AFewFilesMayAlwaysGoUnlessALimitIsNamed) {
  EXPECT_EQ(publish(12, {}), "");
  EXPECT_EQ(publish(2, {}), "");
  EXPECT_THAT(publish(1, 0),
              ::testing::StartsWith("public: error: this build would remove 1 of 2"));
}

TEST(PublishLockTest, ASecondBuildSaysWhoBuildsAndWaits) {
  const TemporaryFolder folder;
  PublishOptions options;
  options.patience = std::chrono::seconds(0);
  auto first = std::make_unique<OutputFolder>(folder.path() / "public", options);
  ASSERT_THAT(first->open(), IsEmpty());
  first->write("index.html", "first");
  const Diagnostics refused = OutputFolder(folder.path() / "public", options).open();
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].message,
            "process " + std::to_string(getpid()) + " is building into the same folder");
  ASSERT_TRUE(first->commit());
  first.reset();
  EXPECT_THAT(OutputFolder(folder.path() / "public", options).open(), IsEmpty());
  EXPECT_EQ(published(folder.path() / "public"), (Pages{{"index.html", "first"}}));
}

}  // namespace
}  // namespace rolepress::testing
