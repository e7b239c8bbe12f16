// Every change is made to the values as well as to the bytes: the new text must read as the new
// values, or it is not used.

#include "content/mend_source.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "content/edit_fields.h"
#include "content/source_kinds.h"
#include "content/write_yaml.h"
#include "content/written_date.h"

namespace rolepress {
namespace {

using Lines = std::vector<std::string>;

std::string_view line_end(std::string_view line) {
  return line.ends_with("\r\n") ? "\r\n" : (line.ends_with("\n") ? "\n" : "");
}

// The line of a spot, and the byte in it; null outside of the text.
std::string* line_at(Lines& lines, Spot at, std::size_t& column) {
  if (at.line < 1 || static_cast<std::size_t>(at.line) > lines.size() || at.column < 0) {
    return nullptr;
  }
  std::string& line = lines[static_cast<std::size_t>(at.line) - 1];
  column = static_cast<std::size_t>(at.column);
  if (at.line == 1) column += line.size() - without_bom(line).size();
  return column <= line.size() ? &line : nullptr;
}

// Puts a word in the place of another that stands at the spot, maybe behind a quote.
bool replace_word(Lines& lines, Spot at, std::string_view before, std::string_view after) {
  std::size_t column = 0;
  std::string* line = line_at(lines, at, column);
  if (line == nullptr || before.empty()) return false;
  if (column < line->size() && ((*line)[column] == '"' || (*line)[column] == '\'')) ++column;
  if (std::string_view(*line).substr(column, before.size()) != before) return false;
  line->replace(column, before.size(), after);
  return true;
}

bool at_same_place(Spot a, Spot b) { return a.line == b.line && a.column == b.column; }

// Calls visit(node) for a value and all values within it, the last first: a change leaves the
// places of those before.
template <class Visit>
void for_each_value(YamlNode& node, const Visit& visit) {
  for (auto entry = node.entries.rbegin(); entry != node.entries.rend(); ++entry) {
    for_each_value(entry->value, visit);
  }
  for (auto item = node.items.rbegin(); item != node.items.rend(); ++item) {
    for_each_value(*item, visit);
  }
  visit(node);
}

// Words ------------------------------------------------------------------------------------------

void mend_key(const Diagnostic& problem, YamlNode& fields, Lines& lines) {
  const std::string& right = problem.replacement;
  if (right.empty()) return;
  for_each_value(fields, [&](YamlNode& mapping) {
    for (YamlEntry& entry : mapping.entries) {
      if (!at_same_place(entry.key_at, problem.at) || find_field(mapping, right) != nullptr)
        continue;
      if (replace_word(lines, problem.at, entry.key, right)) entry.key = right;
    }
  });
}

// A value that stands for one word: "UK" for GB, "hourly" for hour.
void mend_value(const Diagnostic& problem, YamlNode& fields, Lines& lines) {
  const std::string& right = problem.replacement;
  if (right.empty()) return;
  for_each_value(fields, [&](YamlNode& node) {
    if (node.kind != YamlNode::Kind::kScalar || !at_same_place(node.at, problem.at)) return;
    if (replace_word(lines, node.at, node.scalar, right)) node.scalar = right;
  });
}

void mend_dates(const SourceFile& file, YamlNode& fields, Lines& lines) {
  const SourceKind* kind = source_kind_of(file.path);
  if (kind == nullptr) return;
  for (YamlEntry& entry : fields.entries) {
    const bool is_date = std::any_of(kind->fields.begin(), kind->fields.end(), [&](const auto& f) {
      return f.key == entry.key && f.shape.type == ValueType::kDate;
    });
    YamlNode& node = entry.value;
    if (!is_date || node.kind != YamlNode::Kind::kScalar || parse_date(trim(node.scalar))) continue;
    const std::string date = only_date(trim(node.scalar));
    if (!date.empty() && replace_word(lines, node.at, node.scalar, date)) node.scalar = date;
  }
}

// Lists ------------------------------------------------------------------------------------------

// The bytes of an entry within its line, quotes and all; empty where it is not written as it reads.
std::string_view written_entry(std::string_view line, const YamlNode& item) {
  const auto column = static_cast<std::size_t>(item.at.column);
  if (column >= line.size()) return {};
  const char quote = line[column];
  const bool is_quoted = quote == '"' || quote == '\'';
  const std::string as_read = is_quoted ? quote + item.scalar + quote : item.scalar;
  return line.substr(column).starts_with(as_read) ? line.substr(column, as_read.size())
                                                  : std::string_view();
}

// [a, b] on one line.
bool rewrite_flow(const YamlNode& list, const std::vector<std::size_t>& order, Lines& lines) {
  std::string& line = lines[static_cast<std::size_t>(list.at.line) - 1];
  std::string text;
  for (const std::size_t i : order) {
    const std::string_view entry = written_entry(line, list.items[i]);
    if (entry.empty()) return false;
    text += (text.empty() ? "" : ", ") + std::string(entry);
  }
  const std::string_view last = written_entry(line, list.items.back());
  const auto begin = static_cast<std::size_t>(list.items.front().at.column);
  if (last.empty()) return false;
  line.replace(begin, static_cast<std::size_t>(last.data() - line.data()) + last.size() - begin,
               text);
  return true;
}

// Each entry on a line of its own, which takes its remark along.
bool rewrite_block(const YamlNode& list, const std::vector<std::size_t>& order, Lines& lines) {
  const int first = list.items.front().at.line;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const int number = list.items[i].at.line;
    const std::string& line = lines[static_cast<std::size_t>(number) - 1];
    const bool is_alone = number == first + static_cast<int>(i) && trim(line).starts_with("- ") &&
                          !line_end(line).empty();
    if (!is_alone) return false;
  }
  const auto begin = lines.begin() + (first - 1);
  Lines moved;
  for (const std::size_t i : order) moved.push_back(begin[static_cast<std::ptrdiff_t>(i)]);
  const auto rest = lines.erase(begin, begin + static_cast<std::ptrdiff_t>(list.items.size()));
  lines.insert(rest, std::make_move_iterator(moved.begin()), std::make_move_iterator(moved.end()));
  return true;
}

// Leaves each entry once, in the order of the alphabet if so wished.
void tidy_list(YamlNode& list, bool sorts, Lines& lines) {
  std::vector<std::size_t> order;
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const YamlNode& item = list.items[i];
    if (item.kind != YamlNode::Kind::kScalar) return;
    if (item.at.line < 1 || static_cast<std::size_t>(item.at.line) > lines.size()) return;
    if (seen.insert(trim(item.scalar)).second) order.push_back(i);
  }
  if (sorts) {
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return list.items[a].scalar < list.items[b].scalar;
    });
  }
  if (order.size() == list.items.size() && std::is_sorted(order.begin(), order.end())) return;
  const bool is_flow =
      list.items.front().at.line == list.at.line && list.items.back().at.line == list.at.line;
  if (!(is_flow ? rewrite_flow(list, order, lines) : rewrite_block(list, order, lines))) return;
  std::vector<YamlNode> kept;
  for (const std::size_t i : order) kept.push_back(list.items[i]);
  list.items = std::move(kept);
}

