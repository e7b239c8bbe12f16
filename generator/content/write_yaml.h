#pragma once

#include <string>
#include <string_view>

#include "content/front_matter.h"

namespace rolepress {

/// A text as YAML: plain where that reads back as the same text, else in double quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

/// The lines of one field: a list as a block, a mapping as `{min: 50, max: 90}`.
[[nodiscard]] std::string field_lines(std::string_view key, const YamlNode& value);

/// True if both say the same, however they are written.
[[nodiscard]] bool same_value(const YamlNode& a, const YamlNode& b);

[[nodiscard]] YamlNode text_node(std::string_view text);
[[nodiscard]] const YamlNode* find_field(const YamlNode& mapping, std::string_view key);
/// The text of a field; empty where there is none.
[[nodiscard]] std::string field_text(const YamlNode& mapping, std::string_view key);

}  // namespace rolepress
