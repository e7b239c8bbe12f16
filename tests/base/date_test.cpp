#include "base/date.h"

#include <gtest/gtest.h>

namespace rolepress {
namespace {

using std::chrono::sys_seconds;

// The moment of a day, an hour and a minute in UTC.
sys_seconds utc(const char* day, int hour, int minute = 0) {
  return sys_seconds(*parse_date(day)) + std::chrono::hours(hour) + std::chrono::minutes(minute);
}

std::string day_in(const char* zone, sys_seconds moment) {
  return format_date(date_in_zone(zone, moment));
}

TEST(Date, IsReadAndWrittenAlike) {
  for (const char* day : {"1900-01-01", "1970-01-01", "1999-12-31", "2026-11-24", "2999-12-31"}) {
    const auto date = parse_date(day);
    ASSERT_TRUE(date) << day;
    EXPECT_EQ(format_date(*date), day);
  }
}

TEST(Date, EveryDayOfFourCenturiesFollowsTheOneBefore) {
  CivilDate day = *parse_date("1900-01-01");
  const CivilDate end = *parse_date("2300-01-01");
  for (; day < end; day += std::chrono::days(1)) ASSERT_EQ(parse_date(format_date(day)), day);
}

TEST(Date, LeapDaysAreThoseOfTheGregorianCalendar) {
  for (const char* day : {"2024-02-29", "2028-02-29", "2000-02-29", "2400-02-29"}) {
    EXPECT_TRUE(parse_date(day)) << day;
  }
  for (const char* day : {"2023-02-29", "2026-02-29", "1900-02-29", "2100-02-29", "2024-02-30"}) {
    EXPECT_FALSE(parse_date(day)) << day;
  }
}

TEST(Date, DaysThatNoMonthHasAreRefused) {
  for (const char* day : {"2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32", "2026-04-31",
                          "2026-06-31", "2026-09-31", "2026-11-31"}) {
    EXPECT_FALSE(parse_date(day)) << day;
  }
}

TEST(Date, YearsOutOfReachAreRefused) {
  for (const char* day : {"0000-01-01", "1899-12-31", "3000-01-01", "9999-12-31"}) {
    EXPECT_FALSE(parse_date(day)) << day;
  }
}

TEST(Date, OtherFormsAreRefused) {
  for (const char* text :
       {"", "2026", "2026-11", "2026-1-05", "2026-01-5", "26-01-05", "2026/01/05", "05-01-2026",
        "2026-01-05 ", " 2026-01-05", "2026-01-05T00:00:00Z", "20260105", "2026-0a-05",
        "+026-01-05", "2026--1-05", "2026-01--5", "2026-W01-5", "tomorrow", "2026‑01‑05"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(TimeZone, IsOneOfTheIanaNames) {
  for (const char* zone : {"UTC", "Europe/London", "Pacific/Kiritimati", "America/Los_Angeles"}) {
    EXPECT_TRUE(is_time_zone(zone)) << zone;
  }
  for (const char* zone : {"", "Europe/Lodnon", "europe/london", "London", "GMT+1 ", "../etc"}) {
    EXPECT_FALSE(is_time_zone(zone)) << zone;
  }
}

TEST(TimeZone, TheDayBeginsAtMidnightOfTheZone) {
  EXPECT_EQ(day_in("UTC", utc("2026-11-24", 0)), "2026-11-24");
  EXPECT_EQ(day_in("UTC", utc("2026-11-23", 23, 59)), "2026-11-23");
  EXPECT_EQ(day_in("Europe/London", utc("2026-11-24", 0)), "2026-11-24");
  EXPECT_EQ(day_in("America/New_York", utc("2026-11-24", 4, 59)), "2026-11-23");
  EXPECT_EQ(day_in("America/New_York", utc("2026-11-24", 5)), "2026-11-24");
  EXPECT_EQ(day_in("Asia/Kathmandu", utc("2026-11-23", 18, 14)), "2026-11-23");
  EXPECT_EQ(day_in("Asia/Kathmandu", utc("2026-11-23", 18, 15)), "2026-11-24");
}

TEST(TimeZone, SummerTimeMovesMidnight) {
  EXPECT_EQ(day_in("Europe/London", utc("2026-07-01", 22, 59)), "2026-07-01");
  EXPECT_EQ(day_in("Europe/London", utc("2026-07-01", 23)), "2026-07-02");
  EXPECT_EQ(day_in("Europe/London", utc("2026-12-01", 23)), "2026-12-01");
}

TEST(TimeZone, TheDaysOnWhichClocksChangeAreWhole) {
  // London goes forward at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October 2026.
  EXPECT_EQ(day_in("Europe/London", utc("2026-03-29", 0)), "2026-03-29");
  EXPECT_EQ(day_in("Europe/London", utc("2026-03-29", 22, 59)), "2026-03-29");
  EXPECT_EQ(day_in("Europe/London", utc("2026-03-29", 23)), "2026-03-30");
  EXPECT_EQ(day_in("Europe/London", utc("2026-10-24", 22, 59)), "2026-10-24");
  EXPECT_EQ(day_in("Europe/London", utc("2026-10-24", 23)), "2026-10-25");
  EXPECT_EQ(day_in("Europe/London", utc("2026-10-25", 23, 59)), "2026-10-25");
}

TEST(TimeZone, TheDateLineHasThreeDaysAtOnce) {
  const sys_seconds moment = utc("2026-11-24", 10, 30);
  EXPECT_EQ(day_in("Pacific/Pago_Pago", moment), "2026-11-23");
  EXPECT_EQ(day_in("UTC", moment), "2026-11-24");
  EXPECT_EQ(day_in("Pacific/Kiritimati", moment), "2026-11-25");
}

TEST(TimeZone, ADayThatAZoneSkippedIsNeverGiven) {
  // Samoa crossed the date line at the end of 29 December 2011.
  EXPECT_EQ(day_in("Pacific/Apia", utc("2011-12-30", 9, 59)), "2011-12-29");
  EXPECT_EQ(day_in("Pacific/Apia", utc("2011-12-30", 10)), "2011-12-31");
}

TEST(TimeZone, MomentsBefore1970FallOnTheirOwnDay) {
  EXPECT_EQ(day_in("UTC", utc("1969-12-31", 23, 59)), "1969-12-31");
  EXPECT_EQ(day_in("UTC", utc("1960-02-29", 0)), "1960-02-29");
}

}  // namespace
}  // namespace rolepress
