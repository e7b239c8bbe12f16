#include "render/feeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::json;

std::string feed_role(const std::string& title, const std::string& extra = "") {
  return "title: " + title +
         "\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
         "apply: https://work.turing.com/jobs/1\n" +
         extra;
}

std::vector<std::string> ids(const std::map<std::string, std::string>& files,
                             const std::string& path = "feed.json") {
  const Json feed = Json::parse(files.at(path));
  std::vector<std::string> found;
  for (const Json& item : feed["items"]) found.push_back(item["id"]);
  return found;
}

TEST(Feeds, AnEntryOfAtomIsAsExpected) {
  const std::string feed =
      Board()
          .role("tax-reviewer", good_role("summary: \"Check <tax> & say why.\"\nprofessions: "
                                          "[tax adviser, \"R&D\"]\neligibility: Remote\n"))
          .page("feed.xml");
  EXPECT_THAT(feed, HasSubstr("<link rel=\"self\" type=\"application/atom+xml\" "
                              "href=\"https://board.example/feed.xml\"/>\n"));
  EXPECT_THAT(feed, HasSubstr("<updated>2026-11-23T00:00:00Z</updated>\n<link rel=\"self\""));
  EXPECT_THAT(
      feed,
      HasSubstr(
          "<entry>\n"
          "<id>https://board.example/roles/tax-reviewer/</id>\n"
          "<title>Tax Reviewer</title>\n"
          "<link rel=\"alternate\" type=\"text/html\" "
          "href=\"https://board.example/roles/tax-reviewer/\"/>\n"
          "<published>2026-11-20T00:00:00Z</published>\n"
          "<updated>2026-11-23T00:00:00Z</updated>\n"
          "<category term=\"tax adviser\"/>\n"
          "<category term=\"R&amp;D\"/>\n"
          "<content type=\"html\">&lt;p&gt;$50–$90 / hour · Turing · Remote&lt;/p&gt;&lt;p&gt;"
          "Check &amp;lt;tax&amp;gt; &amp;amp; say why.&lt;/p&gt;</content>\n"
          "</entry>\n</feed>\n"));
}

TEST(Feeds, AnEntryInALanguageOfItsOwnSaysSo) {
  const Board board = Board().role("x", good_role("language: de\n")).role("y", good_role());
  EXPECT_THAT(board.page("feed.xml"), HasSubstr("<entry xml:lang=\"de\">\n<id>"
                                                "https://board.example/roles/x/</id>"));
  const Json feed = Json::parse(board.page("feed.json"));
  EXPECT_EQ(feed["items"][0]["language"], "de");
  EXPECT_FALSE(feed["items"][1].contains("language"));
}

