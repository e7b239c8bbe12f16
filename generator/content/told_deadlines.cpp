#include "content/told_deadlines.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/parallel.h"
#include "content/written_deadline.h"

namespace rolepress {
namespace {

// The day before or behind may be meant by the same words, and whoever saw the role open after the
// day has shown that it is another one.
bool is_no_last_day(const RoleEntry& role, CivilDate day) {
  const auto apart = role.closes ? (day - role.closes->value).count() : 0;
  if (role.closes && apart >= -1 && apart <= 1) return true;
  return (role.posted && day < role.posted->value) || (role.checked && day < role.checked->value);
}

void check_told_days(const RoleEntry& role, std::string_view text, Spot at, CivilDate today,
                     const FileTree& sources, Reporter& report) {
  for (const auto& [day, words] : find_deadlines(text)) {
    if (is_no_last_day(role, day)) continue;
    report.warn(
        find_words(sources.find_shown(role.path), at, words), "deadline-in-text",
        fmt::format("the text says \"{}\", but \"closes\" {}", words,
                    role.closes ? "says " + format_date(role.closes->value) : "is not set"),
        day < today
            ? "that day is past: see whether the listing is still open, and leave the day "
              "out of the text"
            : fmt::format("write closes: {}, and leave the day out of the text: it is shown "
                          "from there",
                          format_date(day)));
  }
}

}  // namespace

bool tells_last_day(const RoleEntry& role) {
  return !find_deadlines(role.summary.value).empty() || !find_deadlines(role.body.plain).empty();
}

void warn_of_told_deadlines(const Entries& entries, CivilDate today, const FileTree& sources,
                            int jobs, Diagnostics& problems) {
  std::vector<Diagnostics> found(entries.roles.size());
  parallel_for(found.size(), jobs, [&](std::size_t i, std::size_t) {
    const RoleEntry& role = entries.roles[i];
    if (!role.told.last_day || role.status == RoleStatus::kClosed) return;
    Reporter report(role.path, found[i]);
    check_told_days(role, role.summary.value, role.summary.at, today, sources, report);
    check_told_days(role, role.body.plain, role.body.at, today, sources, report);
  });
  for (Diagnostics& diagnostics : found) append(problems, std::move(diagnostics));
}

}  // namespace rolepress
