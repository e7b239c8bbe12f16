#include "search/term_files.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <functional>
#include <iterator>
#include <map>

#include "base/binary.h"
#include "search/index_format.h"

namespace rolepress {
namespace {

constexpr std::size_t kFileBytes = 4096;
constexpr std::size_t kKeyBytes = 5;  // of most keys, front-coded
constexpr std::size_t kLongestListedPrefix = 4;
constexpr std::size_t kListedTerms = 6;
constexpr std::size_t kListedRoles = 16;  // of one term
constexpr std::uint32_t kLeastTextUses = 3;

struct Encoded {
  std::uint32_t document;
  std::uint32_t impact;
};

struct Entry {
  std::string key;
  std::string body;          // count and postings
  std::uint32_t titles = 0;  // roles that have it in their titles
  std::uint32_t term = WordTable::kNone;
};

bool comes_before(const Entry& a, const Entry& b) { return a.key < b.key; }

void append_posting(std::string& out, const Encoded& p, std::uint32_t& next) {
  append_varint(out, std::uint64_t{p.document - next} * kImpacts + p.impact);
  next = p.document + 1;
}

void append_count(std::string& out, std::size_t postings, bool is_area) {
  append_varint(out, postings * 2 + (is_area ? 1 : 0));
}

Entry encode_term(const Postings& postings, std::uint32_t term) {
  Entry entry;
  entry.key = std::string(postings.terms().word(term));
  entry.term = term;
  const std::vector<Posting>& list = postings.of(term);
  const auto known = std::count_if(list.begin(), list.end(), std::mem_fn(&Posting::is_known));
  const auto areas = std::count_if(list.begin(), list.end(), std::mem_fn(&Posting::is_area));
  append_count(entry.body, list.size(), areas > 0 && areas * 2 >= known);
  std::uint32_t next = 0;
  for (const Posting& p : list) {
    append_posting(entry.body, {p.document, impact_of(p)}, next);
    if (p.title > 0) ++entry.titles;
  }
  return entry;
}

bool is_plain_term(std::string_view key) {
  return key.find_first_of(" =*") == std::string_view::npos;
}

bool is_letter_start(std::string_view word, std::size_t at) {
  return at >= word.size() || (static_cast<unsigned char>(word[at]) & 0xc0) != 0x80;
}

std::size_t shared_bytes(std::string_view a, std::string_view b) {
  const auto [end, _] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(end - a.begin());
}

// Whether some beginning of the word leads neither to terms that begin so nor to its own stem.
bool needs_alias(const Postings& postings, std::uint32_t surface) {
  const std::string_view word = postings.surfaces().word(surface);
  const std::string_view term = postings.terms().word(postings.surface(surface).term);
  for (std::size_t length = shared_bytes(word, term) + 1; length < word.size(); ++length) {
    if (is_letter_start(word, length) && postings.stemmer().stem(word.substr(0, length)) != term) {
      return true;
    }
  }
  return false;
}

void add_aliases(const Postings& postings, std::vector<Entry>& entries) {
  for (std::uint32_t id = 0; id < postings.surfaces().size(); ++id) {
    const std::uint32_t term = postings.surface(id).term;
    if (term == WordTable::kNone || postings.of(term).empty()) continue;
    if (!needs_alias(postings, id)) continue;
    const std::string_view word = postings.surfaces().word(id);
    // "development" is a word whose stem is "develop", and the stem of "developmental".
    const std::uint32_t same = postings.terms().find(word);
    const bool is_taken = same != WordTable::kNone && !postings.of(same).empty();
    entries.push_back(
        {std::string(word) + (is_taken ? "~" : ""), std::string(1, '\0'), 0, WordTable::kNone});
  }
}

// The best roles of the words that most titles have: what is likely to be meant.
std::string best_of(const Postings& postings, std::vector<const Entry*> terms) {
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Entry* a, const Entry* b) { return a->titles > b->titles; });
  std::map<std::uint32_t, std::uint32_t> best;
  for (std::size_t i = 0; i < std::min(terms.size(), kListedTerms); ++i) {
    std::vector<Encoded> list;
    for (const Posting& p : postings.of(terms[i]->term)) list.push_back({p.document, impact_of(p)});
    std::stable_sort(list.begin(), list.end(),
                     [](const Encoded& a, const Encoded& b) { return a.impact > b.impact; });
    if (list.size() > kListedRoles) list.resize(kListedRoles);
    for (const Encoded& p : list) best[p.document] = std::max(best[p.document], p.impact);
  }
  std::string out;
  append_count(out, best.size(), false);
  std::uint32_t next = 0;
  for (const auto& [document, impact] : best) append_posting(out, {document, impact}, next);
  return out;
}

