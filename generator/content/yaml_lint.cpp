#include "content/yaml_lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.h"
#include "content/source_kinds.h"

namespace rolepress {
namespace {

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

// `word:` at the front, the sign that an author has gone on to the next field.
bool looks_like_field(std::string_view line) {
  const std::string_view text = line.substr(indent_of(line));
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos) return false;
  const bool word = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon),
                                [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
  return word && (colon + 1 == text.size() || text[colon + 1] == ' ' || text[colon + 1] == '\r');
}

// The column of the key or hyphen whose value begins at `value`: a value goes on over lines that
// are indented further than that.
std::size_t owner_column(std::string_view line, std::size_t value) {
  std::size_t owner = indent_of(line);
  while (line.substr(owner).starts_with("- ")) {
    const std::size_t next = line.find_first_not_of(' ', owner + 1);
    if (next >= value) break;
    owner = next;
  }
  return owner;
}

// The column of `|` or `>`, which with its indicators ends a line and opens text that is not YAML.
std::optional<std::size_t> find_block_text(std::string_view line) {
  const std::size_t comment = line.find(" #");
  std::string_view text = line.substr(0, comment);
  text = text.substr(0, text.find_last_not_of(" \t\r") + 1);
  const std::size_t mark = text.find_last_not_of("+-0123456789");
  if (mark == std::string_view::npos || (text[mark] != '|' && text[mark] != '>')) {
    return std::nullopt;
  }
  if (mark == 0 || text[mark - 1] != ' ') return std::nullopt;
  return mark;
}

// What the lines so far leave open.
struct Open {
  int flow = 0;          // how many [ and {
  bool at_value = true;  // only where a value begins does a quote open text: "it's" has none
  std::optional<std::size_t> key;    // the column of a key whose value begins below it
  std::optional<std::size_t> plain;  // the owner's column of text without quotes
  bool plain_is_entry = false;       // and the owner is a hyphen
};

struct Lint {
  const std::vector<std::string_view>& lines;
  int first_line;
  Reporter& report;

  // Where the quoted text that begins at (line, column) ends; nullopt if an author forgot to end
  // it.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> end_of_quote(
      std::size_t line, std::size_t column, std::size_t owner) const {
    const char quote = lines[line][column];
    for (std::size_t i = line; i < lines.size(); ++i) {
      if (i > line && indent_of(lines[i]) <= owner && looks_like_field(lines[i])) break;
      for (std::size_t j = i == line ? column + 1 : 0; j < lines[i].size(); ++j) {
        const char c = lines[i][j];
        if (c == '\\' && quote == '"') {
          ++j;
        } else if (c == quote) {
          const bool doubled = quote == '\'' && j + 1 < lines[i].size() && lines[i][j + 1] == quote;
          if (!doubled) return std::pair(i, j);
          ++j;
        }
      }
    }
    return std::nullopt;
  }

  // Moves `line` to the last line of quoted text that begins on it. False if one is unclosed.
  bool check_quotes(std::size_t& line, Open& open) const {
    constexpr std::size_t kNone = std::string_view::npos;
    bool at_value = open.flow == 0 || open.at_value;
    bool after_quote = false;
    bool after_space = true;
    std::size_t plain = kNone;  // where text without quotes began that has not ended
    for (std::size_t j = 0; j < lines[line].size(); ++j) {
      const char c = lines[line][j];
      if (c == '#' && after_space) {
        const bool hides_bracket =  // an error, which tells of the sign as well
            open.flow > 0 && lines[line].find_first_of("]}", j) != kNone;
        if ((at_value || plain != kNone) && !hides_bracket) warn_of_remark(line, j);
        plain = kNone;
        break;
      }
      after_space = c == ' ' || c == '\t' || c == '\r';
      if (after_space) continue;
      if (at_value && (c == '"' || c == '\'')) {
        const auto end = end_of_quote(line, j, owner_of(line, j, open));
        if (!end) return report_unclosed(line, j);
        line = end->first;
        j = end->second;
        at_value = false;
        after_quote = true;
        continue;
      }
      const int flow = open.flow;
      at_value = begins_value_after(lines[line], j, at_value, after_quote, open.flow);
      after_quote = false;
      if (at_value || open.flow < flow) {
        plain = kNone;
      } else if (plain == kNone) {
        plain = j;
      }
    }
    open.plain.reset();
    if (plain != kNone && open.flow == 0) {
      open.plain = owner_of(line, plain, open);
      open.plain_is_entry = lines[line].substr(*open.plain).starts_with("- ");
    }
    open.key.reset();
    if (at_value) open.key = owner_column(lines[line], kNone);
    open.at_value = at_value;
    return true;
  }

