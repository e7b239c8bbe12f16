#include "search/text_rules.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "search/unspaced_text.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxParts = 3;
constexpr std::size_t kMaxWordCharacters = 32;

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

constexpr std::array<std::string_view, 83> kStopWords = {
    "a",           "about",   "all",       "also",
    "am",          "an",      "and",       "any",
    "apply",       "are",     "as",        "at",
    "be",          "become",  "becoming",  "been",
    "best",        "but",     "by",        "can",
    "career",      "careers", "do",        "find",
    "for",         "from",    "get",       "have",
    "hire",        "hires",   "hiring",    "how",
    "i",           "if",      "in",        "into",
    "is",          "it",      "its",       "job",
    "jobs",        "like",    "looking",   "me",
    "my",          "near",    "need",      "of",
    "on",          "opening", "openings",  "opportunities",
    "opportunity", "or",      "our",       "position",
    "positions",   "role",    "roles",     "so",
    "some",        "that",    "the",       "their",
    "them",        "there",   "these",     "this",
    "to",          "us",      "vacancies", "vacancy",
    "want",        "was",     "we",        "what",
    "when",        "which",   "who",       "will",
    "with",        "would",   "you"};
static_assert(std::is_sorted(kStopWords.begin(), kStopWords.end()));

constexpr std::array<std::string_view, 44> kFillers = {
    "companies",   "company",     "could",   "did",      "does",   "easy",      "experience",
    "experienced", "first",       "great",   "had",      "hard",   "has",       "hello",
    "highest",     "interesting", "level",   "more",     "most",   "needed",    "needs",
    "new",         "paid",        "paying",  "pays",     "please", "qualified", "required",
    "retired",     "salary",      "seeking", "seeks",    "should", "show",      "skills",
    "take",        "top",         "urgent",  "urgently", "very",   "wanted",    "wants",
    "well",        "your"};
static_assert(std::is_sorted(kFillers.begin(), kFillers.end()));

// Stop words that are names where they stand in capitals: a trade and a country.
struct Name {
  std::string_view in_capitals;
  std::string_view word;
  std::string_view meant;
};
constexpr Name kNames[] = {{"IT", "it", "ict"}, {"US", "us", "usa"}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_word_byte(char c) {
  return is_lower(c) || is_digit(c) || (static_cast<unsigned char>(c) >= 0x80);
}

// Latin beyond the table, then all scripts; not signs, private use, or beyond the first plane.
bool is_letter(char32_t c) {
  if (c >= 0x180 && c < 0x2b0) return true;
  if (c < 0x370 || c >= 0xfe00) return false;
  return !(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3040) &&
         !(c >= 0xd800 && c < 0xf900);
}

// Marks that stand on or within a letter and leave the word whole.
bool is_mark(char32_t c) {
  const bool is_hebrew = (c >= 0x591 && c < 0x5d0 && c != 0x5be) || c == 0x5f3 || c == 0x5f4;
  const bool is_arabic = c == 0x640 || (c >= 0x64b && c <= 0x65f) || c == 0x670;
  const bool is_nukta = c == 0x93c;
  return (c >= 0x2b0 && c < 0x370) || c == 0xad || (c >= 0x200b && c <= 0x200d) || is_hebrew ||
         is_arabic || is_nukta;
}

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

char32_t plain_letter(char32_t c) {
  for (const auto& [first, letters] : kFoldings) {
    if (c >= first && c - first < letters.size()) return letters[c - first];
  }
  if (c > 0xff00 && c < 0xff5f) return c - 0xfee0;  // full width
  if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) return c + 32;
  if (c >= 0x400 && c <= 0x40f) return c + 80;
  if (c == 0x5be) return '-';  // the hyphen of Hebrew
  return plain_arabic(c);
}

// £ and € while a text is scanned: bytes that are no part of a word.
constexpr char kPound = '\x02';
constexpr char kEuro = '\x03';

bool is_currency(char c) { return c == '$' || c == kPound || c == kEuro; }

// Of ASCII, lower case or a space; 0 for what takes a closer look.
constexpr std::array<char, 256> kFolded = [] {
  std::array<char, 256> folded{};
  for (std::size_t c = 0; c < 0x80; ++c) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    folded[c] = c <= ' ' || c == 0x7f ? ' ' : static_cast<char>(is_capital ? c + 32 : c);
  }
  folded['"'] = 0;  // it may stand within a word
  return folded;
}();

