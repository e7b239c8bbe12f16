#include "content/foreign_markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "base/text.h"

namespace rolepress {
namespace {

/// A sign with what it encloses: {{ and }}, ~~ and ~~.
struct Mark {
  std::string_view open;
  std::string_view close;
  bool hugs_words;  // only where no blank stands within it: "a == b" stresses nothing
  std::string_view help;
};

constexpr std::string_view kTagHelp =
    "write what it stands for, or put it between `backticks` to show it";
constexpr std::string_view kAttributeHelp = "delete it: the look of a text is a matter of layouts";
constexpr std::string_view kNoteHelp = "delete it, or begin the text with **Note:**";

constexpr Mark kMarks[] = {
    {"{{", "}}", false, kTagHelp},
    {"{%", "%}", false, kTagHelp},
    {"~~", "~~", true, "delete what no longer holds, or the signs alone"},
    {"==", "==", true, "write **words** to stress them"},
    {"[[", "]]", true, "write [words](address) for a link"},
    {"[!", "]", true, kNoteHelp},
    {"[^", "]", true, "say it in the sentence itself: there are no footnotes"},
    {"{:", "}", false, kAttributeHelp},
    {"{.", "}", true, kAttributeHelp},
    {"{#", "}", true, kAttributeHelp},
};

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_name_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// The line with everything between `backticks` blanked out.
std::string without_code(std::string_view line) {
  std::string text(line);
  for (std::size_t at = text.find('`'); at != std::string_view::npos; at = text.find('`', at)) {
    const std::size_t begin = std::min(text.find_first_not_of('`', at), text.size());
    const std::string fence = text.substr(at, begin - at);
    std::size_t close = text.find(fence, begin);
    while (close != std::string_view::npos &&
           std::string_view(text).substr(close + fence.size()).starts_with('`')) {
      close = text.find(fence, text.find_first_not_of('`', close));
    }
    if (close == std::string_view::npos) {
      at = begin;
      continue;
    }
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
              text.begin() + static_cast<std::ptrdiff_t>(close + fence.size()), ' ');
  }
  return text;
}

// The length of the mark at `at`; 0 = it stands for something else.
std::size_t length_of(const Mark& mark, std::string_view line, std::size_t at) {
  constexpr std::size_t kLongest = 300;  // bytes; the search for each sign's end is bounded by it
  const std::size_t begin = at + mark.open.size();
  const std::size_t end = line.substr(0, begin + kLongest).find(mark.close, begin);
  if (end == std::string_view::npos || end == begin || (at > 0 && line[at - 1] == '\\')) return 0;
  // "[![words](picture)](address)" is a picture that links.
  if (mark.open == "[!" && !is_name_letter(line[begin])) return 0;
  if (mark.hugs_words && (is_white(line[begin]) || is_white(line[end - 1]))) return 0;
  const std::size_t length = end + mark.close.size() - at;
  // "[[1]](address)" is a link with brackets around its words.
  return line.substr(at + length).starts_with('(') ? 0 : length;
}

// ":rocket:", which chats turn into a picture. "10:30:" is a time.
std::size_t length_of_picture_name(std::string_view line, std::size_t at) {
  if (at > 0 && !is_white(line[at - 1])) return 0;
  std::size_t end = at + 1;
  while (end < line.size() && (is_name_letter(line[end]) || line[end] == '_')) ++end;
  const bool is_closed = end > at + 2 && end < line.size() && line[end] == ':';
  return is_closed && (end + 1 == line.size() || is_white(line[end + 1])) ? end + 1 - at : 0;
}

struct Found {
  std::size_t at;
  std::size_t length;
  std::string_view help;
};

std::optional<Found> find_markup(std::string_view line) {
  if (const std::string_view text = trim(line); text.starts_with(":::")) {
    return Found{line.find(":::"), text.size(), kNoteHelp};
  }
  for (std::size_t at = line.find_first_of("{~=[:"); at != std::string_view::npos;
       at = line.find_first_of("{~=[:", at + 1)) {
    for (const Mark& mark : kMarks) {
      if (!line.substr(at).starts_with(mark.open)) continue;
      if (const std::size_t length = length_of(mark, line, at); length > 0) {
        return Found{at, length, mark.help};
      }
    }
    if (line[at] != ':') continue;
    if (const std::size_t length = length_of_picture_name(line, at); length > 0) {
      return Found{at, length, "write the picture itself, or leave it out"};
    }
  }
  return std::nullopt;
}

}  // namespace

void warn_of_foreign_markup(const MarkdownSource& source, int first, int last, Reporter& report) {
  last = std::min(last, static_cast<int>(source.lines.size()));
  for (int number = first; number <= last; ++number) {
    const std::string_view line = source.lines[static_cast<std::size_t>(number) - 1];
    if (line.find_first_of("{~=[:") == std::string_view::npos) continue;
    const std::string text = without_code(line);
    const auto found = find_markup(text);
    if (!found) continue;
    report.warn(source.spot(number, found->at, found->length), "foreign-markup",
                fmt::format("{} is shown as it stands: the sign means nothing here",
                            line.substr(found->at, found->length)),
                std::string(found->help));
    return;
  }
}

}  // namespace rolepress
