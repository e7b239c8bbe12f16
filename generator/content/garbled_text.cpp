#include "content/garbled_text.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/text.h"

namespace rolepress {
namespace {

// What Windows has at the numbers 0x80 to 0x9f; 0 = nothing.
constexpr std::array<char32_t, 32> kWindows = {
    U'€', 0,    U'‚', U'ƒ', U'„', U'…', U'†', U'‡', U'ˆ', U'‰', U'Š', U'‹', U'Œ', 0, U'Ž', 0,
    0,    U'‘', U'’', U'“', U'”', U'•', U'–', U'—', U'˜', U'™', U'š', U'›', U'œ', 0, U'ž', U'Ÿ'};
constexpr unsigned kFirstWindows = 0x80;

// The byte that was read as this character; 0 = it is none of those that go on in UTF-8.
unsigned byte_read_as(char32_t c) {
  if (c >= 0x80 && c < 0xc0) return static_cast<unsigned>(c);
  const auto found = std::find(kWindows.begin(), kWindows.end(), c);
  if (c < 0x100 || found == kWindows.end()) return 0;
  return kFirstWindows + static_cast<unsigned>(found - kWindows.begin());
}

// Quotes and dashes stand behind any letter, and a blank behind the last of a word.
bool stands_behind_letters(char32_t c) {
  constexpr char32_t kUsual[] = {U'«', U'»', U'‚', U'„', U'…', U'‘', U'’',     U'“',
                                 U'”', U'•', U'–', U'—', U'‹', U'›', U'\u00a0'};
  return std::find(std::begin(kUsual), std::end(kUsual), c) != std::end(kUsual);
}

// How many bytes the character that begins with this one has; 0 = no words of a language are
// likely to be garbled so.
std::size_t garbled_length(char32_t lead, char32_t next) {
  constexpr char32_t kThree[] = {U'€', 0x80, U'„', 0x84, U'†', 0x86, U'œ', 0x9c};
  switch (lead) {
    case U'Â':
      return next == U'\u00a0' || !stands_behind_letters(next) ? 2 : 0;
    case U'Ã':
    case U'Ð':
      return stands_behind_letters(next) ? 0 : 2;
    case U'â':
      return std::find(std::begin(kThree), std::end(kThree), next) != std::end(kThree) ? 3 : 0;
    case U'ð':
      return next == U'Ÿ' || next == 0x9f ? 4 : 0;
    default:
      return 0;
  }
}

std::optional<GarbledText> garbled_at(std::string_view text, std::size_t at) {
  std::size_t next = at;
  const char32_t lead = decode_utf8(text, next);
  if (next >= text.size() || static_cast<unsigned char>(text[next]) < 0x80) return std::nullopt;
  std::size_t peek = next;
  const std::size_t length = garbled_length(lead, decode_utf8(text, peek));
  if (length == 0) return std::nullopt;
  std::string meant(1, static_cast<char>(lead));  // as Latin-1, whose numbers Unicode has
  while (meant.size() < length && next < text.size()) {
    const unsigned byte = byte_read_as(decode_utf8(text, next));
    if (byte == 0) return std::nullopt;
    meant += static_cast<char>(byte);
  }
  if (meant.size() < length || find_invalid_utf8(meant)) return std::nullopt;
  return GarbledText{at, next - at, std::move(meant)};
}

}  // namespace

std::optional<GarbledText> find_garbled(std::string_view text) {
  constexpr char kLatinLetter = '\xc3';  // begins all the leads in UTF-8
  for (std::size_t at = text.find(kLatinLetter); at != std::string_view::npos;
       at = text.find(kLatinLetter, at + 1)) {
    if (auto garbled = garbled_at(text, at)) return garbled;
  }
  return std::nullopt;
}

std::optional<GarbledText> find_latin_control(std::string_view text) {
  constexpr char kLatinSign = '\xc2';
  for (std::size_t at = text.find(kLatinSign); at != std::string_view::npos;
       at = text.find(kLatinSign, at + 1)) {
    const auto number = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0U;
    if (number < kFirstWindows || number >= kFirstWindows + kWindows.size()) continue;
    GarbledText control{at, 2, {}};
    if (const char32_t meant = kWindows[number - kFirstWindows]; meant != 0) {
      append_utf8(control.meant, meant);
    }
    return control;
  }
  return std::nullopt;
}

}  // namespace rolepress