void fold_wide(char32_t c, std::string& out) {
  if (c == 0xdf || c == 0x1e9e) {  // ß
    out.append("ss");
    return;
  }
  c = plain_letter(c);
  if (is_mark(c)) return;
  if (c == 0x2019 || c == 0x2018) {
    out.push_back('\'');
  } else if (c == 0xa3) {
    out.push_back(kPound);
  } else if (c == 0x20ac) {
    out.push_back(kEuro);
  } else if (c >= 0xc0 && c < 0x180) {
    out.push_back(kLatin[c - 0xc0]);
  } else if (c == '"') {
    out.push_back(' ');
  } else if (c < 0x80) {
    out.push_back(kFolded[c]);
  } else if (is_letter(c)) {
    append_utf8(out, c);
  } else {
    out.push_back(' ');
  }
}

bool is_hebrew_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = decode_utf8(text, at);
  return c >= 0x5d0 && c <= 0x5ea;
}

// In abbreviations of Hebrew a quote stands before the last letter.
bool is_within_hebrew(std::string_view text, std::size_t at) {
  return text[at] == '"' && at >= 2 && is_hebrew_at(text, at - 2) && is_hebrew_at(text, at + 1);
}

// No letter takes more bytes than before.
void fold_letters(std::string_view text, std::string& out) {
  out.resize(text.size());
  std::size_t to = 0;
  std::string wide;
  for (std::size_t i = 0; i < text.size();) {
    if (const char c = kFolded[static_cast<unsigned char>(text[i])]; c != 0) {
      out[to++] = c;
      ++i;
      continue;
    }
    if (is_within_hebrew(text, i)) {
      ++i;
      continue;
    }
    wide.clear();
    fold_wide(decode_utf8(text, i), wide);
    wide.copy(out.data() + to, wide.size());
    to += wide.size();
  }
  out.resize(to);
}

bool word_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_word_byte(text[at]);
}

std::string spell_out(std::string_view text, const Name& name) {
  std::string out;
  std::size_t from = 0;
  const auto parts_words = [&](std::size_t at) {
    if (at >= text.size()) return true;
    const char c = text[at];
    return !is_word_byte(c) && !(c >= 'A' && c <= 'Z');
  };
  for (std::size_t at = text.find(name.in_capitals); at != std::string_view::npos;
       at = text.find(name.in_capitals, at + 1)) {
    if ((at > 0 && !parts_words(at - 1)) || !parts_words(at + name.word.size())) continue;
    out.append(text.substr(from, at - from)).append(name.meant);
    from = at + name.word.size();
  }
  return out.append(text.substr(from));
}

bool is_thousands_comma(std::string_view text, std::size_t at) {
  if (at == 0 || !is_digit(text[at - 1]) || at + 3 >= text.size()) return false;
  for (std::size_t i = at + 1; i <= at + 3; ++i) {
    if (!is_digit(text[i])) return false;
  }
  return at + 4 == text.size() || !is_digit(text[at + 4]);
}

// What goes with the apostrophe before it: nurse's, I'm, we'll.
std::size_t clipped_at(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 6> kClipped = {"s", "m", "d", "ll", "re", "ve"};
  for (const std::string_view end : kClipped) {
    if (text.substr(at, end.size()) == end && !word_at(text, at + end.size())) return end.size();
  }
  return 0;
}

// "50/hr", "50 hr" and "50+ / hr" name an hour; "hr" alone is a department.
void name_hours(std::string& text) {
  for (std::size_t at = text.find("hr"); at != std::string::npos; at = text.find("hr", at + 2)) {
    std::size_t before = at;
    for (const char between : {' ', '+'}) {
      if (before > 0 && text[before - 1] == between) --before;
    }
    const bool is_unit = before > 0 && (text[before - 1] == '/' || is_digit(text[before - 1]));
    if (is_unit && !word_at(text, at + 2)) text.replace(at, 2, " hour");
  }
}

// Apostrophes and what they clip go, .net gets a name, commas within numbers go.
void settle_signs(std::string& text) {
  name_hours(text);
  for (std::size_t at = text.find(".net"); at != std::string::npos;
       at = text.find(".net", at + 1)) {
    if (!word_at(text, at + 4)) text.replace(at, 4, " dotnet");
  }
  std::size_t to = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\'') {
      i += clipped_at(text, i + 1);
    } else if (c != ',' || !is_thousands_comma(text, i)) {
      text[to++] = c;
    }
  }
  text.resize(to);
}

// The word after a . or & that still belongs to the run: one to three letters.
bool is_short_part(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_lower(text[end])) ++end;
  return end > at && end - at <= 3 && !word_at(text, end);
}

