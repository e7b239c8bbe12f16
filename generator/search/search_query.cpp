// How a query becomes a ranking. Every step has its twin in layouts/assets/js/search.js, with the
// same arithmetic: change both, and the cases in tests/data/search.

#include "search/search_query.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/text.h"
#include "search/found_words.h"
#include "search/query_words.h"
#include "search/search_reader.h"
#include "search/spelling.h"
#include "search/text_rules.h"

namespace rolepress {
namespace {

constexpr std::uint32_t kSmallBoard = 500;    // roles
constexpr std::uint32_t kRare = 3;            // roles with a word that may be misspelt itself
constexpr std::uint32_t kRareShare = 1000;    // the same on a large board: one role of so many
constexpr std::size_t kShortestDoubtful = 5;  // letters of a word that only texts have
constexpr std::size_t kShortestDoubtfulFact = 6;
constexpr std::uint32_t kForm = 5, kNeighbours = 8;
constexpr std::uint32_t kLeastSaid = 4;  // the impact of what a text does not just mention

using Term = SearchReader::Term;

struct Word {
  std::string text;
  bool is_open = false;  // it may go on
};

class Query {
 public:
  explicit Query(const SearchReader& index) : index_(index) {}

  void understand(std::string_view query);
  [[nodiscard]] RankedRoles rank() const;

 private:
  [[nodiscard]] std::uint32_t weigh(std::size_t roles) const;
  [[nodiscard]] std::vector<const Term*> begun(const std::string& word) const;
  [[nodiscard]] std::optional<Found> resolve(const std::string& word, bool open,
                                             std::uint32_t factor = kExact) const;
  [[nodiscard]] bool has_forms(const std::string& name) const;
  [[nodiscard]] bool is_common(const Found& found) const;
  [[nodiscard]] std::vector<Word> words_of(const QueryRun& run, bool is_last) const;
  void take(std::optional<Found> found, const std::string& word);
  void take_word(const Word& word, std::optional<Found> one, const std::vector<Found>& joints,
                 bool is_tied);
  void mend(const Word& word, const std::optional<Found>& one);
  void refine_by_areas();
  void add_scores(const Found& found, std::vector<std::uint64_t>& sums,
                  std::vector<std::uint64_t>& covered) const;