TEST(Feeds, AnItemOfJsonFeedIsAsExpected) {
  const Json feed =
      Json::parse(Board()
                      .role("tax-reviewer", good_role("summary: Check tax.\nsoftware: [Excel]\n"))
                      .page("feed.json"));
  EXPECT_EQ(feed["version"], "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(feed["feed_url"], "https://board.example/feed.json");
  EXPECT_EQ(feed["items"][0],
            Json({{"id", "https://board.example/roles/tax-reviewer/"},
                  {"url", "https://board.example/roles/tax-reviewer/"},
                  {"title", "Tax Reviewer"},
                  {"content_html", "<p>$50–$90 / hour · Turing</p><p>Check tax.</p>"},
                  {"summary", "Check tax."},
                  {"date_published", "2026-11-20T00:00:00Z"},
                  {"date_modified", "2026-11-23T00:00:00Z"},
                  {"tags", {"Excel"}}}));
}

TEST(Feeds, WhatNobodyKnowsIsNotSaid) {
  const auto files = Board().role("a", feed_role("Auditor")).build();
  EXPECT_EQ(Json::parse(files.at("feed.json"))["items"][0],
            Json({{"id", "https://board.example/roles/a/"},
                  {"url", "https://board.example/roles/a/"},
                  {"title", "Auditor"},
                  {"content_html", "<p>Turing</p>"}}));
  // An entry of Atom cannot leave "updated" out.
  EXPECT_THAT(files.at("feed.xml"), Not(HasSubstr("<entry>")));
  EXPECT_THAT(files.at("feed.xml"), HasSubstr("<updated>1970-01-01T00:00:00Z</updated>"));
}

TEST(Feeds, ClosedAndRepeatedRolesLeave) {
  const auto files = Board()
                         .role("a", feed_role("Auditor", "posted: 2026-11-20\n"))
                         .role("a-again", feed_role("Auditor", "posted: 2026-11-21\n"))
                         .role("b", feed_role("Bookkeeper", "status: closed\n"))
                         .role("c", feed_role("Clerk", "closes: 2026-11-23\n"))
                         .role("d", feed_role("Draft", "status: draft\n"))
                         .build();
  EXPECT_THAT(ids(files), ElementsAre("https://board.example/roles/a/"));
}

TEST(Feeds, ACategoryHasItsOwn) {
  const auto files = Board()
                         .role("a", feed_role("Auditor"))
                         .role("b",
                               "title: Actuary\nplatform: mercor\ncategory: finance-ai-training/"
                               "insurance-actuarial\napply: https://work.mercor.com/b\n")
                         .build();
  EXPECT_THAT(ids(files, "finance-ai-training/accountants-tax/feed.json"),
              ElementsAre("https://board.example/roles/a/"));
  EXPECT_THAT(files.at("finance-ai-training/insurance-actuarial/feed.xml"),
              HasSubstr("<title>Insurance – Test Board</title>"));
}

TEST(Feeds, TheIdOfARoleOutlivesItsName) {
  const auto files =
      Board()
          .role("auditor", feed_role("Auditor", "redirect_from: [/roles/audit-expert/]\n"))
          .build();
  EXPECT_THAT(ids(files), ElementsAre("https://board.example/roles/audit-expert/"));
  EXPECT_THAT(files.at("feed.json"), HasSubstr("\"url\":\"https://board.example/roles/auditor/\""));
}

TEST(Feeds, TheBuildsDayDoesNotShow) {
  Board board;
  board.role("tax-reviewer", good_role());
  const auto today = board.build();
  const auto later = board.date("2026-12-24").build();
  EXPECT_EQ(today.at("feed.xml"), later.at("feed.xml"));
  EXPECT_EQ(today.at("feed.json"), later.at("feed.json"));
}

TEST(Feeds, HoldTheNewestThatTheSettingsAllow) {
  Board board;
  board.role("a", feed_role("Auditor", "posted: 2026-11-20\n"))
      .role("b", feed_role("Bookkeeper", "posted: 2026-11-22\n"))
      .role("c", feed_role("Clerk", "posted: 2026-11-21\n"));
  const std::string site = board.tree().find("content/site.yaml")->text;
  board.file("content/site.yaml", site + "settings: {feed_roles: 2}\n");
  EXPECT_THAT(ids(board.build()),
              ElementsAre("https://board.example/roles/b/", "https://board.example/roles/c/"));
}

TEST(Feeds, PayIsShownWithoutWords) {
  const auto content = [](const std::string& pay) {
    const Json feed = Json::parse(Board().role("a", feed_role("Auditor", pay)).page("feed.json"));
    return feed["items"][0]["content_html"].get<std::string>();
  };
  EXPECT_EQ(content("pay: {min: 50, currency: USD, unit: hour}\n"), "<p>$50+ / hour · Turing</p>");
  EXPECT_EQ(content("pay: {max: 9.5, currency: GBP, unit: task}\n"),
            "<p>≤ £9.50 / task · Turing</p>");
  EXPECT_EQ(content("pay: {min: 9, max: 9, currency: CHF, unit: day}\n"),
            "<p>CHF 9 / day · Turing</p>");
}

}  // namespace
}  // namespace rolepress::testing
