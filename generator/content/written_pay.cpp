// The text is read from left to right, sign by sign and word by word: what is none of them makes
// the whole a text that only a person can read.

#include "content/written_pay.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.h"
#include "content/pay_units.h"
#include "content/written_amount.h"
#include "model/iso_codes.h"

namespace rolepress {
namespace {

struct CurrencySign {
  std::string_view sign;
  std::string_view currency;
};

// A sign that is the end of another one comes behind it.
constexpr CurrencySign kCurrencySigns[] = {
    {"us$", "USD"}, {"ca$", "CAD"}, {"au$", "AUD"}, {"nz$", "NZD"}, {"hk$", "HKD"}, {"c$", "CAD"},
    {"a$", "AUD"},  {"s$", "SGD"},  {"r$", "BRL"},  {"£", "GBP"},   {"€", "EUR"},   {"₹", "INR"},
    {"₩", "KRW"},   {"₪", "ILS"},   {"₫", "VND"},   {"₱", "PHP"},   {"₺", "TRY"},   {"₦", "NGN"},
    {"₴", "UAH"},   {"₽", "RUB"}, {"฿", "THB"},   {"zł", "PLN"},  {"kč", "CZK"},  {"$", ""}};

constexpr std::string_view kUnitFronts[] = {"/",    "per ", "an ",  "a ", "each ",
                                            "par ", "pro ", "por ", "je "};
constexpr std::string_view kLowest[] = {"starting from", "starting at", "starts at", "from",
                                        "minimum of",    "minimum",     "min",       "at least",
                                        "more than",     "over",        "ab",        "à partir de",
                                        "a partir de",   "desde",       "vanaf"};
constexpr std::string_view kHighest[] = {"up to",   "upto",    "maximum of", "maximum",
                                         "max",     "at most", "less than",  "under",
                                         "jusqu'à", "bis zu",  "hasta",      "tot"};
constexpr std::string_view kBetweenEnds[] = {"-", "to", "bis", "à"};
constexpr std::string_view kNearly[] = {"circa",  "c.",      "ca.",   "approximately",
                                        "approx", "approx.", "around"};
constexpr std::string_view kFillers[] = {"rate", "salary",   "pay",      "gross", "brutto",
                                         "brut", "pro rata", "pro-rata", "w2",    "w-2",
                                         ",",    ":",        "(",        ")"};

bool is_pay_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

// With plain blanks, hyphens and apostrophes.
std::string plain_form(std::string_view text) {
  std::string plain(trim(text));
  for (const std::string_view blank : {"\u00a0", "\u202f", "\u2009", "\t"}) {
    replace_all(plain, blank, " ");
  }
  for (const std::string_view dash : {"–", "—", "−", "‑", "‐"}) replace_all(plain, dash, "-");
  replace_all(plain, "’", "'");
  return plain;
}

class PayReader {
 public:
  explicit PayReader(std::string_view text) : source_(plain_form(text)), text_(to_lower(source_)) {}