  [[nodiscard]] std::size_t owner_of(std::size_t line, std::size_t value, const Open& open) const {
    const bool begins_line = value == indent_of(lines[line]);
    // A value below its key stands further in than that.
    const bool has_owner = begins_line && open.key && *open.key < value;
    return has_owner ? *open.key : owner_column(lines[line], value);
  }

  static bool begins_value_after(std::string_view text, std::size_t at, bool at_value,
                                 bool after_quote, int& flow) {
    const char c = text[at];
    const bool before_space = at + 1 >= text.size() || text[at + 1] == ' ' ||
                              text[at + 1] == '\t' || text[at + 1] == '\r';
    if ((c == '[' || c == '{') && (at_value || flow > 0)) {
      ++flow;
      return true;
    }
    if ((c == ']' || c == '}') && flow > 0) --flow;
    return (c == ',' && flow > 0) || (c == ':' && (before_space || (flow > 0 && after_quote))) ||
           (c == '-' && at_value && before_space);
  }

  [[nodiscard]] Spot spot(std::size_t line, std::size_t column, int length = 1) const {
    return {first_line + static_cast<int>(line), static_cast<int>(column), length};
  }

  // "Nurse #1": who writes a remark leaves a blank behind the sign.
  void warn_of_remark(std::size_t line, std::size_t column) const {
    const std::string_view behind = lines[line].substr(column + 1);
    if (behind.empty() ||
        std::string_view(" \t\r#").find(behind.front()) != std::string_view::npos) {
      return;
    }
    report.warn(spot(line, column), "remark",
                "the text ends before this #: what stands behind it is read as a remark",
                "put the whole text in double quotes, or write a blank behind # if it is a remark");
  }

  // A line on which text without quotes goes on. False if it was meant as something else.
  [[nodiscard]] bool check_text(std::size_t line, const Open& open) const {
    const std::size_t indent = indent_of(lines[line]);
    const std::size_t remark = lines[line].find(" #", indent);
    if (remark != std::string_view::npos) warn_of_remark(line, remark + 1);
    if (!open.plain_is_entry || !lines[line].substr(indent).starts_with("- ")) return true;
    report.error(spot(line, indent), "yaml", "this hyphen is read as text of the entry above",
                 "begin it right under the hyphen above, or put the whole text in double quotes");
    return false;
  }

  bool report_unclosed(std::size_t line, std::size_t column) const {
    report.error(spot(line, column), "unclosed-quote", "this quote is never closed",
                 lines[line][column] == '"'
                     ? "end the text with \" on the same line"
                     : "end the text with ' on the same line, or write the text in double quotes");
    return false;
  }

  // Moves `line` to the last line of the block text that it opens.
  void skip_block_text(std::size_t& line, std::size_t owner) const {
    while (line + 1 < lines.size() &&
           (trim(lines[line + 1]).empty() || indent_of(lines[line + 1]) > owner)) {
      ++line;
    }
  }
};

