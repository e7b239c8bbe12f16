// What is said of site.yaml and of the addresses that content names.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string problems_with(const std::string& from, const std::string& to) {
  Board board;
  std::string site = board.tree().find("content/site.yaml")->text;
  const std::size_t at = site.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return board.file("content/site.yaml", site.replace(at, from.size(), to)).problems();
}

TEST(SiteSchema, TheLanguageIsATag) {
  EXPECT_THAT(problems_with("language: en-GB", "language: de_DE"),
              HasSubstr(": error: \"de_DE\" is no language tag\n"));
  EXPECT_THAT(problems_with("language: en-GB", "language: de_DE"),
              HasSubstr("  help: write de-DE\n"));
  EXPECT_THAT(problems_with("language: en-GB", "language: x y"),
              HasSubstr("  help: write the language's code of two or three letters, and maybe the "
                        "country's: en, en-GB\n"));
  EXPECT_THAT(problems_with("language: en-GB", "language: ar-EG"), Not(HasSubstr("error")));
}

TEST(SiteSchema, AWrongBookingLinkIsNotToldToBeMissing) {
  const std::string problems = problems_with("https://calls.example/sean", "calendly.com/x");
  EXPECT_THAT(problems, HasSubstr("error: \"booking_url\" must begin with https://\n"));
  EXPECT_THAT(problems, Not(HasSubstr("there is no booking_url")));
}

TEST(SiteSchema, ABookingLinkIsPublishedAsItWasChecked) {
  std::string site = Board().tree().find("content/site.yaml")->text;
  const std::string url = "https://calls.example/sean";
  site.replace(site.find(url), url.size(), "\"" + url + "  \"");
  Board board;
  board.file("content/site.yaml", site).file("layouts/pages/home.mustache", "[{{booking_url}}]");
  EXPECT_THAT(board.build().at("index.html"), HasSubstr("[" + url + "]"));
}

TEST(SiteSchema, TheAddressForLettersIsOne) {
  const std::string good = "office@board.example";
  for (const std::string wrong : {"not-an-email", "a@b", "a@@b.example", "a b@c.example",
                                  "mailto:a@b.example", "\"@b.example\"", "a@.b", "a@b."}) {
    const std::string problems = problems_with(good, wrong);
    EXPECT_THAT(problems, HasSubstr("is no e-mail address\n")) << wrong;
    EXPECT_THAT(problems, Not(HasSubstr("email is not given")));
  }
  EXPECT_EQ(problems_with(good, "our.office+x@board.co.example"), "");
}

TEST(SiteSchema, AHostInOtherLettersIsAskedForInItsAsciiForm) {
  Board board;
  std::string platforms = board.tree().find("content/platforms.yaml")->text;
  const std::string hosts = "apply_hosts: [";
  platforms.insert(platforms.find(hosts) + hosts.size(), "bewerbung.müller.de, ");
  board.file("content/platforms.yaml", platforms);
  EXPECT_THAT(board.problems(),
              HasSubstr("error: \"bewerbung.müller.de\" is not the name of a host\n"));
  EXPECT_THAT(board.problems(),
              HasSubstr("  help: write it in ASCII, in the form that begins with xn--\n"));
}

TEST(SiteSchema, WhatIsWrongWithAHostIsSaid) {
  EXPECT_THAT(problems_with("https://board.example", "https://board.example:8080/x#frag"),
              HasSubstr("\"base_url\" is not a web address: it names a port\n"));
  EXPECT_THAT(problems_with("https://board.example", "https://board.example:8080/x#frag"),
              HasSubstr("  help: leave out :8080: the site links to the usual port alone\n"));
  EXPECT_THAT(problems_with("https://board.example", "https://müller.example"),
              HasSubstr("\"base_url\" is not a web address: its host is not written in ASCII\n"));
}

}  // namespace
}  // namespace rolepress::testing
