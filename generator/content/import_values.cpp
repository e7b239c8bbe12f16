#include "content/import_values.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "content/plain_text.h"
#include "content/write_yaml.h"
#include "content/written_date.h"
#include "model/country_names.h"
#include "model/iso_codes.h"
#include "model/spoken_pay.h"

namespace rolepress {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Seconds or milliseconds since 1970, as programs count: no other form of a day has as many digits.
std::optional<CivilDate> day_of_clock(std::string_view text) {
  constexpr std::size_t kSeconds = 10;
  constexpr std::size_t kMilliseconds = 13;
  if (!is_digits(text) || (text.size() != kSeconds && text.size() != kMilliseconds)) {
    return std::nullopt;
  }
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + kSeconds, seconds);
  return date_in_zone("UTC", std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

std::string tidy_day(const std::string& text) {
  if (const auto day = day_of_clock(text)) return format_date(*day);
  // 18/11/2026 may be a list whose form is not the one of the mapping: that is for an editor.
  const bool is_doubtful = text.find_first_of("/.") != std::string::npos;
  const bool year_first = is_digits(std::string_view(text).substr(0, 4));
  const std::string day = !is_doubtful || year_first ? only_date(text) : std::string();
  return day.empty() ? text : day;
}

// Whether an amount with this sign may be one in the currency: a dollar is one of many.
bool fits(std::string_view sign, std::string_view currency) {
  if (sign == "£") return currency == "GBP";
  if (sign == "€") return currency == "EUR";
  return currency != "GBP" && currency != "EUR";
}

// Whether the words behind an amount name the unit of the pay: "/hr", "per hour", "an hour".
bool is_unit(std::string_view text, std::string_view unit) {
  if (trim(text).empty()) return true;
  std::string words = normalize_words(text);
  for (const std::string_view filler : {"per ", "an ", "a "}) {
    if (words.starts_with(filler)) words.erase(0, filler.size());
  }
  return words == unit || (unit == "hour" && (words == "hr" || words == "h")) ||
         (unit == "year" && (words == "yr" || words == "annum"));
}

// What the mapping says of an amount besides its number.
struct Rate {
  std::string_view currency;
  std::string_view unit;
};

enum class End { kLow, kHigh };

// "1250" or "52.50" of "$1,250", "52,5 €", or of that end of "$50 - $90 / hr"; another text as it
// is.
std::string tidy_amount(const std::string& text, const Rate& rate, End end) {
  constexpr std::string_view kSigns[] = {"$", "£", "€"};
  const auto* const sign =
      std::find_if(std::begin(kSigns), std::end(kSigns),
                   [&](std::string_view s) { return text.find(s) != std::string::npos; });
  if (sign != std::end(kSigns) && !fits(*sign, rate.currency)) return text;
  const std::string spoken = sign == std::end(kSigns) ? "$" + text : text;
  const std::vector<SpokenPay> found = find_spoken_pay(spoken);
  const bool is_whole = found.size() == 1 && spoken.starts_with(found.front().text) &&
                        is_unit(spoken.substr(found.front().text.size()), rate.unit);
  // A program's decimals, or a German's thousands.
  constexpr std::size_t kThousand = 3;  // digits
  const std::size_t point = text.find('.');
  const bool is_doubtful =
      point != std::string::npos && text.find(',') == std::string::npos &&
      std::min(text.find_first_not_of("0123456789", point + 1), text.size()) - point - 1 ==
          kThousand;
  if (!is_whole || is_doubtful) return text;
  const std::int64_t minor = end == End::kLow ? found.front().min_minor : found.front().max_minor;
  constexpr std::int64_t kHundredths = 100;
  const bool is_plain = text.find_first_not_of("0123456789.") == std::string::npos;
  return minor % kHundredths != 0 && is_plain ? text : decimal_of(minor);
}

void tidy_list(YamlNode& list) {
  YamlNode tidy;
  tidy.kind = YamlNode::Kind::kSequence;
  for (const YamlNode& item : list.items) {
    const std::string text = text_of_html(item.scalar);
    for (const std::string_view line : split(text, '\n')) {
      const bool is_known =
          std::any_of(tidy.items.begin(), tidy.items.end(),
                      [&](const YamlNode& other) { return other.scalar == line; });
      if (!is_known && !line.empty() && !says_nothing(line)) tidy.items.push_back(text_node(line));
    }
  }
  list = tidy.items.empty() ? YamlNode() : std::move(tidy);
}

}  // namespace

void tidy_import(const Shape& shape, YamlNode& value) {
  if (value.kind == YamlNode::Kind::kSequence) return tidy_list(value);
  if (value.kind != YamlNode::Kind::kScalar) return;
  if (says_nothing(value.scalar)) {
    value = YamlNode();
  } else if (shape.type == ValueType::kDate) {
    value = text_node(tidy_day(value.scalar));
  } else if (shape.type == ValueType::kText) {
    std::string text = text_of_html(value.scalar);
    std::replace(text.begin(), text.end(), '\n', ' ');
    for (std::size_t at = text.find("  "); at != std::string::npos; at = text.find("  ", at)) {
      text.erase(at, 1);
    }
    value = text_node(text);
  }
}

void tidy_imported_pay(YamlNode& pay) {
  const auto text_of = [&](std::string_view key) {
    const YamlNode* node = find_field(pay, key);
    return node == nullptr ? std::string() : node->scalar;
  };
  for (YamlEntry& part : pay.entries) {
    const std::string code = to_upper(part.value.scalar);
    if (part.key == "currency" && is_currency(code)) part.value = text_node(code);
  }
  const std::string currency = text_of("currency");
  const std::string unit = text_of("unit");
  std::erase_if(pay.entries, [&](YamlEntry& part) {
    if (part.key != "min" && part.key != "max") return false;
    const End end = part.key == "min" ? End::kLow : End::kHigh;
    const bool is_open = end == End::kHigh && part.value.scalar.find('+') != std::string::npos;
    part.value = text_node(tidy_amount(part.value.scalar, {currency, unit}, end));
    const bool is_plain = part.value.scalar.find_first_not_of("0123456789.") == std::string::npos;
    return part.value.scalar == "0" || (is_open && is_plain);
  });
}

void tidy_imported_countries(YamlNode& countries) {
  YamlNode codes;
  codes.kind = YamlNode::Kind::kSequence;
  for (const YamlNode& country : countries.items) {
    const std::string_view code = country_code(country.scalar);
    YamlNode item = code.empty() ? country : text_node(code);
    const bool is_known =
        std::any_of(codes.items.begin(), codes.items.end(),
                    [&](const YamlNode& other) { return other.scalar == item.scalar; });
    if (!is_known) codes.items.push_back(std::move(item));
  }
  countries = std::move(codes);
}

}  // namespace rolepress
