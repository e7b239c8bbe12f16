#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rolepress {

/// A script without what only its readers need: lines that are a comment, blank lines, indentation.
/// Null, and the script is best published as it is, where that cannot be told for certain: a
/// template literal or a string that goes on over a line's end, or something that was misread.
[[nodiscard]] std::optional<std::string> lean_script(std::string_view script);

}  // namespace rolepress
