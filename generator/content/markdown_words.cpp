#include "content/markdown_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>

#include "base/text.h"

namespace rolepress {
namespace {

using StyledLine = std::vector<StyledWords>;

bool is_blank_sign(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_ascii_punct(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }
bool is_inner_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
}
bool look_alike(const StyledWords& a, const StyledWords& b) {
  return a.is_strong == b.is_strong && a.address == b.address;
}
bool are_plain(const StyledWords& words) { return !words.is_strong && words.address.empty(); }

// Blanks are one each, and stand outside of strong words and links.
std::vector<StyledLine> tidy_words(const std::vector<StyledWords>& words) {
  std::vector<StyledLine> lines(1);
  bool is_apart = false;
  for (const StyledWords& run : words) {
    for (const char c : run.text) {
      if (c == '\n') lines.emplace_back();
      is_apart = c != '\n' && (is_apart || is_blank_sign(c));
      if (c == '\n' || is_blank_sign(c)) continue;
      StyledLine& line = lines.back();
      if (is_apart && !line.empty()) {
        if (!look_alike(line.back(), run) && !are_plain(line.back())) line.push_back({});
        line.back().text += ' ';
      }
      is_apart = false;
      if (line.empty() || !look_alike(line.back(), run)) {
        line.push_back({{}, run.is_strong, run.address});
      }
      line.back().text += c;
    }
  }
  std::erase_if(lines, [](const StyledLine& line) { return line.empty(); });
  return lines;
}

bool begins_entity(std::string_view text) {
  const std::size_t end = text.find(';');
  return end != std::string_view::npos && end > 1 &&
         std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '#';
         });
}

bool closes_link(std::string_view text, std::size_t at) {
  return at + 1 == text.size() || text[at + 1] == '(' || text[at + 1] == '[' || text[at + 1] == ':';
}

// Whether words from this [ on would be a link, or the name of an address.
bool opens_link(std::string_view text, std::size_t at) {
  for (at = text.find(']', at); at != std::string_view::npos; at = text.find(']', at + 1)) {
    if (closes_link(text, at)) return true;
  }
  return false;
}

bool needs_escape(std::string_view text, std::size_t at, bool in_link) {
  const char before = at == 0 ? '\0' : text[at - 1];
  const char after = at + 1 == text.size() ? '\0' : text[at + 1];
  switch (text[at]) {
    case '`':
      return true;
    case '\\':
      return after == '\0' || is_ascii_punct(after);
    case '*':
      return before != ' ' || after != ' ';
    case '_':
      return before == '\0' || after == '\0' || !is_inner_letter(before) || !is_inner_letter(after);
    case '[':
      return in_link || opens_link(text, at);
    case ']':
      return in_link ||
             (closes_link(text, at) && text.substr(0, at).find('[') == std::string_view::npos);
    case '<':
      return after == '\0' || std::isalpha(static_cast<unsigned char>(after)) != 0 ||
             after == '/' || after == '!' || after == '?';
    case '&':
      return begins_entity(text.substr(at));
    default:
      return false;
  }
}

std::string escaped_words(std::string_view text, bool in_link) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (needs_escape(text, i, in_link)) escaped += '\\';
    escaped += text[i];
  }
  return escaped;
}

// Signs that begin something else than a paragraph where they begin a line.
std::string escaped_begin(std::string line) {
  const char first = line.front();
  const bool is_alone = line.size() == 1 || line[1] == ' ';
  const bool is_rule = line.find_first_not_of("-:| ") == std::string::npos;
  const bool is_underline = line.find_first_not_of('=') == std::string::npos;
  if (first == '#' || first == '>' || line.starts_with("~~~") || is_rule || is_underline ||
      ((first == '-' || first == '+') && is_alone)) {
    return "\\" + line;
  }
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  const bool is_number = digits > 0 && digits < line.size() &&
                         (line[digits] == '.' || line[digits] == ')') &&
                         (digits + 1 == line.size() || line[digits + 1] == ' ');
  if (is_number) line.insert(digits, "\\");
  return line;
}

// **words** are strong only where their stars hug them and no letter stands beside a sign.
std::string strong_words(const StyledWords& words, char before, char after) {
  const char first = words.text.front();
  const char last = words.text.back();
  const bool joins_before = before != '\0' && is_inner_letter(before);
  const bool joins_after = after != '\0' && is_inner_letter(after);
  const auto may_be_sign = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  const std::string text = escaped_words(words.text, false);
  if ((joins_before && may_be_sign(first)) || (joins_after && may_be_sign(last))) return text;
  return fmt::format("{}**{}**{}", joins_before && is_ascii_punct(first) ? " " : "", text,
                     joins_after && is_ascii_punct(last) ? " " : "");
}

std::string markdown_line(const StyledLine& line, MarkdownPlace place) {
  std::string text;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const StyledWords& words = line[i];
    const char before = i == 0 ? '\0' : line[i - 1].text.back();
    const char after = i + 1 == line.size() ? '\0' : line[i + 1].text.front();
    if (!words.address.empty()) {
      text += fmt::format("[{}]({})", escaped_words(words.text, true), words.address);
    } else if (words.is_strong && place != MarkdownPlace::kHeading) {
      text += strong_words(words, before, after);
    } else {
      std::string escaped = escaped_words(words.text, false);
      const bool is_picture =
          escaped.ends_with('!') && i + 1 < line.size() && !line[i + 1].address.empty();
      if (is_picture) escaped.insert(escaped.size() - 1, "\\");
      text += i == 0 && place != MarkdownPlace::kHeading ? escaped_begin(escaped) : escaped;
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> markdown_lines(const std::vector<StyledWords>& words,
                                        MarkdownPlace place) {
  std::vector<std::string> lines;
  for (const StyledLine& line : tidy_words(words)) lines.push_back(markdown_line(line, place));
  if (place != MarkdownPlace::kHeading || lines.empty()) return lines;
  std::string heading;
  for (const std::string& line : lines) heading += (heading.empty() ? "" : " ") + line;
  // " #" at its end would be left out.
  if (heading.ends_with('#')) heading.insert(heading.size() - 1, "\\");
  return {heading};
}

std::string markdown_address(std::string_view address) {
  address = trim(address);
  const std::string scheme = to_lower(address.substr(0, address.find(':') + 1));
  const bool is_known = scheme == "mailto:" || scheme == "tel:" ||
                        ((scheme == "http:" || scheme == "https:") &&
                         address.substr(scheme.size()).starts_with("//"));
  if (!is_known || address.size() == scheme.size()) return {};
  constexpr std::string_view kEncoded = "()<>\\\"`[]{}|^*";
  std::string encoded = scheme;
  const std::string_view rest = address.substr(scheme.size());
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const auto byte = static_cast<unsigned char>(rest[i]);
    const bool is_plain =
        byte > 0x20 && byte < 0x7f && kEncoded.find(rest[i]) == std::string_view::npos;
    if (!is_plain) {
      encoded += fmt::format("%{:02X}", byte);
    } else if (rest[i] == '&' && begins_entity(rest.substr(i))) {
      encoded += "&amp;";
    } else {
      encoded += rest[i];
    }
  }
  return encoded;
}

}  // namespace rolepress