  std::optional<WrittenPay> read() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        ++at_;
      } else if (!read_next()) {
        if (numbers_.empty() || !tells_no_amount(text_.substr(at_))) return std::nullopt;
        at_ = text_.size();
      }
    }
    return result();
  }

 private:
  struct Number {
    std::int64_t minor;
    bool in_thousands;
    AmountDoubt doubt;
  };

  bool read_next() {
    if (is_pay_digit(text_[at_])) return read_number();
    if (read_unit() || read_currency()) return true;
    if (take("+")) return !numbers_.empty() && !std::exchange(is_open_, true);
    if (take("between")) return numbers_.empty() && !std::exchange(is_between_, true);
    if (take_any(kLowest)) return !std::exchange(is_lowest_, true);
    if (take_any(kHighest)) return !std::exchange(is_highest_, true);
    if (take_any(kNearly)) return needs_currency_ = true;
    if (take_any(kBetweenEnds) || (is_between_ && take("and"))) {
      return numbers_.size() == 1 && !std::exchange(is_band_, true);
    }
    return take_any(kFillers);
  }

  // Moves behind the words where they stand here, and nothing goes on from them.
  bool take(std::string_view words) {
    if (!std::string_view(text_).substr(at_).starts_with(words)) return false;
    const std::size_t end = at_ + words.size();
    const bool is_word = is_word_letter(words.back());
    if (is_word && end < text_.size() && is_word_letter(text_[end])) return false;
    at_ = end;
    return true;
  }

  template <class Words>
  bool take_any(const Words& words) {
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return take(word); });
  }

  bool read_number() {
    if (numbers_.size() == 2 || (numbers_.size() == 1 && !is_band_)) return false;
    const auto amount = read_written_amount(std::string_view(text_).substr(at_));
    if (!amount) return false;
    at_ += amount->length;
    const std::size_t word = text_.find_first_not_of(' ', at_);
    bool in_thousands = false;
    if (word != std::string::npos) {
      const std::size_t before = std::exchange(at_, word);
      in_thousands = take("k") || take("thousand");
      if (!in_thousands) at_ = before;
    }
    constexpr std::int64_t kThousand = 1000;
    numbers_.push_back(
        {in_thousands ? amount->minor * kThousand : amount->minor, in_thousands, amount->doubt});
    return true;
  }

  bool read_unit() {
    const std::size_t begin = at_;
    bool has_front = false;
    for (const std::string_view front : kUnitFronts) {
      if (!std::string_view(text_).substr(at_).starts_with(front)) continue;
      at_ = std::min(text_.find_first_not_of(' ', at_ + front.size()), text_.size());
      has_front = true;
      break;
    }
    for (const UnitWord& unit : unit_words()) {
      if ((!has_front && unit.place == UnitPlace::kBehindPer) || !take(unit.word)) continue;
      if (unit.word.back() != '.') take(".");
      needs_currency_ = needs_currency_ || (!has_front && unit.place == UnitPlace::kBesideSign);
      if (pay_.unit && *pay_.unit != unit.unit) break;
      pay_.unit = unit.unit;
      return true;
    }
    at_ = begin;
    return false;
  }

  bool read_currency() {
    for (const auto& [sign, currency] : kCurrencySigns) {
      if (!std::string_view(text_).substr(at_).starts_with(sign)) continue;
      at_ += sign.size();
      return set_currency(currency);
    }
    if (take("dollars") || take("dollar")) return set_currency("");
    if (take("euros") || take("euro")) return set_currency("EUR");
    // In small letters "all" and "top" are words.
    constexpr std::size_t kCodeLength = 3;
    const std::string code = source_.substr(at_, kCodeLength);
    return is_currency(code) && take(to_lower(code)) && set_currency(code);
  }

  bool set_currency(std::string_view currency) {
    if (currency.empty()) {
      pay_.in_dollars = true;
    } else if (!pay_.currency.empty() && pay_.currency != currency) {
      return false;
    } else {
      pay_.currency = currency;
    }
    return true;
  }

  [[nodiscard]] bool is_settled(const Number& number) const {
    constexpr std::string_view kOfIndianNumbers[] = {"INR", "PKR", "BDT", "NPR", "LKR"};
    switch (number.doubt) {
      case AmountDoubt::kNone:
        return true;
      case AmountDoubt::kThousands:
        return !number.in_thousands &&
               (pay_.unit == PayUnit::kYear || pay_.unit == PayUnit::kMonth);
      case AmountDoubt::kIndianThousands:
        return std::find(std::begin(kOfIndianNumbers), std::end(kOfIndianNumbers), pay_.currency) !=
               std::end(kOfIndianNumbers);
    }
    return false;
  }

  // "$120-160k" and "$120k-160" mean thousands at both ends.
  static void share_thousands(Number& low, Number& high) {
    constexpr std::int64_t kThousand = 1000;
    constexpr std::int64_t kThousandMinor = 100 * kThousand;
    if (high.in_thousands && !low.in_thousands && low.minor < kThousandMinor &&
        low.minor * kThousand <= high.minor) {
      low.minor *= kThousand;
    } else if (low.in_thousands && !high.in_thousands && high.minor < low.minor &&
               high.minor < kThousandMinor && low.minor <= high.minor * kThousand) {
      high.minor *= kThousand;
    }
  }

  std::optional<WrittenPay> result() {
    if (numbers_.empty() || numbers_.size() != (is_band_ || is_between_ ? 2U : 1U)) {
      return std::nullopt;
    }
    if (needs_currency_ && pay_.currency.empty() && !pay_.in_dollars) return std::nullopt;
    if (pay_.in_dollars && !pay_.currency.empty() && !has_dollar_sign(pay_.currency)) {
      return std::nullopt;
    }
    if (!std::all_of(numbers_.begin(), numbers_.end(),
                     [this](const Number& number) { return is_settled(number); })) {
      return std::nullopt;
    }
    Number low = numbers_.front();
    Number high = numbers_.back();
    share_thousands(low, high);
    const bool is_one = numbers_.size() == 1;
    const bool contradicts = (is_lowest_ || is_open_) && is_highest_;
    if (low.minor > high.minor || contradicts || (!is_one && (is_open_ || is_highest_))) {
      return std::nullopt;
    }
    pay_.in_thousands = low.in_thousands || high.in_thousands;
    if (!is_highest_) pay_.min_minor = low.minor;
    if (!is_one || !(is_lowest_ || is_open_)) pay_.max_minor = high.minor;
    return pay_;
  }

  std::string source_;
  std::string text_;  // in small letters
  std::size_t at_ = 0;
  WrittenPay pay_;
  std::vector<Number> numbers_;
  bool is_band_ = false;
  bool is_between_ = false;
  bool is_lowest_ = false;
  bool is_highest_ = false;
  bool is_open_ = false;
  bool needs_currency_ = false;  // "40 hour" may be the time of work, and "around 40" as well
};

}  // namespace

