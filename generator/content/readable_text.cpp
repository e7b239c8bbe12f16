#include "content/readable_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/line_counter.h"
#include "base/text.h"
#include "content/garbled_text.h"

namespace rolepress {
namespace {

std::string control_help(char control) {
  switch (control) {
    case '\0':
      return "save the file with the encoding UTF-8, or delete it if it was pasted in by accident";
    case '\r':
      return "save the file with the line ends of Unix or Windows";
    default:
      return "delete it; it was probably pasted in by accident";
  }
}

constexpr std::string_view kKeyCharacters = " -abcdefghijklmnopqrstuvwxyz_";
constexpr std::string_view kWideBlanks[] = {"\u00a0", "\u2003", "\u2009", "\u202f", "\u3000"};

// The length of the blank at that place, or 0.
std::size_t blank_at(std::string_view text, std::size_t at) {
  if (text[at] == ' ' || text[at] == '\r') return 1;
  for (const std::string_view blank : kWideBlanks) {
    if (text.substr(at).starts_with(blank)) return blank.size();
  }
  return 0;
}

// Makes spaces of the blanks from there on.
void clear_blanks(std::string& text, std::size_t at, std::size_t end) {
  while (at < end) {
    const std::size_t size = blank_at(text, at);
    if (size == 0) return;
    if (size > 1) std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), size, ' ');
    at += size;
  }
}

}  // namespace

std::optional<std::string> with_plain_blanks(std::string_view yaml) {
  const bool has_wide = std::any_of(
      std::begin(kWideBlanks), std::end(kWideBlanks),
      [&](std::string_view blank) { return yaml.find(blank) != std::string_view::npos; });
  if (!has_wide) return std::nullopt;
  std::string text(yaml);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first < end && text[first] == '-') clear_blanks(text, first + 1, end);
    const std::size_t colon = text.find_first_not_of(kKeyCharacters, begin);
    if (colon < end && text[colon] == ':') clear_blanks(text, colon + 1, end);
    std::size_t last = begin;
    for (std::size_t at = begin; at < end;) {
      const std::size_t size = blank_at(text, at);
      at += std::max<std::size_t>(size, 1);
      if (size == 0) last = at;
    }
    clear_blanks(text, last, end);
    begin = end + 1;
  }
  return text;
}

namespace {

// The first alone: the rest of the text is garbled in the same way.
void warn_of_garbled(std::string_view text, Reporter& report) {
  LineCounter counter(text);
  if (const auto garbled = find_garbled(text)) {
    const bool is_blank = garbled->meant == "\u00a0";
    report.warn(counter.spot(garbled->offset, garbled->length), "garbled",
                fmt::format("{} stands here: the text was read in another encoding than UTF-8, in "
                            "which it was written",
                            printable_text(text.substr(garbled->offset, garbled->length))),
                fmt::format("write {} instead, and look for more, or copy the text anew",
                            is_blank ? "a blank" : printable_text(garbled->meant)));
  } else if (const auto control = find_latin_control(text)) {
    report.warn(
        counter.spot(control->offset, control->length), "control-character",
        fmt::format("a control character (number {}) stands here",
                    static_cast<int>(static_cast<unsigned char>(text[control->offset + 1]))),
        control->meant.empty()
            ? control_help(' ')
            : fmt::format("write {} instead, which Windows has at that number, and look "
                          "for more",
                          control->meant));
  }
}

}  // namespace

bool is_readable_text(std::string_view text, std::size_t max_bytes, Reporter& report) {
  if (text.size() > max_bytes) {
    report.error({}, "file-size",
                 fmt::format("the file has {} bytes; at most {} are read", text.size(), max_bytes),
                 "no entry of a role board needs as much; split or shorten it");
    return false;
  }
  LineCounter counter(text);
  if (const auto offset = find_invalid_utf8(text)) {
    report.error(counter.spot(*offset), "utf-8", "this is not UTF-8 text",
                 "save the file with the encoding UTF-8");
    return false;
  }
  const auto control = std::find_if(text.begin(), text.end(), [&](const char& c) {
    const bool ends_line = c == '\n' || (c == '\r' && (&c == &text.back() || *(&c + 1) == '\n'));
    return !ends_line && c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
  });
  if (control != text.end()) {
    report.error(counter.spot(static_cast<std::size_t>(control - text.begin())),
                 "control-character",
                 fmt::format("a control character (number {}) stands here",
                             static_cast<int>(static_cast<unsigned char>(*control))),
                 control_help(*control));
    return false;
  }
  warn_of_garbled(text, report);
  for (std::size_t from = 0; const auto unseen = find_unseen(text.substr(from));) {
    const std::size_t offset = from + *unseen;
    from = offset;
    const char32_t c = decode_utf8(text, from);
    report.warn(counter.spot(offset), "unseen-character",
                fmt::format("a character that nobody can see (U+{:04X}) stands here",
                            static_cast<std::uint32_t>(c)),
                "it is left out of the page; `rolepress check --fix` deletes it");
  }
  return true;
}

}  // namespace rolepress
