#include "content/yaml_lint.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"

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

// `|` or `>` with its indicators at the end of a line opens text that is not YAML.
bool opens_block_text(std::string_view line) {
  const std::size_t comment = line.find(" #");
  const std::string_view text = trim(line.substr(0, comment));
  const std::size_t mark = text.find_last_not_of("+-0123456789");
  if (mark == std::string_view::npos || (text[mark] != '|' && text[mark] != '>')) return false;
  return mark > 0 && (text[mark - 1] == ' ');
}

struct Lint {
  const std::vector<std::string_view>& lines;
  int first_line;
  Reporter& report;

  // Where the quoted text that begins at (line, column) ends; nullopt if an author forgot to end
  // it.
  [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> end_of_quote(
      std::size_t line, std::size_t column) const {
    const char quote = lines[line][column];
    for (std::size_t i = line; i < lines.size(); ++i) {
      if (i > line && looks_like_field(lines[i])) return std::nullopt;
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
  // `flow` is how many [ and { are open.
  bool check_quotes(std::size_t& line, int& flow) const {
    bool at_value = true;  // only where a value begins does a quote open text: "it's" has none
    bool space = true;
    for (std::size_t j = 0; j < lines[line].size(); ++j) {
      const char c = lines[line][j];
      if (c == '#' && space) return true;
      space = c == ' ';
      if (space) continue;
      if (at_value && (c == '"' || c == '\'')) {
        const auto end = end_of_quote(line, j);
        if (!end) return report_unclosed(line, j);
        line = end->first;
        j = end->second;
        at_value = false;
        continue;
      }
      at_value = begins_value_after(lines[line], j, at_value, flow);
    }
    return true;
  }

  static bool begins_value_after(std::string_view text, std::size_t at, bool at_value, int& flow) {
    const char c = text[at];
    const bool before_space = at + 1 >= text.size() || text[at + 1] == ' ' || text[at + 1] == '\r';
    if ((c == '[' || c == '{') && (at_value || flow > 0)) {
      ++flow;
      return true;
    }
    if ((c == ']' || c == '}') && flow > 0) --flow;
    return (c == ',' && flow > 0) || (c == ':' && before_space) ||
           (c == '-' && at_value && before_space);
  }

  bool report_unclosed(std::size_t line, std::size_t column) const {
    report.error({first_line + static_cast<int>(line), static_cast<int>(column), 1},
                 "unclosed-quote", "this quote is never closed",
                 lines[line][column] == '"'
                     ? "end the text with \" on the same line"
                     : "end the text with ' on the same line, or write the text in double quotes");
    return false;
  }
};

}  // namespace

bool lint_yaml(std::string_view text, int first_line, Reporter& report) {
  const std::vector<std::string_view> lines = split(text, '\n');
  const Lint lint{lines, first_line, report};
  bool clean = true;
  int flow = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const std::size_t indent = indent_of(line);
    if (indent < line.size() && line[indent] == '\t' && !trim(line).empty()) {
      report.error({first_line + static_cast<int>(i), static_cast<int>(indent), 1}, "tab",
                   "a tab is used as indent", "YAML is indented with spaces only: write two");
      clean = false;
      continue;
    }
    if (opens_block_text(line)) {
      while (i + 1 < lines.size() &&
             (trim(lines[i + 1]).empty() || indent_of(lines[i + 1]) > indent)) {
        ++i;
      }
      continue;
    }
    if (!lint.check_quotes(i, flow)) return false;
  }
  return clean;
}

}  // namespace rolepress
