#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// False, with the reason reported, for text that no author can have meant: invalid UTF-8, control
/// characters, or more than `max_bytes`. Warns of characters that nobody can see.
[[nodiscard]] bool is_readable_text(std::string_view text, std::size_t max_bytes, Reporter& report);

/// YAML with as many spaces as bytes in the place of the wider blanks that word processors put
/// behind a key or a hyphen and at the ends of lines: YAML takes them for text, nobody sees them.
/// nullopt where there is none.
[[nodiscard]] std::optional<std::string> with_plain_blanks(std::string_view yaml);

}  // namespace rolepress
