// Values of a role in the forms that people write from habit.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;

std::string value_problems(const std::string& fields) {
  return Board().role("x", fields).problems();
}

TEST(RoleValues, CountriesByTheirNamesAreOfferedAsTheirCodes) {
  for (const auto& [name, code] :
       {std::pair("UK", "GB"), std::pair("gb", "GB"), std::pair("Germany", "DE"),
        std::pair("usa", "US"), std::pair("England", "GB"), std::pair("United States", "US"),
        std::pair("trinidad and tobago", "TT"), std::pair("Trinidad & Tobago", "TT")}) {
    EXPECT_THAT(value_problems(good_role("countries: [" + std::string(name) + "]\n")),
                HasSubstr("help: write " + std::string(code) + " for "))
        << name;
  }
  EXPECT_THAT(value_problems(good_role("countries: [Elsewhere]\n")),
              HasSubstr("help: write the two letters of ISO 3166: GB, US, DE\n"));
}

TEST(RoleValues, ACurrencyByItsSignOrInSmallLettersIsOfferedAsItsCode) {
  for (const auto& [written, code] :
       {std::pair("usd", "USD"), std::pair("£", "GBP"), std::pair("€", "EUR")}) {
    std::string fields = good_role();
    const std::size_t at = fields.find("USD");
    fields.replace(at, 3, written);
    EXPECT_THAT(value_problems(fields), HasSubstr("help: write " + std::string(code) + "\n"))
        << written;
  }
}

TEST(RoleValues, ADayInWordsOrWithATimeIsOfferedAsTheDay) {
  for (const char* day : {"20 November 2026", "Nov 20, 2026", "2026-11-20T09:00:00Z"}) {
    std::string fields = good_role();
    const std::size_t at = fields.find("posted: ") + 8;
    fields.replace(at, fields.find('\n', at) - at, day);
    EXPECT_THAT(value_problems(fields),
                HasSubstr("help: write 2026-11-20 if that is the day you mean"))
        << day;
  }
}

TEST(RoleValues, AUnitByAnotherNameIsOfferedAsOurs) {
  for (const auto& [written, unit] :
       {std::pair("hourly", "hour"), std::pair("per annum", "year"), std::pair("Day", "day"),
        std::pair("jour", "day"), std::pair("Tag", "day"), std::pair("par heure", "hour"),
        std::pair("mois", "month"), std::pair("Jahr", "year"), std::pair("an", "year"),
        std::pair("Std.", "hour"), std::pair("año", "year"), std::pair("hrs", "hour"),
        std::pair("p.a.", "year"), std::pair("settimana", "week"), std::pair("hoour", "hour")}) {
    std::string fields = good_role();
    fields.replace(fields.find("unit: hour"), 10, "unit: " + std::string(written));
    EXPECT_THAT(value_problems(fields),
                HasSubstr("help: did you mean \"" + std::string(unit) + "\"?\n"));
  }
}

TEST(RoleValues, AUnitIsNotGuessedByMoreThanOneLetter) {
  for (const char* written : {"moment", "yes", "tear-off", "Honour", "dayrate"}) {
    std::string fields = good_role();
    fields.replace(fields.find("unit: hour"), 10, "unit: " + std::string(written));
    EXPECT_THAT(value_problems(fields),
                HasSubstr("help: it may be one of: hour, day, week, month, year, project, task\n"))
        << written;
  }
}

std::string with_pay(const std::string& amounts) {
  std::string fields = good_role();
  const std::size_t pay = fields.find("pay: {");
  EXPECT_NE(pay, std::string::npos);
  return fields.replace(pay, fields.find('}', pay) + 1 - pay,
                        "pay: {" + amounts + ", currency: USD, unit: year}");
}

