#include "content/edit_fields.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "content/role_schema.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

std::string with_line_ends(std::string_view text, std::string_view end) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += end;
    } else {
      result.push_back(c);
    }
  }
  return result;
}

// The lines [first, end) that a field takes, from 0, without blank lines and comments below it.
struct Block {
  std::size_t first = 0;
  std::size_t end = 0;
};

class FieldLines {
 public:
  FieldLines(std::string_view text, FieldsForm form, YamlNode fields)
      : lines_(lines_of(text)), form_(form), fields_(std::move(fields)) {
    if (!lines_.empty() && lines_.front().ends_with("\r\n")) line_end_ = "\r\n";
  }

  // Flow style and keys that are indented are not for a program to change.
  [[nodiscard]] bool is_editable() const {
    return std::all_of(fields_.entries.begin(), fields_.entries.end(), [&](const YamlEntry& e) {
      if (e.key_at.line < 1 || static_cast<std::size_t>(e.key_at.line) > lines_.size())
        return false;
      const std::string_view line = lines_[static_cast<std::size_t>(e.key_at.line - 1)];
      return (e.key_at.line == 1 ? without_bom(line) : line).starts_with(e.key);
    });
  }

  void set(std::string_view key, const YamlNode* value) {
    const std::size_t index = index_of(key);
    if (index == fields_.entries.size()) {
      if (value != nullptr) insert(key, *value);
      return;
    }
    const Block block = block_of(index);
    const auto first = lines_.begin() + static_cast<std::ptrdiff_t>(block.first);
    const auto end = lines_.begin() + static_cast<std::ptrdiff_t>(block.end);
    if (value != nullptr && block.end == block.first + 1 && one_line(*value)) {
      replace_in_line(*first, fields_.entries[index], *value);
      return;
    }
    const auto place = lines_.erase(first, end);
    if (value != nullptr) lines_.insert(place, with_line_ends(field_lines(key, *value), line_end_));
  }

  [[nodiscard]] std::string text() const { return joined(lines_); }

 private:
  [[nodiscard]] std::size_t index_of(std::string_view key) const {
    const auto found = std::find_if(fields_.entries.begin(), fields_.entries.end(),
                                    [&](const YamlEntry& entry) { return entry.key == key; });
    return static_cast<std::size_t>(found - fields_.entries.begin());
  }

  static bool one_line(const YamlNode& value) { return value.kind != YamlNode::Kind::kSequence; }

