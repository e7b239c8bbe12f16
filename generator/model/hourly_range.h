#pragma once

#include <optional>
#include <vector>

#include "model/site.h"

namespace rolepress {

/// From the lowest to the highest pay by the hour that the roles state, in the currency that most
/// of them state; of equals, the first by the alphabet. Open to a side on which no role states a
/// limit; none where no role states any.
[[nodiscard]] std::optional<Pay> hourly_range(const std::vector<const Role*>& roles);

}  // namespace rolepress
