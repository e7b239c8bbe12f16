// Each part of the published files that depends on the day has its line here; a test compares the
// files of random boards from day to day.

#include "next_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/content_dates.h"

namespace rolepress {
namespace {

using std::chrono::days;

class Calendar {
 public:
  explicit Calendar(CivilDate today) : today_(today) {}

  void add(CivilDate day, std::string reason) {
    if (day > today_) reasons_[day].push_back(std::move(reason));
  }
  [[nodiscard]] std::optional<NextChange> first() const {
    if (reasons_.empty()) return std::nullopt;
    return NextChange{reasons_.begin()->first, reasons_.begin()->second};
  }

 private:
  CivilDate today_;
  std::map<CivilDate, std::vector<std::string>> reasons_;
};

void add_role(const Role& role, Calendar& calendar) {
  const RoleEntry& entry = *role.entry;
  const auto add = [&](CivilDate day, std::string_view what) {
    calendar.add(day, fmt::format("{} {}", entry.slug, what));
  };
  if (role.lifecycle == Lifecycle::kScheduled) return add(entry.opens->value, "opens");
  if (role.lifecycle != Lifecycle::kLive) return;
  // It can be applied for on its last day still.
  if (entry.closes) add(entry.closes->value + days(1), "is closed");
  if (!role.is_listed()) return;
  if (entry.closes) {
    add(entry.closes->value - kClosingsHorizon,
        fmt::format("closes within {} days, which pages count from then on",
                    kClosingsHorizon.count()));
  }
  if (entry.posted) add(entry.posted->value, "reaches the day of its posting");
  if (entry.checked) add(entry.checked->value, "reaches the day of its check");
}

void add_end_of_daily(const Site& site, Calendar& calendar) {
  if (!is_updated_daily(site)) return;
  const CivilDate end = *site.last_check + kFreshCheck + days(1);
  const bool is_renewed =
      std::any_of(site.listed.begin(), site.listed.end(), [&](const Role* role) {
        const auto& checked = role->entry->checked;
        return checked && checked->value > site.date() && checked->value <= end;
      });
  if (!is_renewed) calendar.add(end, "the newest check is too old for \"updated daily\"");
}

}  // namespace

std::optional<NextChange> next_change(const Site& site) {
  Calendar calendar(site.date());
  for (const Role& role : site.roles) add_role(role, calendar);
  add_end_of_daily(site, calendar);
  if (!site.config().security_contact.empty()) {
    const std::chrono::year_month_day today(site.date());
    calendar.add(CivilDate((today.year() / today.month() + std::chrono::months(1)) / 1),
                 "security.txt expires a month later");
  }
  return calendar.first();
}

}  // namespace rolepress
