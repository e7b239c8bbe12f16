#pragma once

// A board and a platform's list for it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {

inline constexpr const char* kTax = "content/roles/tax-reviewer-senior.md";

/// A board with the list and the mapping of tests/data/import.
class ListBoard : public DiskBoard {
 public:
  ListBoard() {
    write("jobs.csv", project_file("tests/data/import/jobs.csv"));
    write("map.yaml", project_file("tests/data/import/mapping.yaml"));
    std::string platforms = read("content/platforms.yaml");
    const std::size_t turing = platforms.find("    apply_hosts: [work.turing.com");
    EXPECT_NE(turing, std::string::npos);
    write("content/platforms.yaml",
          platforms.insert(turing, "    jobs_page: https://work.turing.com/\n"));
  }
};

inline Outcome import(const DiskBoard& board, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments = {"import", "jobs.csv", "--map", "map.yaml"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return board.run(arguments);
}

inline void replace(DiskBoard& board, const std::string& name, const std::string& from,
                    const std::string& to) {
  std::string text = board.read(name);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from << " is not in " << name;
  board.write(name, text.replace(at, from.size(), to));
}

/// Expects a refusal that writes nothing, with this message.
inline void expect_refused(const DiskBoard& board, const std::string& message) {
  const auto before = snapshot(board.path());
  const Outcome run = import(board);
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, ::testing::HasSubstr(message));
  EXPECT_THAT(run.err, ::testing::HasSubstr("Nothing was written: "));
  EXPECT_EQ(snapshot(board.path()), before);
}

}  // namespace rolepress::testing
