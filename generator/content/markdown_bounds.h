#pragma once

#include <span>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// Whether a text can be parsed in a moment; reports the first thing that cannot. `lines` are all
/// of the text, which begins at `at`.
[[nodiscard]] bool is_bounded_markdown(std::span<const std::string_view> lines, Spot at,
                                       Reporter& report);

}  // namespace rolepress
