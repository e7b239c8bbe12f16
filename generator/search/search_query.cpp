// How a query becomes a ranking. Every step has its twin in layouts/assets/js/search.js, with the
// same arithmetic: change both, and the cases in tests/data/search.

#include "search/search_query.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/text.h"
#include "search/search_reader.h"
#include "search/spelling.h"
#include "search/text_rules.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxCharacters = 300;
constexpr std::size_t kMaxWords = 12;
constexpr std::uint32_t kSmallBoard = 500;  // roles
constexpr std::uint64_t kRare = 3;          // roles with a word that may be misspelt itself
constexpr std::uint32_t kExact = 16, kForm = 8, kBegun = 6, kNear = 12, kNeighbours = 8;

using Term = SearchReader::Term;

struct Run {
  std::vector<std::string> parts;
  std::string joined;
};

struct Found {
  std::string name;
  std::uint32_t weight = 0;
  std::vector<std::pair<const Term*, std::uint32_t>> lists;
  const Term* form = nullptr;
  std::uint32_t form_factor = 0;
  bool is_rare = false;
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
  void take_run(const Run& run, bool is_last);
  void take_word(const std::string& word, bool open);
  void add_scores(const Found& found, std::vector<std::uint64_t>& sums,
                  std::vector<std::uint64_t>& matched) const;

  const SearchReader& index_;
  std::vector<std::optional<Found>> found_;
  std::vector<std::string> written_;
  bool is_corrected_ = false;
};

// The first characters, counted as JavaScript counts them.
std::string_view beginning(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    count += decode_utf8(text, i) > 0xffff ? 2 : 1;
    if (count > kMaxCharacters) return text.substr(0, at);
  }
  return text;
}

std::vector<Run> scan(std::string_view query) {
  std::vector<Run> runs;
  WordScanner scanner(beginning(query));
  while (const WordScanner::Run* run = scanner.next()) {
    if (runs.size() == kMaxWords) break;
    runs.push_back({{run->parts.begin(), run->parts.end()}, std::string(run->joined)});
  }
  return runs;
}

bool is_plain(std::string_view key) { return key.find_first_of(" =*") == std::string_view::npos; }

bool means_something(const Run& run) { return !run.joined.empty() || !is_stop_word(run.parts[0]); }

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
  std::size_t all = 0;
  for (const Term* other : others) all += other->roles.size();
  all = std::min<std::size_t>(all, index_.roles());
  if (own == nullptr && all == 0) return std::nullopt;
  found.weight = weigh(own != nullptr ? own->roles.size() : all);
  for (const Term* other : others) {
    found.lists.emplace_back(other, std::min(found.weight, weigh(all)) * kBegun);
  }
  if (own != nullptr) found.lists.emplace_back(own, found.weight * factor);
  found.form = index_.find(found.name + "=" + singular_of(word));
  if (found.form != nullptr) found.form_factor = weigh(found.form->roles.size()) * kForm;
  found.is_rare = all + (own != nullptr ? own->roles.size() : 0) <= kRare;
  return found;
}

void Query::take_word(const std::string& word, bool open) {
  std::optional<Found> one = resolve(word, open);
  written_.push_back(word);
  if (!one || (one->is_rare && index_.roles() > kSmallBoard)) {
    const std::string known = correct_word(index_, word, one.has_value());
    if (auto other = known.empty() ? std::nullopt : resolve(known, false, kNear)) {
      if (one) other->lists.insert(other->lists.begin(), one->lists.begin(), one->lists.end());
      one = std::move(other);
      written_.back() = known;
      is_corrected_ = true;
    }
  }
  found_.push_back(std::move(one));
}

void Query::take_run(const Run& run, bool is_last) {
  if (!run.joined.empty()) {
    if (auto whole = resolve(run.joined, is_last)) {
      found_.push_back(std::move(whole));
      written_.push_back(run.joined);
      return;
    }
  }
  std::vector<std::string> words;
  for (const std::string& part : run.parts) {
    if (run.parts.size() < 2 || !is_stop_word(part)) words.push_back(part);
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    take_word(words[i], is_last && i + 1 == words.size());
  }
}

void Query::understand(std::string_view query) {
  const std::vector<Run> scanned = scan(query);
  const bool any = std::any_of(scanned.begin(), scanned.end(), means_something);
  const bool is_open =
      query.empty() || std::string_view(" \t\n").find(query.back()) == std::string_view::npos;
  for (std::size_t i = 0; i < scanned.size(); ++i) {
    if (any && !means_something(scanned[i])) continue;
    take_run(scanned[i], is_open && i + 1 == scanned.size());
  }
  if (is_open && any && !means_something(scanned.back())) {
    if (auto next = resolve(scanned.back().parts[0], true)) {
      next->weight = 0;
      written_.push_back(scanned.back().parts[0]);
      found_.push_back(std::move(next));
    }
  }
}

void Query::add_scores(const Found& found, std::vector<std::uint64_t>& sums,
                       std::vector<std::uint64_t>& matched) const {
  std::vector<std::uint64_t> best(index_.roles(), 0);
  for (const auto& [term, factor] : found.lists) {
    for (std::size_t i = 0; i < term->roles.size(); ++i) {
      std::uint64_t& score = best[term->roles[i]];
      score = std::max(score, std::uint64_t{term->impacts[i]} * factor);
    }
  }
  for (std::size_t i = 0; found.form != nullptr && i < found.form->roles.size(); ++i) {
    std::uint64_t& score = best[found.form->roles[i]];
    if (score > 0) score += std::uint64_t{found.form->impacts[i]} * found.form_factor;
  }
  for (std::uint32_t role = 0; role < index_.roles(); ++role) {
    if (best[role] == 0 || (found.weight == 0 && matched[role] == 0)) continue;
    sums[role] += best[role];
    matched[role] += found.weight;
  }
}

RankedRoles Query::rank() const {
  std::vector<std::uint64_t> sums(index_.roles(), 0);
  std::vector<std::uint64_t> matched(index_.roles(), 0);
  std::uint64_t whole = 0;
  for (const auto& found : found_) {
    if (!found) continue;
    add_scores(*found, sums, matched);
    whole += found->weight;
  }
  for (std::size_t i = 0; i + 1 < found_.size(); ++i) {
    if (!found_[i] || !found_[i + 1]) continue;
    const Term* pair = index_.find(found_[i]->name + " " + found_[i + 1]->name);
    for (std::size_t at = 0; pair != nullptr && at < pair->roles.size(); ++at) {
      if (matched[pair->roles[at]] == 0) continue;
      sums[pair->roles[at]] +=
          std::uint64_t{pair->impacts[at]} * kNeighbours * weigh(pair->roles.size());
    }
  }
  std::vector<std::pair<double, std::uint32_t>> scored;
  for (std::uint32_t role = 0; role < index_.roles(); ++role) {
    if (matched[role] == 0) continue;
    const double share = static_cast<double>(sums[role] * matched[role] * matched[role]) /
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
