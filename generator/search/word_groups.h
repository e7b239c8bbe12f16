#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rolepress {

/// Phrases for one thing: the editors' synonyms, and abbreviations that the texts explain
/// themselves. They are told by the written form of each word, for the forms of one stem may differ
/// in meaning: a "councillor" is no "council".
class WordGroups {
 public:
  struct Word {
    std::uint32_t form = 0;
    std::uint32_t stem = 0;
    std::uint32_t surface = 0;
  };
  using Phrase = std::vector<Word>;

  void add(std::vector<Phrase> group);
  /// Calls `also(phrase, at)` for the other phrases of each group that `forms` has at `at`.
  template <class Also>
  void expand(std::span<const std::uint32_t> forms, const Also& also) const;

 private:
  struct Member {
    std::size_t group;
    std::size_t phrase;
  };

  [[nodiscard]] static bool stands_at(std::span<const std::uint32_t> forms, std::size_t at,
                                      const Phrase& phrase);

  std::vector<std::vector<Phrase>> groups_;
  std::unordered_map<std::uint32_t, std::vector<Member>> by_first_;
};

/// Collects what texts explain: "Occupational Therapist (OT)".
class Abbreviations {
 public:
  void read(std::string_view text);
  void add(std::string_view brief, std::string_view full, std::size_t times);
  /// Those that were met at least `least` times: the short form and the long.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> common(std::size_t least) const;

  /// How often each was met.
  using Met = std::map<std::pair<std::string, std::string>, std::size_t>;
  [[nodiscard]] const Met& met() const { return met_; }

 private:
  Met met_;
};

template <class Also>
void WordGroups::expand(std::span<const std::uint32_t> forms, const Also& also) const {
  for (std::size_t at = 0; at < forms.size(); ++at) {
    const auto found = by_first_.find(forms[at]);
    if (found == by_first_.end()) continue;
    for (const Member& member : found->second) {
      const auto& group = groups_[member.group];
      if (!stands_at(forms, at, group[member.phrase])) continue;
      for (std::size_t other = 0; other < group.size(); ++other) {
        if (other != member.phrase) also(group[other], at);
      }
    }
  }
}

}  // namespace rolepress
