#include "model/apply_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;
using testing::with_line;

std::string said_of_address(const std::string& address, const std::string& referral = "") {
  Board board;
  if (!referral.empty()) {
    board.file("content/platforms.yaml",
               "platforms:\n  turing:\n    name: Turing\n    homepage: https://www.turing.com/\n"
               "    jobs_page: https://work.turing.com/\n    apply_hosts: [work.turing.com]\n"
               "    about: A platform for experts who judge what models write.\n" +
                   referral);
  }
  return board.role("x", with_line(good_role(), "apply: https://work.turing.com/" + address))
      .problems();
}

TEST(ApplyLinks, TheCodeOfSomebodyElseIsNamed) {
  EXPECT_EQ(said_of_address("jobs/987?referralCode=stranger&id=4&utm_source=x"),
            "content/roles/x.md:8:8: warning: the address tells Turing who sends its visitors, "
            "and it is not this site: referralCode=stranger&utm_source=x\n"
            " 8 | apply: https://work.turing.com/jobs/987?referralCode=stranger&id=4&utm_source=x\n"
            "   |        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  help: delete it from the address; the site's own code is set once, by referral in "
            "content/platforms.yaml\n");
  for (const char* code : {"ref=jane", "referral=7", "referrer=board.example", "src=linkedin",
                           "source=Board", "utm_campaign=a", "gh_src=a1b2", "Ref=jane22"}) {
    EXPECT_THAT(said_of_address("jobs/1?" + std::string(code)), HasSubstr(code)) << code;
  }
}

TEST(ApplyLinks, WhatIsPartOfTheListingIsNotTakenForACode) {
  for (const char* address :
       {"jobs/1", "jobs/1?id=7&gh_jid=4", "jobs?ref=REQ-104", "jobs?ref=2044",
        "jobs?ref=engineering-2231", "jobs?ref=550e8400-e29b-41d4-a716-446655440000", "jobs/1?ref",
        "jobs/1?preference=x", "jobs/1?resource=y", "jobs/1#ref=jane", "jobs/1?href=a"}) {
    EXPECT_EQ(said_of_address(address), "") << address;
  }
}

TEST(ApplyLinks, ThePlatformsOwnParameterIsReplacedAnyway) {
  const std::string own = "    referral: {parameter: referralCode, code: ours}\n";
  EXPECT_EQ(said_of_address("jobs/1?referralCode=stranger", own), "");
  EXPECT_THAT(said_of_address("jobs/1?ref=stranger", own),
              HasSubstr("not this site: ref=stranger"));
}

}  // namespace
}  // namespace rolepress
