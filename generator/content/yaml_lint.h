#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// Finds, line by line, the two slips that a YAML parser swallows or blames on a later line: a tab
/// as indent, and a quote that is never closed. Returns false if it reported one.
[[nodiscard]] bool lint_yaml(std::string_view text, int first_line, Reporter& report);

struct UnclosedBracket {
  char bracket;
  Spot at;
};

/// Where a list or a mapping in brackets begins that has not ended when the next field does. Only
/// for text that is no YAML: in a running text brackets mean nothing.
[[nodiscard]] std::optional<UnclosedBracket> find_unclosed_bracket(std::string_view text,
                                                                   int first_line);

}  // namespace rolepress
