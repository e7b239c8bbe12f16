// Corrections, as layouts/assets/js/search-more.js makes them: change both.

#include "search/spelling.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <string>
#include <vector>

#include "search/search_reader.h"
#include "search/text_rules.h"

namespace rolepress {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kMostLonger = 2;   // letters
constexpr std::uint32_t kManyUses = 6;   // the logarithm of a word's uses that makes it likely
constexpr std::uint32_t kKnownUses = 5;  // the same of a word in the title or the facts of a role
constexpr int kOne = 4, kSwapped = 3, kVowel = 3, kDoubled = 2;

// First letters that are mistaken for each other, from a to z.
constexpr std::array<std::string_view, 26> kSoundsLike = {
    "eo", "d", "ks", "b", "ia", "p",  "j", "w",  "ey", "g", "c", "i", "n",
    "kg", "a", "f",  "k", "w",  "cp", "p", "ey", "w",  "r", "z", "i", "sx"};

constexpr std::size_t kShortestFar = 8;   // letters of a word that some have, and yet has two slips
constexpr std::size_t kShortestSlip = 5;  // letters of a word that may begin with the wrong one
constexpr std::size_t kShortestSure = 6;  // letters of a word that needs no look at other letters
constexpr std::size_t kShortestFirst = 3;  // letters of two words that were written as one
constexpr std::size_t kShortestSecond = 2;
constexpr std::size_t kShortestKin = 7;  // letters of a word that others may begin like
constexpr std::size_t kLeastKin = 5;     // letters that they share with it

bool is_plain_word(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

int most_unlike(std::string_view word) {
  if (word.size() < kShortest || !is_plain_word(word)) return 0;
  return word.size() < 6 ? kOne : word.size() < 8 ? 2 * kVowel : 2 * kOne;
}

// What it costs to pass over a letter of what was typed, and of the known word.
int too_much(std::string_view typed, std::size_t i) {
  return i > 0 && typed[i] == typed[i - 1] ? kDoubled : kOne;
}
int too_few(std::string_view known, std::size_t j) {
  if (j > 0 && known[j] == known[j - 1]) return kDoubled;
  return is_vowel(known[j]) ? kVowel : kOne;
}
int another(char typed, char known) {
  if (typed == known) return 0;
  return is_vowel(typed) && is_vowel(known) ? kVowel : kOne;
}

std::uint32_t uses_of(const SearchReader& index, std::string_view word) {
  const SearchReader::Words* words = index.spelling(word[0]);
  if (words == nullptr) return 0;
  const auto found =
      std::lower_bound(words->begin(), words->end(), word,
                       [](const auto& known, std::string_view w) { return known.first < w; });
  return found != words->end() && found->first == word ? found->second : 0;
}

// Whether it is spelt so: roles have it, or the editors know it.
bool is_word(const SearchReader& index, std::string_view word, bool is_open) {
  const SearchReader::Words* words = index.spelling(word[0]);
  const std::string singular = singular_of(word);
  return words != nullptr && std::any_of(words->begin(), words->end(), [&](const auto& known) {
           return known.first == word || known.first == singular ||
                  (is_open && known.first.starts_with(word));
         });
}

std::uint32_t letters_of(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char c : word) letters |= 1U << (static_cast<std::uint32_t>(c - 'a') & 31U);
  return letters;
}

// Looks for the nearest of the known words.
struct Nearest {
  const SearchReader& index;
  std::string_view typed;
  const std::optional<Doubt>& doubt;
  int most;             // unlike what was typed
  std::uint32_t least;  // uses
  bool takes_unused = false;

  std::string word{};
  int far = std::numeric_limits<int>::max();
  int odds = std::numeric_limits<int>::max();

  template <class Fits>
  void look(std::string_view letters, const Fits& fits) {
    for (const char letter : letters) {
      const SearchReader::Words* words = index.spelling(letter);
      if (words == nullptr) continue;
      for (const auto& [known, uses] : *words) {
        const std::size_t longer = std::max(known.size(), typed.size());
        if (known == typed || (uses == 0 && !takes_unused) ||
            longer - std::min(known.size(), typed.size()) > kMostLonger || !fits(known)) {
          continue;
        }
        const int unlike = unlikeness(typed, known);
        const int unlikely = unlike * 8 - static_cast<int>(std::min(uses, 255U));
        if (unlike > limit_for(known) || unlikely >= odds) continue;
        if (uses < least && !is_form(known)) continue;
        word = known;
        far = unlike;
        odds = unlikely;
      }
    }
  }
  void look(std::string_view letters) {
    look(letters, [](std::string_view) { return true; });
  }

