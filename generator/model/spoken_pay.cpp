#include "model/spoken_pay.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <optional>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::array<std::string_view, 3> kSigns = {"$", "£", "€"};
constexpr std::string_view kNoBreakSpace = "\u00a0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t count_digits(std::string_view text, std::size_t i) {
  std::size_t end = i;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - i;
}

struct Amount {
  std::int64_t minor = 0;
  bool in_thousands = false;  // "120k"
  bool is_pay = true;         // no millions
};

// What stands behind a number: "k", " million". Moves `i` past a k.
void read_scale(std::string_view text, std::size_t& i, Amount& amount) {
  std::size_t end = i;
  while (end < text.size() && is_letter(text[end])) ++end;
  const std::string unit = to_lower(text.substr(i, end - i));
  if (unit == "k") {
    amount.minor *= 1000;
    amount.in_thousands = true;
    i = end;
  }
  std::size_t word = i;
  while (word < text.size() && text[word] == ' ') ++word;
  const std::string behind = to_lower(text.substr(word, 4));
  amount.is_pay = unit != "m" && unit != "bn" && behind != "mill" && behind != "bill" &&
                  behind != "tril" && !behind.starts_with("mio") && !behind.starts_with("mrd");
}

// Reads "1,250.50", "1.250,50", "1250" or "120k" at `i`, which moves on. A sign with three digits
// behind it parts thousands, with one or two it begins the hundredths.
std::optional<Amount> read_amount(std::string_view text, std::size_t& i) {
  constexpr std::size_t kMostDigits = 9;
  std::string digits(text.substr(i, count_digits(text, i)));
  std::size_t end = i + digits.size();
  if (digits.empty()) return std::nullopt;
  std::string hundredths = "00";
  while (end < text.size() && (text[end] == ',' || text[end] == '.')) {
    const std::size_t count = count_digits(text, end + 1);
    const std::string_view part = text.substr(end + 1, count);
    if (count == 3) {
      digits += part;
    } else if (count == 1 || count == 2) {
      hundredths = std::string(part) + (count == 1 ? "0" : "");
    } else {
      break;
    }
    end += 1 + count;
    if (count != 3) break;
  }
  if (digits.size() > kMostDigits) return std::nullopt;
  digits += hundredths;
  Amount amount;
  std::from_chars(digits.data(), digits.data() + digits.size(), amount.minor);
  i = end;
  read_scale(text, i, amount);
  return amount;
}

std::size_t skip_any(std::string_view text, std::size_t i,
                     std::initializer_list<std::string_view> parts) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view part : parts) {
      if (!text.substr(i).starts_with(part)) continue;
      i += part.size();
      moved = true;
    }
  }
  return i;
}

struct Band {
  Amount min;
  Amount max;
};

// The band that begins at `i`, which moves on; nullopt = no amount stands there.
std::optional<Band> read_band(std::string_view text, std::string_view sign, std::size_t& i) {
  const auto min = read_amount(text, i);
  if (!min) return std::nullopt;
  Band band{*min, *min};
  std::size_t next = skip_any(text, i, {" ", "-", "–", "to ", sign});
  const bool is_band = text.substr(i, next - i).find_first_not_of(' ') != std::string_view::npos;
  if (const auto max = is_band ? read_amount(text, next) : std::nullopt) {
    band.max = *max;
    if (max->in_thousands && !min->in_thousands && min->minor < max->minor / 1000) {
      band.min.minor *= 1000;  // "$120-160k"
    }
    i = next;
  }
  return band;
}

// Where the number begins that ends before the sign at `at`: "60.000 €"; `at` = there is none.
std::size_t number_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (text.substr(0, end).ends_with(kNoBreakSpace)) {
    end -= kNoBreakSpace.size();
  } else if (end > 0 && text[end - 1] == ' ') {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && (is_digit(text[begin - 1]) ||
                       (begin < end && (text[begin - 1] == '.' || text[begin - 1] == ',')))) {
    --begin;
  }
  while (begin < end && !is_digit(text[begin])) ++begin;
  return begin == end ? at : begin;
}

