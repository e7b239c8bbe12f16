#pragma once

#include <string>
#include <string_view>

namespace rolepress {

class SearchReader;

/// The known word that was most likely meant; empty when none is near. Where the word
/// `is_doubtful`, because few roles have it, only common words very near to it count.
[[nodiscard]] std::string correct_word(const SearchReader& index, std::string_view word,
                                       bool is_doubtful);

/// How unlike what was typed is a known word: 4 for a letter too much, too few or another, less for
/// slips that are common (a letter doubled or not, a vowel left out or mistaken, neighbours
/// swapped).
[[nodiscard]] int unlikeness(std::string_view typed, std::string_view known);

}  // namespace rolepress
