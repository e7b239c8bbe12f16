#pragma once

// The cases of tests/data/bad; what a case is stands in bad_corpus_test.cpp.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "site/board.h"

namespace rolepress::testing {

struct BadCase {
  std::map<std::string, std::string> files;  // laid over the good board, by path
  Board board;                               // with the files laid over it
};

[[nodiscard]] std::filesystem::path bad_corpus();
[[nodiscard]] std::vector<std::string> bad_case_names();
[[nodiscard]] BadCase bad_case(const std::string& name);
/// The board that the cases are laid over.
[[nodiscard]] Board good_board();
[[nodiscard]] std::string bytes_of(const std::filesystem::path& path);
[[nodiscard]] std::string replace_all(std::string text, const std::string& from,
                                      const std::string& to);

}  // namespace rolepress::testing