std::optional<WrittenPay> read_written_pay(std::string_view text) { return PayReader(text).read(); }

bool tells_no_amount(std::string_view text) {
  constexpr std::string_view kTelling[] = {
      "competitive", "doe",          "negotiable", "depends",  "depending",
      "dependent",   "commensurate", "varies",     "variable", "undisclosed",
      "disclosed",   "discussed",    "negotiated"};
  constexpr std::string_view kBeside[] = {
      "salary", "pay",  "rate",   "rates", "compensation", "package", "experience", "on",
      "upon",   "with", "your",   "the",   "to",           "be",      "not",        "and",
      "or",     "is",   "highly", "very",  "by",           "of",      "skills",     "location"};
  const auto is_among = [](std::string_view word, const auto& words) {
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
  };
  const std::string words = normalize_words(text);
  bool tells = false;
  for (const std::string_view word : split(words == "d o e" ? "doe" : words, ' ')) {
    const bool is_telling = is_among(word, kTelling);
    if (!is_telling && !is_among(word, kBeside)) return false;
    tells = tells || is_telling;
  }
  return tells;
}

bool has_dollar_sign(std::string_view currency) {
  constexpr std::string_view kDollarsAndPesos[] = {
      "ARS", "AUD", "BBD", "BMD", "BND", "BRL", "BSD", "BZD", "CAD", "CLP",
      "COP", "CUP", "DOP", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MXN",
      "NAD", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "UYU", "XCD"};
  return std::find(std::begin(kDollarsAndPesos), std::end(kDollarsAndPesos), currency) !=
         std::end(kDollarsAndPesos);
}

std::string currency_of_words(std::string_view text) {
  const std::string plain = to_lower(trim(text));
  for (const auto& [sign, currency] : kCurrencySigns) {
    if (plain == sign) return std::string(currency);
  }
  const std::string code = to_upper(plain);
  return is_currency(code) ? code : std::string();
}

std::optional<PayUnit> unit_of_words(std::string_view text) {
  std::string plain = to_lower(plain_form(text));
  for (const std::string_view front : kUnitFronts) {
    if (plain.starts_with(front)) plain = std::string(trim(plain.substr(front.size())));
  }
  for (const UnitWord& unit : unit_words()) {
    if (!plain.starts_with(unit.word)) continue;
    const std::string_view rest = std::string_view(plain).substr(unit.word.size());
    if (rest.empty() || rest == ".") return unit.unit;
  }
  return std::nullopt;
}

}  // namespace rolepress
