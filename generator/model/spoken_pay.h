#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// A pay band in running text: "$50-$90/hr", "£30", "€45.000–€60.000", "60.000 €", "$120k", and
/// "70 USD/hr", which only a unit of time makes one.
/// Amounts in hundredths. `text` is as written.
struct SpokenPay {
  std::int64_t min_minor = 0;
  std::int64_t max_minor = 0;
  std::string text;
};

/// All amounts in dollars, pounds or euros, but for formulas between two dollars, millions and
/// billions, which no role pays, and those of a bonus, a budget and other things than the rate of
/// the work.
[[nodiscard]] std::vector<SpokenPay> find_spoken_pay(std::string_view text);

}  // namespace rolepress
