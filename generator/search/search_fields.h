#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"

namespace rolepress {

/// Where a word stands in a role, the most telling place first.
enum class Place : std::uint8_t { kTitle, kFact, kArea, kTerms, kText };

struct FieldText {
  Place place;
  std::string_view text;
};

/// One role as the search sees it. Views into the site.
struct SearchDocument {
  const Role* role = nullptr;
  std::vector<FieldText> texts;
  std::vector<std::string> pay_words;  // words as they are, not to be taken apart
};

/// The texts of a role by the table of fields.
[[nodiscard]] SearchDocument search_document(const Role& role);

/// The listed roles in the order of their numbers in the index: by category, then by the last word
/// of the title, so that what is alike stands together. Short steps between numbers make small
/// files, and the cards of one answer come in few of them.
[[nodiscard]] std::vector<const Role*> index_order(const Site& site);

/// What the visitor can filter by: names in the address, and the values of a role.
struct FacetValue {
  std::string_view value;
  std::string_view label;
};
struct Facet {
  std::string_view name;
  void (*values)(const Role& role, std::vector<FacetValue>& out);
};
[[nodiscard]] const std::vector<Facet>& facets();

/// Days since 1970; 0 = unknown.
[[nodiscard]] std::uint64_t posted_day(const Role& role);
/// None later than `today`, the day of the build.
[[nodiscard]] std::uint64_t checked_day(const Role& role, CivilDate today);
[[nodiscard]] std::uint64_t closing_day(const Role& role);

/// Numbers that results are sorted and filtered by; 0 = unknown.
struct NumberColumn {
  std::string_view name;
  std::uint64_t (*value)(const Role& role, std::string_view currency);
};
[[nodiscard]] const std::vector<NumberColumn>& number_columns();

/// The currency of most roles that pay by the hour; amounts in others are not compared with it.
[[nodiscard]] std::string hourly_currency(const std::vector<const Role*>& roles);

}  // namespace rolepress
