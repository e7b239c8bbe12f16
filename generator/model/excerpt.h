#pragma once

#include <string>

#include "model/role.h"

namespace rolepress {

/// How a text begins, in up to some 200 characters: whole sentences where they are short enough,
/// else whole words and an ellipsis. Headings are passed over; empty where nothing else is there.
[[nodiscard]] std::string excerpt_of(const MarkdownText& text);

}  // namespace rolepress
