#include "content/import_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "content/plain_text.h"
#include "content/web_address.h"
#include "content/write_yaml.h"
#include "content/written_date.h"
#include "model/country_names.h"

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
  } else if (shape.type == ValueType::kUrl) {
    const std::string mended = mended_address(trim(value.scalar));
    if (!mended.empty()) value = text_node(mended);
  } else if (shape.type == ValueType::kText) {
    std::string text = text_of_html(value.scalar);
    std::replace(text.begin(), text.end(), '\n', ' ');
    for (std::size_t at = text.find("  "); at != std::string::npos; at = text.find("  ", at)) {
      text.erase(at, 1);
    }
    value = text_node(text);
  }
}

std::string form_of_day_help(std::string_view key, const ImportRule& rule, std::string_view day) {
  constexpr DateForm kForms[] = {DateForm::kDayFirst, DateForm::kMonthFirst, DateForm::kDotted};
  std::string forms;
  for (const DateForm form : kForms) {
    if (form == rule.date || !parse_date(iso_date(day, form))) continue;
    const std::string_view name = kDateForms[static_cast<std::size_t>(form)];
    if (forms.empty()) {
      forms = fmt::format("write {}: {{from: \"{}\", date: {}}} in the mapping", key,
                          rule.from.value, name);
    } else {
      forms += fmt::format(", or {} where the list means that", name);
    }
  }
  return forms;
}

void tidy_imported_countries(YamlNode& countries) {
  YamlNode codes;
  codes.kind = YamlNode::Kind::kSequence;
  for (const YamlNode& country : countries.items) {
    const std::string_view code = country_code(country.scalar);
    const bool is_sure = !code.empty() && !is_doubtful_country(country.scalar);
    YamlNode item = is_sure ? text_node(code) : country;
    const bool is_known =
        std::any_of(codes.items.begin(), codes.items.end(),
                    [&](const YamlNode& other) { return other.scalar == item.scalar; });
    if (!is_known) codes.items.push_back(std::move(item));
  }
  countries = std::move(codes);
}

}  // namespace rolepress
