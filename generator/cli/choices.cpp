#include "cli/choices.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace rolepress {
namespace {

enum Rank { kWhole, kBeginning, kPart, kMisspelt };

// How well one word that was typed fits the words of a choice.
std::optional<Rank> rank_of(std::string_view typed, const std::vector<std::string_view>& words) {
  constexpr std::size_t kLettersForEachSlip = 4;
  std::optional<Rank> best;
  const auto offer = [&](Rank rank) { best = best ? std::min(*best, rank) : rank; };
  for (const std::string_view word : words) {
    if (word.starts_with(typed)) offer(kBeginning);
    if (word.find(typed) != std::string_view::npos) offer(kPart);
    // The beginning of a word may be misspelt too: nobody types "paralegals" to its end.
    const std::string_view beginning = word.substr(0, typed.size() + 1);
    const std::size_t allowed = typed.size() / kLettersForEachSlip;
    if (edit_distance(typed, word) <= allowed || edit_distance(typed, beginning) <= allowed) {
      offer(kMisspelt);
    }
  }
  return best;
}

std::optional<Rank> rank_of(std::string_view typed, const Choice& choice) {
  const std::string wanted = normalize_words(typed);
  const std::string key = normalize_words(choice.key);
  const std::string name = normalize_words(choice.name);
  if (wanted == key || wanted == name) return kWhole;
  const std::string both = key + " " + name;
  Rank worst = kBeginning;
  for (const std::string_view word : split(wanted, ' ')) {
    const auto rank = rank_of(word, split(both, ' '));
    if (!rank) return std::nullopt;
    worst = std::max(worst, *rank);
  }
  return worst;
}

}  // namespace

std::vector<std::size_t> find_choices(std::string_view words, std::span<const Choice> choices) {
  std::vector<std::pair<Rank, std::size_t>> found;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (normalize_words(words).empty()) {
      found.emplace_back(kWhole, i);
    } else if (const auto rank = rank_of(words, choices[i])) {
      found.emplace_back(*rank, i);
    }
  }
  std::sort(found.begin(), found.end());
  std::vector<std::size_t> result;
  for (const auto& [rank, index] : found) {
    // Guesses are offered only where nothing fits better.
    if (rank != kMisspelt || found.front().first == kMisspelt) result.push_back(index);
  }
  return result;
}

}  // namespace rolepress