// Calls visit(line, what is open before it) for each line on which something new begins. False if
// an error was reported.
template <class Visit>
bool walk(const Lint& lint, const Visit& visit) {
  const std::vector<std::string_view>& lines = lint.lines;
  bool clean = true;
  Open open;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const std::size_t indent = indent_of(line);
    if (trim(line).empty()) continue;
    if (line.substr(indent).starts_with("\xc2\xa0")) {
      lint.report.error(lint.spot(i, indent, 2), "tab", "a no-break space is used as indent",
                        "YAML is indented with plain spaces only: write two");
      clean = false;
      continue;
    }
    if (line[indent] == '\t') {
      lint.report.error(lint.spot(i, indent), "tab", "a tab is used as indent",
                        "YAML is indented with spaces only: write two");
      clean = false;
      continue;
    }
    if (line[indent] == '#') {
      open.plain.reset();
      continue;
    }
    if (open.plain && indent > *open.plain) {
      // The text of the line before goes on, in which a quote is a quote.
      clean = lint.check_text(i, open) && clean;
      continue;
    }
    visit(i, open);
    if (const auto column = find_block_text(line)) {
      lint.skip_block_text(i, lint.owner_of(i, *column, open));
      open = {open.flow, true, {}, {}, false};
    } else if (!lint.check_quotes(i, open)) {
      return false;
    }
  }
  return clean;
}

// Names of fields of all kinds of files, which no line of text that stands alone begins with.
bool is_field_name(std::string_view word) {
  static const std::set<std::string_view> names = [] {
    std::set<std::string_view> all;
    for (const SourceKind& kind : source_kinds()) {
      all.insert(kind.top_key);
      for (const FieldInfo& field : kind.fields) {
        all.insert(field.key);
        if (field.nested == nullptr) continue;
        for (const FieldInfo& part : field.nested()) all.insert(part.key);
      }
    }
    return all;
  }();
  return !word.empty() && names.contains(word);
}

// Neither a field nor an entry of a list, nor a value that begins with a sign of its own.
bool is_bare(std::string_view text) {
  constexpr std::string_view kSigns = "[]{}\"'?&*!|>%@`,#";
  return kSigns.find(text.front()) == std::string_view::npos && text != "-" &&
         !text.starts_with("- ") && !text.starts_with("---") &&
         text.find(": ") == std::string_view::npos && !text.ends_with(":");
}

// "-translator" among the entries of a list.
std::optional<YamlSlip> find_glued_hyphen(const Lint& lint, std::size_t line) {
  const std::string_view text = trim(lint.lines[line]);
  if (line == 0 || text.size() < 2 || text[0] != '-' || text[1] == '-') return std::nullopt;
  const std::string_view before = trim(lint.lines[line - 1]);
  if (!before.starts_with('-') && !before.ends_with(':')) return std::nullopt;
  const std::size_t indent = indent_of(lint.lines[line]);
  const std::string entry = fmt::format("- {}", text.substr(1));
  return YamlSlip{lint.spot(line, indent, static_cast<int>(text.size())), "yaml",
                  "a blank belongs behind the hyphen of an entry", "write " + entry,
                  std::string(indent, ' ') + entry};
}

std::optional<YamlSlip> find_missing_colon(const Lint& lint, std::size_t line, const Open& open) {
  const std::string_view text = trim(lint.lines[line]);
  const std::size_t indent = indent_of(lint.lines[line]);
  if (open.flow > 0 || !is_bare(text)) return std::nullopt;
  const std::string_view word = text.substr(0, text.find_first_of(" :="));
  const bool is_field = is_field_name(word);
  if (open.key && indent > *open.key) {
    // A value may stand below its key; but not a field's name above a field.
    const std::string_view next = line + 1 < lint.lines.size() ? lint.lines[line + 1] : "";
    if (!is_field || indent_of(next) != indent || !looks_like_field(next)) return std::nullopt;
  }
  const Spot at = lint.spot(line, indent, static_cast<int>(text.size()));
  if (is_field) {
    std::string_view value = trim(text.substr(word.size()));
    if (value.starts_with(':') || value.starts_with('=')) value = trim(value.substr(1));
    const std::string field = fmt::format("{}:{}{}", word, value.empty() ? "" : " ", value);
    return YamlSlip{at, "missing-colon",
                    fmt::format("a colon and a space belong after \"{}\"", word), "write " + field,
                    std::string(indent, ' ') + field};
  }
  if (auto hyphen = find_glued_hyphen(lint, line)) return hyphen;
  return YamlSlip{at, "yaml", "this line is no field, and no text of the field above",
                  "write it as name: value, or indent it if the text above goes on"};
}

