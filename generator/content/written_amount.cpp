#include "content/written_amount.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace rolepress {
namespace {

constexpr std::size_t kGroupDigits = 3;

bool is_amount_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t count_digits(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

// The runs of digits of an amount, and the signs between them.
struct AmountParts {
  std::vector<std::string_view> groups;
  std::string signs;
  std::size_t length = 0;
};

AmountParts parts_of_amount(std::string_view text) {
  AmountParts parts;
  for (std::size_t at = 0;;) {
    const std::size_t digits = count_digits(text.substr(at));
    parts.groups.push_back(text.substr(at, digits));
    at += digits;
    parts.length = at;
    if (at + 1 >= text.size() || !is_amount_digit(text[at + 1])) return parts;
    const char sign = text[at];
    const bool is_group = count_digits(text.substr(at + 1)) == kGroupDigits;
    if (sign != '.' && sign != ',' && sign != '\'' && !(sign == ' ' && is_group)) return parts;
    parts.signs += sign;
    ++at;
  }
}

// Where a hyphen got lost, "50 100" is a band.
bool may_be_band(const AmountParts& parts) {
  constexpr int kWidest = 4;
  const auto number = [](std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  };
  if (parts.signs.empty() || parts.signs[0] != ' ' || parts.groups[0].size() > kGroupDigits)
    return false;
  const int first = number(parts.groups[0]);
  const int second = number(parts.groups[1]);
  return parts.signs.find(' ', 1) == std::string::npos && first < second &&
         second <= first * kWidest;
}

bool is_indian(const AmountParts& whole) {
  constexpr std::size_t kIndianDigits = 2;
  const std::size_t last = whole.groups.size() - 1;
  return last >= 2 && whole.groups[last].size() == kGroupDigits &&
         std::all_of(whole.groups.begin(), whole.groups.end() - 1, [&](std::string_view group) {
           const bool is_first = group.data() == whole.groups[0].data();
           return group.size() == kIndianDigits || (is_first && group.size() == 1);
         });
}

// Whether the last run of digits is what stands behind the decimal sign.
bool has_decimals(const AmountParts& parts) {
  if (parts.signs.empty()) return false;
  const char sign = parts.signs.back();
  if (sign != '.' && sign != ',') return false;
  const bool is_other = parts.signs.find(sign) == parts.signs.size() - 1 && parts.signs.size() > 1;
  return parts.groups.back().size() != kGroupDigits || is_other ||
         (parts.signs.size() == 1 && parts.groups[0].size() > kGroupDigits);
}

// Nullopt where the digits of the whole number are not parted as thousands are.
std::optional<AmountDoubt> doubt_of(const AmountParts& whole, bool has_decimals) {
  if (whole.signs.empty()) return AmountDoubt::kNone;
  const std::string_view first = whole.groups[0];
  const bool is_even =
      whole.signs.find_first_not_of(whole.signs[0]) == std::string::npos && first[0] != '0';
  if (!is_even || first.size() > kGroupDigits) return std::nullopt;
  if (whole.signs[0] == ',' && is_indian(whole)) return AmountDoubt::kIndianThousands;
  const bool are_groups =
      std::all_of(whole.groups.begin() + 1, whole.groups.end(),
                  [](std::string_view group) { return group.size() == kGroupDigits; });
  if (!are_groups) return std::nullopt;
  if (may_be_band(whole)) {
    if (first.size() == kGroupDigits) return std::nullopt;
    return AmountDoubt::kThousands;
  }
  return whole.signs == "." && !has_decimals ? AmountDoubt::kThousands : AmountDoubt::kNone;
}

}  // namespace

std::optional<WrittenAmount> read_written_amount(std::string_view text) {
  constexpr std::size_t kDecimals = 2;
  constexpr std::size_t kMostDigits = 9;
  AmountParts parts = parts_of_amount(text);
  std::string decimals;
  const bool is_decimal = has_decimals(parts);
  if (is_decimal) {
    decimals = parts.groups.back();
    if (parts.signs.back() == ',' && decimals.size() > kDecimals) return std::nullopt;
    if (parts.signs.find(parts.signs.back()) != parts.signs.size() - 1) return std::nullopt;
    parts.groups.pop_back();
    parts.signs.pop_back();
  }
  // Databases keep four decimals, of which the last two say nothing.
  if (decimals.find_first_not_of('0', kDecimals) != std::string::npos) return std::nullopt;
  decimals.resize(kDecimals, '0');
  const auto doubt = doubt_of(parts, is_decimal);
  std::string digits;
  for (const std::string_view group : parts.groups) digits += group;
  if (!doubt || digits.size() > kMostDigits) return std::nullopt;
  digits += decimals;
  WrittenAmount amount{0, parts.length, *doubt};
  std::from_chars(digits.data(), digits.data() + digits.size(), amount.minor);
  return amount;
}

}  // namespace rolepress
