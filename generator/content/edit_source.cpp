// Every change is tried on the values as well as on the bytes: the new text must read as the old
// values with that one change, or it is not used.

#include "content/edit_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "content/front_matter.h"

namespace rolepress {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// What a file says.
struct Values {
  YamlNode fields;
  std::string body;
};

std::optional<Values> values_of(const SourceFile& file, std::string_view text) {
  Diagnostics ignored;
  Reporter report(file.shown, ignored);
  if (file.path.ends_with(".md")) {
    auto front = parse_front_matter(text, report);
    if (!front) return std::nullopt;
    return Values{std::move(front->fields), std::string(front->body)};
  }
  auto fields = parse_yaml(without_bom(text), 1, report);
  if (!fields) return std::nullopt;
  return Values{std::move(*fields), {}};
}

bool same(const YamlNode& a, const YamlNode& b) {
  return a.kind == b.kind && a.scalar == b.scalar && a.quoted == b.quoted &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const YamlEntry& x, const YamlEntry& y) {
                      return x.key == y.key && same(x.value, y.value);
                    });
}

// The lines of a text with their ends, which together are the text.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string_view line_end(std::string_view line) {
  return line.ends_with("\r\n") ? "\r\n" : (line.ends_with("\n") ? "\n" : "");
}

// The line of a spot, and the byte in it; null outside of the text.
std::string* line_at(std::vector<std::string>& lines, Spot at, std::size_t& column) {
  if (at.line < 1 || static_cast<std::size_t>(at.line) > lines.size() || at.column < 0) {
    return nullptr;
  }
  std::string& line = lines[static_cast<std::size_t>(at.line) - 1];
  column = static_cast<std::size_t>(at.column);
  if (at.line == 1 && line.starts_with(kByteOrderMark)) column += kByteOrderMark.size();
  return column <= line.size() ? &line : nullptr;
}

// Puts a word in the place of another that stands at the spot, maybe behind a quote.
bool replace_word(std::vector<std::string>& lines, Spot at, std::string_view before,
                  std::string_view after) {
  std::size_t column = 0;
  std::string* line = line_at(lines, at, column);
  if (line == nullptr || before.empty()) return false;
  if (column < line->size() && ((*line)[column] == '"' || (*line)[column] == '\'')) ++column;
  if (std::string_view(*line).substr(column, before.size()) != before) return false;
  line->replace(column, before.size(), after);
  return true;
}

YamlEntry* find_field(YamlNode& fields, std::string_view key) {
  const auto found = std::find_if(fields.entries.begin(), fields.entries.end(),
                                  [&](const YamlEntry& entry) { return entry.key == key; });
  return found == fields.entries.end() ? nullptr : &*found;
}

// Fields that follow a day or a status in the order in which people write them.
constexpr std::array<std::string_view, 4> kBefore = {"opens", "closes", "redirect_from", "body"};

// The index of the line before which a new field goes.
std::size_t place_for_field(const std::vector<std::string>& lines, YamlNode& fields, bool is_md) {
  for (const std::string_view earlier : {"posted", "apply"}) {
    const YamlEntry* entry = find_field(fields, earlier);
    if (entry == nullptr || entry->value.kind != YamlNode::Kind::kScalar) continue;
    if (entry->value.at.line == entry->key_at.line && earlier == "posted") {
      return static_cast<std::size_t>(entry->key_at.line);
    }
  }
  for (const std::string_view later : kBefore) {
    if (const YamlEntry* entry = find_field(fields, later)) {
      return static_cast<std::size_t>(entry->key_at.line) - 1;
    }
  }
  if (!is_md) return lines.size();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trim(lines[i]) == "---") return i;
  }
  return lines.size();
}

void insert_field(std::vector<std::string>& lines, YamlNode& fields, bool is_md,
                  std::string_view key, std::string_view value) {
  const std::size_t place = std::min(place_for_field(lines, fields, is_md), lines.size());
  std::string end = "\n";
  if (place > 0) {
    std::string& former = lines[place - 1];
    if (line_end(former).empty()) {
      end = lines.size() > 1 ? std::string(line_end(lines.front())) : "\n";
      former += end;
      end.clear();  // the file goes on ending without one
    } else {
      end = line_end(former);
    }
  }
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(place),
               fmt::format("{}: {}{}", key, value, end));
}

// Whether the text says what `wanted` says, fields in any order.
bool says(const SourceFile& file, std::string_view text, const Values& wanted) {
  const auto now = values_of(file, text);
  if (!now || now->body != wanted.body) return false;
  const auto& a = now->fields.entries;
  const auto& b = wanted.fields.entries;
  return a.size() == b.size() && std::all_of(a.begin(), a.end(), [&](const YamlEntry& entry) {
           return std::any_of(b.begin(), b.end(), [&](const YamlEntry& other) {
             return other.key == entry.key && same(other.value, entry.value);
           });
         });
}

}  // namespace