 private:
  // A short word must not lose or change a consonant; all letters in another order may be further
  // off.
  [[nodiscard]] int limit_for(std::string_view known) const {
    if (known.size() <= typed.size() && known.size() < kShortestSlip)
      return std::min(most, kOne - 1);
    const bool is_reordered = !doubt && known.size() == typed.size() &&
                              typed.size() >= kShortestSure &&
                              letters_of(known) == letters_of(typed);
    return is_reordered ? 2 * kOne : most;
  }
  // Another form of a word that nobody writes like that.
  [[nodiscard]] bool is_form(std::string_view known) const {
    return doubt && doubt->is_odd && index.stemmer().stem(known) == doubt->stem;
  }
};

// Two common words that were written as one; of a doubled letter between them one may be left out.
std::vector<std::string> split(const SearchReader& index, std::string_view word) {
  std::vector<std::string> best;
  auto most = static_cast<std::uint32_t>(std::bit_width(index.roles())) / 2;
  for (std::size_t i = kShortestFirst; i + kShortestSecond <= word.size(); ++i) {
    const std::string_view second = word.substr(i);
    for (const std::size_t doubled : {0, 1}) {
      const std::string first =
          std::string(word.substr(0, i)).append(word.substr(i - doubled, doubled));
      const std::uint32_t uses = std::min(uses_of(index, first), uses_of(index, second));
      if (uses <= most) continue;
      best = {first, std::string(second)};
      most = uses;
    }
  }
  return best;
}

std::uint32_t least_uses(const std::optional<Doubt>& doubt) {
  if (!doubt) return 0;
  if (doubt->is_odd) return kManyUses;
  return std::max(kManyUses, 2 * static_cast<std::uint32_t>(std::bit_width(doubt->uses)) + 2);
}

// The word that a roofer or an Ärztin is named after, where titles or facts have that.
std::string base_of(const SearchReader& index, std::string_view word) {
  constexpr std::array<std::string_view, 9> kEndings = {"innen", "ists", "ing", "ist", "ers",
                                                        "ors",   "er",   "or",  "in"};
  const auto ending = std::find_if(kEndings.begin(), kEndings.end(),
                                   [&](std::string_view end) { return word.ends_with(end); });
  if (ending == kEndings.end()) return {};
  const std::string base(word.substr(0, word.size() - ending->size()));
  for (const std::string& known : {base, base + "e"}) {
    if (known.size() >= kShortest && uses_of(index, known) >= kKnownUses) return known;
  }
  return {};
}

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";

}  // namespace

int unlikeness(std::string_view typed, std::string_view known) {
  std::vector<int> before, last, row(known.size() + 1);
  for (std::size_t j = 0; j < known.size(); ++j) row[j + 1] = row[j] + too_few(known, j);
  for (std::size_t i = 0; i < typed.size(); ++i) {
    before.swap(last);
    last.swap(row);
    row.assign(1, last[0] + too_much(typed, i));
    for (std::size_t j = 0; j < known.size(); ++j) {
      int cost = std::min({last[j + 1] + too_much(typed, i), row[j] + too_few(known, j),
                           last[j] + another(typed[i], known[j])});
      if (i > 0 && j > 0 && typed[i] == known[j - 1] && typed[i - 1] == known[j]) {
        cost = std::min(cost, before[j - 1] + kSwapped);
      }
      row.push_back(cost);
    }
  }
  return row.back();
}

std::string kin_beginning(const SearchReader& index, std::string_view word, bool is_open) {
  if (!is_plain_word(word) || is_word(index, word, is_open)) return {};
  if (std::string base = base_of(index, word); !base.empty()) return base;
  if (word.size() < kShortestKin) return {};
  return std::string(word.substr(0, std::max(kLeastKin, (word.size() * 2 + 2) / 3)));
}

std::vector<std::string> correct_word(const SearchReader& index, std::string_view word,
                                      bool is_open, const std::optional<Doubt>& doubt) {
  const int far = !doubt ? 2 * kOne : word.size() < kShortestFar ? kOne : 2 * kVowel;
  const int most = std::min(most_unlike(word), far);
  if (most == 0 || ((!doubt || doubt->is_odd) && is_word(index, word, is_open))) return {};
  Nearest best{index, word, doubt, most, least_uses(doubt)};
  const auto known = [&] {
    return best.word.empty() ? std::vector<std::string>() : std::vector<std::string>{best.word};
  };
  best.look(word[0] == word[1] ? word.substr(0, 1) : word.substr(0, 2));
  if (best.far > kOne) best.look(kSoundsLike[static_cast<std::size_t>(word[0] - 'a')]);
  if (doubt || best.far < kOne || (best.far == kOne && word.size() >= kShortestSure)) {
    return known();
  }
  if (best.far > kOne && !base_of(index, word).empty()) return {};
  if (best.word.empty()) {
    if (auto two = split(index, word); !two.empty()) return two;
  }
  // The first letter wrong or missing comes last, and is the only slip then.
  best.most = kOne;
  best.look(kLetters, [&](std::string_view other) {
    return other.ends_with(word.substr(1)) &&
           (word.size() >= kShortestSlip || other.size() > word.size());
  });
  if (best.word.empty()) {
    best.most = most;
    best.takes_unused = true;
    best.look(word.substr(0, 1));
  }
  return known();
}

}  // namespace rolepress
