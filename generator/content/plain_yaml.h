#pragma once

#include <optional>
#include <string_view>

#include "content/front_matter.h"

namespace rolepress {

/// Reads the YAML that nearly every role is written in: a line for each key, with a plain text, a
/// list of plain texts or a mapping of them in brackets, or a list below it. Nullopt for all other
/// YAML, right or wrong: that is for the library, which takes ten times as long. What is read here
/// is read just as by the library, places included.
[[nodiscard]] std::optional<YamlNode> read_plain_yaml(std::string_view text, int first_line);

}  // namespace rolepress
