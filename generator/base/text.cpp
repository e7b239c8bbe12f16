#include "base/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <cstring>

namespace rolepress {
namespace {

constexpr std::size_t kInvalid = 0;

// Length of the well-formed sequence at the front of `text`, or kInvalid (Unicode, table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xc2 && first <= 0xdf   ? 2
                             : first >= 0xe0 && first <= 0xef ? 3
                             : first >= 0xf0 && first <= 0xf4 ? 4
                                                              : kInvalid;
  if (length == kInvalid || text.size() < length) return kInvalid;
  const unsigned char low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned char high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (byte(1) < low || byte(1) > high) return kInvalid;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xbf) return kInvalid;
  }
  return length;
}

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

constexpr bool is_special(char c) {
  return c == '&' || c == '<' || c == '>' || c == '"' || c == '\'';
}

// A byte, eight times.
constexpr std::uint64_t every(char c) {
  return 0x0101010101010101ULL * static_cast<unsigned char>(c);
}
constexpr bool has_zero(std::uint64_t bytes) {
  return ((bytes - every('\x01')) & ~bytes & every('\x80')) != 0;
}

// Where the next character stands that HTML escapes. Eight bytes at a time: most texts have none.
std::size_t next_special(std::string_view text, std::size_t at) {
  std::uint64_t bytes = 0;
  for (; at + sizeof bytes <= text.size(); at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    // & and ' are alike but for the last bit, < and > but for the one before.
    if (has_zero((bytes | every('\x01')) ^ every('\'')) ||
        has_zero((bytes | every('\x02')) ^ every('>')) || has_zero(bytes ^ every('"'))) {
      break;
    }
  }
  while (at < text.size() && !is_special(text[at])) ++at;
  return at;
}

}  // namespace

char32_t decode_utf8(std::string_view text, std::size_t& index) {
  const std::size_t length = sequence_length(text.substr(index));
  const auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[index + i]));
  };
  char32_t c = kReplacementCharacter;
  if (length == 1) c = byte(0);
  if (length == 2) c = ((byte(0) & 0x1f) << 6) | (byte(1) & 0x3f);
  if (length == 3) c = ((byte(0) & 0x0f) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f);
  if (length == 4) {
    c = ((byte(0) & 0x07) << 18) | ((byte(1) & 0x3f) << 12) | ((byte(2) & 0x3f) << 6) |
        (byte(3) & 0x3f);
  }
  index += std::max<std::size_t>(length, 1);
  return c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | (c >> 6));
    put(0x80 | (c & 0x3f));
  } else if (c < 0x10000) {
    put(0xe0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3f));
    put(0x80 | (c & 0x3f));
  } else {
    put(0xf0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3f));
    put(0x80 | ((c >> 6) & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++count) decode_utf8(text, i);
  return count;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t eight = kHighBits;
    if (text.size() - i >= sizeof eight) std::memcpy(&eight, text.data() + i, sizeof eight);
    if ((eight & kHighBits) == 0) {  // nearly all text is ASCII
      i += sizeof eight;
      continue;
    }
    const std::size_t length = sequence_length(text.substr(i));
    if (length == kInvalid) return i;
    i += length;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_unseen(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\xe2' && text[i] != '\xee' && text[i] != '\xef') continue;
    std::size_t next = i;
    const char32_t c = decode_utf8(text, next);
    const bool is_private = c >= 0xe000 && c <= 0xf8ff;  // no font of a reader has them
    const bool is_unseen = c == 0x200b || (c >= 0x2028 && c <= 0x202e) ||
                           (c >= 0x2060 && c <= 0x2069) || c == 0xfeff || is_private;
    if (is_unseen) return i;
  }
  return std::nullopt;
}

