// What the live roles of a group pay, from the lowest to the highest.

#include "model/hourly_range.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

std::string role_paying(const std::string& pay, const std::string& extra = "") {
  return "title: Auditor\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
         "apply: https://work.turing.com/jobs/1\n" +
         (pay.empty() ? "" : "pay: {" + pay + "}\n") + extra;
}

// What a page shows of roles that pay this.
std::string range_of(const std::vector<std::string>& pays, const std::string& more = "") {
  Board board;
  for (std::size_t i = 0; i < pays.size(); ++i) {
    board.role(fmt::format("role-{}", i),
               role_paying(pays[i], fmt::format("summary: Number {}.\n{}", i, more)));
  }
  return board.file("layouts/base.mustache", "{{> page}}")
      .file("layouts/pages/home.mustache",
            "{{site_hourly_pay}}{{#sections}}|{{hourly_pay}}{{#categories}}|{{hourly_pay}}"
            "{{/categories}}{{/sections}}")
      .page("index.html");
}

TEST(HourlyRange, GoesFromTheLowestToTheHighestThatIsStated) {
  EXPECT_EQ(range_of({"min: 31, max: 60, currency: USD, unit: hour",
                      "min: 105, max: 140, currency: USD, unit: hour", ""}),
            "$31–$140|$31–$140|$31–$140|");
}

TEST(HourlyRange, IsEmptyWhereNothingIsStatedByTheHour) {
  EXPECT_EQ(range_of({"", "min: 900, currency: USD, unit: project"}), "|||");
}

TEST(HourlyRange, LeavesOutRolesThatAreNotLive) {
  EXPECT_EQ(range_of({"min: 31, max: 60, currency: USD, unit: hour"}, "status: closed\n"), "|||");
}

TEST(HourlyRange, IsInTheCurrencyOfMostRoles) {
  const std::string dollars = "min: 31, max: 60, currency: USD, unit: hour";
  const std::string pounds = "min: 20, max: 25, currency: GBP, unit: hour";
  EXPECT_EQ(range_of({dollars, pounds, dollars}), "$31–$60|$31–$60|$31–$60|");
  EXPECT_EQ(range_of({dollars, pounds}), "£20–£25|£20–£25|£20–£25|");
}

TEST(HourlyRange, IsOpenWhereNoRoleStatesALimit) {
  EXPECT_EQ(range_of({"min: 50, currency: USD, unit: hour", "min: 80, currency: USD, unit: hour"}),
            "$50+|$50+|$50+|");
  EXPECT_EQ(range_of({"max: 90, currency: USD, unit: hour"}), "≤ $90|≤ $90|≤ $90|");
  EXPECT_EQ(range_of({"min: 50, currency: USD, unit: hour", "max: 40, currency: USD, unit: hour"}),
            "$40–$50|$40–$50|$40–$50|");
}

}  // namespace
}  // namespace rolepress::testing
