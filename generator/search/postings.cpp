#include "search/postings.h"

#include <algorithm>

namespace rolepress {
namespace {

constexpr std::size_t kLeastPairs = 3;

void count(Posting& p, Place place) {
  const auto count_up = [](std::uint8_t& count, unsigned most) {
    if (count < most) ++count;
  };
  switch (place) {
    case Place::kTitle:
      return count_up(p.title, UINT8_MAX);
    case Place::kFact:
      return count_up(p.fact, (p.fact & Posting::kArea) != 0 ? UINT8_MAX : Posting::kArea - 1U);
    case Place::kArea:
      p.fact |= Posting::kArea;
      return;
    case Place::kTerms:
      p.text |= Posting::kTerms;
      return;
    case Place::kText:
      return count_up(p.text, p.is_in_terms() ? UINT8_MAX : Posting::kTerms - 1U);
  }
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
  count(posting(surfaces_[id].term, document), place);
}

// In place of what it is made from in a sequence it would part neighbours, so it only counts.
void Postings::add_apart(std::uint32_t document, std::string_view word, Place place) {
  const std::size_t length = known_.size();
  add_word(document, word, place);
  known_.resize(length);
}

void Postings::add_text(std::uint32_t document, const FieldText& field) {
  scanner_.reset(field.text);
  while (const WordScanner::Run* run = scanner_.next()) {
    // "full" and "time" say nothing of the terms of work: "full stack" is no full-time work.
    const bool is_whole = field.place == Place::kTerms && !run->joined.empty();
    for (std::string_view part : run->parts) {
      if (is_whole) break;
      add_word(document, part, field.place);
      if (run->has_currency && part == run->parts.front()) {
        add_word(document, part.substr(part.find_first_of("0123456789")), field.place);
      }
    }
    if (!run->joined.empty()) add_apart(document, run->joined, field.place);
  }
  if (is_known(field.place)) known_.push_back(kBreak);
  abbreviations_.read(field.text);
}

std::uint32_t Postings::form_of(std::uint32_t surface) {
  if (surfaces_[surface].form == WordTable::kNone) {
    std::string key(terms_.word(surfaces_[surface].term));
    key.append("=").append(singular_of(surface_table_.word(surface)));
    surfaces_[surface].form = term_of(key);
  }
  return surfaces_[surface].form;
}

std::uint32_t Postings::pair_of(std::uint32_t before, std::uint32_t after) {
  return term_of(std::string(terms_.word(before)).append(" ").append(terms_.word(after)));
}

// The forms and the neighbours of a title, which begins at `from` in the known words.
void Postings::note_titles(std::uint32_t document, std::uint32_t from) {
  std::uint32_t before = kBreak;
  for (std::size_t i = from; i < known_.size() && known_[i] != kBreak; ++i) {
    posting(form_of(known_[i]), document).title = 1;
    const std::uint32_t term = surfaces_[known_[i]].term;
    if (before != kBreak) posting(pair_of(before, term), document).title = 1;
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
  for (const std::string& word : document.pay_words) add_apart(number, word, Place::kFact);
}

WordGroups::Phrase Postings::phrase_of(std::string_view text) {
  WordGroups::Phrase phrase;
  WordScanner scanner(text);
  while (const WordScanner::Run* run = scanner.next()) {
    for (const std::string_view part : run->parts) {
      const std::uint32_t surface = surface_of(as_name(part));  // no editor means "it"
      const std::uint32_t term = surfaces_[surface].term;
      if (term != WordTable::kNone) phrase.push_back({form_of(surface), term, surface});
    }
  }
  return phrase;
}

std::span<const std::uint32_t> Postings::known_of(std::uint32_t document) const {
  const std::size_t begin = known_begins_[document];
  const std::size_t end =
      document + 1 < known_begins_.size() ? known_begins_[document + 1] : known_.size();
  return std::span(known_).subspan(begin, end - begin);
}

void Postings::merge_extras() {
  std::sort(extras_.begin(), extras_.end());
  for (std::size_t begin = 0; begin < extras_.size();) {
    std::size_t end = begin;
    auto& list = lists_[extras_[begin].term];
    std::vector<Posting> merged;
    std::size_t from = 0;
    for (; end < extras_.size() && extras_[end].term == extras_[begin].term; ++end) {
      const std::uint32_t document = extras_[end].document;
      while (from < list.size() && list[from].document <= document) merged.push_back(list[from++]);
      if (merged.empty() || merged.back().document != document) merged.push_back({document});
      merged.back().alike = extras_[end].alike;  // the stronger comes last
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
    auto& list = lists_[term];
    if (list.size() >= kLeastPairs || terms_.word(term).find(' ') == std::string_view::npos)
      continue;
    // An editor's phrase counts: "head teacher" of a headteacher, before a teacher of a Head Start.
    const auto is_alike = [](const Posting& p) { return p.alike != Alike::kNone; };
    if (std::none_of(list.begin(), list.end(), is_alike)) list.clear();
  }
}

// A word that every eighth text has, or very many, tells roles apart only where the title, the
// facts or the terms of work have it.
void Postings::drop_common_text(std::size_t documents) {
  constexpr std::size_t kShare = 8;
  constexpr std::size_t kManyTexts = 385;  // more than anybody reads; the index grows with it
  constexpr std::size_t kSmallBoard = 64;
  if (documents < kSmallBoard) return;
  for (auto& list : lists_) {
    const auto in_text = [](const Posting& p) {
      return p.title + p.fact == 0 && p.alike == Alike::kNone && !p.is_in_terms();
    };
    const auto only_text = std::count_if(list.begin(), list.end(), in_text);
    const bool telling =
        static_cast<std::size_t>(only_text) < std::min(documents / kShare, kManyTexts);
    if (!telling && static_cast<std::size_t>(only_text) < list.size()) std::erase_if(list, in_text);
  }
}

void Postings::finish(std::size_t documents) {
  add_groups();
  add_trades();
  join_neighbours();
  split_compounds();
  merge_extras();
  drop_lone_singulars();
  drop_rare_pairs();
  drop_common_text(documents);
}

}  // namespace rolepress