void tidy_lists(const SourceFile& file, const Diagnostics& problems, YamlNode& fields,
                Lines& lines) {
  std::vector<const YamlNode*> in_any_order;
  if (const SourceKind* kind = source_kind_of(file.path)) {
    for (const FieldInfo& field : kind->fields) {
      if (field.shape.any_order) in_any_order.push_back(find_field(fields, field.key));
    }
  }
  for_each_value(fields, [&](YamlNode& node) {
    if (node.kind != YamlNode::Kind::kSequence || node.items.empty()) return;
    const bool sorts =
        std::find(in_any_order.begin(), in_any_order.end(), &node) != in_any_order.end();
    const bool repeats =
        std::any_of(problems.begin(), problems.end(), [&](const Diagnostic& problem) {
          return problem.rule == "repeated" &&
                 std::any_of(node.items.begin(), node.items.end(), [&](const YamlNode& item) {
                   return at_same_place(item.at, problem.at);
                 });
        });
    if (sorts || repeats) tidy_list(node, sorts, lines);
  });
}

// Blanks at the ends of lines belong to a text that stands below a | or a >.
std::vector<bool> lines_of_texts(YamlNode& fields, Lines& lines) {
  std::vector<bool> result(lines.size());
  const auto indent_of = [](const std::string& line) { return line.find_first_not_of(' '); };
  const auto is_blank = [](const std::string& line) { return trim(line).empty(); };
  for_each_value(fields, [&](YamlNode& node) {
    std::size_t column = 0;
    const std::string* line = line_at(lines, node.at, column);
    const bool is_below = node.kind == YamlNode::Kind::kScalar && line != nullptr &&
                          column < line->size() &&
                          ((*line)[column] == '|' || (*line)[column] == '>');
    if (!is_below) return;
    const auto begin = lines.begin() + node.at.line;
    const auto first = std::find_if_not(begin, lines.end(), is_blank);
    if (first == lines.end() || indent_of(*first) <= indent_of(*line)) return;
    const auto end = std::find_if(first, lines.end(), [&](const std::string& other) {
      return !is_blank(other) && indent_of(other) < indent_of(*first);
    });
    std::fill(result.begin() + node.at.line, result.begin() + (end - lines.begin()), true);
  });
  return result;
}

