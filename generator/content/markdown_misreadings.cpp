#include "content/markdown_misreadings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "base/text.h"

namespace rolepress {
namespace {

std::string_view line_of(const MarkdownSource& source, int number) {
  const auto index = static_cast<std::size_t>(number) - 1;
  return number > 0 && index < source.lines.size() ? source.lines[index] : std::string_view();
}

// Without the signs of quotations around it.
std::string_view within_quotation(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of("> \t"), line.size()));
  return trim(line);
}

bool consists_of(std::string_view line, char sign) {
  return !line.empty() && line.find_first_not_of(sign) == std::string_view::npos;
}

// "| a | b |"
bool is_row(std::string_view line) {
  return line.size() > 2 && line.starts_with('|') && line.ends_with('|') &&
         std::count(line.begin(), line.end(), '|') > 2;
}

// A row with blanks between its cells; |x| + |y| = |z| has none.
bool has_cells(std::string_view line) {
  return line.starts_with("| ") || line.find(" | ") != std::string_view::npos;
}

// "|---|:--|"
bool is_table_rule(std::string_view line) {
  return is_row(line) && line.find_first_not_of("|-: ") == std::string_view::npos &&
         line.find('-') != std::string_view::npos;
}

}  // namespace

void warn_of_underline(const MarkdownSource& source, int first, int last, Reporter& report) {
  constexpr std::string_view kSentenceEnds = ".!?:;,";
  int number = first + 1;
  const auto is_text = [&](std::string_view line) {
    return !line.empty() && !consists_of(line, '-') && !consists_of(line, '=');
  };
  while (number <= last && is_text(within_quotation(line_of(source, number)))) ++number;
  if (!consists_of(within_quotation(line_of(source, number)), '-') ||
      within_quotation(line_of(source, first)).starts_with('#')) {
    return;
  }
  const std::string_view line = line_of(source, number);
  const std::string_view rule = within_quotation(line);
  const std::string_view text = within_quotation(line_of(source, number - 1));
  // Who underlines a heading in this way draws the line below all of it.
  constexpr std::size_t kUsualRule = 3;
  const bool is_heading = number == first + 1 && !text.empty() &&
                          kSentenceEnds.find(text.back()) == std::string_view::npos &&
                          (rule.size() > kUsualRule || rule.size() == count_characters(text));
  if (is_heading) return;
  report.warn(source.spot(number, line.find(rule), rule.size()), "unmeant-heading",
              number == first + 1 ? fmt::format("this {} makes a heading of the line above", rule)
                                  : fmt::format("this {} makes a heading of the {} lines above",
                                                rule, number - first),
              "leave an empty line above it; a heading is written ## Words");
}

void warn_of_false_table(const MarkdownSource& source, int first, int last, Reporter& report) {
  int rows = 0;
  int begin = first;
  bool has_rule = false;
  bool is_table = false;
  for (int number = first; number <= last; ++number) {
    const std::string_view line = within_quotation(line_of(source, number));
    if (is_row(line)) {
      if (rows++ == 0) begin = number;
      has_rule = has_rule || is_table_rule(line);
      is_table = is_table || has_rule || has_cells(line);
    } else if (rows < 2) {
      rows = 0;
      has_rule = is_table = false;
    }
  }
  if (rows < 2 || !is_table) return;
  const std::string_view line = line_of(source, begin);
  report.warn(source.spot(begin, std::min(line.find('|'), line.size()), trim(line).size()),
              "false-table", "the lines from here on run together: they make no table",
              has_rule ? "give the line |---| as many cells as the one above it, which names the "
                         "columns"
                       : "write a line |---|---| below the first one, with as many cells");
}

void warn_of_open_code(const MarkdownSource& source, int first, int last, std::string_view fence,
                       Reporter& report) {
  const std::string_view end = within_quotation(line_of(source, last));
  const bool is_closed = last > first && end.starts_with(fence) && consists_of(end, fence.front());
  if (is_closed) return;
  const std::string_view line = line_of(source, first);
  report.warn(source.spot(first, std::min(line.find(fence), line.size()), fence.size()),
              "open-code", "all that stands below is shown as code: this block is never closed",
              fmt::format("write {} on a line of its own where the code ends", fence));
}

