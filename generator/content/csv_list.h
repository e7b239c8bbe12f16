#pragma once

#include <string_view>
#include <vector>

#include "content/read_listings.h"

namespace rolepress {

/// A list in rows, whose first one names the columns. Rows and columns without a word are no part
/// of it.
[[nodiscard]] std::vector<Listing> read_csv(std::string_view text, Reporter& report);

}  // namespace rolepress
