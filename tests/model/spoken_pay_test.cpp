#include "model/spoken_pay.h"

#include <gtest/gtest.h>

#include <string>

namespace rolepress {
namespace {

std::string spoken_in(std::string_view text) {
  std::string all;
  for (const SpokenPay& pay : find_spoken_pay(text)) all += "[" + pay.text + "]";
  return all;
}

TEST(SpokenPay, MayHaveACodeAndAUnitInThePlaceOfASign) {
  EXPECT_EQ(spoken_in("It pays 70 USD/hr."), "[70 USD]");
  EXPECT_EQ(spoken_in("GBP 30-40 per hour, later EUR 500 a day"), "[GBP 30-40][EUR 500]");
  EXPECT_EQ(spoken_in("70 USD an hour"), "[70 USD]");
  EXPECT_EQ(spoken_in("$70 USD per hour"), "[$70]");
}

TEST(SpokenPay, WithACodeAndNoUnitIsOfOtherThings) {
  for (const char* text : {"95 USD of nothing", "Invoices of 500 EUR.", "USD 5000 per project",
                           "70 USD a ticket", "USDT 70 per hour", "70 AUDIT/hr", "USD per hour"}) {
    EXPECT_EQ(spoken_in(text), "") << text;
  }
}

TEST(SpokenPay, IsNoFormula) {
  for (const char* text : {"Solve $x^2$ and $2x = 5$.", "for $n$ of $5$", "$\\frac{1}{2}$"}) {
    EXPECT_EQ(spoken_in(text), "") << text;
  }
  EXPECT_EQ(spoken_in("$50-$90, $60/$70, $5 and $6"), "[$50-$90][$60][$70][$5][$6]");
}

TEST(SpokenPay, IsQuotedWithTheLettersOfItsSign) {
  EXPECT_EQ(spoken_in("Paga R$1.900,00 por mês, US$50 or A$60."), "[R$1.900,00][US$50][A$60]");
}

TEST(SpokenPay, IsNoBenefitInKind) {
  EXPECT_EQ(spoken_in("Vale refeição R$500. A voucher of $20. $10 meal allowance."), "");
  EXPECT_EQ(spoken_in("An income of £100,000. The check costs $30. A prize of $500."), "");
}

}  // namespace
}  // namespace rolepress