TEST(RoleValues, CommasWithinNumbersAreToldOfOnce) {
  const std::string problems = value_problems(with_pay("min: 70,000, max: 1,090,000"));
  EXPECT_THAT(problems, HasSubstr("error: the comma in \"min\" ends the number\n"));
  EXPECT_THAT(problems, HasSubstr("help: write numbers without commas: 70000\n"));
  EXPECT_EQ(problems.find("error:"), problems.rfind("error:")) << problems;
  EXPECT_THAT(value_problems(with_pay("min: £27,055")), HasSubstr("without commas: 27055\n"));
}

TEST(RoleValues, ADecimalCommaIsToldOfOnce) {
  const std::string problems = value_problems(with_pay("min: 25,50, max: 34,00"));
  EXPECT_THAT(problems, HasSubstr("error: the comma in \"min\" ends the number\n"));
  EXPECT_THAT(problems, HasSubstr("help: write numbers with a point: 25.50\n"));
  EXPECT_EQ(problems.find("error:"), problems.rfind("error:")) << problems;
}

TEST(RoleValues, AnAmountInAnotherFormIsOfferedAsTheNumber) {
  for (const auto& [written, number] :
       {std::pair("65k", "write 65000: "), std::pair("\"£27,055\"", "write 27055: "),
        std::pair("$50", "write 50: "), std::pair("\"52,5\"", "write 52.50: "),
        std::pair("4.000", "write 4000 if the point parts thousands, or 4 if it parts decimals"),
        std::pair("4.250", "write 4250 if the point parts thousands, or 4.25 if it"),
        std::pair("\"50-90\"", "write the number alone with two"),
        std::pair("many", "write the number alone with two")}) {
    EXPECT_THAT(value_problems(with_pay("min: " + std::string(written))),
                HasSubstr("help: " + std::string(number)))
        << written;
  }
}

TEST(RoleValues, AListThatSaysNoneIsToBeDeleted) {
  EXPECT_THAT(value_problems(good_role("software: none\n")),
              HasSubstr("help: delete the line: a field that has nothing is left out\n"));
}

TEST(RoleValues, FieldsWithoutABlankBehindTheirColonsAreExplained) {
  EXPECT_EQ(value_problems("title:Tax Reviewer\nplatform:turing\n"),
            "content/roles/x.md:2:1: error: a colon and a space belong after \"title\"\n"
            " 2 | title:Tax Reviewer\n"
            "   | ^~~~~\n"
            "  help: write title: … with a blank behind the colon, and so in each line below\n");
  EXPECT_THAT(value_problems("title = Tax Reviewer\nplatform = turing\n"),
              HasSubstr("help: write title: … with a blank behind the colon and no =, and so in "
                        "each line below\n"));
  EXPECT_THAT(value_problems(good_role("summary = Read answers.\n")),
              HasSubstr("help: write summary: Read answers.\n"));
}

TEST(RoleValues, AFirstHeadingThatRepeatsTheTitleIsNamed) {
  const auto problems_with = [](const std::string& body) {
    return Board().role("x", good_role(), body).problems();
  };
  EXPECT_THAT(
      problems_with("\n# TAX reviewer\nText.\n"),
      HasSubstr("warning: the text begins with the title, which the page shows above it\n"));
  for (const char* body : {"## Tasks\n", "Tax Reviewer\n", "Text.\n\n## Tax Reviewer\n", "#\n"}) {
    EXPECT_EQ(problems_with(body), "") << body;
  }
}

TEST(RoleValues, ItsOwnCategoryAmongTheFurtherOnesIsNamed) {
  EXPECT_EQ(
      Board().role("x", good_role("also_in: [finance-ai-training/accountants-tax]\n")).problems(),
      "content/roles/x.md:9:11: warning: \"also_in\" names "
      "\"finance-ai-training/accountants-tax\", which is the role's own category\n"
      " 9 | also_in: [finance-ai-training/accountants-tax]\n"
      "   |           ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
      "  help: delete it, or name another category\n");
}

}  // namespace
}  // namespace rolepress