  // The line on which the fields end: the second fence, or the end of the file.
  [[nodiscard]] std::size_t end_of_fields() const {
    if (form_ == FieldsForm::kYaml) return lines_.size();
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (lines_[i].starts_with("---") && trim(lines_[i]) == "---") return i;
    }
    return lines_.size();
  }

  [[nodiscard]] Block block_of(std::size_t index) const {
    Block block;
    block.first = static_cast<std::size_t>(fields_.entries[index].key_at.line - 1);
    block.end = index + 1 < fields_.entries.size()
                    ? static_cast<std::size_t>(fields_.entries[index + 1].key_at.line - 1)
                    : end_of_fields();
    while (block.end > block.first + 1) {
      const std::string& last = lines_[block.end - 1];
      if (!trim(last).empty() && !last.starts_with("#")) break;
      --block.end;
    }
    return block;
  }

  void insert(std::string_view key, const YamlNode& value) {
    const auto rank = [](std::string_view name) {
      const auto fields = role_fields();
      return std::find_if(fields.begin(), fields.end(),
                          [&](const auto& f) { return f.key == name; }) -
             fields.begin();
    };
    std::size_t at = form_ == FieldsForm::kFrontMatter ? 1 : 0;
    for (std::size_t i = 0; i < fields_.entries.size(); ++i) {
      if (rank(fields_.entries[i].key) < rank(key)) at = block_of(i).end;
    }
    if (at > 0 && !lines_[at - 1].ends_with("\n")) lines_[at - 1] += line_end_;
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(at),
                  with_line_ends(field_lines(key, value), line_end_));
  }

  // A remark behind the value stays, and so do the blanks and quotes round a word.
  static void replace_in_line(std::string& line, const YamlEntry& entry, const YamlNode& value) {
    if (replace_word(line, entry.value, value)) return;
    const std::size_t key_at = line.find(entry.key);
    std::size_t begin = line.find(':', key_at + entry.key.size()) + 1;
    const std::size_t end = value_end(line, begin);
    std::string lines = field_lines(entry.key, value);
    lines.pop_back();
    line.replace(key_at, end - key_at, lines);
  }

  static bool replace_word(std::string& line, const YamlNode& before, const YamlNode& after) {
    const bool are_words = before.kind == YamlNode::Kind::kScalar && !before.scalar.empty() &&
                           after.kind == YamlNode::Kind::kScalar &&
                           yaml_scalar(after.scalar) == after.scalar;
    const std::size_t at = line.find(before.scalar, static_cast<std::size_t>(before.at.column));
    if (!are_words || at == std::string::npos) return false;
    line.replace(at, before.scalar.size(), after.scalar);
    return true;
  }

  // Where the value that begins at `i` ends: before a remark or the end of the line.
  static std::size_t value_end(std::string_view line, std::size_t i) {
    char quote = '\0';
    std::size_t end = i;
    bool started = false;
    for (; i < line.size() && line[i] != '\n' && line[i] != '\r'; ++i) {
      const char c = line[i];
      if (quote != '\0') {
        if (c == '\\' && quote == '"') ++i;
        if (c == quote) quote = '\0';
      } else if (c == '#' && (line[i - 1] == ' ' || line[i - 1] == '\t')) {
        return end;
      } else if ((c == '"' || c == '\'') && (!started || opens_text(line, i))) {
        quote = c;
      }
      if (c != ' ' && c != '\t') {
        started = true;
        end = std::min(i + 1, line.size());
      }
    }
    return end;
  }

  // A quote opens a text within a list or a mapping only behind one of these.
  static bool opens_text(std::string_view line, std::size_t i) {
    const std::string_view before = trim(line.substr(0, i));
    return !before.empty() &&
           std::string_view("[{,:").find(before.back()) != std::string_view::npos;
  }

  std::vector<std::string> lines_;
  FieldsForm form_;
  YamlNode fields_;
  std::string line_end_ = "\n";
};

}  // namespace

FieldsForm form_of(std::string_view path) {
  return path.ends_with(".yaml") ? FieldsForm::kYaml : FieldsForm::kFrontMatter;
}

std::optional<YamlNode> read_fields(std::string_view text, FieldsForm form) {
  Diagnostics problems;
  Reporter report("", problems);
  std::optional<YamlNode> fields;
  if (form == FieldsForm::kYaml) {
    fields = parse_yaml(without_bom(text), 1, report);
  } else if (auto front = parse_front_matter(text, report)) {
    fields = std::move(front->fields);
  }
  return report.has_errors() ? std::nullopt : fields;
}

std::optional<std::string> set_field(std::string_view text, FieldsForm form, std::string_view key,
                                     const YamlNode* value) {
  const auto fields = read_fields(text, form);
  if (!fields) return std::nullopt;
  FieldLines lines(text, form, *fields);
  if (!lines.is_editable()) return std::nullopt;
  lines.set(key, value);
  std::string changed = lines.text();
  // The proof: every other field reads as before, and this one as it should.
  YamlNode wanted = *fields;
  std::erase_if(wanted.entries, [&](const YamlEntry& entry) { return entry.key == key; });
  if (value != nullptr) wanted.entries.push_back({std::string(key), {}, *value});
  const auto read = read_fields(changed, form);
  if (!read || !same_value(*read, wanted)) return std::nullopt;
  return changed;
}

}  // namespace rolepress
