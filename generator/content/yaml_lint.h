#pragma once

#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// Finds, line by line, the two slips that a YAML parser swallows or blames on a later line: a tab
/// as indent, and a quote that is never closed. Returns false if it reported one.
[[nodiscard]] bool lint_yaml(std::string_view text, int first_line, Reporter& report);

}  // namespace rolepress
