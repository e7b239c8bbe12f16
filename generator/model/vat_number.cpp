#include "model/vat_number.h"

#include <cctype>
#include <string>

namespace rolepress {

bool is_plausible_vat_number(std::string_view number) {
  std::string letters;
  std::string digits;
  for (const char c : number) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
      digits += c;
    } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      letters += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    } else if (std::string_view(" -.+*").find(c) == std::string_view::npos) {
      return false;  // of no country's numbers
    }
  }
  const std::string_view country = std::string_view(letters).substr(0, 2);
  if (country.size() == 2 && country != "GB" && !digits.empty()) return true;  // other rules
  if (!letters.empty() && letters != "GB") return false;
  if (digits.size() != 9 && digits.size() != 12) return false;
  // Seven digits weighted 8 to 2, and the two check digits: a multiple of 97, since 2010 also 55
  // short of one.
  int sum = 0;
  for (int i = 0; i < 7; ++i) sum += (digits[static_cast<std::size_t>(i)] - '0') * (8 - i);
  sum += (digits[7] - '0') * 10 + (digits[8] - '0');
  return sum % 97 == 0 || (sum + 55) % 97 == 0;
}

}  // namespace rolepress
