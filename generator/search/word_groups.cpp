#include "search/word_groups.h"

#include <algorithm>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kShortestAbbreviation = 2;
constexpr std::size_t kLongestAbbreviation = 6;

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

bool is_filler(std::string_view word) {
  return word == "and" || word == "of" || word == "the" || word == "&" || word == "for" ||
         word == "in";
}

// The words before `end` whose initials spell `letters`, or nothing. "Speech and Language
// Therapist" has no initial of "and"; "(SALT)" counts it all the same.
std::string_view long_form(std::string_view text, std::size_t end, std::string_view letters) {
  std::size_t letter = letters.size();
  std::size_t at = end;
  while (letter > 0) {
    while (at > 0 && text[at - 1] == ' ') --at;
    const std::size_t word_end = at;
    while (at > 0 && text[at - 1] != ' ' && text[at - 1] != '\n') --at;
    if (at == word_end) return {};
    const std::string word = to_lower(text.substr(at, word_end - at));
    const auto wanted = static_cast<char>(letters[letter - 1] + 32);
    if (word[0] == wanted) {
      --letter;
    } else if (!is_filler(word) || letter == letters.size()) {
      return {};
    }
  }
  return trim(text.substr(at, end - at));
}

}  // namespace

void WordGroups::add(std::vector<Phrase> group) {
  std::erase_if(group, [](const Phrase& phrase) { return phrase.empty(); });
  if (group.size() < 2) return;
  for (std::size_t phrase = 0; phrase < group.size(); ++phrase) {
    by_first_[group[phrase].front().form].push_back({groups_.size(), phrase});
  }
  groups_.push_back(std::move(group));
}

bool WordGroups::stands_at(std::span<const std::uint32_t> forms, std::size_t at,
                           const Phrase& phrase) {
  return at + phrase.size() <= forms.size() &&
         std::equal(phrase.begin(), phrase.end(), forms.begin() + static_cast<std::ptrdiff_t>(at),
                    [](const Word& word, std::uint32_t form) { return word.form == form; });
}

void Abbreviations::read(std::string_view text) {
  for (std::size_t open = text.find('('); open != std::string_view::npos;
       open = text.find('(', open + 1)) {
    std::size_t close = open + 1;
    while (close < text.size() && is_upper(text[close])) ++close;
    const std::string_view letters = text.substr(open + 1, close - open - 1);
    if (close == text.size() || text[close] != ')' || letters.size() < kShortestAbbreviation ||
        letters.size() > kLongestAbbreviation) {
      continue;
    }
    const std::string_view meant = long_form(text, open, letters);
    if (!meant.empty()) add(to_lower(letters), to_lower(meant), 1);
  }
}

void Abbreviations::add(std::string_view brief, std::string_view full, std::size_t times) {
  met_[{std::string(brief), std::string(full)}] += times;
}

std::vector<std::pair<std::string, std::string>> Abbreviations::common(std::size_t least) const {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& [pair, count] : met_) {
    if (count >= least) pairs.push_back(pair);
  }
  return pairs;
}

}  // namespace rolepress