std::string without_unseen(std::string_view text) {
  std::string result;
  for (auto at = find_unseen(text); at; at = find_unseen(text)) {
    result += text.substr(0, *at);
    std::size_t end = *at;
    const char32_t c = decode_utf8(text, end);
    if (c == 0x2028 || c == 0x2029) result += ' ';
    if (c == 0xf0b7) result += "•";  // as Word's symbol font writes it
    text.remove_prefix(end);
  }
  return result.append(text);
}

std::string_view without_bom(std::string_view text) {
  return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string to_upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
  for (std::size_t at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const bool starts = at == 0 || !is_letter(text[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end == text.size() || !is_letter(text[end]))) return at;
  }
  return std::string_view::npos;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (!allowed || (c == '-' && text[i - 1] == '-')) return false;
  }
  return true;
}

std::string normalize_words(std::string_view text) {
  static constexpr auto kAsInWord = [] {  // 0 = it stands in no word
    std::array<char, 256> table{};
    for (unsigned c = 0; c < table.size(); ++c) {
      const bool is_digit = c >= '0' && c <= '9';
      const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
      if (is_digit || is_letter) table[c] = lower(static_cast<char>(c));
    }
    return table;
  }();
  std::string result(text.size() + 1, ' ');  // a space may follow each word
  std::size_t size = 0;
  for (const char c : text) {
    const char kept = kAsInWord[static_cast<unsigned char>(c)];
    if (kept != 0) {
      result[size++] = kept;
    } else if (size > 0 && result[size - 1] != ' ') {
      result[size++] = ' ';
    }
  }
  if (size > 0 && result[size - 1] == ' ') --size;
  result.resize(size);
  return result;
}

bool holds_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    const bool starts = at == 0 || text[at - 1] == ' ';
    const bool ends = at + words.size() == text.size() || text[at + words.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

// Damerau-Levenshtein distance, optimal string alignment: three rows are enough.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> previous(b.size() + 1);
  std::vector<std::size_t> current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    before.swap(previous);
    previous.swap(current);
  }
  return previous[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongest = 100;  // a longer word is no misspelling of a name
  if (word.size() > kLongest) return {};
  const std::string wanted = to_lower(word);
  constexpr std::size_t kShort = 4;  // in so few letters, two changes make another word
  std::size_t best = (word.size() <= kShort ? 1 : std::max<std::size_t>(2, word.size() / 3)) + 1;
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    const std::size_t gap = std::max(word.size(), candidate.size()) -
                            std::min(word.size(), candidate.size());  // at least as many changes
    if (candidate.size() > kLongest || gap >= best) continue;
    const std::size_t distance = edit_distance(wanted, to_lower(candidate));
    if (distance < best && distance < std::max(word.size(), candidate.size())) {
      best = distance;
      found = candidate;
    }
  }
  if (!found.empty() || word.size() < kShort) return found;
  const auto begun =  // "param" for "parameter"
      std::find_if(candidates.begin(), candidates.end(),
                   [&](std::string_view candidate) { return candidate.starts_with(wanted); });
  return begun == candidates.end() ? found : *begun;
}

std::string suggest(std::string_view word, std::span<const std::string_view> candidates) {
  constexpr std::size_t kListed = 12;
  if (const std::string_view name = nearest(word, candidates); !name.empty()) {
    return fmt::format("did you mean \"{}\"?", name);
  }
  if (candidates.empty() || candidates.size() > kListed) return {};
  return fmt::format("it may be one of: {}", fmt::join(candidates, ", "));
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t i = next_special(text, 0); i < text.size(); i = next_special(text, i + 1)) {
    out.append(text, start, i - start);
    out.append(entity(text[i]));
    start = i + 1;
  }
  out.append(text, start);
}

std::string escape_html(std::string_view text) {
  std::string result;
  append_escaped(result, text);
  return result;
}

std::string decimal_of(std::int64_t hundredths) {
  constexpr std::int64_t kWhole = 100;
  if (hundredths % kWhole == 0) return fmt::format("{}", hundredths / kWhole);
  return fmt::format("{}.{:02}", hundredths / kWhole, hundredths % kWhole);
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace rolepress