// Which entries begin a file.
std::vector<std::size_t> cut(const std::vector<Entry>& entries) {
  std::vector<std::size_t> begins;
  std::size_t bytes = kFileBytes;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t added = entries[i].body.size() + kKeyBytes;
    if (bytes + added > kFileBytes) {
      begins.push_back(i);
      bytes = 0;
    }
    bytes += added;
  }
  return begins;
}

void add_prefix_lists(const Postings& postings, std::vector<Entry>& entries) {
  const std::vector<std::size_t> cuts = cut(entries);
  const auto files_between = [&](std::size_t begin, std::size_t end) {
    return std::lower_bound(cuts.begin(), cuts.end(), end) -
           std::upper_bound(cuts.begin(), cuts.end(), begin) + 1;
  };
  std::vector<Entry> lists;
  for (std::size_t length = 1; length <= kLongestListedPrefix; ++length) {
    for (std::size_t begin = 0; begin < entries.size();) {
      const std::string prefix = entries[begin].key.substr(0, length);
      std::size_t end = begin;
      std::vector<const Entry*> terms;
      for (; end < entries.size() && entries[end].key.compare(0, length, prefix) == 0; ++end) {
        const Entry& entry = entries[end];
        if (entry.term != WordTable::kNone && is_plain_term(entry.key)) terms.push_back(&entry);
      }
      // The lists move the cuts a little, so one file less than the limit will do.
      if (files_between(begin, end) >= static_cast<std::ptrdiff_t>(kMostPrefixFiles) &&
          is_letter_start(entries[begin].key, length) && prefix.size() == length &&
          is_plain_term(prefix)) {
        lists.push_back({prefix + "*", best_of(postings, terms), 0, WordTable::kNone});
      }
      begin = end;
    }
  }
  std::sort(lists.begin(), lists.end(), comes_before);
  const auto before = static_cast<std::ptrdiff_t>(entries.size());
  std::move(lists.begin(), lists.end(), std::back_inserter(entries));
  std::inplace_merge(entries.begin(), entries.begin() + before, entries.end(), comes_before);
}

void append_key(std::string& out, std::string_view before, std::string_view key) {
  const std::size_t shared = shared_bytes(before, key);
  append_varint(out, shared);
  append_varint(out, key.size() - shared);
  out.append(key.substr(shared));
}

// Up to the first byte in which they differ, and on to the end of that letter.
std::string shortest_between(std::string_view before, std::string_view first) {
  std::size_t length = shared_bytes(before, first) + 1;
  while (!is_letter_start(first, length)) ++length;
  return std::string(first.substr(0, length));
}

// Moves each entry once, after the first letters have told most of them apart.
void sort_by_key(std::vector<Entry>& entries) {
  struct Place {
    std::array<unsigned char, 8> letters;
    std::uint32_t entry;
  };
  std::vector<Place> places(entries.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    places[i] = {{}, i};
    entries[i].key.copy(reinterpret_cast<char*>(places[i].letters.data()), 8);
  }
  std::sort(places.begin(), places.end(), [&](const Place& a, const Place& b) {
    const int order = std::memcmp(a.letters.data(), b.letters.data(), 8);
    return order != 0 ? order < 0 : comes_before(entries[a.entry], entries[b.entry]);
  });
  std::vector<Entry> sorted;
  sorted.reserve(entries.size());
  for (const Place& place : places) sorted.push_back(std::move(entries[place.entry]));
  entries = std::move(sorted);
}

