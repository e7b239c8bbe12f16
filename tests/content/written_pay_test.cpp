#include "content/written_pay.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/text.h"

namespace rolepress {
namespace {

// "50 to 90 USD by the hour"; empty where the text cannot be read.
std::string reading_of(std::string_view text) {
  const auto pay = read_written_pay(text);
  if (!pay) return {};
  const auto amount = [](const auto& minor) { return minor ? decimal_of(*minor) : "any"; };
  return fmt::format("{} to {} {} by the {}", amount(pay->min_minor), amount(pay->max_minor),
                     pay->currency.empty() ? (pay->in_dollars ? "$" : "?") : pay->currency,
                     pay->unit ? kPayUnits[static_cast<std::size_t>(*pay->unit)] : "?");
}

TEST(WrittenPay, ABandIsReadWithItsCurrencyAndUnit) {
  EXPECT_EQ(reading_of("USD 50 - 60"), "50 to 60 USD by the ?");
  EXPECT_EQ(reading_of("50–60 EUR/h"), "50 to 60 EUR by the hour");
  EXPECT_EQ(reading_of("$50/hr - $60/hr"), "50 to 60 $ by the hour");
  EXPECT_EQ(reading_of("US$1,250.50 to US$1,400 per week"), "1250.50 to 1400 USD by the week");
  EXPECT_EQ(reading_of("between £300 and £400 a day"), "300 to 400 GBP by the day");
  EXPECT_EQ(reading_of("60.000 € — 70.000,50 €"), "");  // 60, with three decimals?
  EXPECT_EQ(reading_of("60.000,00 € — 70.000,50 € p.a."), "60000 to 70000.50 EUR by the year");
}

TEST(WrittenPay, ThousandsArePartedAsInManyCountries) {
  EXPECT_EQ(reading_of("45 000 €/an"), "45000 to 45000 EUR by the year");
  EXPECT_EQ(reading_of("45\u00a0000\u202f€/an"), "45000 to 45000 EUR by the year");
  EXPECT_EQ(reading_of("1\u202f250\u202f000,50 kč"), "1250000.50 to 1250000.50 CZK by the ?");
  EXPECT_EQ(reading_of("8 000 - 12 000 zł"), "8000 to 12000 PLN by the ?");
  EXPECT_EQ(reading_of("CHF 80'000 - 120’000"), "80000 to 120000 CHF by the ?");
  EXPECT_EQ(reading_of("₹12,00,000 - ₹25,00,000"), "1200000 to 2500000 INR by the ?");
  EXPECT_EQ(reading_of("INR 1,25,000.50/month"), "125000.50 to 125000.50 INR by the month");
  EXPECT_EQ(reading_of("₩2500000"), "2500000 to 2500000 KRW by the ?");
  EXPECT_EQ(reading_of("42405.0000"), "42405 to 42405 ? by the ?");
  EXPECT_EQ(reading_of("42405.5000"), "42405.50 to 42405.50 ? by the ?");
  EXPECT_EQ(reading_of("42405.00"), "42405 to 42405 ? by the ?");
  for (const char* text : {"500 700 €/mois", "50 100 €/h", "45 00 €", "1 25 000 €", "80'00",
                           "0,250", "42405.0001", "12,00,000 USD", "1'000 000", "2026 000 €"}) {
    EXPECT_EQ(reading_of(text), "") << text;
  }
}

TEST(WrittenPay, ThreeDigitsBehindAPointAreThousandsWhereTheUnitLeavesNothingElse) {
  EXPECT_EQ(reading_of("45.000 - 55.000 €/Jahr"), "45000 to 55000 EUR by the year");
  EXPECT_EQ(reading_of("3.500 €/mois"), "3500 to 3500 EUR by the month");
  EXPECT_EQ(reading_of("60.000 € — 70.000,50 € p.a."), "60000 to 70000.50 EUR by the year");
  for (const char* text : {"45.000 - 55.000 €", "1.250 €/Tag", "12.500 €/h", "3.500k €/month"}) {
    EXPECT_EQ(reading_of(text), "") << text;
  }
}

TEST(WrittenPay, WordsAroundAnAmountThatChangeNothingAreRead) {
  EXPECT_EQ(reading_of("ab 18,50 €/Std."), "18.50 to any EUR by the hour");
  EXPECT_EQ(reading_of("bis zu 20 €/h"), "any to 20 EUR by the hour");
  EXPECT_EQ(reading_of("18 bis 20 € pro Stunde"), "18 to 20 EUR by the hour");
  EXPECT_EQ(reading_of("£31,516 to £38,364 a year per annum, pro rata"),
            "31516 to 38364 GBP by the year");
  EXPECT_EQ(reading_of("$60–$70/hr (W2)"), "60 to 70 $ by the hour");
  EXPECT_EQ(reading_of("circa £30,000"), "30000 to 30000 GBP by the ?");
  EXPECT_EQ(reading_of("c. £30k"), "30000 to 30000 GBP by the ?");
  EXPECT_EQ(reading_of("around $40 an hour"), "40 to 40 $ by the hour");
  EXPECT_EQ(reading_of("around 40"), "");
}

TEST(WrittenPay, AnEndMayBeOpen) {
  EXPECT_EQ(reading_of("up to $60/hr"), "any to 60 $ by the hour");
  EXPECT_EQ(reading_of("60 max"), "any to 60 ? by the ?");
  EXPECT_EQ(reading_of("from $50"), "50 to any $ by the ?");
  EXPECT_EQ(reading_of("$50+ hourly"), "50 to any $ by the hour");
  EXPECT_EQ(reading_of("from $50 to $60"), "50 to 60 $ by the ?");
}

TEST(WrittenPay, ThousandsMayBeShort) {
  EXPECT_EQ(reading_of("$50k - $70K"), "50000 to 70000 $ by the ?");
  EXPECT_EQ(reading_of("120-160k"), "120000 to 160000 ? by the ?");
  EXPECT_EQ(reading_of("$120k-160"), "120000 to 160000 $ by the ?");
  EXPECT_EQ(reading_of("0.5k-700"), "500 to 700 ? by the ?");
  EXPECT_EQ(reading_of("500-1k"), "500 to 1000 ? by the ?");
  EXPECT_EQ(reading_of("$3k - 3,500/month"), "3000 to 3500 $ by the month");
  EXPECT_EQ(reading_of("1.5k per project"), "1500 to 1500 ? by the project");
}

TEST(WrittenPay, WordsThatTellNoAmountMayStandBehindOne) {
  EXPECT_EQ(reading_of("$50/hr (DOE)"), "50 to 50 $ by the hour");
  EXPECT_TRUE(tells_no_amount("D.O.E."));
  EXPECT_FALSE(tells_no_amount("salary"));
  EXPECT_FALSE(tells_no_amount(""));
}

TEST(WrittenPay, WhatMayMeanSeveralIsNotRead) {
  for (const char* text :
       {"", "about 40", "1.250", "$50-$60-$70", "$50 $60", "up to $50-$60", "$60-$50", "50 USD EUR",
        "20 hours/week", "$50/hr or $400/day", "$50/min", "$5m", "-50", "$", "50-", "1,25,000",
        "$3k - 2,500/month", "$120k-60"}) {
    EXPECT_EQ(reading_of(text), "") << text;
  }
}

TEST(WrittenPay, WordsAreNoCodesOfCurrencies) {
  for (const char* text : {"Top rate: $50/hr", "All: $50/hr", "all 50", "try 50"}) {
    EXPECT_EQ(reading_of(text), "") << text;
  }
  EXPECT_EQ(reading_of("ALL 50"), "50 to 50 ALL by the ?");
}

TEST(WrittenPay, ADollarSignIsOnlyOfDollarsAndPesos) {
  for (const char* text : {"TRY $50", "TOP RATE: $50/hr", "$50 EUR", "INR 50 dollars"}) {
    EXPECT_EQ(reading_of(text), "") << text;
  }
  EXPECT_EQ(reading_of("MXN $50"), "50 to 50 MXN by the ?");
  EXPECT_EQ(reading_of("$50 CAD"), "50 to 50 CAD by the ?");
}

TEST(WrittenPay, ABareNumberOfHoursOrDaysIsNoPay) {
  for (const char* text : {"40 hour", "1 day", "20 hr", "2 - 3 week"}) {
    EXPECT_EQ(reading_of(text), "") << text;
  }
  EXPECT_EQ(reading_of("40 hourly"), "40 to 40 ? by the hour");
  EXPECT_EQ(reading_of("50000 p.a."), "50000 to 50000 ? by the year");
  EXPECT_EQ(reading_of("40/hour"), "40 to 40 ? by the hour");
  EXPECT_EQ(reading_of("400 a day"), "400 to 400 ? by the day");
  EXPECT_EQ(reading_of("$40 hour"), "40 to 40 $ by the hour");
  EXPECT_EQ(reading_of("40 EUR hour"), "40 to 40 EUR by the hour");
}

TEST(WrittenPay, UnitsAndCurrenciesHaveManyNames) {
  for (const char* text : {"hourly", "per hour", "/hr", "an hour", "Hour", "h"}) {
    EXPECT_EQ(unit_of_words(text), PayUnit::kHour) << text;
  }
  EXPECT_EQ(unit_of_words("per annum"), PayUnit::kYear);
  EXPECT_EQ(unit_of_words("moon"), std::nullopt);
  EXPECT_EQ(currency_of_words("gbp"), "GBP");
  EXPECT_EQ(currency_of_words("£"), "GBP");
  EXPECT_EQ(currency_of_words("$"), "");
}

}  // namespace
}  // namespace rolepress
