#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "model/site.h"

namespace rolepress {

/// A day on which the published files differ from those of the day before, though nobody edits.
struct NextChange {
  CivilDate day;
  std::vector<std::string> reasons;
};

/// The first one after the site's day; nullopt = there is none.
[[nodiscard]] std::optional<NextChange> next_change(const Site& site);

}  // namespace rolepress
