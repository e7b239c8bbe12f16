#pragma once

#include <span>
#include <string_view>

namespace rolepress {

/// The name of what a problem broke, as `--format json` tells it, and what it means.
struct ProblemRule {
  std::string_view name;
  std::string_view meaning;
};

/// Every name that a Diagnostic can carry.
[[nodiscard]] std::span<const ProblemRule> problem_rules();

}  // namespace rolepress
