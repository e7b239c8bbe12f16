#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// How a text begins, in up to some 200 characters: whole sentences where they are short enough,
/// else whole words and an ellipsis. `plain` has its blocks in lines; headings are passed over.
[[nodiscard]] std::string excerpt_of(std::string_view plain);

}  // namespace rolepress
