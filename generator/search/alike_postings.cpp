// Other words that a role might as well have: synonyms, trades, and compounds.

#include <algorithm>
#include <array>
#include <map>

#include "search/postings.h"

namespace rolepress {
namespace {

constexpr std::size_t kLeastTimesExplained = 2;

constexpr std::size_t kShortestCompoundStart = 4;
constexpr std::size_t kShortestCompoundEnd = 6;

}  // namespace

WordGroups Postings::groups() {
  WordGroups groups;
  for (const SynonymGroup& synonyms : synonyms_) {
    std::vector<WordGroups::Phrase> group;
    for (const std::string& words : synonyms) {
      for (const auto& [form, stem, surface] : group.emplace_back(phrase_of(words)))
        surfaces_[surface].is_named = true;
    }
    groups.add(std::move(group));
  }
  for (const auto& [brief, full] : abbreviations_.common(kLeastTimesExplained)) {
    groups.add({phrase_of(brief), phrase_of(full)});
  }
  return groups;
}

void Postings::add_groups() {
  const WordGroups all = groups();
  std::vector<std::uint32_t> forms;
  for (std::uint32_t document = 0; document < known_begins_.size(); ++document) {
    forms.clear();
    for (const std::uint32_t surface : known_of(document)) {
      forms.push_back(surface == kBreak ? kBreak : form_of(surface));
    }
    // The title comes first, then facts, the area and the terms of work; a break ends each field.
    const auto title_end =
        static_cast<std::size_t>(std::find(forms.begin(), forms.end(), kBreak) - forms.begin());
    const auto area_end = std::find(forms.rbegin() + 1, forms.rend(), kBreak);
    const auto area = std::find(std::next(area_end), forms.rend(), kBreak);
    all.expand(forms, [&](const WordGroups::Phrase& phrase, std::size_t at) {
      const auto place = forms.rend() - 1 - static_cast<std::ptrdiff_t>(at);
      const bool is_area = place > area_end && place < area;
      add_phrase(phrase, document,
                 at < title_end ? Alike::kTitle
                 : is_area      ? Alike::kArea
                                : Alike::kFact);
    });
  }
}

// A phrase that a role might as well have. A word alone is as good as the title's; of several, each
// says less ("patent attorney" of a patent engineer), and all of them are neighbours in the title.
void Postings::add_phrase(const WordGroups::Phrase& phrase, std::uint32_t document, Alike alike) {
  const bool is_one = phrase.size() == 1;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    extras_.push_back({phrase[i].stem, document, is_one ? alike : std::min(alike, Alike::kFact)});
    if (i > 0 && alike == Alike::kTitle) {
      extras_.push_back({pair_of(phrase[i - 1].stem, phrase[i].stem), document, alike});
    }
  }
}

// Each field of each role; a word that stands for one of a title's is as good as that.
template <class Visit>
void Postings::for_known(const Visit& visit) const {
  for (std::uint32_t document = 0; document < known_begins_.size(); ++document) {
    const auto known = known_of(document);
    Alike alike = Alike::kTitle;
    for (auto from = known.begin(); from != known.end(); alike = Alike::kFact) {
      const auto end = std::find(from, known.end(), kBreak);
      visit(document, std::span(from, end), alike);
      from = end == known.end() ? end : end + 1;
    }
  }
}

std::uint32_t Postings::term_at(std::uint32_t surface) const {
  return surface == WordTable::kNone ? surface : surfaces_[surface].term;
}

// Of "plumber" the term of "plumbing", of "intern" that of "internship", and so on both ways, where
// stems part them.
std::uint32_t Postings::trade_of(std::uint32_t surface) const {
  struct Ending {
    std::string_view from;
    std::string_view to;
  };
  constexpr Ending kEndings[] = {
      {"ship", ""},       {"er", "ing"},    {"or", "ing"},    {"ing", "er"},   {"ing", "or"},
      {"", "ship"},       {"ician", "ics"}, {"ician", "ic"},  {"ic", "ician"}, {"ian", "y"},
      {"y", "ian"},       {"ist", "istry"}, {"istry", "ist"}, {"ist", "y"},    {"y", "ist"},
      {"try", "ter"},     {"ter", "try"},   {"ery", "er"},    {"er", "ery"},   {"estry", "ester"},
      {"ester", "estry"}, {"ture", "t"},    {"t", "ture"}};
  constexpr std::size_t kShortest = 5;
  const std::string word = singular_of(surface_table_.word(surface));
  if (word.size() < kShortest) return WordTable::kNone;
  for (const auto& [from, to] : kEndings) {
    if (!word.ends_with(from)) continue;
    const std::string made = word.substr(0, word.size() - from.size()).append(to);
    const std::uint32_t other = surface_table_.find(made);
    if (other == WordTable::kNone || surfaces_[other].term == WordTable::kNone) continue;
    const std::uint32_t term = surfaces_[other].term;
    if (term != surfaces_[surface].term) return term;
  }
  return WordTable::kNone;
}

