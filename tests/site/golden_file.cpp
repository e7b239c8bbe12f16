#include "site/golden_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "site/board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHelp =
    "\nSee what changed; if it is meant, run the tests with UPDATE_GOLDEN=1.";

// The first lines that differ say more than two whole files.
std::string first_difference(const std::string& expected, const std::string& actual) {
  std::size_t line = 1;
  std::size_t start = 0;
  std::size_t i = 0;
  for (; i < expected.size() && i < actual.size() && expected[i] == actual[i]; ++i) {
    if (expected[i] != '\n') continue;
    ++line;
    start = i + 1;
  }
  const auto line_of = [&](const std::string& text) {
    return text.substr(start, text.find('\n', start) - start);
  };
  return "line " + std::to_string(line) + "\n  expected: " + line_of(expected) +
         "\n  actual:   " + line_of(actual);
}

}  // namespace

bool updates_golden() {
  const char* update = std::getenv("UPDATE_GOLDEN");
  return update != nullptr && std::string_view(update) == "1";
}

void expect_golden(const std::string& path, const std::string& text) {
  const fs::path file = fs::path(PROJECT_FOLDER) / path;
  if (updates_golden()) {
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << text;
    EXPECT_TRUE(out.flush()) << path << " cannot be written";
    return;
  }
  if (!fs::exists(file)) {
    ADD_FAILURE() << path << " is missing." << kHelp;
    return;
  }
  const std::string expected = project_file(path);
  if (expected == text) return;
  ADD_FAILURE() << path << " is not up to date: " << first_difference(expected, text) << kHelp;
}

}  // namespace rolepress::testing
