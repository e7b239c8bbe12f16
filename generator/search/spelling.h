#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

class SearchReader;

/// What is known of a word that some roles have.
struct Doubt {
  std::uint64_t uses = 0;
  bool is_odd = false;  // its stem is known, but in other forms only
  std::string stem;
};

/// The known word that was most likely meant, or the two that were written as one; empty where none
/// is near, or where the word is known to be spelt so. Where some roles have it as it is, only one
/// that far more have counts. An open word may be the beginning of what is meant.
[[nodiscard]] std::vector<std::string> correct_word(const SearchReader& index,
                                                    std::string_view word, bool is_open,
                                                    const std::optional<Doubt>& doubt);

/// How unlike what was typed is a known word: 4 for a letter too much, too few or another, less for
/// slips that are common (a letter doubled or not, a vowel left out or mistaken, neighbours
/// swapped).
[[nodiscard]] int unlikeness(std::string_view typed, std::string_view known);

/// How the words begin that are of one family with a word that nobody has, "truck" for "trucker";
/// empty where too few letters would tell, or where the editors know the word.
[[nodiscard]] std::string kin_beginning(const SearchReader& index, std::string_view word,
                                        bool is_open);

}  // namespace rolepress