std::optional<std::string> with_field(const SourceFile& file, std::string_view key,
                                      std::string_view value) {
  auto values = values_of(file, file.text);
  if (!values || values->fields.kind != YamlNode::Kind::kMapping) return std::nullopt;
  std::vector<std::string> lines = lines_of(file.text);
  YamlEntry* entry = find_field(values->fields, key);
  if (entry == nullptr) {
    insert_field(lines, values->fields, file.path.ends_with(".md"), key, value);
    YamlEntry added;
    added.key = std::string(key);
    added.value.kind = YamlNode::Kind::kScalar;
    added.value.scalar = std::string(value);
    values->fields.entries.push_back(std::move(added));
  } else if (entry->value.kind == YamlNode::Kind::kScalar && !entry->value.scalar.empty()) {
    if (!replace_word(lines, entry->value.at, entry->value.scalar, value)) return std::nullopt;
    entry->value.scalar = std::string(value);
  } else if (entry->value.kind == YamlNode::Kind::kNull) {
    const Spot behind{entry->key_at.line,
                      entry->key_at.column + static_cast<int>(entry->key.size()), 1};
    if (!replace_word(lines, behind, ":", fmt::format(": {}", value))) return std::nullopt;
    entry->value.kind = YamlNode::Kind::kScalar;
    entry->value.scalar = std::string(value);
  } else {
    return std::nullopt;
  }
  std::string text = join(lines);
  if (!says(file, text, *values)) return std::nullopt;
  return text;
}

std::string only_date(std::string_view text) {
  const auto is_number = [](std::string_view s) {
    return !s.empty() && s.size() <= 4 &&
           s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  for (const char separator : {'/', '.', '-'}) {
    const std::vector<std::string_view> parts = split(text, separator);
    if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_number)) continue;
    const auto iso = [](std::string_view year, std::string_view month, std::string_view day) {
      const std::string date = fmt::format("{}-{:0>2}-{:0>2}", year, month, day);
      return year.size() == 4 && parse_date(date) ? date : std::string();
    };
    if (parts[0].size() == 4) return iso(parts[0], parts[1], parts[2]);
    // Day or month first: both readings must not be days.
    const std::string day_first = iso(parts[2], parts[1], parts[0]);
    const std::string month_first = iso(parts[2], parts[0], parts[1]);
    if (day_first.empty() || month_first.empty()) return day_first + month_first;
    return day_first == month_first ? day_first : std::string();
  }
  return {};
}

namespace {

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  const std::size_t begin = text.find(before);
  if (begin == std::string_view::npos) return {};
  text.remove_prefix(begin + before.size());
  const std::size_t end = text.find(after);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

bool at_same_place(Spot a, Spot b) { return a.line == b.line && a.column == b.column; }

// The mapping that holds a key at this place, or null.
YamlNode* mapping_with_key_at(YamlNode& node, Spot at) {
  for (YamlEntry& entry : node.entries) {
    if (at_same_place(entry.key_at, at)) return &node;
    if (YamlNode* found = mapping_with_key_at(entry.value, at)) return found;
  }
  for (YamlNode& item : node.items) {
    if (YamlNode* found = mapping_with_key_at(item, at)) return found;
  }
  return nullptr;
}

YamlNode* scalar_at(YamlNode& node, Spot at) {
  if (node.kind == YamlNode::Kind::kScalar && at_same_place(node.at, at)) return &node;
  for (YamlEntry& entry : node.entries) {
    if (YamlNode* found = scalar_at(entry.value, at)) return found;
  }
  for (YamlNode& item : node.items) {
    if (YamlNode* found = scalar_at(item, at)) return found;
  }
  return nullptr;
}

void mend_key(const Diagnostic& problem, Values& values, std::vector<std::string>& lines) {
  const std::string_view right = between(problem.help, "did you mean \"", "\"?");
  YamlNode* mapping = mapping_with_key_at(values.fields, problem.at);
  if (right.empty() || mapping == nullptr || find_field(*mapping, right) != nullptr) return;
  for (YamlEntry& entry : mapping->entries) {
    if (!at_same_place(entry.key_at, problem.at)) continue;
    if (replace_word(lines, problem.at, entry.key, right)) entry.key = std::string(right);
  }
}

void mend_date(const Diagnostic& problem, Values& values, std::vector<std::string>& lines) {
  YamlNode* node = scalar_at(values.fields, problem.at);
  if (node == nullptr) return;
  const std::string date = only_date(trim(node->scalar));
  if (!date.empty() && replace_word(lines, problem.at, node->scalar, date)) node->scalar = date;
}

// In the Markdown below the fields, blanks at the end of a line mean a line break.
void trim_lines(bool is_md, std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string& line = lines[i];
    if (is_md && i > 0 && trim(line) == "---") return;
    const std::string end(line_end(line));
    std::string_view kept = std::string_view(line).substr(0, line.size() - end.size());
    while (kept.ends_with(" ") || kept.ends_with("\t")) kept.remove_suffix(1);
    line = std::string(kept) + end;
  }
}

}  // namespace

std::string mended_text(const SourceFile& file, const Diagnostics& problems) {
  auto values = values_of(file, file.text);
  if (!values) return file.text;
  std::vector<std::string> lines = lines_of(file.text);
  // From the end, so that the places before stay what they are.
  for (auto problem = problems.rbegin(); problem != problems.rend(); ++problem) {
    if (problem->rule == "unknown-key") mend_key(*problem, *values, lines);
    if (problem->rule == "date") mend_date(*problem, *values, lines);
  }
  const std::string words = join(lines);
  const bool words_agree = says(file, words, *values);
  if (!words_agree) return file.text;
  trim_lines(file.path.ends_with(".md"), lines);
  const std::string trimmed = join(lines);
  return says(file, trimmed, *values) ? trimmed : words;
}

}  // namespace rolepress
