#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace rolepress {

/// A last day of applying that a text names, and the words for it: "12 March 2027".
struct WrittenDeadline {
  CivilDate day;
  std::string words;
};

/// Those of "Apply by 12 March 2027", "Closing date: March 12th, 2027". A day without a year, and
/// one of anything else than applying, is none.
[[nodiscard]] std::vector<WrittenDeadline> find_deadlines(std::string_view text);

}  // namespace rolepress
