#pragma once

#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// The body of an .md file up to where fields between two lines --- begin once more, which is an
/// error: a page would show them as text. `line` is the body's first.
[[nodiscard]] std::string_view body_of_one_entry(std::string_view body, int line, Reporter& report);

}  // namespace rolepress
