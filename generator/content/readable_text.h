#pragma once

#include <cstddef>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// False, with the reason reported, for text that no author can have meant: invalid UTF-8, control
/// characters, or more than `max_bytes`. Warns of characters that nobody can see.
[[nodiscard]] bool is_readable_text(std::string_view text, std::size_t max_bytes, Reporter& report);

}  // namespace rolepress