bool all_digits(std::string_view word) { return std::all_of(word.begin(), word.end(), is_digit); }

}  // namespace

void WordScanner::reset(std::string_view text) {
  std::string spelt_out;
  for (const Name& name : kNames) {
    if (text.find(name.in_capitals) == std::string_view::npos) continue;
    spelt_out = spell_out(text, name);
    text = spelt_out;
  }
  fold_letters(text, folded_);
  settle_signs(folded_);
  pair_unspaced(folded_);
  at_ = 0;
}

const WordScanner::Run* WordScanner::next() {
  do {
    while (at_ < folded_.size() && !is_word_byte(folded_[at_])) ++at_;
    if (at_ == folded_.size()) return nullptr;
    scan_run();
  } while (run_.parts.empty());
  return &run_;
}

void WordScanner::scan_run() {
  run_.parts.clear();
  made_.clear();
  run_.joined = {};
  run_.has_currency = is_digit(folded_[at_]) && at_ > 0 && is_currency(folded_[at_ - 1]);
  const char currency = run_.has_currency ? folded_[at_ - 1] : ' ';
  scan_parts();
  made_.reserve(run_.parts.size() + 1);
  scan_suffix();
  normalize_parts();
  join_parts();
  // An endless number has been left out.
  run_.has_currency =
      run_.has_currency && !run_.parts.empty() && is_digit(run_.parts.front().front());
  if (run_.has_currency) {
    const std::string_view sign = currency == kPound ? "£" : currency == kEuro ? "€" : "$";
    made_.push_back(std::string(sign).append(run_.parts.front()));
    run_.parts.front() = made_.back();
  }
}

void WordScanner::scan_parts() {
  const std::string_view text = folded_;
  for (;;) {
    const std::size_t begin = at_;
    while (word_at(text, at_)) ++at_;
    run_.parts.push_back(text.substr(begin, at_ - begin));
    if (at_ >= text.size()) return;
    const char sign = text[at_];
    const bool goes_on = sign == '-' ? word_at(text, at_ + 1)
                                     : (sign == '.' || sign == '&') && is_short_part(text, at_ + 1);
    if (!goes_on) return;
    ++at_;
  }
}

// c++, c#, 100+
void WordScanner::scan_suffix() {
  const std::string_view text = folded_;
  std::size_t signs_end = at_;
  while (signs_end < text.size() && (text[signs_end] == '+' || text[signs_end] == '#')) ++signs_end;
  if (signs_end == at_ || word_at(text, signs_end)) return;
  const std::size_t end = std::min(signs_end, at_ + 2);
  const std::string_view last = run_.parts.back();
  run_.parts.back() = text.substr(at_ - last.size(), last.size() + end - at_);
  at_ = end;
}

void WordScanner::normalize_parts() {
  for (std::string_view& part : run_.parts) {
    if (part.size() > 1 && part.back() == 'k' && all_digits(part.substr(0, part.size() - 1))) {
      made_.push_back(std::string(part.substr(0, part.size() - 1)).append("000"));
      part = made_.back();
    }
  }
  std::erase_if(run_.parts, [](std::string_view part) {
    return part.size() > kMaxWordCharacters && count_characters(part) > kMaxWordCharacters;
  });
  // reactjs is react-js
  if (run_.parts.size() != 1 || run_.parts[0].size() < 5 || !run_.parts[0].ends_with("js")) return;
  const std::string_view whole = run_.parts[0];
  if (!std::all_of(whole.begin(), whole.end(), is_lower)) return;
  run_.parts = {whole.substr(0, whole.size() - 2), whole.substr(whole.size() - 2)};
}

void WordScanner::join_parts() {
  auto& parts = run_.parts;
  if (parts.size() < 2 || parts.size() > kMaxParts) return;
  if (all_digits(parts.front())) return;
  joined_.clear();
  for (const std::string_view part : parts) joined_.append(part);
  const bool initials = std::all_of(parts.begin(), parts.end(),
                                    [](std::string_view part) { return part.size() == 1; });
  if (initials) {
    parts.assign(1, as_name(joined_));
  } else {
    run_.joined = joined_;
  }
}

std::string_view as_name(std::string_view word) {
  const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                  [&](const Name& name) { return name.word == word; });
  return found == std::end(kNames) ? word : found->meant;
}

bool is_stop_word(std::string_view word) {
  return std::binary_search(kStopWords.begin(), kStopWords.end(), word);
}

bool is_filler(std::string_view word) {
  return std::binary_search(kFillers.begin(), kFillers.end(), word);
}

}  // namespace rolepress
