#include "content/told_deadlines.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/parallel.h"
#include "base/text.h"
#include "content/written_deadline.h"

namespace rolepress {
namespace {

// Where the words stand, from the beginning of their text on; that itself where the file writes
// them in another way.
Spot find_in_file(const SourceFile* file, Spot text_at, std::string_view words) {
  if (file == nullptr) return text_at;
  int number = 0;
  for (const std::string_view line : split(file->text, '\n')) {
    ++number;
    const std::size_t column = line.find(words);
    if (column == std::string_view::npos || number < text_at.line) continue;
    return {number, static_cast<int>(column), static_cast<int>(words.size())};
  }
  return text_at;
}

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
        find_in_file(sources.find_shown(role.path), at, words), "deadline-in-text",
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

void warn_of_told_deadlines(const Entries& entries, CivilDate today, const FileTree& sources,
                            int jobs, Diagnostics& problems) {
  std::vector<Diagnostics> found(entries.roles.size());
  parallel_for(found.size(), jobs, [&](std::size_t i, std::size_t) {
    const RoleEntry& role = entries.roles[i];
    if (role.status == RoleStatus::kClosed) return;
    Reporter report(role.path, found[i]);
    check_told_days(role, role.summary.value, role.summary.at, today, sources, report);
    check_told_days(role, role.body.plain, role.body.at, today, sources, report);
  });
  for (Diagnostics& diagnostics : found) append(problems, std::move(diagnostics));
}

}  // namespace rolepress
