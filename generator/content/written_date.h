#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// The day of "18 November 2026", "Nov 18th, 2026", "Fri, 20 Nov 2026" or of a day with a time
/// behind it, as YYYY-MM-DD; empty for any other text.
[[nodiscard]] std::string day_of_words(std::string_view text);

/// The day that a date in another form can only mean, as YYYY-MM-DD; empty if it may be two.
[[nodiscard]] std::string only_date(std::string_view text);

}  // namespace rolepress
