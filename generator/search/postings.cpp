#include "search/postings.h"

#include <algorithm>

namespace rolepress {
namespace {

constexpr std::size_t kLeastTimesExplained = 2;
constexpr std::size_t kLeastPairs = 3;

void count_up(std::uint8_t& count) {
  if (count < UINT8_MAX) ++count;
}

bool is_known(Place place) { return place != Place::kText; }

}  // namespace

std::uint32_t Postings::term_of(std::string_view key) {
  const std::uint32_t term = terms_.add(key);
  if (term == lists_.size()) lists_.emplace_back();
  return term;
}

std::uint32_t Postings::surface_of(std::string_view word) {
  const std::uint32_t id = surface_table_.add(word);
  if (id < surfaces_.size()) return id;
  Surface& surface = surfaces_.emplace_back();
  if (!is_stop_word(word)) surface.term = term_of(stemmer_.stem(word));
  return id;
}

Posting& Postings::posting(std::uint32_t term, std::uint32_t document) {
  auto& list = lists_[term];
  if (list.empty() || list.back().document != document) list.push_back({document});
  return list.back();
}

void Postings::count_surface(std::uint32_t id, std::uint32_t document, Place place) {
  Surface& surface = surfaces_[id];
  if (surface.last_seen == document) return;  // titles and facts come before other texts
  surface.last_seen = document;
  ++(is_known(place) ? surface.known_in : surface.text_in);
}

void Postings::add_word(std::uint32_t document, std::string_view word, Place place) {
  const std::uint32_t id = surface_of(word);
  if (surfaces_[id].term == WordTable::kNone) return;
  count_surface(id, document, place);
  if (is_known(place)) known_.push_back(id);
  Posting& p = posting(surfaces_[id].term, document);
  count_up(place == Place::kTitle ? p.title : place == Place::kFact ? p.fact : p.text);
}

void Postings::add_exact(std::uint32_t document, std::string_view word) {
  const std::uint32_t id = surface_table_.add(word);
  if (id == surfaces_.size()) {
    surfaces_.emplace_back();
    surfaces_.back().term = term_of(word);
  }
  if (surfaces_[id].term == WordTable::kNone) return;
  count_surface(id, document, Place::kFact);
  count_up(posting(surfaces_[id].term, document).fact);
}

void Postings::add_text(std::uint32_t document, const FieldText& field) {
  scanner_.reset(field.text);
  while (const WordScanner::Run* run = scanner_.next()) {
    for (std::string_view part : run->parts) {
      add_word(document, part, field.place);
      if (run->has_currency && part == run->parts.front()) {
        add_word(document, part.substr(part.find_first_of("0123456789")), field.place);
      }
    }
    // In place of its parts in a sequence it would part neighbours, so it only counts.
    if (!run->joined.empty()) {
      const std::size_t length = known_.size();
      add_word(document, run->joined, field.place);
      known_.resize(length);
    }
  }
  if (is_known(field.place)) known_.push_back(kBreak);
  abbreviations_.read(field.text);
}

// `stem=singular` and `stem stem` of a title, which begins at `from` in the known words.
void Postings::note_titles(std::uint32_t document, std::uint32_t from) {
  std::uint32_t before = kBreak;
  for (std::size_t i = from; i < known_.size() && known_[i] != kBreak; ++i) {
    const std::uint32_t term = surfaces_[known_[i]].term;
    const std::string stem(terms_.word(term));
    const std::string singular = singular_of(surface_table_.word(known_[i]));
    posting(term_of(stem + "=" + singular), document).title = 1;
    if (before != kBreak) {
      posting(term_of(std::string(terms_.word(before)) + " " + stem), document).title = 1;
    }
    before = term;
  }
}

void Postings::add(std::uint32_t number, const SearchDocument& document) {
  known_begins_.push_back(known_.size());
  for (const FieldText& field : document.texts) {
    const std::size_t from = known_.size();
    add_text(number, field);
    if (field.place == Place::kTitle) note_titles(number, static_cast<std::uint32_t>(from));
  }
  for (const std::string& word : document.pay_words) add_exact(number, word);
}

WordGroups::Phrase Postings::phrase_of(std::string_view text) {
  WordGroups::Phrase phrase;
  WordScanner scanner(text);
  while (const WordScanner::Run* run = scanner.next()) {
    for (const std::string_view part : run->parts) {
      const std::uint32_t term = surfaces_[surface_of(part)].term;
      if (term != WordTable::kNone) phrase.push_back(term);
    }
  }
  return phrase;
}

void Postings::add_groups() {
  WordGroups groups;
  for (const SynonymGroup& synonyms : synonyms_) {
    std::vector<WordGroups::Phrase> group;
    for (const std::string& words : synonyms) group.push_back(phrase_of(words));
    groups.add(std::move(group));
  }
  for (const auto& [brief, full] : abbreviations_.common(kLeastTimesExplained)) {
    groups.add({phrase_of(brief), phrase_of(full)});
  }
  std::vector<std::uint32_t> terms;
  for (std::uint32_t document = 0; document < known_begins_.size(); ++document) {
    terms.clear();
    const std::size_t end =
        document + 1 < known_begins_.size() ? known_begins_[document + 1] : known_.size();
    for (std::size_t i = known_begins_[document]; i < end; ++i) {
      terms.push_back(known_[i] == kBreak ? kBreak : surfaces_[known_[i]].term);
    }
    groups.expand(terms, [&](std::uint32_t term) { extras_.push_back({term, document}); });
  }
}

// "full stack" also counts as "fullstack" where some text writes it as one, and the other way
// round.
void Postings::join_neighbours() {
  const auto each_pair = [&](const auto& visit) {
    for (std::uint32_t document = 0; document < known_begins_.size(); ++document) {
      const std::size_t end =
          document + 1 < known_begins_.size() ? known_begins_[document + 1] : known_.size();
      for (std::size_t i = known_begins_[document]; i + 1 < end; ++i) {
        if (known_[i] != kBreak && known_[i + 1] != kBreak) {
          visit(document, known_[i], known_[i + 1]);
        }
      }
    }
  };
  std::vector<std::pair<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>>> splits;
  std::string joined;
  each_pair([&](std::uint32_t document, std::uint32_t a, std::uint32_t b) {
    joined.assign(surface_table_.word(a)).append(surface_table_.word(b));
    const std::uint32_t one = surface_table_.find(joined);
    if (one == WordTable::kNone || surfaces_[one].term == WordTable::kNone) return;
    extras_.push_back({surfaces_[one].term, document});
    splits.push_back({one, {surfaces_[a].term, surfaces_[b].term}});
  });
  std::sort(splits.begin(), splits.end());
  splits.erase(std::unique(splits.begin(), splits.end()), splits.end());
  for (const auto& [one, two] : splits) {
    for (const Posting& p : lists_[surfaces_[one].term]) {
      if (p.title == 0 && p.fact == 0) continue;
      extras_.push_back({two.first, p.document});
      extras_.push_back({two.second, p.document});
    }
  }
}

void Postings::merge_extras() {
  std::sort(extras_.begin(), extras_.end());
  extras_.erase(std::unique(extras_.begin(), extras_.end()), extras_.end());
  for (std::size_t begin = 0; begin < extras_.size();) {
    std::size_t end = begin;
    auto& list = lists_[extras_[begin].term];
    std::vector<Posting> merged;
    std::size_t from = 0;
    for (; end < extras_.size() && extras_[end].term == extras_[begin].term; ++end) {
      while (from < list.size() && list[from].document < extras_[end].document) {
        merged.push_back(list[from++]);
      }
      if (from < list.size() && list[from].document == extras_[end].document) {
        merged.push_back(list[from++]);
      } else {
        merged.push_back({extras_[end].document});
      }
      merged.back().alike = 1;
    }
    merged.insert(merged.end(), list.begin() + static_cast<std::ptrdiff_t>(from), list.end());
    list = std::move(merged);
    begin = end;
  }
  extras_.clear();
}

// Where all titles use one form of a stem, the stem says as much.
void Postings::drop_lone_singulars() {
  std::vector<std::pair<std::string_view, std::uint32_t>> singulars;  // by stem
  for (std::uint32_t term = 0; term < terms_.size(); ++term) {
    const std::string_view key = terms_.word(term);
    if (const std::size_t sign = key.find('='); sign != std::string_view::npos) {
      singulars.emplace_back(key.substr(0, sign), term);
    }
  }
  std::sort(singulars.begin(), singulars.end());
  for (std::size_t i = 0; i < singulars.size(); ++i) {
    const bool lone = (i == 0 || singulars[i - 1].first != singulars[i].first) &&
                      (i + 1 == singulars.size() || singulars[i + 1].first != singulars[i].first);
    if (lone) lists_[singulars[i].second].clear();
  }
}

void Postings::drop_rare_pairs() {
  for (std::uint32_t term = 0; term < terms_.size(); ++term) {
    if (terms_.word(term).find(' ') != std::string_view::npos &&
        lists_[term].size() < kLeastPairs) {
      lists_[term].clear();
    }
  }
}

// A word that every eighth text has tells roles apart only where the title or the facts have it.
void Postings::drop_common_text(std::size_t documents) {
  constexpr std::size_t kShare = 8;
  constexpr std::size_t kSmallBoard = 64;
  if (documents < kSmallBoard) return;
  for (auto& list : lists_) {
    const auto in_text = [](const Posting& p) { return p.title + p.fact + p.alike == 0; };
    const auto only_text = std::count_if(list.begin(), list.end(), in_text);
    const bool telling = static_cast<std::size_t>(only_text) < documents / kShare;
    if (!telling && static_cast<std::size_t>(only_text) < list.size()) std::erase_if(list, in_text);
  }
}

void Postings::finish(std::size_t documents) {
  add_groups();
  join_neighbours();
  merge_extras();
  drop_lone_singulars();
  drop_rare_pairs();
  drop_common_text(documents);
}

}  // namespace rolepress
