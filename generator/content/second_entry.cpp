#include "content/second_entry.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kEntryFence = "---";

// The name of "title: Tax Reviewer"; empty for a line of another form.
std::string_view name_of_field(std::string_view line) {
  constexpr std::string_view kNameSigns = "abcdefghijklmnopqrstuvwxyz_";
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, std::min(colon, line.size()));
  const bool is_field =
      colon != std::string_view::npos && !name.empty() &&
      name.find_first_not_of(kNameSigns) == std::string_view::npos &&
      (colon + 1 == line.size() || line[colon + 1] == ' ' || line[colon + 1] == '\r');
  return is_field ? name : std::string_view();
}

// A quotation may have a title and an author, but none of these.
bool is_of_entries_only(std::string_view name) {
  constexpr std::string_view kOfEntries[] = {"platform", "category", "also_in", "apply",
                                             "pay",      "section",  "status",  "posted",
                                             "checked",  "closes",   "opens",   "redirect_from"};
  return std::find(std::begin(kOfEntries), std::end(kOfEntries), name) != std::end(kOfEntries);
}

// Whether fields of an entry stand below the line, up to another one like it.
bool begins_entry(const std::vector<std::string_view>& lines, std::size_t fence) {
  bool has_title = false;
  bool is_entry = false;
  for (std::size_t i = fence + 1; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    if (trim(line) == kEntryFence) return has_title && is_entry;
    if (trim(line).empty() || line.starts_with(' ') || line.starts_with("- ")) continue;
    const std::string_view name = name_of_field(line);
    if (name.empty()) return false;
    has_title = has_title || name == "title" || name == "name";
    is_entry = is_entry || is_of_entries_only(name);
  }
  return false;
}

}  // namespace

std::string_view body_of_one_entry(std::string_view body, int line, Reporter& report) {
  if (body.find("\n---") == std::string_view::npos && !body.starts_with(kEntryFence)) return body;
  const std::vector<std::string_view> lines = split(body, '\n');
  bool in_code = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```") || lines[i].starts_with("~~~")) in_code = !in_code;
    const bool is_fence = lines[i].starts_with(kEntryFence) && trim(lines[i]) == kEntryFence;
    if (in_code || !is_fence || !begins_entry(lines, i)) continue;
    report.error({line + static_cast<int>(i), 0, 3}, "documents",
                 "a second entry begins here, and a page would show its fields as text",
                 "move it into a file of its own: one file holds one entry");
    return body.substr(0, static_cast<std::size_t>(lines[i].data() - body.data()));
  }
  return body;
}

}  // namespace rolepress
