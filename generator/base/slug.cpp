#include "base/slug.h"

#include "base/text.h"

namespace rolepress {
namespace {

// The plain letters of an accented one: "e" for é, "ss" for ß, nothing for an accent of its own or
// an apostrophe, and a gap for what Latin alphabets do not have.
std::string plain_letters(char32_t c) {
  constexpr char32_t kFirst = 0xc0;
  constexpr std::string_view kLetters =
      "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn"
      "oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
  constexpr char32_t kFirstAfar = 0x1a0;
  constexpr std::string_view kLettersAfar =
      "oo-------------uu----------------------------aaiioouuuuuuuuuu-aaaa----ggkkoooo--j---gg--nn"
      "aa----aaaaeeeeiiiioooorrrruuuusstt--hh------aaeeooooooooyy";
  constexpr char32_t kFirstOfMore = 0x1e00;
  constexpr std::string_view kMoreLetters =
      "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp"
      "rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas----aaaaaaaaaaaaaaaa"
      "aaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy------";
  if (c == U'\'' || c == U'\u2019' || (c >= 0x300 && c < 0x370)) return {};
  if (c == U'Æ' || c == U'æ') return "ae";
  if (c == U'Œ' || c == U'œ') return "oe";
  if (c == U'Þ' || c == U'þ') return "th";
  if (c == U'ß' || c == U'ẞ') return "ss";
  if (c == U'Ə' || c == U'ə') return "e";
  if (c >= kFirst && c < kFirst + kLetters.size()) return std::string(1, kLetters[c - kFirst]);
  if (c >= kFirstAfar && c < kFirstAfar + kLettersAfar.size()) {
    return std::string(1, kLettersAfar[c - kFirstAfar]);
  }
  if (c >= kFirstOfMore && c < kFirstOfMore + kMoreLetters.size()) {
    return std::string(1, kMoreLetters[c - kFirstOfMore]);
  }
  if (c > 0xff00 && c < 0xff5f) c -= 0xff00 - 0x20;  // as wide as a sign of Chinese
  return std::string(1, c < 0x80 ? static_cast<char>(c) : '-');
}

}  // namespace

std::string slug_of(std::string_view title) {
  std::string slug;
  for (std::size_t i = 0; i < title.size();) {
    for (const char c : to_lower(plain_letters(decode_utf8(title, i)))) {
      const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (allowed) {
        slug.push_back(c);
      } else if (!slug.empty() && slug.back() != '-') {
        slug.push_back('-');
      }
    }
  }
  while (slug.ends_with("-")) slug.pop_back();
  return slug;
}

}  // namespace rolepress
