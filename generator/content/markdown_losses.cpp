#include "content/markdown_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string>

#include "base/text.h"

namespace rolepress {
namespace {

// As word processors write them; the last is how Word's symbol font says it.
constexpr std::array<std::string_view, 14> kBullets = {"•", "●", "○", "◦", "▪", "■", "□",
                                                       "‣", "➢", "✓", "✔", "·", "–", "\uf0b7"};

// The sign that is meant as a bullet at the beginning of a line; empty = there is none.
std::string_view bullet_of(std::string_view line) {
  line = trim(line);
  for (const std::string_view sign : kBullets) {
    if (line.starts_with(sign)) return line.substr(0, sign.size());
  }
  const bool is_hyphen =
      line.size() > 1 && line[0] == '-' && (std::isalpha(static_cast<unsigned char>(line[1])) != 0);
  return is_hyphen ? line.substr(0, 1) : std::string_view();
}

std::size_t count_words(std::string_view html) {
  std::size_t words = 0;
  bool in_tag = false;
  bool in_word = false;
  for (const char c : html) {
    const auto byte = static_cast<unsigned char>(c);
    in_tag = c == '<' || (in_tag && c != '>');
    if (in_tag || c == '>') continue;
    const bool is_letter = std::isalnum(byte) != 0 || byte >= 0x80;
    if (is_letter && !in_word) ++words;
    in_word = is_letter || (in_word && std::isspace(byte) == 0);
  }
  return words;
}

// Cells of a row of a table: "|" between them, "\|" within.
std::size_t count_cells(std::string_view row) {
  row = trim(row);
  if (row.starts_with("|")) row.remove_prefix(1);
  std::size_t cells = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (row[i] == '\\') {
      ++i;
    } else if (row[i] == '|' && i + 1 < row.size()) {
      ++cells;
    }
  }
  return cells;
}

// The name of a line [name]: word, without the brackets.
std::optional<std::string_view> address_name(std::string_view line) {
  const std::size_t open = line.find_first_not_of(' ');
  const std::size_t close = line.find("]:");
  if (open > 3 || close == std::string_view::npos || line[open] != '[') return std::nullopt;
  return line.substr(open + 1, close - open - 1);
}

}  // namespace

void warn_of_unused_addresses(const MarkdownSource& source, std::string_view plain,
                              Reporter& report) {
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const auto name = address_name(source.lines[i]);
    if (!name || plain.find(fmt::format("[{}]:", *name)) != std::string_view::npos) continue;
    const std::string wanted = to_lower(fmt::format("[{}]", *name));
    const auto uses = std::count_if(
        source.lines.begin(), source.lines.end(),
        [&](std::string_view line) { return to_lower(line).find(wanted) != std::string::npos; });
    if (uses > 1) continue;
    const std::string_view shown = trim(source.lines[i]);
    report.warn(source.spot(static_cast<int>(i) + 1, source.lines[i].find('['), shown.size()),
                "unshown", "this line is not shown: it reads as the address of a link",
                fmt::format("write **{}:** instead, or \\[ for a bracket", *name));
  }
}

void warn_of_false_bullets(const MarkdownSource& source, int first, int last, Reporter& report) {
  last = std::min(last, static_cast<int>(source.lines.size()));
  std::string_view sign;
  int found = 0;
  int begin = 0;
  for (int line = first; line <= last; ++line) {
    const std::string_view bullet = bullet_of(source.lines[static_cast<std::size_t>(line) - 1]);
    if (bullet.empty()) continue;
    if (++found > 1) continue;
    sign = bullet;
    begin = line;
  }
  if (found < 2) return;
  const std::string_view text = source.lines[static_cast<std::size_t>(begin) - 1];
  report.warn(source.spot(begin, text.find(sign), sign.size()), "false-list",
              fmt::format("{} lines from here on run together: this sign begins no list", found),
              "begin each with a hyphen and a blank");
}

void warn_of_extra_cells(const MarkdownSource& source, int line, std::size_t columns,
                         Reporter& report) {
  if (line < 1 || static_cast<std::size_t>(line) > source.lines.size()) return;
  const std::string_view row = source.lines[static_cast<std::size_t>(line) - 1];
  const std::size_t cells = count_cells(row);
  if (cells <= columns) return;
  report.warn(source.spot(line, row.find_first_not_of(' '), trim(row).size()), "unshown",
              fmt::format("this row has {}, but its table {}: what is beyond is not shown",
                          counted(cells, "cell"), counted(columns, "column")),
              "give the heading as many cells, or write \\| for a | within a cell");
}

void warn_of_html(std::string_view html, Spot at, Reporter& report) {
  constexpr std::string_view kRemark = "<!--";
  constexpr std::string_view kRemarkEnd = "-->";
  html = trim(html);
  while (html.starts_with(kRemark)) {
    const std::size_t end = html.find(kRemarkEnd);
    if (end == std::string_view::npos) {
      report.error(at, "unshown", "this remark is never closed, and hides all that stands below it",
                   "end it with -->");
      return;
    }
    html = trim(html.substr(end + kRemarkEnd.size()));
    if (!html.empty() && !html.starts_with(kRemark)) {
      report.warn(at, "unshown", "the text behind this remark is left out of the page",
                  "begin it on a line of its own, with an empty line before");
      return;
    }
  }
  const std::size_t words = count_words(html);
  if (html.empty() || (html.starts_with("</") && words == 0)) return;
  report.warn(at, "raw-html",
              words == 0 ? "HTML in a text is left out of the page"
                         : fmt::format("HTML in a text is left out of the page, and {} with it",
                                       counted(words, "word")),
              "write Markdown instead, or put the code between `backticks` to show it");
}

}  // namespace rolepress
