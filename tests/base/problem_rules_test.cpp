// generator/content/RULES.md and its table name every problem that the program can report.

#include "base/problem_rules.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "site/board.h"
#include "site/golden_file.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

std::string sources() {
  std::string text;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(PROJECT_FOLDER) / "generator")) {
    const std::string path = entry.path().lexically_relative(PROJECT_FOLDER).string();
    const bool is_source = path.ends_with(".cpp") || path.ends_with(".h");
    if (is_source && path.find("problem_rules") == std::string::npos) text += project_file(path);
  }
  return text;
}

// Names in calls such as `report.error(node.at, "type", …`.
std::set<std::string> reported_names(const std::string& text) {
  static const std::regex call(
      R"re(\b(?:error|warn|stop)\(\s*[^"();]*(?:\([^"();]*\))?[^"();]*,\s*"([a-z0-9-]+)",)re");
  std::set<std::string> names;
  for (auto match = std::sregex_iterator(text.begin(), text.end(), call);
       match != std::sregex_iterator(); ++match) {
    names.insert((*match)[1]);
  }
  return names;
}

TEST(ProblemRules, HasARowForEveryNameThatIsReported) {
  const std::string text = sources();
  std::set<std::string> known;
  for (const ProblemRule& rule : problem_rules()) {
    EXPECT_TRUE(known.insert(std::string(rule.name)).second) << rule.name << " stands twice";
    EXPECT_NE(text.find(fmt::format("\"{}\"", rule.name)), std::string::npos)
        << rule.name << " is never reported: delete its row";
  }
  const std::set<std::string> reported = reported_names(text);
  EXPECT_GT(reported.size(), 50u);
  for (const std::string& name : reported) {
    EXPECT_TRUE(known.contains(name)) << "add a row to problem_rules.cpp for " << name;
  }
}

TEST(ProblemRules, AreDocumented) {
  std::string text =
      "# What problems mean\n\nThis file is written from generator/base/problem_rules.cpp: do not "
      "edit it. Every problem is printed with its\nplace and with how to mend it; `check --format "
      "json` adds the name.\n\n| name | what is wrong |\n|---|---|\n";
  for (const ProblemRule& rule : problem_rules()) {
    text += fmt::format("| `{}` | {} |\n", rule.name, rule.meaning);
  }
  expect_golden("generator/content/RULES.md", text);
}

}  // namespace
}  // namespace rolepress::testing
