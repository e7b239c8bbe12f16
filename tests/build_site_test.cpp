#include "build_site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

TEST(BuildSite, PublishesAPageForEveryEntry) {
  const auto files = Board().role("tax-reviewer", good_role()).build();
  for (const char* path : {"index.html", "404.html", "roles/index.html", "pools/index.html",
                           "roles/tax-reviewer/index.html", "finance-ai-training/index.html",
                           "finance-ai-training/accountants-tax/index.html",
                           "finance-ai-training/insurance-actuarial/index.html"}) {
    EXPECT_TRUE(files.contains(path)) << path;
  }
  const auto is_page = [](const auto& file) { return file.first.ends_with(".html"); };
  EXPECT_EQ(std::count_if(files.begin(), files.end(), is_page), 8);
  EXPECT_TRUE(files.contains("search/index.json"));
}

TEST(BuildSite, AGoodBoardHasNoProblems) {
  EXPECT_EQ(Board().role("tax-reviewer", good_role()).problems(), "");
}

TEST(BuildSite, UnknownCategoryNamesLineAndNearestMatch) {
  const Board board = Board().role("tax-reviewer",
                                   "title: Tax Reviewer\n"
                                   "platform: turing\n"
                                   "category: finance-ai-training/acountants-tax\n"
                                   "apply: https://work.turing.com/jobs/1\n");
  EXPECT_EQ(board.errors(),
            "content/roles/tax-reviewer.md:4:11: error: there is no category "
            "\"finance-ai-training/acountants-tax\"\n"
            " 4 | category: finance-ai-training/acountants-tax\n"
            "   |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  help: did you mean \"finance-ai-training/accountants-tax\"?\n");
}

}  // namespace
}  // namespace rolepress::testing