// The first bracket that does not hold a list or a mapping.
std::optional<YamlSlip> find_wrong_bracket(const std::vector<std::string_view>& lines,
                                           int first_line) {
  struct Bracket {
    char sign;
    Spot at;
  };
  std::vector<Bracket> open;
  std::optional<Spot> remark;  // within brackets, with a bracket behind it
  std::size_t indent = 0;      // of the line with the outermost one
  int number = first_line;
  for (const std::string_view line : lines) {
    if (!open.empty() && looks_like_field(line) && indent_of(line) <= indent) break;
    if (open.empty()) indent = indent_of(line);
    char quote = '\0';
    char before = ' ';  // the last character that is no space
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      const bool spaced = i == 0 || line[i - 1] == ' ';
      const bool begins_value =
          (spaced && (before == ':' || before == '-')) || (!open.empty() && before != '\0');
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '#' && spaced) {
        const bool hides = line.find_first_of("]}", i) != std::string_view::npos;
        if (!open.empty() && hides) remark = Spot{number, static_cast<int>(i), 1};
        break;
      } else if ((c == '"' || c == '\'') && (spaced || !open.empty())) {
        quote = c;
      } else if ((c == '[' || c == '{') && begins_value) {
        open.push_back({c, {number, static_cast<int>(i), 1}});
      } else if ((c == ']' || c == '}') && !open.empty()) {
        const Bracket closed = open.back();
        open.pop_back();
        const std::string_view rest = trim(line.substr(i + 1));
        if (!open.empty() || rest.empty() ||
            std::string_view("#:,]}").find(rest[0]) != std::string_view::npos)
          continue;
        return YamlSlip{closed.at, "yaml",
                        fmt::format("a text that begins with {} needs quotes", closed.sign),
                        "put the whole text in double quotes"};
      }
      if (c != ' ') before = c;
    }
    ++number;
  }
  if (open.empty()) return std::nullopt;
  const Bracket& last = open.back();
  if (remark) {
    return YamlSlip{*remark, "unclosed-bracket",
                    fmt::format("a remark begins here, so {} is never closed", last.sign),
                    "put the text that holds # in double quotes"};
  }
  return YamlSlip{
      last.at, "unclosed-bracket", fmt::format("this {} is never closed", last.sign),
      last.sign == '[' ? "write ] at the end of the list" : "write } after the last of the fields"};
}

}  // namespace

bool lint_yaml(std::string_view text, int first_line, Reporter& report) {
  const std::vector<std::string_view> lines = split(text, '\n');
  return walk(Lint{lines, first_line, report}, [](std::size_t, const Open&) {});
}

std::vector<YamlSlip> find_slips(std::string_view text, int first_line) {
  const std::vector<std::string_view> lines = split(text, '\n');
  std::vector<YamlSlip> slips;
  if (auto bracket = find_wrong_bracket(lines, first_line)) slips.push_back(std::move(*bracket));
  Diagnostics reported;
  Reporter silent("", reported);
  const Lint lint{lines, first_line, silent};
  (void)walk(lint, [&](std::size_t line, const Open& open) {
    if (auto slip = find_missing_colon(lint, line, open)) slips.push_back(std::move(*slip));
  });
  return slips;
}

}  // namespace rolepress
