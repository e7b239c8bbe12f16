#pragma once

#include "cli/commands.h"

namespace rolepress {

/// `check --rules`: builds the site in memory, judges it by every rule of publishing and prints the
/// verdicts. With `strict` a rule that fails makes the exit code 1.
[[nodiscard]] int report_rules(const CommonOptions& options, bool strict);

}  // namespace rolepress
