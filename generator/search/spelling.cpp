#include "search/spelling.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "search/search_reader.h"

namespace rolepress {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLong = 8;

// First letters that are mistaken for each other, from a to z.
constexpr std::array<std::string_view, 26> kSoundsLike = {
    "eo", "d", "ks", "b", "ia", "p",  "j", "w",  "ey", "g", "c", "i", "n",
    "kg", "a", "f",  "k", "w",  "cp", "p", "ey", "w",  "r", "z", "i", "sx"};

std::size_t most_edits(std::string_view word) {
  const bool plain =
      std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (word.size() < kShortest || !plain) return 0;
  return word.size() < kLong ? 1 : 2;
}

std::string letters_to_try(std::string_view word) {
  std::string letters;
  const auto add = [&](char letter) {
    if (letters.find(letter) == std::string::npos) letters.push_back(letter);
  };
  add(word[0]);
  add(word[1]);
  for (const char letter : kSoundsLike[static_cast<std::size_t>(word[0] - 'a')]) add(letter);
  return letters;
}

}  // namespace

std::string correct_word(const SearchReader& index, std::string_view word,
                         std::uint32_t least_common) {
  std::size_t most = most_edits(word);
  if (least_common > 0) most = std::min<std::size_t>(most, 1);
  if (most == 0) return {};
  for (const char letter : letters_to_try(word)) {
    const SearchReader::Words* words = index.spelling(letter);
    if (words == nullptr) continue;
    std::string_view best;
    std::size_t least = most;
    std::uint32_t uses = 0;
    for (const auto& [known, common] : *words) {
      const std::size_t longer = std::max(known.size(), word.size());
      if (known == word || common < least_common ||
          longer - std::min(known.size(), word.size()) > least) {
        continue;
      }
      const std::size_t far = edit_distance(word, known);
      if (far > least || (!best.empty() && far == least && common <= uses)) continue;
      best = known;
      least = far;
      uses = common;
    }
    if (!best.empty()) return std::string(best);
  }
  return {};
}

}  // namespace rolepress