  const SearchReader& index_;
  std::vector<std::optional<Found>> found_;
  std::vector<std::string> written_;
  bool is_corrected_ = false;
};

bool is_plain(std::string_view key) { return key.find_first_of(" =*") == std::string_view::npos; }

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint32_t Query::weigh(std::size_t roles) const {
  const double share = static_cast<double>(index_.roles()) / static_cast<double>(roles);
  return static_cast<std::uint32_t>(std::floor(16 * std::log2(1 + share)));
}

std::vector<const Term*> Query::begun(const std::string& word) const {
  if (index_.roles() == 0) return {};
  const std::size_t from = index_.file_of(word);
  const std::size_t to = index_.file_of(word + "\xff");
  if (to - from >= kMostPrefixFiles) {
    if (const Term* listed = index_.find(word + "*")) return {listed};
  }
  std::vector<const Term*> terms;
  for (std::size_t file = from; file <= std::min(to, from + kMostPrefixFiles - 1); ++file) {
    const auto& entries = index_.file(file);
    for (auto at = entries.lower_bound(word); at != entries.end() && at->first.starts_with(word);
         ++at) {
      if (!is_plain(at->first)) continue;
      std::string_view written = at->first;
      if (written.ends_with('~')) written.remove_suffix(1);
      const Term* term =
          at->second.roles.empty() ? index_.find(index_.stemmer().stem(written)) : &at->second;
      if (term != nullptr) terms.push_back(term);
    }
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::optional<Found> Query::resolve(const std::string& word, bool open,
                                    std::uint32_t factor) const {
  Found found;
  found.name = index_.stemmer().stem(word);
  const Term* own = index_.find(found.name);
  std::vector<const Term*> others;
  if (open && !(own != nullptr && count_characters(word) < 2)) others = begun(word);
  std::erase(others, own);
  std::uint64_t begun_uses = 0;
  for (const Term* other : others) begun_uses += other->roles.size();
  found.uses = std::min<std::uint64_t>(index_.roles(),
                                       begun_uses + (own != nullptr ? own->roles.size() : 0));
  if (found.uses == 0) return std::nullopt;
  found.weight = weigh(found.uses);
  const auto list = [&](const Term* term, std::uint32_t by) {
    found.lists.push_back({term, found.weight * by, found.weight * by});
  };
  for (const Term* other : others) list(other, kBegun);
  if (own != nullptr) list(own, factor);
  const auto is_area = [](const Term* term) { return term->is_area; };
  found.is_area =
      own != nullptr ? own->is_area : std::all_of(others.begin(), others.end(), is_area);
  found.form = index_.find(found.name + "=" + singular_of(word));
  if (found.form != nullptr) found.form_factor = weigh(found.form->roles.size()) * kForm;
  found.is_odd = begun_uses == 0 && found.form == nullptr && has_forms(found.name);
  return found;
}

// Whether titles use other forms of a stem.
bool Query::has_forms(const std::string& name) const {
  const std::string beginning = name + "=";
  const auto& terms = index_.file(index_.file_of(beginning));
  const auto at = terms.lower_bound(beginning);
  return at != terms.end() && at->first.starts_with(beginning);
}

// A word that few roles have may be misspelt itself.
bool Query::is_common(const Found& found) const {
  return found.uses > std::max(kRare, index_.roles() / kRareShare) || index_.roles() <= kSmallBoard;
}

void Query::take(std::optional<Found> found, const std::string& word) {
  found_.push_back(std::move(found));
  written_.push_back(word);
}

void Query::mend(const Word& word, const std::optional<Found>& one) {
  const std::vector<std::string> known =
      correct_word(index_, word.text, word.is_open,
                   one ? std::optional(Doubt{one->uses, one->is_odd, one->name}) : std::nullopt);
  std::vector<Found> others;
  for (const std::string& meant : known) {
    if (auto other = resolve(meant, word.is_open && known.size() == 1, kNear))
      others.push_back(std::move(*other));
  }
  if (others.empty() || others.size() < known.size() ||
      (one && !one->is_odd && others[0].name == one->name)) {
    const std::string kin = one ? "" : kin_beginning(index_, word.text, word.is_open);
    return take(kin.empty() ? one : resolve(kin, true), word.text);
  }
  if (one && !one->is_odd && is_in_facts(*one)) {
    return take(either(*one, std::move(others[0])), word.text);
  }
  for (std::size_t i = 0; i < others.size(); ++i) {
    const std::uint32_t factor = others[i].weight * (one && one->is_odd ? kBegun : kNear);
    for (std::size_t own = 0; one && own < one->lists.size(); ++own) {
      others[i].lists.push_back({one->lists[own].term, factor, factor});
    }
    take(std::move(others[i]), known[i]);
  }
  is_corrected_ = true;
}

// `joints` are what the word finds when it is written as one with a neighbour.
void Query::take_word(const Word& word, std::optional<Found> one, const std::vector<Found>& joints,
                      bool is_tied) {
  const std::string& text = word.text;
  if (one && !joints.empty()) {
    if (one->form == nullptr) {
      one->form = joints.front().form;
      one->form_factor = joints.front().form_factor;
    }
    for (const Found& joint : joints) {
      for (const Listed& list : joint.lists) {
        const std::uint32_t factor = std::min(list.factor, one->weight * kExact);
        one->lists.push_back({list.term, factor, factor});
      }
    }
    return take(softened(scaled(std::move(*one), 1, is_tied ? 2 : 1), text), text);
  }
  if (!joints.empty()) return take(scaled(joints.front(), 1, is_tied ? 2 : 1), text);
  if (is_stop_word(text)) return take(std::move(one), text);
  const auto is_short = [&] {
    return count_characters(text) < (is_in_facts(*one) ? kShortestDoubtfulFact : kShortestDoubtful);
  };
  const bool is_meant = one && !one->is_odd && (is_common(*one) || is_short());
  if (is_meant) return take(softened(*one, text), text);
  mend(word, one);
}

// The words of a run, or the run as one word where roles write it so.
std::vector<Word> Query::words_of(const QueryRun& run, bool is_last) const {
  if (!run.joined.empty()) {
    const auto whole = resolve(run.joined, is_last);
    const auto is_known = [&](const std::string& part) {
      return resolve(part, is_last && &part != &run.parts.front()).has_value();
    };
    const bool is_usual =
        run.parts.size() < 3 && !is_number(run.parts[1]) && whole && is_common(*whole);
    if (whole && (is_usual || !std::all_of(run.parts.begin(), run.parts.end(), is_known))) {
      return {{run.joined, is_last}};
    }
  }
  std::vector<Word> words;
  for (const std::string& part : run.parts) {
    if (run.parts.size() < 2 || !is_stop_word(part)) words.push_back({part, false});
  }
  if (!words.empty()) words.back().is_open = is_last;
  return words;
}

void Query::understand(std::string_view query) {
  std::vector<QueryRun> scanned = scan_query(query);
  const bool is_open =
      query.empty() || std::string_view(" \t\n").find(query.back()) == std::string_view::npos;
  settle_names(scanned, is_open);
  std::vector<const QueryRun*> asked;
  for (std::size_t i = 0; i < scanned.size(); ++i) {
    if (means_something(scanned, i)) asked.push_back(&scanned[i]);
  }
  const bool any = !asked.empty();
  for (std::size_t i = 0; !any && i < scanned.size(); ++i) asked.push_back(&scanned[i]);
  std::vector<Word> words;
  for (const QueryRun* run : asked) {
    for (Word& word : words_of(*run, is_open && run == &scanned.back())) {
      words.push_back(std::move(word));
    }
  }
  const std::size_t n = words.size();
  std::vector<std::optional<Found>> found(n);
  std::vector<std::optional<Found>> joined(n + 1);  // each with the word before it
  for (std::size_t i = 0; i < n; ++i) {
    found[i] = resolve(words[i].text, words[i].is_open);
    if (i > 0) joined[i] = resolve(words[i - 1].text + words[i].text, words[i].is_open);
  }
  for (std::size_t i = 0; i < n; ++i) {
    std::vector<Found> joints;
    for (const auto& joint : {joined[i], joined[i + 1]}) {
      if (joint) joints.push_back(*joint);
    }
    // Tied words count half each.
    const bool is_tied = (i > 0 && are_tied(found[i - 1], found[i], joined[i])) ||
                         (i + 1 < n && are_tied(found[i], found[i + 1], joined[i + 1]));
    take_word(words[i], found[i], joints, is_tied);
  }
  refine_by_areas();
  if (is_open && any && asked.back() != &scanned.back()) {
    if (auto next = resolve(scanned.back().parts[0], true)) {
      next->weight = 0;
      take(std::move(next), scanned.back().parts[0]);
    }
  }
}

// Where other words say what the work is, those of an area choose among its roles.
void Query::refine_by_areas() {
  const bool any_other = std::any_of(found_.begin(), found_.end(),
                                     [](const auto& found) { return found && !found->is_area; });
  for (auto& found : found_) {
    if (any_other && found && found->is_area) *found = scaled(std::move(*found), 2, 3);
  }
}

void Query::add_scores(const Found& found, std::vector<std::uint64_t>& sums,
                       std::vector<std::uint64_t>& covered) const {
  std::vector<std::uint64_t> best(index_.roles(), 0);
  std::vector<bool> is_said(index_.roles(), false);
  for (const auto& [term, factor, of_facts] : found.lists) {
    for (std::size_t i = 0; i < term->roles.size(); ++i) {
      const std::uint32_t role = term->roles[i];
      const bool fact = term->impacts[i] >= kLeastFact;
      if (term->impacts[i] >= kLeastSaid) is_said[role] = true;
      best[role] =
          std::max(best[role], std::uint64_t{term->impacts[i]} * (fact ? of_facts : factor));
    }
  }
  for (std::size_t i = 0; found.form != nullptr && i < found.form->roles.size(); ++i) {
    std::uint64_t& score = best[found.form->roles[i]];
    if (score > 0) score += std::uint64_t{found.form->impacts[i]} * found.form_factor;
  }
  for (std::uint32_t role = 0; role < index_.roles(); ++role) {
    if (best[role] == 0 || (found.weight == 0 && covered[role] == 0)) continue;
    sums[role] += best[role];
    covered[role] += is_said[role] ? found.weight : (found.weight + 1) / 2;
  }
}

RankedRoles Query::rank() const {
  std::vector<std::uint64_t> sums(index_.roles(), 0);
  std::vector<std::uint64_t> covered(index_.roles(), 0);
  std::uint64_t whole = 0;
  for (const auto& found : found_) {
    if (!found) continue;
    add_scores(*found, sums, covered);
    whole += found->weight;
  }
  for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
    if (!found_[i] || !found_[i + 1]) continue;
    const Term* pair = index_.find(found_[i]->name + " " + found_[i + 1]->name);
    for (std::size_t at = 0; pair != nullptr && at < pair->roles.size(); ++at) {
      if (covered[pair->roles[at]] == 0) continue;
      sums[pair->roles[at]] +=
          std::uint64_t{pair->impacts[at]} * kNeighbours * weigh(pair->roles.size());
    }
  }
  std::vector<std::pair<double, std::uint32_t>> scored;
  for (std::uint32_t role = 0; role < index_.roles(); ++role) {
    if (covered[role] == 0) continue;
    const double share = static_cast<double>(sums[role] * covered[role] * covered[role]) /
                         static_cast<double>(whole * whole);
    scored.emplace_back(-std::floor(share), role);
  }
  std::sort(scored.begin(), scored.end());
  RankedRoles result;
  for (const auto& [score, role] : scored) result.roles.push_back(role);
  for (const std::string& word : written_) {
    if (!is_corrected_) break;
    if (!result.corrected.empty()) result.corrected.push_back(' ');
    result.corrected.append(word);
  }
  return result;
}

}  // namespace

RankedRoles rank_roles(const SearchReader& index, std::string_view text) {
  Query query(index);
  query.understand(text);
  return query.rank();
}

}  // namespace rolepress
