#include "search/plain_letters.h"

#include <string_view>

namespace rolepress {
namespace {

// U+00C0 to U+017F without accents, one letter each.
constexpr std::string_view kLatin =
    "aaaaaaeceeeeiiiidnooooo ouuuuytsaaaaaaeceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegg"
    "gggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnooooooeerrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzz"
    "zzzs";
static_assert(kLatin.size() == 0x180 - 0xc0);

// The same of further Latin letters (Romanian, Vietnamese) and of Greek.
// clang-format off
constexpr std::u16string_view kMoreLatin =
    u"ƀɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈuuʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿǀǁǂǃdddlllnnnaaiioouuuuuuu"
    u"uuuǝaaaaææǥǥggkkooooʒʒjdddggƕƿnnaaææøøaaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyy";
constexpr std::u16string_view kGreek =
    u"α·εηι΋ο΍υωιαβγδεζηθικλμνξοπρ΢στυφχψωιυαεηιυαβγδεζηθικλμνξοπρσστυφχψωιυουω";
constexpr std::u16string_view kAccented =
    u"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprr"
    u"rrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasẜẝsẟaaaaaaaaaaaaaaaaaaaa"
    u"aaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyyỻỻỽỽỿỿαααααααααααααα"
    u"ααεεεεεε἖἗εεεεεε἞἟ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιιοοοοοο὆὇οοοοοο὎὏υυυυυυυυ὘υ὚υ὜υ὞υωωωωωωωω"
    u"ωωωωωωωωααεεηηιιοουυωω὾὿ααααααααααααααααηηηηηηηηηηηηηηηηωωωωωωωωωωωωωωωωααααα᾵ααααααα ι   "
    u"ηηη῅ηηεεηηη   ιιιι῔῕ιιιιιι῜   υυυυρρυυυυυυρ  `῰῱ωωω῵ωωοοωωω  ῿";
// clang-format on
struct Folding {
  char32_t first;
  std::u16string_view letters;
};
constexpr Folding kFoldings[] = {{0x180, kMoreLatin}, {0x386, kGreek}, {0x1e00, kAccented}};

// As most people type them: without hamza, and with the letters that look like the last ones.
char32_t plain_arabic(char32_t c) {
  switch (c) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
      return 0x627;
    case 0x624:
      return 0x648;
    case 0x626:
    case 0x649:
      return 0x64a;
    case 0x629:
      return 0x647;
    default:
      return c;
  }
}

}  // namespace

bool is_letter(char32_t c) {
  if (c >= 0x180 && c < 0x2b0) return true;
  if (c < 0x370 || c >= 0xfe00) return false;
  return !(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3040) &&
         !(c >= 0xd800 && c < 0xf900);
}

bool is_mark(char32_t c) {
  const bool is_hebrew = (c >= 0x591 && c < 0x5d0 && c != 0x5be) || c == 0x5f3 || c == 0x5f4;
  const bool is_arabic = c == 0x640 || (c >= 0x64b && c <= 0x65f) || c == 0x670;
  const bool is_nukta = c == 0x93c;
  return (c >= 0x2b0 && c < 0x370) || c == 0xad || (c >= 0x200b && c <= 0x200d) || is_hebrew ||
         is_arabic || is_nukta;
}

char32_t plain_letter(char32_t c) {
  for (const auto& [first, letters] : kFoldings) {
    if (c < first || c - first >= letters.size()) continue;
    c = letters[c - first];
    break;
  }
  if (c >= 0xc0 && c < 0x180) return static_cast<unsigned char>(kLatin[c - 0xc0]);
  if (c > 0xff00 && c < 0xff5f) return c - 0xfee0;  // full width
  if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) return c + 32;
  if (c >= 0x400 && c <= 0x40f) return c + 80;
  if (c == 0x5be) return '-';  // the hyphen of Hebrew
  return plain_arabic(c);
}

}  // namespace rolepress
