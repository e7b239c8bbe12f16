#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/search_reader.h"

namespace rolepress {

/// The impact of what stands in more than texts.
inline constexpr std::uint32_t kLeastFact = 5;

/// How much a word counts: as typed, as typed where another may be meant, as meant, as begun.
inline constexpr std::uint32_t kExact = 16, kSure = 24, kNear = 12, kBegun = 8;

/// Roles that have a word, and how much each counts for it.
struct Listed {
  const SearchReader::Term* term;
  std::uint32_t factor;
  std::uint32_t of_facts;  // the factor where more than the texts have the word
};

/// What a word of a query finds.
struct Found {
  std::string name;
  std::uint32_t weight = 0;
  bool is_area = false;    // where one may work from
  std::uint64_t uses = 0;  // roles
  bool is_odd = false;     // titles use other forms of its stem only
  std::vector<Listed> lists;
  const SearchReader::Term* form = nullptr;
  std::uint32_t form_factor = 0;
};

[[nodiscard]] Found scaled(Found found, std::uint64_t share, std::uint64_t whole);

/// What hardly any title or fact says, or a filler, tells little of a role; but where they say it.
[[nodiscard]] Found softened(const Found& found, std::string_view word);

/// Whether more than texts have it.
[[nodiscard]] bool is_in_facts(const Found& found);

/// A rare word of some title may be right after all: its roles come before those of the other.
[[nodiscard]] Found either(const Found& own, Found other);

/// Whether two words mostly stand together, as "part time" does.
[[nodiscard]] bool are_tied(const std::optional<Found>& one, const std::optional<Found>& other,
                            const std::optional<Found>& joint);

}  // namespace rolepress
