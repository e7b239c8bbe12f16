#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rolepress {

/// A script without what only its readers need: comments behind //, blank lines, indentation, and
/// spaces beside most signs.
/// Null, and the script is best published as it is, where that cannot be told for certain: a
/// template literal or a string that goes on over a line's end, or something that was misread.
[[nodiscard]] std::optional<std::string> lean_script(std::string_view script);

}  // namespace rolepress
