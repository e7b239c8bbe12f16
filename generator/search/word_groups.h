#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rolepress {

/// Phrases for one thing, as term numbers: the editors' synonyms, and abbreviations that the texts
/// explain themselves.
class WordGroups {
 public:
  using Phrase = std::vector<std::uint32_t>;

  void add(std::vector<Phrase> group);
  /// Calls `also(term)` for every word of the other phrases of each group that `terms` has.
  template <class Also>
  void expand(const std::vector<std::uint32_t>& terms, const Also& also) const;

 private:
  struct Member {
    std::size_t group;
    std::size_t phrase;
  };

  [[nodiscard]] bool stands_at(const std::vector<std::uint32_t>& terms, std::size_t at,
                               const Phrase& phrase) const;

  std::vector<std::vector<Phrase>> groups_;
  std::unordered_map<std::uint32_t, std::vector<Member>> by_first_;
};

/// Collects what texts explain: "Occupational Therapist (OT)".
class Abbreviations {
 public:
  void read(std::string_view text);
  void merge(const Abbreviations& other);
  /// Those that were met at least `least` times: the short form and the long.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> common(std::size_t least) const;

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> met_;
};

template <class Also>
void WordGroups::expand(const std::vector<std::uint32_t>& terms, const Also& also) const {
  for (std::size_t at = 0; at < terms.size(); ++at) {
    const auto found = by_first_.find(terms[at]);
    if (found == by_first_.end()) continue;
    for (const Member& member : found->second) {
      const auto& group = groups_[member.group];
      if (!stands_at(terms, at, group[member.phrase])) continue;
      for (std::size_t other = 0; other < group.size(); ++other) {
        if (other == member.phrase) continue;
        for (const std::uint32_t term : group[other]) also(term);
      }
    }
  }
}

}  // namespace rolepress
