// What hosts, robots and browsers are told beside the pages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

Board with_site(const std::string& extra) {
  Board board;
  const std::string site = board.tree().find("content/site.yaml")->text;
  return board.file("content/site.yaml", site + extra);
}

Board at(const std::string& base_url) {
  Board board;
  std::string site = board.tree().find("content/site.yaml")->text;
  const std::string old = "https://board.example";
  return board.file("content/site.yaml", site.replace(site.find(old), old.size(), base_url));
}

TEST(HostFiles, HeadersHaveAStrictPolicyAndKeepAssets) {
  EXPECT_THAT(
      at("https://board.example/jobs").page("_headers"),
      StartsWith(
          "/jobs/*\n"
          "  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
          "img-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action "
          "'self'; base-uri 'none'; frame-ancestors 'none'\n"));
  EXPECT_THAT(Board().page("_headers"),
              HasSubstr("/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
}

TEST(HostFiles, RobotsNameTheSitemap) {
  EXPECT_EQ(at("https://board.example/jobs").page("robots.txt"),
            "User-agent: *\nAllow: /\n\nSitemap: https://board.example/jobs/sitemap.xml\n");
}

TEST(HostFiles, RedirectsAreOneTableInThreeForms) {
  const auto files =
      at("https://board.example/jobs")
          .role("tax-reviewer", good_role("redirect_from: [/old/, /older, /oldest.html]\n"))
          .build();
  EXPECT_EQ(files.at("_redirects"),
            "/jobs/old/ /jobs/roles/tax-reviewer/ 301\n"
            "/jobs/old /jobs/roles/tax-reviewer/ 301\n"
            "/jobs/older /jobs/roles/tax-reviewer/ 301\n"
            "/jobs/older/ /jobs/roles/tax-reviewer/ 301\n"
            "/jobs/oldest.html /jobs/roles/tax-reviewer/ 301\n");
  EXPECT_THAT(files.at("_redirects.map"),
              HasSubstr("\"/jobs/old/\" \"/jobs/roles/tax-reviewer/\";\n"));
  EXPECT_TRUE(files.contains("old/index.html"));
  EXPECT_TRUE(files.contains("oldest.html"));
}

TEST(HostFiles, TheFeedsOfARenamedCategoryLeadOn) {
  const std::string redirects =
      Board()
          .file("content/categories/finance-ai-training/accountants-tax.md",
                "---\nname: A\nlabel: a\nredirect_from: [/finance/books/]\n---\nBooks.\n")
          .page("_redirects");
  EXPECT_THAT(redirects, HasSubstr("/finance/books/feed.xml "
                                   "/finance-ai-training/accountants-tax/feed.xml 301\n"));
}

TEST(HostFiles, AnAddressIsLedOnOnceAndAsItsEditorSays) {
  const std::string map = Board()
                              .file("content/categories/finance-ai-training/accountants-tax.md",
                                    "---\nname: A\nlabel: a\nredirect_from: [/old/x/, "
                                    "/old/x/feed.xml]\n---\nBooks.\n")
                              .page("_redirects.map");
  const std::string rule = "\"/old/x/feed.xml\" ";
  EXPECT_THAT(map, HasSubstr(rule + "\"/finance-ai-training/accountants-tax/\";\n"));
  EXPECT_EQ(map.find(rule), map.rfind(rule));
}

TEST(HostFiles, SecurityTxtStandsOnlyWithAContact) {
  EXPECT_FALSE(Board().build().contains(".well-known/security.txt"));
  EXPECT_EQ(with_site("security_contact: safe@board.example\n").page(".well-known/security.txt"),
            "Contact: mailto:safe@board.example\n"
            "Expires: 2027-06-01T00:00:00Z\n"
            "Preferred-Languages: en\n"
            "Canonical: https://board.example/.well-known/security.txt\n");
  EXPECT_THAT(with_site("security_contact: https://board.example/report\n")
                  .page(".well-known/security.txt"),
              HasSubstr("Contact: https://board.example/report\n"));
}

TEST(HostFiles, AWrongContactIsReported) {
  EXPECT_EQ(
      with_site("security_contact: Sean Key\n").problems(),
      "content/site.yaml:20:19: error: \"Sean Key\" is neither an e-mail address nor an https "
      "address\n"
      " 20 | security_contact: Sean Key\n"
      "    |                   ^~~~~~~~\n"
      "  help: write where a weakness of the site can be reported: security@example.org\n");
  for (const char* contact :
       {"http://board.example/", "a@b", "a@b@c.d", "\"a@b.c,d@e.f\"", "\"@b.c\""}) {
    EXPECT_THAT(with_site("security_contact: " + std::string(contact) + "\n").problems(),
                HasSubstr("neither"))
        << contact;
  }
}

TEST(HostFiles, AWrongColourIsReported) {
  EXPECT_EQ(with_site("look: {accent: teal}\n").problems(),
            "content/site.yaml:20:16: error: \"teal\" is not a colour\n"
            " 20 | look: {accent: teal}\n"
            "    |                ^~~~\n"
            "  help: write it as \"#0d5157\", in quotes: # begins a comment otherwise\n");
}

TEST(HostFiles, TheManifestNamesIconsThatArePublished) {
  const auto files = with_site("look: {paper: \"#FFFFF0\"}\n").build();
  const Json manifest = Json::parse(files.at("manifest.webmanifest"));
  EXPECT_EQ(manifest["name"], "Test Board");
  EXPECT_EQ(manifest["short_name"], "TB");
  EXPECT_EQ(manifest["background_color"], "#fffff0");
  ASSERT_EQ(manifest["icons"].size(), 3u);
  for (const Json& icon : manifest["icons"]) {
    EXPECT_TRUE(files.contains(icon["src"].get<std::string>().substr(1))) << icon;
  }
}

TEST(HostFiles, NoSourceCanTakeTheirAddresses) {
  EXPECT_THAT(Board().role("tax-reviewer", good_role("redirect_from: [/feed.xml]\n")).problems(),
              HasSubstr("the address /feed.xml is claimed by the board itself already"));
  EXPECT_THAT(Board().role("tax-reviewer", good_role("redirect_from: [/robots.txt]\n")).problems(),
              HasSubstr("claimed by the board itself"));
}

TEST(HostFiles, TextsMayLinkToFeeds) {
  EXPECT_EQ(Board().role("tax-reviewer", good_role(), "[Feed](/feed.xml)\n").problems(), "");
}

}  // namespace
}  // namespace rolepress::testing
