#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// Appends `text` as a JSON string with its quotes. It is also safe within <script>: no "<", ">" or
/// "&" is left that could end the element or begin a comment, and no U+2028 or U+2029.
void append_json(std::string& out, std::string_view text);
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace rolepress