std::vector<std::string_view> words_of(const std::string& normalized) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(normalized, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

// Whether the words around an amount say that it is another one than the rate of the work: a
// bonus, the tools that one may buy, the invoices that one reads.
bool is_of_other_things(std::string_view before, std::string_view behind) {
  constexpr std::array<std::string_view, 38> kOthers = {
      "income",    "cost",      "costs",        "price",  "gift",      "prize",    "grant",
      "voucher",   "vouchers",  "meal",         "meals",  "lunch",     "vale",     "ticket",
      "bonus",     "bonuses",   "stipend",      "budget", "allowance", "referral", "reward",
      "revenue",   "turnover",  "funding",      "raised", "valuation", "invested", "assets",
      "invoices",  "claims",    "transactions", "deals",  "loans",     "damages",  "mortgages",
      "contracts", "purchases", "orders"};
  constexpr std::array<std::string_view, 9> kEnds = {"plus", "with", "per",    "an", "a",
                                                     "hr",   "hour", "hourly", "h"};
  constexpr std::size_t kReach = 60;  // bytes, which hold the words below
  constexpr std::size_t kBefore = 3;  // words
  constexpr std::size_t kBehind = 4;
  constexpr std::string_view kStops = ".;!?\n,";
  const auto is_among = [](std::string_view word, const auto& names) {
    return std::find(names.begin(), names.end(), word) != names.end();
  };
  before = before.substr(before.size() - std::min(before.size(), kReach));
  const std::size_t stop = before.find_last_of(kStops);
  if (stop != std::string_view::npos) before = before.substr(stop + 1);
  behind = behind.substr(0, kReach);
  behind = behind.substr(0, behind.find_first_of(kStops));
  const std::string earlier = normalize_words(before);
  const std::vector<std::string_view> left = words_of(earlier);
  for (std::size_t i = left.size() - std::min(left.size(), kBefore); i < left.size(); ++i) {
    if (is_among(left[i], kOthers)) return true;
  }
  const std::string later = normalize_words(behind);
  const std::vector<std::string_view> right = words_of(later);
  for (std::size_t i = 0; i < std::min(right.size(), kBehind); ++i) {
    if (is_among(right[i], kOthers)) return true;
    if (is_among(right[i], kEnds)) return false;
  }
  return false;
}

// The offset behind a formula that begins at the sign: "$x^2$", "$n$". 0 = none does.
std::size_t formula_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 100;  // bytes
  const std::size_t close = text.substr(0, at + kLongest).find_first_of("$\n", at + 1);
  if (close == std::string_view::npos || text[close] != '$' || close == at + 1) return 0;
  const std::string_view formula = text.substr(at + 1, close - at - 1);
  const bool hugs =
      formula.front() != ' ' && formula.back() != ' ' && count_digits(text, close + 1) == 0;
  const bool is_formula = formula.find_first_of("^_\\{}=") != std::string_view::npos ||
                          formula.find(' ') == std::string_view::npos;
  return hugs && is_formula ? close + 1 : 0;
}

// Whether a unit of time stands here: "/hr", " per hour", " an hour", " hourly".
bool is_by_time(std::string_view behind) {
  constexpr std::string_view kFronts[] = {"/", "per ", "an ", "a "};
  constexpr std::string_view kTimes[] = {"hr",   "hour",  "h",    "day",
                                         "week", "month", "year", "annum"};
  const std::string lower = to_lower(trim(behind.substr(0, 20)));
  std::string_view words = lower;
  if (words.starts_with("hourly")) return true;
  for (const std::string_view front : kFronts) {
    if (!words.starts_with(front)) continue;
    words = trim(words.substr(front.size()));
    return std::any_of(std::begin(kTimes), std::end(kTimes), [&](std::string_view time) {
      return words.starts_with(time) &&
             (words.size() == time.size() || !is_letter(words[time.size()]));
    });
  }
  return false;
}

// "70 USD/hr" and "USD 70 per hour"; without a unit of time a code may speak of anything.
void find_coded_pay(std::string_view text, std::vector<SpokenPay>& found) {
  constexpr std::string_view kCodes[] = {"USD", "GBP", "EUR", "CAD", "AUD", "CHF"};
  for (const std::string_view code : kCodes) {
    for (std::size_t at = text.find(code); at != std::string_view::npos;
         at = text.find(code, at + code.size())) {
      std::size_t begin = at;
      std::size_t end = at + code.size();
      if ((at > 0 && is_letter(text[at - 1])) || (end < text.size() && is_letter(text[end])))
        continue;
      std::size_t number = end + (text.substr(end).starts_with(' ') ? 1 : 0);
      auto band = read_band(text, code, number);
      if (band) {
        end = number;
      } else if ((begin = number_before(text, at)) < at) {
        std::size_t first = begin;
        band = read_band(text.substr(0, at), code, first);
      }
      const bool has_sign = std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
        return text.substr(0, begin).ends_with(sign);
      });
      if (!band || has_sign || !band->min.is_pay || !is_by_time(text.substr(end)) ||
          is_of_other_things(text.substr(0, begin), text.substr(end))) {
        continue;
      }
      found.push_back(
          {band->min.minor, band->max.minor, std::string(text.substr(begin, end - begin))});
    }
  }
}

}  // namespace

std::vector<SpokenPay> find_spoken_pay(std::string_view text) {
  std::vector<SpokenPay> found;
  std::size_t told = 0;  // up to where the text has been read
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '$' && static_cast<unsigned char>(text[at]) < 0x80) continue;
    const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [&](std::string_view s) {
      return text.substr(at).starts_with(s);
    });
    if (sign == kSigns.end()) continue;
    if (const std::size_t formula = text[at] == '$' ? formula_end(text, at) : 0; formula > 0) {
      told = formula;
      at = formula - 1;
      continue;
    }
    std::size_t begin = at;
    std::size_t end = at + sign->size();
    auto band = read_band(text, *sign, end);
    if (!band && (begin = number_before(text, at)) >= told) {
      std::size_t number = begin;
      band = read_band(text.substr(0, at), *sign, number);
    }
    if (!band) continue;
    const bool is_pay = band->min.is_pay && band->max.is_pay &&
                        !is_of_other_things(text.substr(0, begin), text.substr(end));
    if (is_pay) {
      while (text[at] == '$' && begin <= at && begin > told && is_capital(text[begin - 1])) {
        --begin;  // "R$"
      }
      found.push_back(
          {band->min.minor, band->max.minor, std::string(text.substr(begin, end - begin))});
    }
    told = end;
    at = end - 1;
  }
  find_coded_pay(text, found);
  return found;
}

}  // namespace rolepress
