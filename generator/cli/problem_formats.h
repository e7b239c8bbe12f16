#pragma once

#include <string>

#include "base/diagnostic.h"

namespace rolepress {

// Problems as machines read them. Each is a whole document.

/// Workflow commands of GitHub Actions: the worst ten become annotations, the rest a number.
[[nodiscard]] std::string problems_github(const Diagnostics& problems);
/// SARIF 2.1.0 (OASIS), for code scanning and editors.
[[nodiscard]] std::string problems_sarif(const Diagnostics& problems);
/// JUnit's XML, as test reports read it: each file with errors is a failure.
[[nodiscard]] std::string problems_junit(const Diagnostics& problems);

}  // namespace rolepress
