// The published files stay as they are until the day that is told, and differ on it.

#include "next_change.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "base/date.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using std::chrono::days;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int upto(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  bool one_in(int count) { return upto(count - 1) == 0; }

 private:
  std::mt19937 random_;
};

// A role whose file names no day but those.
std::string role_with(const std::string& dates) {
  return "title: Tax Reviewer\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
         "apply: https://work.turing.com/jobs/1\n" +
         dates;
}

// Days that lie about `today` in the order in which a role's must be.
std::string random_dates(CivilDate today, Dice& dice) {
  std::string fields;
  CivilDate day = today - days(20) + days(dice.upto(30));
  const auto add = [&](std::string_view field, int most_later) {
    if (dice.one_in(2)) return;
    day += days(dice.upto(most_later));
    fields += fmt::format("{}: {}\n", field, format_date(day));
  };
  add("posted", 10);
  add("opens", 10);
  add("checked", 15);
  add("closes", 80);
  return fields;
}

Board random_board(CivilDate today, Dice& dice) {
  Board board;
  board.file("layouts/pages/home.mustache",
             "{{site_live_count}} {{site_closings}} {{#is_updated_daily}}daily{{/is_updated_daily}}"
             "{{#last_update}}{{iso}}{{/last_update}}\n");
  if (dice.one_in(3)) {
    const std::string site = board.tree().find("content/site.yaml")->text;
    board.file("content/site.yaml", site + "security_contact: mailto:safe@board.example\n");
  }
  const int roles = dice.upto(5);
  for (int i = 0; i < roles; ++i) {
    std::string fields = random_dates(today, dice);
    if (dice.one_in(5)) fields += "countries: [GB]\n";
    if (dice.one_in(8)) fields += "status: draft\n";
    if (dice.one_in(8)) fields += "status: closed\n";
    // Some are one posting entered twice.
    board.role(fmt::format("role-{}", i), role_with(fields),
               fmt::format("Words {}.\n", dice.upto(3)));
  }
  return board;
}

std::map<std::string, std::string> files_on(Board& board, CivilDate day) {
  return board.date(format_date(day)).build();
}

std::optional<NextChange> told_on(Board& board, CivilDate day) {
  board.date(format_date(day));
  Diagnostics ignored;
  return next_change(*load_site(board.tree(), board.options(), ignored));
}

// From change to change, until there are no more or enough.
void follow(Board board, CivilDate day, Dice& dice) {
  constexpr int kChanges = 6;
  auto files = files_on(board, day);
  for (int i = 0; i < kChanges; ++i) {
    const auto change = told_on(board, day);
    if (!change) {
      for (const int later : {1, 40, 400}) ASSERT_EQ(files_on(board, day + days(later)), files);
      return;
    }
    const CivilDate last = change->day - days(1);
    ASSERT_GE(last, day);
    const CivilDate between = day + days(dice.upto(static_cast<int>((last - day).count())));
    ASSERT_EQ(files_on(board, between), files) << format_date(day);
    ASSERT_EQ(files_on(board, last), files) << format_date(day);
    auto next = files_on(board, change->day);
    ASSERT_NE(next, files) << format_date(change->day) << ": " << change->reasons.front();
    files = std::move(next);
    day = change->day;
  }
}

TEST(NextChange, FilesStayUntilTheDayAndDifferOnIt) {
  constexpr unsigned kBoards = 40;
  const CivilDate today = *parse_date("2026-11-24");
  for (unsigned seed = 0; seed < kBoards && !::testing::Test::HasFatalFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Dice dice(seed);
    follow(random_board(today, dice), today, dice);
  }
}

TEST(NextChange, EachKindOfDayHasItsWords) {
  const auto told = [](const std::string& dates, std::string_view today) {
    Board board;
    board.role("a", role_with(dates));
    const auto change = told_on(board, *parse_date(today));
    return change ? format_date(change->day) + ": " + change->reasons.front() : "";
  };
  EXPECT_EQ(told("opens: 2026-12-01\n", "2026-11-24"), "2026-12-01: a opens");
  EXPECT_EQ(told("closes: 2026-12-01\n", "2026-11-24"), "2026-12-02: a is closed");
  EXPECT_EQ(told("closes: 2026-12-31\n", "2026-11-24"),
            "2026-11-26: a closes within 35 days, which pages count from then on");
  EXPECT_EQ(told("checked: 2026-11-24\n", "2026-11-24"),
            "2026-11-26: the newest check is too old for \"updated daily\"");
  EXPECT_EQ(told("checked: 2026-11-26\n", "2026-11-24"),
            "2026-11-26: a reaches the day of its check");
  EXPECT_EQ(told("", "2026-11-24"), "");
}

}  // namespace
}  // namespace rolepress::testing
