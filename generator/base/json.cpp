#include "base/json.h"

#include <array>

namespace rolepress {

namespace {

// Characters that cannot stand in a JSON string within HTML as they are, and the first byte of
// U+2028 and U+2029.
constexpr auto kIsSpecial = [] {
  std::array<bool, 256> special{};
  for (unsigned char c = 0; c < 0x20; ++c) special[c] = true;
  for (const char c : {'"', '\\', '<', '>', '&', '\xe2'})
    special[static_cast<unsigned char>(c)] = true;
  return special;
}();

// Appends what stands for the character at the front of `text`; returns how many bytes it has.
std::size_t append_special(std::string& out, std::string_view text) {
  const char c = text.front();
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (static_cast<unsigned char>(c) < 0x80) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    out += "\\u00";
    out += kDigits[code >> 4U];
    out += kDigits[code & 0xfU];
  } else if (text.starts_with("\xe2\x80\xa8") || text.starts_with("\xe2\x80\xa9")) {
    out += text[2] == '\xa8' ? "\\u2028" : "\\u2029";
    return 3;
  } else {
    out += c;
  }
  return 1;
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!kIsSpecial[static_cast<unsigned char>(text[i])]) {
      ++i;
      continue;
    }
    out.append(text, start, i - start);
    i += append_special(out, text.substr(i));
    start = i;
  }
  out.append(text, start);
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

}  // namespace rolepress
