#include "render/sitemap.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Sitemap, ListsPagesWithTheDayOfTheirContent) {
  const std::string sitemap = Board()
                                  .role("tax-reviewer", good_role())
                                  .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
                                  .page("sitemap.xml");
  EXPECT_EQ(
      sitemap,
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
      "<url><loc>https://board.example/</loc><lastmod>2026-11-23</lastmod></url>\n"
      "<url><loc>https://board.example/about/</loc></url>\n"
      "<url><loc>https://board.example/finance-ai-training/</loc><lastmod>2026-11-23</lastmod>"
      "</url>\n"
      "<url><loc>https://board.example/finance-ai-training/accountants-tax/</loc>"
      "<lastmod>2026-11-23</lastmod></url>\n"
      "<url><loc>https://board.example/finance-ai-training/insurance-actuarial/</loc></url>\n"
      "<url><loc>https://board.example/pools/</loc></url>\n"
      "<url><loc>https://board.example/roles/</loc><lastmod>2026-11-23</lastmod></url>\n"
      "<url><loc>https://board.example/roles/tax-reviewer/</loc><lastmod>2026-11-23</lastmod>"
      "</url>\n"
      "</urlset>\n");
}

TEST(Sitemap, LeavesOutWhatIsNotForSearchEngines) {
  const std::string sitemap =
      Board()
          .role("closed", good_role("status: closed\nredirect_from: [/old/]\n"))
          .page("sitemap.xml");
  for (const char* path : {"/roles/closed/", "/old/", "404"}) {
    EXPECT_THAT(sitemap, Not(HasSubstr(path)));
  }
}

std::vector<SitemapFile> files_within(SitemapLimits limits) {
  Board board;
  for (int i = 0; i < 5; ++i) {
    board.role(
        fmt::format("role-{}", i),
        fmt::format("title: Reviewer {}\nplatform: turing\ncategory: "
                    "finance-ai-training/accountants-tax\napply: https://work.turing.com/{}\n",
                    i, i));
  }
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  const auto site = load_site(board.tree(), options, problems);
  return sitemap_files(*site, plan_pages(*site), limits);
}

TEST(Sitemap, BecomesAnIndexBeyondTheLimitOfAddresses) {
  const auto files = files_within({4, 1'000'000});  // 11 pages
  ASSERT_EQ(files.size(), 4u);
  EXPECT_EQ(files[0].path, "/sitemap-1.xml");
  EXPECT_EQ(files[2].path, "/sitemap-3.xml");
  EXPECT_EQ(files[3].path, "/sitemap.xml");
  EXPECT_EQ(files[3].text,
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            "<sitemap><loc>https://board.example/sitemap-1.xml</loc></sitemap>\n"
            "<sitemap><loc>https://board.example/sitemap-2.xml</loc></sitemap>\n"
            "<sitemap><loc>https://board.example/sitemap-3.xml</loc></sitemap>\n"
            "</sitemapindex>\n");
}

TEST(Sitemap, BecomesAnIndexBeyondTheLimitOfBytes) {
  constexpr std::size_t kBytes = 400;
  const auto files = files_within({50'000, kBytes});
  EXPECT_GT(files.size(), 3u);
  for (std::size_t i = 0; i + 1 < files.size(); ++i) {
    EXPECT_LE(files[i].text.size(), kBytes);
    EXPECT_THAT(files[i].text, HasSubstr("</urlset>\n"));
  }
}

}  // namespace
}  // namespace rolepress::testing
