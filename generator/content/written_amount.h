#pragma once

// An amount of money as people of many countries write it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace rolepress {

/// What must be known of the pay before such an amount can be taken.
enum class AmountDoubt {
  kNone,
  kThousands,       // "45.000" is 45000 or a program's 45; nobody earns 45 a year
  kIndianThousands  // "12,00,000" is 1200000 in India, elsewhere a slip
};

struct WrittenAmount {
  std::int64_t minor = 0;  // hundredths
  std::size_t length = 0;  // of its text
  AmountDoubt doubt = AmountDoubt::kNone;
};

/// The amount that a text begins with, which must begin with a digit and have plain blanks and
/// apostrophes alone: "1,250.50", "1.250,50", "1 250", "80'000", "52,5", "42405.0000". Nullopt
/// where nobody can tell which number is meant.
[[nodiscard]] std::optional<WrittenAmount> read_written_amount(std::string_view text);

}  // namespace rolepress
