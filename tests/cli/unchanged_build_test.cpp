// A build that finds most of its work done must come to what a fresh one comes to.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using Json = nlohmann::json;

// A role's file with that title.
std::string role_file(const std::string& title) {
  std::string fields = good_role();
  const std::size_t at = fields.find("title: ");
  fields.replace(at, fields.find('\n', at) - at, "title: " + title);
  return "---\n" + fields + "---\nText.\n";
}

class UnchangedBuild : public ::testing::Test {
 protected:
  Json build(std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"build", "--format", "json"});
    const Outcome outcome = board_.run(more);
    EXPECT_EQ(outcome.exit_code, kDone) << outcome.err << outcome.out;
    return outcome.exit_code == kDone ? Json::parse(outcome.out) : Json();
  }
  [[nodiscard]] static bool was_short(const Json& summary) {
    return !summary["stages_ms"].contains("outputs");
  }
  void expect_as_fresh() {
    board_.remove("fresh").remove(".fresh.rolepress");
    build({"--output", "fresh"});
    EXPECT_EQ(snapshot(board_.path("public")) == snapshot(board_.path("fresh")), true);
  }

  DiskBoard board_{Board().role("tax-reviewer", good_role()).role("auditor", good_role())};
};

TEST_F(UnchangedBuild, SaysTheSameAsTheBuildBefore) {
  Json first = build();
  Json second = build();
  EXPECT_FALSE(was_short(first));
  EXPECT_TRUE(was_short(second));
  EXPECT_EQ(second["unchanged"], first["added"]);
  for (const char* differs : {"seconds", "stages_ms", "added", "unchanged"}) {
    first.erase(differs);
    second.erase(differs);
  }
  EXPECT_EQ(first, second);
}

TEST_F(UnchangedBuild, EveryInputCounts) {
  build();
  EXPECT_FALSE(was_short(build({"--date", "2026-11-25"})));
  EXPECT_FALSE(was_short(build({"--compress"})));
  EXPECT_FALSE(was_short(build()));
  board_.write("content/roles/auditor.md", role_file("Auditor Anywhere"));
  EXPECT_FALSE(was_short(build()));
  EXPECT_TRUE(was_short(build()));
  EXPECT_THAT(board_.read("public/roles/auditor/index.html"), HasSubstr("Anywhere"));
  board_.remove("content/roles/auditor.md");
  EXPECT_FALSE(was_short(build()));
  EXPECT_FALSE(board_.has("public/roles/auditor"));
}

TEST_F(UnchangedBuild, TheDayOfTheClockCounts) {
  build();
  RunOptions tomorrow;
  tomorrow.environment = {{"SOURCE_DATE_EPOCH", "1795608000"}};
  const Outcome outcome = board_.run({"build", "--format", "json"}, tomorrow);
  EXPECT_EQ(Json::parse(outcome.out)["date"], "2026-11-25");
}

TEST_F(UnchangedBuild, WhatSomebodyDidToThePublishedSiteIsMended) {
  build();
  const auto whole = snapshot(board_.path("public"));
  board_.remove("public/roles/auditor");
  EXPECT_FALSE(was_short(build()));
  EXPECT_EQ(snapshot(board_.path("public")), whole);
  board_.write("public/index.html", "edited");
  EXPECT_FALSE(was_short(build()));
  EXPECT_EQ(snapshot(board_.path("public")), whole);
  board_.write("public/CNAME", "board.example");
  EXPECT_EQ(build()["foreign"], Json({"CNAME"}));
  EXPECT_EQ(build()["foreign"], Json({"CNAME"}));
}

TEST_F(UnchangedBuild, ADamagedRecordIsNotBelieved) {
  build();
  const std::string name = ".public.rolepress/last-build";
  const std::string record = board_.read(name);
  for (std::size_t at = 0; at < record.size(); at += 1 + record.size() / 40) {
    std::string damaged = record;
    damaged[at] = damaged[at] == '7' ? '8' : '7';
    board_.write(name, damaged);
    EXPECT_FALSE(was_short(build())) << at;
  }
  board_.write(name, record.substr(0, record.size() / 2));
  EXPECT_FALSE(was_short(build()));
  board_.write(name, "");
  EXPECT_FALSE(was_short(build()));
  EXPECT_TRUE(was_short(build()));
}

TEST_F(UnchangedBuild, WhatNeedNotBeWorkedOutAgainGivesTheSameSite) {
  build();
  EXPECT_TRUE(board_.has(".public.rolepress/roles"));
  EXPECT_TRUE(board_.has(".public.rolepress/words"));
  board_.write("content/roles/auditor.md", role_file("Auditor Anywhere"));
  build();
  expect_as_fresh();
  board_.write(".public.rolepress/roles", "rolepress records 1\n");
  board_.write(".public.rolepress/words", "rolepress records 1\n");
  board_.write("content/roles/auditor.md", role_file("Auditor Somewhere"));
  build();
  expect_as_fresh();
}

// Where no folder can stand beside it, all that a build keeps lies in the served one.
TEST_F(UnchangedBuild, OfDraftsNothingLiesInTheServedFolder) {
  board_.write(".public.rolepress", "in the way");
  board_.write("content/roles/draft.md",
               "---\n" + good_role("status: draft\nsummary: Unheard-of work.\n") + "---\nText.\n");
  build();
  EXPECT_TRUE(board_.has("public/.rolepress/last-build"));
  for (const auto& [path, text] : snapshot(board_.path("public"))) {
    EXPECT_EQ(text.find("Unheard-of"), std::string::npos) << path;
  }
}

TEST_F(UnchangedBuild, AfterAnyRowOfChangesTheFolderIsAsAFreshOne) {
  std::mt19937 random(3);  // NOLINT: the same changes at every run
  build();
  for (int round = 0; round < 25; ++round) {
    for (int change = 0; change < 3; ++change) {
      const std::string role = fmt::format("content/roles/role-{}.md", random() % 6);
      if (random() % 3 == 0) {
        board_.remove(role);
      } else {
        board_.write(role, role_file(fmt::format("Auditor {}", random() % 9)));
      }
    }
    if (random() % 6 == 0) board_.remove(".public.rolepress");
    build(random() % 4 == 0 ? std::vector<std::string>{"--in-place"} : std::vector<std::string>{});
    if (round % 5 == 4) expect_as_fresh();
  }
}

}  // namespace
}  // namespace rolepress::testing
