#include "model/urls.h"

#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;

TEST(Urls, PathsBeginAndEndWithASlash) {
  EXPECT_EQ(role_path("tax-reviewer"), "/roles/tax-reviewer/");
  EXPECT_EQ(section_path("law"), "/law/");
  EXPECT_EQ(category_path("law", "judges"), "/law/judges/");
  EXPECT_EQ(standing_page_path("about"), "/about/");
}

TEST(Urls, TheFirstPageOfAListIsTheListItself) {
  EXPECT_EQ(numbered_path("/roles/", 1), "/roles/");
  EXPECT_EQ(numbered_path("/roles/", 2), "/roles/page/2/");
  EXPECT_EQ(numbered_path("/law/judges/", 12), "/law/judges/page/12/");
}

TEST(Urls, TheFileOfAPathIsWhereAPlainServerLooksForIt) {
  EXPECT_EQ(output_file("/"), "index.html");
  EXPECT_EQ(output_file("/about/"), "about/index.html");
  EXPECT_EQ(output_file("/about"), "about/index.html");
  EXPECT_EQ(output_file("/404.html"), "404.html");
  EXPECT_EQ(output_file("/assets/css/site.css"), "assets/css/site.css");
  EXPECT_EQ(output_file("/v1.2/about"), "v1.2/about/index.html");
}

TEST(Urls, AddressesAtTheRootOfAHost) {
  const SiteUrls urls("https://board.example");
  EXPECT_EQ(urls.base_path(), "");
  EXPECT_EQ(urls.href("/about/"), "/about/");
  EXPECT_EQ(urls.absolute("/about/"), "https://board.example/about/");
}

TEST(Urls, AddressesBelowAFolderOfAHost) {
  const SiteUrls urls("https://board.example/jobs/uk");
  EXPECT_EQ(urls.base_path(), "/jobs/uk");
  EXPECT_EQ(urls.href("/about/"), "/jobs/uk/about/");
  EXPECT_EQ(urls.absolute("/"), "https://board.example/jobs/uk/");
}

TEST(Urls, TheHostIsInLowerCaseWithoutPortPathOrQuery) {
  EXPECT_EQ(host_of("https://Work.Turing.com/a"), "work.turing.com");
  EXPECT_EQ(host_of("https://x.org?a"), "x.org");
  EXPECT_EQ(host_of("https://x.org#a"), "x.org");
  EXPECT_EQ(host_of("https://x.org:8080/"), "x.org");
  EXPECT_EQ(host_of("https://x.org"), "x.org");
  EXPECT_EQ(host_of("x.org"), "");
}

TEST(Urls, AParameterComesAfterTheQueryAndBeforeTheFragment) {
  EXPECT_EQ(with_parameter("https://x.org/a", "ref", "b"), "https://x.org/a?ref=b");
  EXPECT_EQ(with_parameter("https://x.org/a?c=d", "ref", "b"), "https://x.org/a?c=d&ref=b");
  EXPECT_EQ(with_parameter("https://x.org/a#e", "ref", "b"), "https://x.org/a?ref=b#e");
  EXPECT_EQ(with_parameter("https://x.org/a?ref=other&c=d&ref#e", "ref", "b"),
            "https://x.org/a?c=d&ref=b#e");
  EXPECT_EQ(with_parameter("https://x.org/a?c=d#e?f", "ref", "b"), "https://x.org/a?c=d&ref=b#e?f");
  EXPECT_EQ(with_parameter("https://x.org/#/jobs?id=1", "ref", "b"),
            "https://x.org/?ref=b#/jobs?id=1");
}

constexpr const char* kReferral = R"(platforms:
  turing:
    name: Turing
    homepage: https://www.turing.com/
    apply_hosts: [work.turing.com]
    referral: {parameter: ref, code: acj-1}
)";

std::string apply_link(const std::string& apply) {
  std::string fields = good_role();
  const std::string usual = "https://work.turing.com/jobs/1";
  fields.replace(fields.find(usual), usual.size(), apply);
  const std::string page = Board()
                               .file("content/platforms.yaml", kReferral)
                               .role("x", fields)
                               .page("roles/x/index.html");
  const std::size_t begin = page.find("href=\"") + 6;
  return page.substr(begin, page.find('"', begin) - begin);
}

TEST(Urls, EveryApplyLinkCarriesTheReferral) {
  EXPECT_EQ(apply_link("https://work.turing.com/jobs/1"),
            "https://work.turing.com/jobs/1?ref=acj-1");
  EXPECT_EQ(apply_link("https://work.turing.com/jobs?id=1"),
            "https://work.turing.com/jobs?id=1&amp;ref=acj-1");
  EXPECT_EQ(apply_link("https://work.turing.com/jobs?id=1&b=2#top"),
            "https://work.turing.com/jobs?id=1&amp;b=2&amp;ref=acj-1#top");
}

TEST(Urls, APoolsLinkCarriesTheReferralToo) {
  const std::string page =
      Board()
          .file("content/platforms.yaml", kReferral)
          .file("content/pools/all.md",
                "---\nname: All\nplatform: turing\napply: https://work.turing.com/#in\n---\n")
          .file("layouts/pages/pools.mustache",
                "{{#site_pools}}{{disclosure_short}} {{ad_label}} <a "
                "{{{apply_attributes}}}>x</a>{{/site_pools}}\n")
          .page("pools/index.html");
  EXPECT_NE(page.find("href=\"https://work.turing.com/?ref=acj-1#in\" rel=\"sponsored "
                      "nofollow noopener\""),
            std::string::npos)
      << page;
}

}  // namespace
}  // namespace rolepress
