#include "content/written_date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/date.h"
#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kAnyDigit = "0123456789";
constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

// The place in the list of the name that the word begins, from 1; 0 = it begins none.
template <class Names>
std::size_t number_of(std::string_view word, const Names& names) {
  constexpr std::size_t kShortest = 3;
  if (word.size() < kShortest) return 0;
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](std::string_view name) { return name.starts_with(word); });
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin()) + 1;
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of(kAnyDigit) == std::string_view::npos;
}

// "18" of "18th".
std::string_view without_ordinal(std::string_view word) {
  constexpr std::size_t kLength = 2;
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (word.ends_with(ending) && is_number(word.substr(0, word.size() - kLength))) {
      return word.substr(0, word.size() - kLength);
    }
  }
  return word;
}

std::vector<std::string_view> words_of(std::string_view text) {
  constexpr std::string_view kBetween = " ,.-/";
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBetween, end);
  }
  return words;
}

// "2026-11-20T09:00:00Z", "2026-11-20 09:00".
bool has_time(std::string_view text) {
  constexpr std::size_t kDayLength = 10;
  constexpr std::size_t kColon = 13;
  return text.size() > kColon && parse_date(text.substr(0, kDayLength)) &&
         (text[kDayLength] == 'T' || text[kDayLength] == ' ') &&
         is_number(text.substr(kDayLength + 1, kColon - kDayLength - 1)) && text[kColon] == ':';
}

}  // namespace

std::string day_of_words(std::string_view text) {
  constexpr std::size_t kDateLength = 10;
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest) return {};
  if (has_time(text)) return std::string(text.substr(0, kDateLength));
  const std::string lower = to_lower(text);
  std::size_t month = 0;
  std::string_view day;
  std::string_view year;
  for (const std::string_view word : words_of(lower)) {
    const std::string_view number = without_ordinal(word);
    const std::size_t named = number_of(word, kMonths);
    if (named > 0 && month == 0) {
      month = named;
    } else if (is_number(number) && number.size() <= 2 && day.empty()) {
      day = number;
    } else if (is_number(word) && word.size() == 4 && year.empty()) {
      year = word;
    } else if (number_of(word, kWeekdays) == 0 || month > 0 || !day.empty()) {
      return {};
    }
  }
  const std::string date = fmt::format("{}-{:02}-{:0>2}", year, month, day);
  return month > 0 && parse_date(date) ? date : std::string();
}

std::string only_date(std::string_view written) {
  // Word processors make dashes of hyphens.
  std::string text(written);
  for (const std::string_view dash : {"–", "—", "−", "‑", "‐"}) {
    for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at)) {
      text.replace(at, dash.size(), "-");
    }
  }
  if (std::string day = day_of_words(text); !day.empty()) return day;
  const auto is_part = [](std::string_view s) { return is_number(s) && s.size() <= 4; };
  for (const char separator : {'/', '.', '-'}) {
    const std::vector<std::string_view> parts = split(text, separator);
    if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_part)) continue;
    const auto iso = [](std::string_view year, std::string_view month, std::string_view day) {
      const std::string date = fmt::format("{}-{:0>2}-{:0>2}", year, month, day);
      return year.size() == 4 && parse_date(date) ? date : std::string();
    };
    if (parts[0].size() == 4) return iso(parts[0], parts[1], parts[2]);
    // Day or month first: both readings must not be days.
    const std::string day_first = iso(parts[2], parts[1], parts[0]);
    const std::string month_first = iso(parts[2], parts[0], parts[1]);
    if (day_first.empty() || month_first.empty()) return day_first + month_first;
    return day_first == month_first ? day_first : std::string();
  }
  return {};
}

}  // namespace rolepress