// How much a role is about a term; there are few kinds of postings and many of each.
std::uint32_t weigh_posting(const Posting& p) {
  constexpr double kTitle = 10;
  constexpr double kFact = 4;
  constexpr std::array<double, 4> kAlike = {0, 2.5, 2.5, 4};
  constexpr double kTerms = 1.8;
  constexpr double kText = 0.7;
  constexpr double kHalf = 6;  // the weight that gives half of the highest impact
  const double title = p.title > 0 ? kTitle : kAlike[static_cast<std::size_t>(p.alike)];
  const double weight =
      title + (p.fact > 0 ? kFact : 0) + (p.is_in_terms() ? kTerms : 0) + kText * p.texts();
  return static_cast<std::uint32_t>(std::lround((kImpacts - 1) * weight / (weight + kHalf)));
}

}  // namespace

std::uint32_t impact_of(const Posting& p) {
  constexpr std::size_t kMostTexts = 4;
  static const auto kTable = [] {
    std::array<std::uint32_t, 2 * 2 * 2 * 4 * (kMostTexts + 1)> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::size_t text = i / 32 + (i / 4 % 2 > 0 ? Posting::kTerms : 0);
      table[i] =
          weigh_posting({0, static_cast<std::uint8_t>(i % 2), static_cast<std::uint8_t>(i / 2 % 2),
                         static_cast<std::uint8_t>(text), static_cast<Alike>(i / 8 % 4)});
    }
    return table;
  }();
  return kTable[(p.title > 0 ? 1U : 0U) + (p.fact > 0 ? 2U : 0U) + (p.is_in_terms() ? 4U : 0U) +
                static_cast<std::size_t>(p.alike) * 8 +
                std::min<std::size_t>(p.texts(), kMostTexts) * 32];
}

TermFiles write_terms(const Postings& postings) {
  std::vector<Entry> entries;
  for (std::uint32_t term = 0; term < postings.terms().size(); ++term) {
    if (!postings.of(term).empty()) entries.push_back(encode_term(postings, term));
  }
  add_aliases(postings, entries);
  sort_by_key(entries);
  add_prefix_lists(postings, entries);
  TermFiles result;
  const std::vector<std::size_t> cuts = cut(entries);
  for (std::size_t file = 0; file < cuts.size(); ++file) {
    const std::size_t begin = cuts[file];
    const std::size_t end = file + 1 < cuts.size() ? cuts[file + 1] : entries.size();
    if (file > 0)
      result.begins.push_back(shortest_between(entries[begin - 1].key, entries[begin].key));
    std::string& bytes = result.files.emplace_back();
    std::string_view before;
    for (std::size_t i = begin; i < end; ++i) {
      append_key(bytes, before, entries[i].key);
      bytes.append(entries[i].body);
      before = entries[i].key;
    }
  }
  return result;
}

std::vector<SpellingFile> write_spelling(const Postings& postings) {
  std::vector<std::pair<std::string_view, std::uint32_t>> words;
  for (std::uint32_t id = 0; id < postings.surfaces().size(); ++id) {
    const Surface& surface = postings.surface(id);
    const std::string_view word = postings.surfaces().word(id);
    if (surface.term == WordTable::kNone || word.size() < 2 || word[0] < 'a' || word[0] > 'z') {
      continue;
    }
    const bool is_used = surface.known_in > 0 || surface.text_in >= kLeastTextUses;
    if (!is_used && !surface.is_named) continue;
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c < 0x7f; }))
      continue;
    words.emplace_back(word, is_used ? surface.known_in * 16 + surface.text_in : 0);
  }
  std::sort(words.begin(), words.end());
  std::vector<SpellingFile> files;
  std::string_view before;
  for (const auto& [word, uses] : words) {
    if (files.empty() || files.back().letter != word[0]) {
      files.push_back({word[0], {}});
      before = {};
    }
    append_key(files.back().bytes, before, word);
    files.back().bytes.push_back(static_cast<char>(std::bit_width(uses)));
    before = word;
  }
  return files;
}

}  // namespace rolepress
