#include "base/date.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace rolepress {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::optional<CivilDate> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::string_view year = text.substr(0, 4);
  const std::string_view month = text.substr(5, 2);
  const std::string_view day = text.substr(8, 2);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(number(year)),
                                         std::chrono::month(static_cast<unsigned>(number(month))),
                                         std::chrono::day(static_cast<unsigned>(number(day)))};
  if (!date.ok() || number(year) < 1900 || number(year) > 2999) return std::nullopt;
  return CivilDate(date);
}

std::string format_date(CivilDate date) {
  const std::chrono::year_month_day parts(date);
  const int year = static_cast<int>(parts.year());
  const auto month = static_cast<unsigned>(parts.month());
  const auto day = static_cast<unsigned>(parts.day());
  if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}", year, month, day);
  std::string text = "0000-00-00";  // by hand: pages of many roles have a lot of dates
  const auto put = [&](std::size_t last, unsigned value) {
    for (; value > 0; value /= 10) text[last--] = static_cast<char>('0' + value % 10);
  };
  put(3, static_cast<unsigned>(year));
  put(6, month);
  put(9, day);
  return text;
}

std::string format_timestamp(CivilDate date) { return format_date(date) + "T00:00:00Z"; }

// Needs no database, which small machines may lack.
constexpr std::string_view kUtc = "UTC";

bool is_time_zone(std::string_view name) {
  if (name == kUtc) return true;
  try {
    return date::locate_zone(std::string(name)) != nullptr;
  } catch (const std::runtime_error&) {
    return false;
  }
}

CivilDate date_in_zone(std::string_view zone, std::chrono::sys_seconds seconds) {
  if (zone == kUtc) return std::chrono::floor<std::chrono::days>(seconds);
  const auto local = date::locate_zone(std::string(zone))->to_local(seconds);
  return CivilDate(std::chrono::floor<std::chrono::days>(local.time_since_epoch()));
}

std::string last_second(CivilDate day, std::string_view zone) {
  if (zone == kUtc) return format_date(day) + "T23:59:59+00:00";
  using namespace std::chrono_literals;
  const date::local_seconds local{day.time_since_epoch() + 24h - 1s};
  const date::local_info info = date::locate_zone(std::string(zone))->get_info(local);
  const auto offset = std::chrono::duration_cast<std::chrono::minutes>(info.first.offset).count();
  return fmt::format("{}T23:59:59{}{:02}:{:02}", format_date(day), offset < 0 ? '-' : '+',
                     std::abs(offset) / 60, std::abs(offset) % 60);
}

}  // namespace rolepress
