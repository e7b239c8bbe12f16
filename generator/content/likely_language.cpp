#include "content/likely_language.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kSample = 768;  // bytes of the text, which are enough to tell

struct Script {
  char32_t first;
  char32_t last;
  std::string_view language;  // that most texts in it are in
};

constexpr Script kScripts[] = {
    {0x0370, 0x03ff, "el"}, {0x0400, 0x052f, "ru"}, {0x0590, 0x05ff, "he"}, {0x0600, 0x06ff, "ar"},
    {0x0900, 0x097f, "hi"}, {0x0e00, 0x0e7f, "th"}, {0x3040, 0x9fff, "zh"}, {0xac00, 0xd7af, "ko"},
};

// Letters that tell a language from the first of its script.
struct TellingLetters {
  std::string_view script;
  std::string_view letters;
  std::string_view language;
};

constexpr TellingLetters kTellingLetters[] = {
    {"ru", "іїєґ", "uk"}, {"ar", "پچژگ", "fa"}, {"zh", "のはをにがでるた", "ja"}};

// Words that stand in nearly every sentence of one language, and in few of the others.
struct CommonWords {
  std::string_view language;
  std::array<std::string_view, 10> words;
};

constexpr CommonWords kCommonWords[] = {
    {"en", {"the", "and", "of", "to", "for", "you", "with", "is", "your", "or"}},
    {"de", {"und", "der", "für", "mit", "ist", "sie", "wir", "oder", "den", "eine"}},
    {"fr", {"les", "des", "et", "pour", "vous", "dans", "avec", "une", "est", "nous"}},
    {"es", {"los", "las", "el", "y", "del", "una", "por", "con", "tu", "sus"}},
    {"it", {"gli", "della", "di", "per", "il", "nel", "sono", "dei", "che", "alla"}},
    {"pt", {"os", "uma", "com", "você", "não", "dos", "em", "ou", "seu", "ao"}},
    {"nl", {"het", "een", "voor", "van", "met", "je", "wij", "zijn", "bij", "aan"}},
    {"pl", {"się", "nie", "jest", "na", "oraz", "dla", "z", "lub", "do", "będzie"}},
    {"da", {"og", "at", "som", "er", "det", "til", "af", "du", "vi", "ikke"}},
    {"nb", {"og", "å", "som", "er", "det", "til", "av", "du", "vi", "ikke"}},
    {"sv", {"och", "att", "som", "för", "är", "det", "ett", "vi", "till", "du"}},
    {"tr", {"ve", "bir", "için", "ile", "bu", "olarak", "olan", "veya", "gibi", "da"}},
};

// Of letters that are not Latin: the language of most of them, if they are most of all letters.
std::string_view language_of_script(std::string_view text) {
  std::array<std::size_t, std::size(kScripts)> counts{};
  std::size_t latin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    const bool is_latin = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    latin += is_latin ? 1 : 0;
    if (c < kScripts[0].first) continue;
    const auto* const script =
        std::find_if(std::begin(kScripts), std::end(kScripts),
                     [&](const Script& s) { return c >= s.first && c <= s.last; });
    if (script != std::end(kScripts)) ++counts[static_cast<std::size_t>(script - kScripts)];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  constexpr std::size_t kFewest = 20;  // letters
  const std::string_view language = kScripts[most - counts.begin()].language;
  // A sign of Chinese or a syllable says as much as several letters.
  const std::size_t weight = language == "zh" || language == "ko" ? 3 : 1;
  if (*most < kFewest || *most * weight < latin) return {};
  for (const TellingLetters& sign : kTellingLetters) {
    if (sign.script != language) continue;
    for (std::size_t at = 0; at < sign.letters.size();) {
      const std::size_t begin = at;
      static_cast<void>(decode_utf8(sign.letters, at));
      if (text.find(sign.letters.substr(begin, at - begin)) != std::string_view::npos)
        return sign.language;
    }
  }
  return language;
}

// By word the languages that have it, a bit each.
const std::unordered_map<std::string_view, unsigned>& known_words() {
  static const auto known = [] {
    std::unordered_map<std::string_view, unsigned> result;
    for (std::size_t i = 0; i < std::size(kCommonWords); ++i) {
      for (const std::string_view word : kCommonWords[i].words) result[word] |= 1U << i;
    }
    return result;
  }();
  return known;
}

std::string_view language_of_words(std::string_view text) {
  constexpr std::size_t kFewestWords = 20;
  constexpr std::size_t kShare = 8;  // at least one word in so many
  constexpr std::size_t kLongest = 8;
  const std::string normalized = normalize_words(text);
  const std::vector<std::string_view> all = split(normalized, ' ');
  if (all.size() < kFewestWords) return {};
  std::array<std::size_t, std::size(kCommonWords)> counts{};
  for (const std::string_view word : all) {
    const auto known = word.size() > kLongest ? known_words().end() : known_words().find(word);
    if (known == known_words().end()) continue;
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += known->second >> i & 1U;
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  const bool is_clear = std::count_if(counts.begin(), counts.end(),
                                      [&](std::size_t count) { return count * 2 > *most; }) == 1;
  if (*most * kShare < all.size() || !is_clear) return {};
  return kCommonWords[most - counts.begin()].language;
}

}  // namespace

std::string likely_language_of(const RoleEntry& role) {
  std::string text = role.title.value + "\n" + role.summary.value + "\n";
  text += role.body.plain.substr(0, kSample);
  const std::string_view by_script = language_of_script(text);
  return std::string(by_script.empty() ? language_of_words(text) : by_script);
}

}  // namespace rolepress
