// .github/workflows/ as the forge reads it, and its own commands as a runner runs them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>

#include "base/text.h"
#include "content/edit_fields.h"
#include "content/write_yaml.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

YamlNode workflow(const std::string& name) {
  const auto fields =
      read_fields(project_file(".github/workflows/" + name + ".yml"), FieldsForm::kYaml);
  EXPECT_TRUE(fields) << name;
  return fields.value_or(YamlNode());
}

const YamlNode& at(const YamlNode& node, std::initializer_list<std::string_view> keys) {
  const YamlNode* found = &node;
  for (const std::string_view key : keys) {
    found = find_field(*found, key);
    if (found == nullptr) {
      ADD_FAILURE() << key << " is missing";
      return node;
    }
  }
  return *found;
}

// The commands of a job's steps that use the program.
std::vector<std::string> commands_of(const YamlNode& job) {
  std::vector<std::string> commands;
  for (const YamlNode& step : at(job, {"steps"}).items) {
    const YamlNode* run = find_field(step, "run");
    if (run != nullptr && run->scalar.find("./rolepress") != std::string::npos) {
      commands.push_back(run->scalar);
    }
  }
  return commands;
}

TEST(Workflows, EachHasATriggerRightsAndStepsThatAreKnown) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(PROJECT_FOLDER) / ".github/workflows")) {
    const YamlNode flow = workflow(entry.path().stem().string());
    at(flow, {"on"});
    at(flow, {"permissions"});
    for (const YamlEntry& job : at(flow, {"jobs"}).entries) {
      for (const YamlNode& step : at(job.value, {"steps"}).items) {
        const YamlNode* uses = find_field(step, "uses");
        const YamlNode* run = find_field(step, "run");
        EXPECT_NE(uses == nullptr, run == nullptr) << entry.path();
        if (uses != nullptr) {
          EXPECT_THAT(uses->scalar, HasSubstr("actions/"));
        }
      }
    }
    ++files;
  }
  EXPECT_EQ(files, 3);
}

TEST(Workflows, OnlyTheJobThatRunsNothingOfAPullRequestMayWriteToIt) {
  EXPECT_EQ(at(workflow("check"), {"permissions"}).entries.size(), 1u);
  EXPECT_EQ(at(workflow("check"), {"permissions", "contents"}).scalar, "read");
  EXPECT_EQ(at(workflow("comment"), {"permissions", "pull-requests"}).scalar, "write");
  EXPECT_TRUE(commands_of(at(workflow("comment"), {"jobs", "comment"})).empty());
}

TEST(Workflows, PublishesOnMainAndEveryDay) {
  const YamlNode flow = workflow("publish");
  EXPECT_EQ(at(flow, {"on", "push", "branches"}).items.at(0).scalar, "main");
  const std::string cron = at(at(flow, {"on", "schedule"}).items.at(0), {"cron"}).scalar;
  EXPECT_EQ(split(cron, ' ').size(), 5u);
  EXPECT_THAT(cron, ::testing::EndsWith(" * * *"));
}

// A repository with a board on main and a role more on a branch, as the runner checks it out.
class Runner : public ::testing::Test {
 protected:
  Runner() {
    board_.write("rolepress", "#!/bin/sh\nexec '" ROLEPRESS_BINARY "' --date 2026-11-24 \"$@\"\n");
    shell(
        "chmod +x rolepress; git init -q -b main; git config user.email a@example.org; "
        "git config user.name a; git add -A; git commit -qm one; "
        "git update-ref refs/remotes/origin/main HEAD");
    shell(
        "./rolepress new role --title 'Tax Reviewer' --platform turing --category "
        "finance-ai-training/accountants-tax --apply https://work.turing.com/1; git add -A; git "
        "commit -qm two");
  }

  int shell(const std::string& script) {
    board_.write("script.sh", script);
    const std::string line =
        "cd '" + board_.path().string() +
        "' && GITHUB_BASE_REF=main GITHUB_STEP_SUMMARY=summary.md GITHUB_WORKSPACE=. "
        "bash -eo pipefail script.sh >output.txt 2>&1";
    const int status = std::system(line.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  DiskBoard board_;
};

TEST_F(Runner, RunsEveryCommandOfCheckAndPublish) {
  for (const auto& [flow, job] : {std::pair("check", "check"), std::pair("publish", "publish")}) {
    const auto commands = commands_of(at(workflow(flow), {"jobs", job}));
    EXPECT_FALSE(commands.empty()) << flow;
    for (const std::string& command : commands) {
      EXPECT_EQ(shell(command), 0) << command << board_.read("output.txt");
    }
  }
  EXPECT_THAT(board_.read("build/comment.md"), HasSubstr("Tax Reviewer"));
  EXPECT_EQ(board_.read("summary.md"), board_.read("build/comment.md"));
  EXPECT_TRUE(board_.has("public/roles/tax-reviewer/index.html"));
}

TEST_F(Runner, AMistakeFailsTheCheckWithAnAnnotation) {
  board_.write("content/roles/bad.md", "---\n" + good_role("sumary: x\n") + "---\n");
  const auto commands = commands_of(at(workflow("check"), {"jobs", "check"}));
  ASSERT_FALSE(commands.empty());
  EXPECT_EQ(shell(commands.front()), 1);
  EXPECT_THAT(board_.read("output.txt"), HasSubstr("::error file=content/roles/bad.md,"));
}

}  // namespace
}  // namespace rolepress::testing
