#pragma once

#include <string>

namespace rolepress::testing {

/// True when the expected files are to be written anew: UPDATE_GOLDEN=1.
[[nodiscard]] bool updates_golden();

/// Expects the file at that path below the project's folder to hold this text, to the byte.
void expect_golden(const std::string& path, const std::string& text);

}  // namespace rolepress::testing
