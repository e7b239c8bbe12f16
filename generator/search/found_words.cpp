#include "search/found_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "search/text_rules.h"

namespace rolepress {
namespace {

std::uint64_t count_facts(const SearchReader::Term& term) {
  return static_cast<std::uint64_t>(
      std::count_if(term.impacts.begin(), term.impacts.end(),
                    [](std::uint32_t impact) { return impact >= kLeastFact; }));
}

}  // namespace

Found scaled(Found found, std::uint64_t share, std::uint64_t whole) {
  const auto part = [&](std::uint32_t weight) {
    return static_cast<std::uint32_t>((weight * share + whole - 1) / whole);
  };
  found.weight = part(found.weight);
  for (Listed& list : found.lists) {
    list.factor = part(list.factor);
    list.of_facts = part(list.of_facts);
  }
  return found;
}

bool is_in_facts(const Found& found) {
  return std::any_of(found.lists.begin(), found.lists.end(),
                     [](const Listed& list) { return count_facts(*list.term) > 0; });
}

Found either(const Found& own, Found other) {
  Found both = own;
  both.weight = other.weight;
  for (Listed& list : both.lists) list = {list.term, other.weight * kNear, other.weight * kSure};
  std::move(other.lists.begin(), other.lists.end(), std::back_inserter(both.lists));
  return both;
}

Found softened(const Found& found, std::string_view word) {
  std::uint64_t uses = 0;
  std::uint64_t facts = 0;
  for (const Listed& list : found.lists) {
    uses += list.term->impacts.size();
    facts += count_facts(*list.term);
  }
  const std::uint64_t share = std::min(uses + 80 * facts, (is_filler(word) ? 2 : 10) * uses);
  Found soft = scaled(found, share, 10 * uses);
  for (std::size_t i = 0; !is_filler(word) && i < soft.lists.size(); ++i) {
    soft.lists[i].of_facts = found.lists[i].factor;
  }
  return soft;
}

bool are_tied(const std::optional<Found>& one, const std::optional<Found>& other,
              const std::optional<Found>& joint) {
  const auto uses = [](const std::optional<Found>& found) { return found ? found->uses : 0; };
  return joint && joint->uses * 2 >= std::min(uses(one), uses(other));
}

}  // namespace rolepress