void Postings::add_trades() {
  std::vector<std::uint32_t> trades(surfaces_.size());
  for (std::uint32_t id = 0; id < trades.size(); ++id) trades[id] = trade_of(id);
  for_known([&](std::uint32_t document, std::span<const std::uint32_t> field, Alike alike) {
    for (const std::uint32_t surface : field) {
      if (trades[surface] == WordTable::kNone) continue;
      extras_.push_back({trades[surface], document, alike});
    }
  });
}

// A pair that some title has, counted for a role that means the same.
void Postings::add_known_pair(std::uint32_t before, std::uint32_t after, std::uint32_t document) {
  if (before == WordTable::kNone || after == WordTable::kNone) return;
  const std::string key = std::string(terms_.word(before)).append(" ").append(terms_.word(after));
  const std::uint32_t pair = terms_.find(key);
  if (pair != WordTable::kNone) extras_.push_back({pair, document, Alike::kTitle});
}

// "full stack" also counts as "fullstack" where some text writes it as one, and the other way
// round.
void Postings::join_neighbours() {
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> splits;
  std::string joined;
  for_known([&](std::uint32_t document, std::span<const std::uint32_t> field, Alike alike) {
    for (std::size_t i = 0; i + 1 < field.size(); ++i) {
      joined.assign(surface_table_.word(field[i])).append(surface_table_.word(field[i + 1]));
      const std::uint32_t one = term_at(surface_table_.find(joined));
      if (one == WordTable::kNone) continue;
      extras_.push_back({one, document, alike});
      splits.emplace(one, std::pair(term_at(field[i]), term_at(field[i + 1])));
      if (alike != Alike::kTitle) continue;
      if (i > 0) add_known_pair(term_at(field[i - 1]), one, document);
      if (i + 2 < field.size()) add_known_pair(one, term_at(field[i + 2]), document);
    }
  });
  for_known([&](std::uint32_t document, std::span<const std::uint32_t> field, Alike alike) {
    for (std::size_t i = 0; i < field.size(); ++i) {
      const auto split = splits.find(term_at(field[i]));
      if (split == splits.end()) continue;
      const auto& [first, second] = split->second;
      extras_.push_back({first, document, alike});
      extras_.push_back({second, document, alike});
      if (alike != Alike::kTitle) continue;
      if (i > 0) add_known_pair(term_at(field[i - 1]), first, document);
      if (i + 1 < field.size()) add_known_pair(second, term_at(field[i + 1]), document);
    }
  });
}

// What a compound ends with is what it is: a "Softwareentwickler" is an "Entwickler".
std::uint32_t Postings::compound_end(std::uint32_t surface) const {
  const std::string_view word = surface_table_.word(surface);
  const auto used = [&](std::string_view part) {
    const std::uint32_t id = surface_table_.find(part);
    return id != WordTable::kNone && surfaces_[id].known_in + surfaces_[id].text_in > 0;
  };
  for (std::size_t at = kShortestCompoundStart; at + kShortestCompoundEnd <= word.size(); ++at) {
    const std::uint32_t end = surface_table_.find(word.substr(at));
    if (end == WordTable::kNone || surfaces_[end].known_in == 0) continue;
    const std::string_view start = word.substr(0, at);
    const bool is_linked = start.ends_with('s') && start.size() > kShortestCompoundStart;
    if (used(start) || (is_linked && used(start.substr(0, at - 1)))) return surfaces_[end].term;
  }
  return WordTable::kNone;
}

void Postings::split_compounds() {
  std::vector<std::uint32_t> ends(surfaces_.size(), WordTable::kNone);
  for (std::uint32_t id = 0; id < ends.size(); ++id) {
    if (surfaces_[id].known_in > 0) ends[id] = compound_end(id);
  }
  for_known([&](std::uint32_t document, std::span<const std::uint32_t> field, Alike) {
    for (const std::uint32_t surface : field) {
      if (ends[surface] == WordTable::kNone || ends[surface] == surfaces_[surface].term) continue;
      extras_.push_back({ends[surface], document, Alike::kFact});
    }
  });
}

}  // namespace rolepress
