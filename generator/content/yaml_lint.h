#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace rolepress {

/// Finds, line by line, the slips that a YAML parser swallows or blames on a later line: a tab as
/// indent, a quote that is never closed, a hyphen that is no entry, and, as a warning, a # that may
/// be meant as text. Returns false if it reported an error.
[[nodiscard]] bool lint_yaml(std::string_view text, int first_line, Reporter& report);

/// What an author most likely did where YAML cannot be read.
struct YamlSlip {
  Spot at;
  std::string_view rule;
  std::string message;
  std::string help;
  std::string mended = {};  // the line as it was meant; empty where only its author knows
};

/// Brackets that do not hold a list, and lines without their colon. Only for text that is no YAML:
/// in a running text both mean nothing.
[[nodiscard]] std::vector<YamlSlip> find_slips(std::string_view text, int first_line);

}  // namespace rolepress
