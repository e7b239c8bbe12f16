// Corrections, as layouts/assets/js/search-more.js makes them: change both.

#include "search/spelling.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "search/search_reader.h"

namespace rolepress {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kMostLonger = 2;  // letters
constexpr std::uint32_t kManyUses = 6;  // the logarithm of a word's uses that makes it likely
constexpr int kOne = 4, kSwapped = 3, kVowel = 3, kDoubled = 2;

// First letters that are mistaken for each other, from a to z.
constexpr std::array<std::string_view, 26> kSoundsLike = {
    "eo", "d", "ks", "b", "ia", "p",  "j", "w",  "ey", "g", "c", "i", "n",
    "kg", "a", "f",  "k", "w",  "cp", "p", "ey", "w",  "r", "z", "i", "sx"};

// The keys of a keyboard: a row and the next are 11 places apart.
constexpr std::string_view kKeyboard = "qwertyuiop asdfghjkl  zxcvbnm";
constexpr std::array<int, 6> kBesides = {-11, -10, -1, 1, 10, 11};
constexpr std::size_t kShortestSlip = 5;  // letters of a word that may begin with the wrong key

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

int most_unlike(std::string_view word) {
  const bool plain =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (word.size() < kShortest || !plain) return 0;
  return word.size() < 6 ? kOne : word.size() < 8 ? 2 * kVowel : 2 * kOne;
}

std::string keys_besides(char letter) {
  std::string keys;
  const auto own = static_cast<int>(kKeyboard.find(letter));
  for (const int places : kBesides) {
    const int at = own + places;
    if (at >= 0 && at < static_cast<int>(kKeyboard.size())) {
      keys.push_back(kKeyboard[static_cast<std::size_t>(at)]);
    }
  }
  return keys;
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

struct Nearest {
  std::string word;
  int far = std::numeric_limits<int>::max();
  int odds = std::numeric_limits<int>::max();
};

// Looks for a nearer one among the words with these first letters.
void look(const SearchReader& index, std::string_view word, std::string_view letters, int most,
          bool is_doubtful, Nearest& best) {
  for (const char letter : letters) {
    const SearchReader::Words* words = index.spelling(letter);
    if (words == nullptr) continue;
    for (const auto& [known, uses] : *words) {
      const std::size_t longer = std::max(known.size(), word.size());
      if (known == word || (is_doubtful && uses < kManyUses) ||
          longer - std::min(known.size(), word.size()) > kMostLonger) {
        continue;
      }
      const int far = unlikeness(word, known);
      const int odds = far * 8 - static_cast<int>(std::min(uses, 255U));
      if (far <= most && odds < best.odds) best = {known, far, odds};
    }
  }
}

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

std::string correct_word(const SearchReader& index, std::string_view word, bool is_doubtful) {
  const int most = std::min(most_unlike(word), is_doubtful ? kOne : 2 * kOne);
  if (most == 0) return {};
  const std::string own = word[0] == word[1] ? std::string(1, word[0]) : std::string(word, 0, 2);
  Nearest best;
  look(index, word, own, most, is_doubtful, best);
  if (best.far > kOne) {
    look(index, word, kSoundsLike[static_cast<std::size_t>(word[0] - 'a')], most, is_doubtful,
         best);
  }
  // A wrong key at the beginning comes last, and is the only slip then.
  if (best.far > kOne && !is_doubtful && word.size() >= kShortestSlip) {
    look(index, word, keys_besides(word[0]), kOne, is_doubtful, best);
  }
  return best.word;
}

}  // namespace rolepress
