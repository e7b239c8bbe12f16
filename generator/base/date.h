#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace rolepress {

/// A day of the calendar, without time or zone, so that it can never shift by a day.
using CivilDate = std::chrono::sys_days;

/// Reads exactly YYYY-MM-DD (ISO 8601), years 1900 to 2999; nullopt if it is no such day.
[[nodiscard]] std::optional<CivilDate> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(CivilDate date);
/// The first second of the day in UTC, as RFC 3339 writes it.
[[nodiscard]] std::string format_timestamp(CivilDate date);

[[nodiscard]] bool is_time_zone(std::string_view name);
/// The day that `seconds` since 1970 UTC falls on in that zone, which must exist.
[[nodiscard]] CivilDate date_in_zone(std::string_view zone, std::chrono::sys_seconds seconds);
/// The last second of the day in that zone, with its offset: 2026-12-31T23:59:59+00:00.
[[nodiscard]] std::string last_second(CivilDate date, std::string_view zone);

}  // namespace rolepress