void warn_of_false_code(const MarkdownSource& source, int first, std::string_view code,
                        Reporter& report) {
  constexpr std::string_view kCodeSigns = "{}=<>[]_$|\\/;`#@";
  constexpr std::ptrdiff_t kFewestBlanks = 3;
  const std::string_view line = trim(code.substr(0, code.find('\n')));
  if (line.empty() || code.find_first_of(kCodeSigns) != std::string_view::npos) return;
  const auto sign = static_cast<unsigned char>(line.front());
  const bool begins_sentence = std::isupper(sign) != 0 || sign >= 0x80;
  const bool has_small_letter = std::any_of(line.begin(), line.end(), [](char c) {
    return std::islower(static_cast<unsigned char>(c)) != 0;
  });
  if (!begins_sentence || !has_small_letter ||
      std::count(line.begin(), line.end(), ' ') < kFewestBlanks) {
    return;
  }
  const std::string_view whole = line_of(source, first);
  report.warn(source.spot(first, std::min(whole.find(line), whole.size()), line.size()),
              "false-code", "this is shown as code: four blanks stand before it",
              "begin the line at the margin, or put code between two lines ```");
}

namespace {

bool can_begin_word(char c) {
  const auto sign = static_cast<unsigned char>(c);
  return std::isalpha(sign) != 0 || sign >= 0x80;
}

// A letter stands behind the first stars, and the end of a word or a sentence before the last; in
// a**|b**| and (2 ** n) they are signs of reckoning.
bool can_be_stressed(std::string_view words) {
  constexpr std::string_view kLast = ".,:;!?%\"'";
  if (words.empty() || !can_begin_word(words.front())) return false;
  if (words.find('*') != std::string_view::npos) return false;
  const char last = words.back();
  if (last == ')') return words.find('(') != std::string_view::npos;
  return can_begin_word(last) || std::isdigit(static_cast<unsigned char>(last)) != 0 ||
         kLast.find(last) != std::string_view::npos;
}

bool is_letter_at(std::string_view text, std::size_t at) {
  return at < text.size() &&
         (can_begin_word(text[at]) || std::isdigit(static_cast<unsigned char>(text[at])) != 0);
}

// A blank on the inner side of one of the signs, as in "** free lunch** daily" and "**Pay: **20";
// with one on both sides of a sign it is one of reckoning, or of a note.
bool has_blank_within(std::string_view text, std::size_t open, std::size_t close) {
  constexpr std::size_t kSign = 2;
  const std::string_view words = text.substr(open + kSign, close - open - kSign);
  const std::string_view bare = trim(words);
  const bool is_first_blank = words.starts_with(' ');
  const bool is_last_blank = words.ends_with(' ');
  const bool begins_label = is_first_blank && is_last_blank && bare.ends_with(':') && open == 0;
  if (bare.empty() || (is_first_blank == is_last_blank && !begins_label)) return false;
  const char before = open == 0 ? ' ' : text[open - 1];
  if ((before != ' ' && before != '(') || !can_begin_word(bare.front())) return false;
  const bool ends_word = is_letter_at(bare, bare.size() - 1);
  if (is_first_blank && !is_last_blank) return ends_word && !is_letter_at(text, close + kSign);
  return ends_word ? is_letter_at(text, close + kSign) : bare.ends_with(':');
}

// The words that two of these signs enclose, with the signs.
std::string_view find_enclosed(std::string_view text, std::string_view sign) {
  const auto is_alone = [&](std::size_t at) {  // a longer run of signs is no stress
    const std::size_t end = at + sign.size();
    return (at == 0 || text[at - 1] != sign.front()) &&
           (end == text.size() || text[end] != sign.front());
  };
  for (std::size_t open = text.find(sign); open != std::string_view::npos;
       open = text.find(sign, open + 1)) {
    const std::size_t begin = open + sign.size();
    const std::size_t close = text.find(sign, begin);
    if (close == std::string_view::npos) return {};
    const std::string_view words = text.substr(begin, close - begin);
    const bool is_meant =
        (sign.front() == '*' && can_be_stressed(words)) ||
        (is_alone(open) && is_alone(close) && words.find(sign.front()) == std::string_view::npos &&
         has_blank_within(text, open, close));
    if (is_meant) return text.substr(open, close + sign.size() - open);
  }
  return {};
}

}  // namespace

std::string_view find_unstressed(std::string_view text) {
  const std::string_view starred = find_enclosed(text, "**");
  return starred.empty() ? find_enclosed(text, "__") : starred;
}

void warn_of_unstressed(std::string_view words, Spot at, Reporter& report) {
  constexpr std::size_t kSign = 2;
  const std::string_view within = words.substr(kSign, words.size() - 2 * kSign);
  const bool has_blank = within.size() != trim(within).size();
  report.warn(
      at, "false-stress",
      fmt::format("{} is shown with its {}", words,
                  words.starts_with('*') ? "stars" : "underscores"),
      has_blank ? fmt::format("leave no blank inside of the signs: {0}{1}{0}",
                              words.substr(0, kSign), trim(within))
                : "put the sign beside the stars outside of them, as in **Hours**: 20, or leave a "
                  "blank behind them");
}

}  // namespace rolepress
