#include "content/markdown_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/text.h"

namespace rolepress {
namespace {

// As word processors write them; the last is how Word's symbol font says it.
constexpr std::array<std::string_view, 8> kBullets = {"•", "‣", "◦", "·", "・", "–", "—", "\uf0b7"};

// Arrows, boxes, ticks and pictures, which lists of adverts begin with.
bool is_picture(char32_t c) {
  return (c >= 0x2190 && c <= 0x2bff) || (c >= 0x1f300 && c <= 0x1faff);
}

// "a)", "(b)", which readers take for numbers.
std::size_t letter_length(std::string_view line) {
  const std::size_t at = line.starts_with('(') ? 1 : 0;
  const bool is_letter = line.size() > at + 2 &&
                         std::isalpha(static_cast<unsigned char>(line[at])) != 0 &&
                         line[at + 1] == ')' && line[at + 2] == ' ';
  return is_letter ? at + 2 : 0;
}

// Two blanks or a \ at the end of a line begin the next one anew.
bool is_broken_off(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.ends_with("  ") || line.ends_with('\\');
}

// "-Paid leave", "-15 days", without the blank that makes a list.
bool begins_with_hyphen(std::string_view line) {
  if (line.size() < 2 || line.front() != '-') return false;
  const auto next = static_cast<unsigned char>(line[1]);
  if (std::isdigit(next) == 0) return std::isalpha(next) != 0;
  return std::any_of(line.begin(), line.end(),
                     [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
}

// "1." of "1.first"; "3.x" is a version.
std::size_t number_length(std::string_view line) {
  constexpr std::size_t kMostDigits = 2;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool is_number = digits > 0 && digits <= kMostDigits && digits + 2 < line.size() &&
                         (line[digits] == '.' || line[digits] == ')') &&
                         std::isalpha(static_cast<unsigned char>(line[digits + 1])) != 0 &&
                         std::isalpha(static_cast<unsigned char>(line[digits + 2])) != 0;
  return is_number ? digits + 1 : 0;
}

// The marks of direction before "- " or "1. ", with that sign: they hide it from Markdown.
std::size_t hidden_length(std::string_view line) {
  constexpr std::string_view kTurning[] = {"\u200e", "\u200f", "\u061c"};
  std::size_t marks = 0;
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view mark : kTurning) {
      if (!line.substr(marks).starts_with(mark)) continue;
      marks += mark.size();
      found = true;
    }
  }
  if (marks == 0) return 0;
  const std::string_view rest = line.substr(marks);
  const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const std::string_view signs = digits == 0 ? "-*+" : ".)";
  const bool is_entry = digits + 1 < rest.size() && rest[digits + 1] == ' ' &&
                        signs.find(rest[digits]) != std::string_view::npos;
  return is_entry ? marks + digits + 1 : 0;
}

// The sign that is meant as a bullet at the beginning of a line; empty = there is none.
std::string_view bullet_of(std::string_view line) {
  line = trim(line);
  for (const std::string_view sign : kBullets) {
    if (line.starts_with(sign)) return line.substr(0, sign.size());
  }
  if (const std::size_t length = hidden_length(line); length > 0) return line.substr(0, length);
  if (const std::size_t length = letter_length(line); length > 0) return line.substr(0, length);
  std::size_t end = 0;
  if (!line.empty() && is_picture(decode_utf8(line, end))) return line.substr(0, end);
  if (const std::size_t length = number_length(line); length > 0) return line.substr(0, length);
  return begins_with_hyphen(line) ? line.substr(0, 1) : std::string_view();
}

// A line that names what stands below it: "You bring:", "REQUIREMENTS", "## Benefits:".
bool leads_to_list(std::string_view line) {
  constexpr std::string_view kSigns = "#*_ \t\r";
  line.remove_prefix(std::min(line.find_first_not_of(kSigns), line.size()));
  line = line.substr(0, line.find_last_not_of(kSigns) + 1);  // npos + 1 is 0
  if (line.ends_with(':')) return true;
  constexpr std::ptrdiff_t kFewestLetters = 4;
  const auto count = [&](auto is_such) {
    return std::count_if(line.begin(), line.end(),
                         [&](char c) { return is_such(static_cast<unsigned char>(c)) != 0; });
  };
  return count([](int c) { return std::isupper(c); }) >= kFewestLetters &&
         count([](int c) { return std::islower(c); }) == 0;
}

// A short line that begins as an entry does, and neither ends a sentence nor a line.
bool may_be_entry(std::string_view line) {
  constexpr std::size_t kShort = 80;
  constexpr std::string_view kEnds = ".!?:;,\\|";
  const std::string_view text = trim(line);
  if (text.empty() || is_broken_off(line) || !bullet_of(line).empty()) return false;
  const auto begin = static_cast<unsigned char>(text.front());
  const bool begins = std::isupper(begin) != 0 || std::isdigit(begin) != 0 || begin >= 0x80;
  return begins && count_characters(text) < kShort &&
         kEnds.find(text.back()) == std::string_view::npos;
}

// How many # begin a line that was meant as a heading and is none: "##Tasks". 0 = it was not.
std::size_t depth_without_blank(std::string_view line) {
  constexpr std::size_t kDeepest = 6;
  const std::size_t depth = std::min(line.find_first_not_of('#'), line.size());
  if (depth == 0 || depth > kDeepest || depth == line.size()) return 0;
  const auto next = static_cast<unsigned char>(line[depth]);
  const bool is_word = std::isalpha(next) != 0 || next >= 0x80;
  // A row of #tags is meant as such.
  return is_word && line.find('#', depth) == std::string_view::npos ? depth : 0;
}

// "**Tasks**" or "**Tasks:**", by which many write a heading; no stressed sentence.
bool is_stressed_whole(std::string_view line) {
  constexpr std::string_view kStress = "**";
  if (line.ends_with(':')) line.remove_suffix(1);
  if (line.size() <= 2 * kStress.size() || !line.starts_with(kStress) ||
      line.find(kStress, kStress.size()) != line.size() - kStress.size()) {
    return false;
  }
  constexpr std::string_view kEnds = ".!?;,";
  return kEnds.find(line[line.size() - kStress.size() - 1]) == std::string_view::npos;
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
  row.remove_prefix(std::min(row.find_first_not_of("> "), row.size()));  // a table in a quotation
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

// On how many lines each [name] stands, in small letters.
std::map<std::string, int> count_bracketed(const MarkdownSource& source) {
  std::map<std::string, int> uses;
  for (const std::string_view line : source.lines) {
    std::set<std::string> on_line;
    for (std::size_t open = line.find('['); open != std::string_view::npos;
         open = line.find('[', open + 1)) {
      const std::size_t close = line.find_first_of("[]", open + 1);
      if (close == std::string_view::npos) break;
      if (line[close] == ']') on_line.insert(to_lower(line.substr(open + 1, close - open - 1)));
    }
    for (const std::string& name : on_line) ++uses[name];
  }
  return uses;
}

}  // namespace

void warn_of_unused_addresses(const MarkdownSource& source, std::string_view plain,
                              Reporter& report) {
  std::optional<std::map<std::string, int>> uses;  // of names in brackets, counted when needed
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    const auto name = address_name(source.lines[i]);
    if (!name) continue;
    if (!uses) uses = count_bracketed(source);
    const auto used = uses->find(to_lower(*name));
    if (used != uses->end() && used->second > 1) continue;
    if (plain.find(fmt::format("[{}]:", *name)) != std::string_view::npos) continue;
    const std::string_view shown = trim(source.lines[i]);
    const Spot at = source.spot(static_cast<int>(i) + 1, source.lines[i].find('['), shown.size());
    const std::string_view target = trim(shown.substr(name->size() + 3));
    if (target.find("://") != std::string_view::npos) {
      report.warn(at, "unshown", "this line is not shown: no link has its address by this name",
                  fmt::format("write [{}] where the link belongs, or delete the line", *name));
      continue;
    }
    report.warn(at, "unshown", "this line is not shown: it reads as the address of a link",
                name->starts_with('^')
                    ? "say it in the sentence itself: there are no footnotes"
                    : fmt::format("write **{}:** instead, or \\[ for a bracket", *name));
  }
}

std::set<std::string> address_names(const MarkdownSource& source) {
  std::set<std::string> names;
  for (const std::string_view line : source.lines) {
    if (const auto name = address_name(line)) names.insert(to_lower(*name));
  }
  return names;
}

void warn_of_missing_addresses(const MarkdownSource& source, int first, int last,
                               const std::set<std::string>& names, Reporter& report) {
  last = std::min(last, static_cast<int>(source.lines.size()));
  for (int number = first; number <= last; ++number) {
    const std::string_view line = source.lines[static_cast<std::size_t>(number) - 1];
    const std::size_t between = line.find("][");
    if (between == std::string_view::npos || line.find('`') != std::string_view::npos) continue;
    const std::size_t open = line.rfind('[', between);
    const std::size_t close = line.find_first_of("[]", between + 2);
    // "x[i][j]" is no link.
    if (open == std::string_view::npos || close == std::string_view::npos || line[close] != ']' ||
        close == between + 2 ||
        (open > 0 && (std::isalnum(static_cast<unsigned char>(line[open - 1])) != 0 ||
                      line[open - 1] == '\\'))) {
      continue;
    }
    const std::string_view name = line.substr(between + 2, close - between - 2);
    if (names.contains(to_lower(name))) continue;
    report.warn(
        source.spot(number, between + 1, name.size() + 2), "link",
        fmt::format("no line gives an address to [{}], so no link is made", name),
        fmt::format("add a line [{}]: https://… below the text, or write [words](https://…)",
                    name));
  }
}

void warn_of_false_headings(const MarkdownSource& source, int first, int last, Reporter& report) {
  last = std::min(last, static_cast<int>(source.lines.size()));
  for (int number = first; number <= last; ++number) {
    const std::string_view line = source.lines[static_cast<std::size_t>(number) - 1];
    const std::string_view text = trim(line);
    if (const std::size_t depth = depth_without_blank(text); depth > 0) {
      report.warn(source.spot(number, line.find('#'), depth), "false-heading",
                  fmt::format("this {} makes no heading", text.substr(0, depth)),
                  "leave a blank behind it");
    } else if (number > first && is_stressed_whole(text) &&
               !is_broken_off(source.lines[static_cast<std::size_t>(number) - 2])) {
      report.warn(source.spot(number, line.find('*'), text.size()), "false-heading",
                  "this line runs on from the line above", "leave an empty line above it");
    }
  }
}

void warn_of_false_bullets(const MarkdownSource& source, int first, int last, Reporter& report) {
  last = std::min(last, static_cast<int>(source.lines.size()));
  std::string_view sign;
  int found = 0;
  int figures = 0;  // "-5 degrees"
  int begin = 0;
  for (int line = first; line <= last; ++line) {
    const std::string_view bullet = bullet_of(source.lines[static_cast<std::size_t>(line) - 1]);
    if (bullet.empty()) continue;
    const std::string_view words = trim(source.lines[static_cast<std::size_t>(line) - 1]).substr(1);
    if (bullet == "-" && std::isdigit(static_cast<unsigned char>(words.front())) != 0) ++figures;
    if (++found > 1) continue;
    sign = bullet;
    begin = line;
  }
  constexpr int kFewestFigures = 3;
  if (found < 2 || (found == figures && found < kFewestFigures)) return;
  const std::string_view text = source.lines[static_cast<std::size_t>(begin) - 1];
  report.warn(source.spot(begin, text.find(sign), sign.size()), "false-list",
              fmt::format("{} lines from here on run together: this sign begins no list", found),
              hidden_length(text.substr(text.find(sign))) > 0
                  ? "delete the mark of direction before each, which nobody can see"
              : std::isdigit(static_cast<unsigned char>(sign.front())) != 0
                  ? "leave a blank behind each number"
                  : "begin each with a hyphen and a blank");
}

void warn_of_bare_lines(const MarkdownSource& source, int first, int last, Reporter& report) {
  constexpr int kFewest = 3;
  last = std::min(last, static_cast<int>(source.lines.size()));
  const auto line_at = [&](int number) {
    return source.lines[static_cast<std::size_t>(number) - 1];
  };
  int begin = last + 1;
  while (begin > first && may_be_entry(line_at(begin - 1)) && !leads_to_list(line_at(begin - 1))) {
    --begin;
  }
  int lead = begin - 1;
  while (lead > 0 && trim(line_at(lead)).empty()) --lead;
  if (last - begin + 1 < kFewest || lead == 0 || !leads_to_list(line_at(lead))) return;
  const std::string_view line = line_at(begin);
  report.warn(
      source.spot(begin, line.find_first_not_of(" \t"), trim(line).size()), "false-list",
      fmt::format("{} lines from here on run together into one paragraph", last - begin + 1),
      "begin each with \"- \" for a list, or end each with a \\ to keep its line");
}

void warn_of_parted_links(const MarkdownSource& source, int first, int last, Reporter& report) {
  constexpr std::string_view kParted = "] (http";
  last = std::min(last, static_cast<int>(source.lines.size()));
  for (int number = first; number <= last; ++number) {
    const std::string_view line = source.lines[static_cast<std::size_t>(number) - 1];
    const std::size_t close = line.find(kParted);
    if (close == std::string_view::npos || line.find('`') != std::string_view::npos) continue;
    const std::size_t open = line.rfind('[', close);
    const std::size_t end = line.find(')', close);
    if (open == std::string_view::npos || end == std::string_view::npos) continue;
    const std::string_view words = line.substr(open + 1, close - open - 1);
    // "[1] (https://…)" is a note, "[x] (https://…)" a box that is ticked.
    const bool is_words = count_characters(words) > 1 &&
                          words.find_first_not_of("0123456789, ") != std::string_view::npos;
    if (!is_words || (open > 0 && line[open - 1] == '\\')) continue;
    report.warn(source.spot(number, close + 1, 1), "link",
                fmt::format("no link is made of [{}]: a blank stands before its address", words),
                fmt::format("write [{}]({}", words, line.substr(close + 3, end - close - 2)));
  }
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