// In the Markdown below the fields, blanks at the end of a line mean a line break.
void trim_lines(FieldsForm form, YamlNode& fields, Lines& lines) {
  const std::vector<bool> is_text = lines_of_texts(fields, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string& line = lines[i];
    if (form == FieldsForm::kFrontMatter && i > 0 && trim(line) == "---") return;
    if (is_text[i]) continue;
    const std::string end(line_end(line));
    std::string_view kept = std::string_view(line).substr(0, line.size() - end.size());
    while (kept.ends_with(" ") || kept.ends_with("\t")) kept.remove_suffix(1);
    line = std::string(kept) + end;
  }
}

}  // namespace

std::string mended_text(const SourceFile& file, const Diagnostics& problems) {
  const FieldsForm form = form_of(file.path);
  const std::string_view after_mark = without_bom(file.text);
  std::string text =
      file.text.substr(0, file.text.size() - after_mark.size()) + without_unseen(after_mark);
  const auto fields = read_fields(text, form);
  if (!fields) return file.text;
  YamlNode values = *fields;
  // What does not read as it should is left to a person, and the rest is mended all the same.
  const auto attempt = [&](const auto& mend) {
    YamlNode wanted = values;
    Lines lines = lines_of(text);
    mend(wanted, lines);
    std::string changed = joined(lines);
    const auto read = read_fields(changed, form);
    if (!read || !same_value(*read, wanted)) return;
    text = std::move(changed);
    values = std::move(*read);
  };
  constexpr std::string_view kValueRules[] = {
      "choice", "country", "currency", "foreign-referral", "language", "url", "unknown-platform"};
  attempt([&](YamlNode& wanted, Lines& lines) {
    // From the end, so that the places before stay what they are.
    for (auto problem = problems.rbegin(); problem != problems.rend(); ++problem) {
      if (problem->rule == "unknown-key") {
        mend_key(*problem, wanted, lines);
      } else if (std::find(std::begin(kValueRules), std::end(kValueRules), problem->rule) !=
                 std::end(kValueRules)) {
        mend_value(*problem, wanted, lines);
      }
    }
  });
  attempt([&](YamlNode& wanted, Lines& lines) { mend_dates(file, wanted, lines); });
  attempt([&](YamlNode& wanted, Lines& lines) { tidy_lists(file, problems, wanted, lines); });
  attempt([&](YamlNode& wanted, Lines& lines) { trim_lines(form, wanted, lines); });
  return text;
}

}  // namespace rolepress
