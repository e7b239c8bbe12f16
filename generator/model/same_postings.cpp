// One posting entered twice misleads visitors (two cards, a wrong count), so it is found by what it
// says, not by its name. Near-duplicates are only pointed out: editors decide.

#include "model/same_postings.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "model/apply_links.h"

namespace rolepress {
namespace {

std::string words_of(const RoleEntry& entry) {
  std::string text = entry.summary.value + "\n" + entry.body.plain;
  for (const auto* list :
       {&entry.professions, &entry.tasks, &entry.software, &entry.requirements}) {
    for (const std::string& item : *list) text += "\n" + item;
  }
  return normalize_words(text);
}

std::string pay_key(const std::optional<Pay>& pay) {
  if (!pay) return "unknown";
  return fmt::format("{} {} {} {}", pay->min_minor.value_or(-1), pay->max_minor.value_or(-1),
                     pay->currency, static_cast<int>(pay->unit));
}

// Employers post one title with one text for several places. Roles without a text are told apart
// by where one applies.
std::string posting_key(const Role& role) {
  const RoleEntry& entry = *role.entry;
  std::set<std::string_view> countries;
  for (const auto& country : entry.countries) countries.insert(country.value);
  const bool is_described = !entry.summary.value.empty() || !entry.body.plain.empty();
  return fmt::format(
      "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", role.platform->key, normalize_words(entry.title.value),
      pay_key(entry.pay), normalize_words(entry.eligibility.value), fmt::join(countries, " "),
      normalize_words(entry.commitment), is_described ? "" : entry.apply.value, words_of(entry));
}

// The one that was posted first keeps its address; an unknown day counts as later.
bool came_first(const Role& a, const Role& b) {
  const auto key = [](const Role& role) {
    const auto& posted = role.entry->posted;
    return std::tuple(!posted.has_value(), posted ? posted->value : CivilDate{},
                      std::string_view(role.entry->slug));
  };
  return key(a) < key(b);
}

// Near-duplicates --------------------------------------------------------------------------------

constexpr double kAlike = 0.8;  // share of common shingles
constexpr std::size_t kShingleWords = 3;
constexpr std::size_t kTypoLetters = 7;    // shorter words one letter apart are other words
constexpr std::size_t kShortPlural = 3;    // "it" and "its" are other words too
constexpr std::size_t kMostLookedUp = 32;  // so that a thousand roles with one text stay quick

using Hashes = std::vector<std::uint64_t>;

Hashes hash_words(std::string_view words) {
  Hashes hashes;
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    hashes.push_back(XXH3_64bits(words.data() + begin, end - begin));
    begin = end + 1;
  }
  return hashes;
}

// Calls visit(hash) for all runs of three words.
template <class Visit>
void for_each_shingle(const Hashes& words, const Visit& visit) {
  for (std::size_t i = 0; i + kShingleWords <= words.size(); ++i) {
    visit(XXH3_64bits(words.data() + i, kShingleWords * sizeof(std::uint64_t)));
  }
}

Hashes shingles_of(const RoleEntry& entry) {
  Hashes result;
  for_each_shingle(hash_words(words_of(entry)),
                   [&](std::uint64_t hash) { result.push_back(hash); });
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

double similarity(const Hashes& a, const Hashes& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    common += a[i] == b[j] ? 1 : 0;
    const bool step_both = a[i] == b[j];
    const bool step_a = step_both || a[i] < b[j];
    const bool step_b = step_both || b[j] < a[i];
    i += step_a ? 1 : 0;
    j += step_b ? 1 : 0;
  }
  const std::size_t all = a.size() + b.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

bool words_alike(std::string_view x, std::string_view y) {
  if (x == y) return true;
  if (x.size() > y.size()) std::swap(x, y);
  if (y.size() - x.size() > 1) return false;
  if (x.size() >= kTypoLetters && edit_distance(x, y) == 1) return true;
  return x.size() > kShortPlural && y.size() > x.size() && y.starts_with(x) && y.back() == 's';
}

// Of titles in words: "nurse reviewer" and "nurses reviewer" are alike; "spanish" and "swedish",
// "ii" and "iii" are not.
bool titles_alike(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::string_view first = a.substr(0, a.find(' '));
    const std::string_view second = b.substr(0, b.find(' '));
    if (!words_alike(first, second)) return false;
    a.remove_prefix(std::min(a.size(), first.size() + 1));
    b.remove_prefix(std::min(b.size(), second.size() + 1));
  }
  return a.empty() && b.empty();
}

// The address of its listing without who sent the visitor there; empty where it has none of its
// own.
std::string listing_of(const Role& role) {
  if (role.apply_is_jobs_page()) return {};
  const std::string_view url = role.entry->apply.value;
  const std::size_t query = std::min(url.find_first_of("?#"), url.size());
  std::string listing(url.substr(0, query));
  const std::string_view parameters = url.substr(std::min(query + 1, url.size()));
  for (const std::string_view parameter : split(parameters, '&')) {
    const std::string_view name = parameter.substr(0, parameter.find('='));
    const bool is_sender = tells_sender(parameter) ||
                           (role.platform->referral && name == role.platform->referral->parameter);
    if (!name.empty() && !is_sender) listing.append("&").append(parameter);
  }
  return listing;
}

// All shingles of a role are needed where another has one in common, and that is rare.
class ShinglesOnDemand {
 public:
  const Hashes& of(const Role& role) {
    const auto [place, is_new] = known_.try_emplace(&role);
    if (is_new) place->second = shingles_of(*role.entry);
    return place->second;
  }

 private:
  std::unordered_map<const Role*, Hashes> known_;
};

}  // namespace

TextPrint print_of(const RoleEntry& entry) {
  const std::string title = normalize_words(entry.title.value);
  const Hashes words = hash_words(words_of(entry));
  TextPrint print;
  print.whole = XXH3_64bits_withSeed(words.data(), words.size() * sizeof words[0],
                                     XXH3_64bits(title.data(), title.size()));
  print.sketch.fill(TextPrint::kNone);
  for_each_shingle(words, [&](std::uint64_t hash) {
    if (hash >= print.sketch.back()) return;
    const auto place = std::lower_bound(print.sketch.begin(), print.sketch.end(), hash);
    if (*place == hash) return;
    std::move_backward(place, print.sketch.end() - 1, print.sketch.end());
    *place = hash;
  });
  return print;
}

namespace {

void mark_group(std::vector<Role*>& group, Diagnostics& problems) {
  std::sort(group.begin(), group.end(),
            [](const Role* a, const Role* b) { return came_first(*a, *b); });
  for (std::size_t i = 1; i < group.size(); ++i) {
    group[i]->same_as = group.front();
    Reporter(group[i]->entry->path, problems)
        .warn(group[i]->entry->title.at, "same-posting",
              fmt::format("this is the same posting as {}: {}", group.front()->entry->path,
                          kSamePosting),
              "one card is shown and counted, and this address leads to the first; delete this "
              "file, or correct what should differ");
  }
}

}  // namespace

void mark_same_postings(std::vector<Role>& roles, Diagnostics& problems) {
  // Few share a print; only those are compared as a whole.
  std::vector<std::pair<std::uint64_t, Role*>> by_print;
  by_print.reserve(roles.size());
  const auto wrong = paths_with_errors(problems);  // what they would say is not known
  for (Role& role : roles) {
    if (role.lifecycle == Lifecycle::kLive && !wrong.contains(role.entry->path)) {
      by_print.emplace_back(role.entry->print.whole, &role);
    }
  }
  std::sort(by_print.begin(), by_print.end());
  for (std::size_t begin = 0, end = 0; begin < by_print.size(); begin = end) {
    while (end < by_print.size() && by_print[end].first == by_print[begin].first) {
      ++end;
    }
    if (end - begin < 2) continue;
    std::map<std::string, std::vector<Role*>> groups;
    for (std::size_t i = begin; i < end; ++i) {
      groups[posting_key(*by_print[i].second)].push_back(by_print[i].second);
    }
    for (auto& [key, group] : groups) mark_group(group, problems);
  }
}

namespace {

class NearDuplicates {
 public:
  NearDuplicates(const Site& site, const std::set<std::string, std::less<>>& passed_over)
      : site_(site), titles_(site.roles.size()), listings_(site.roles.size()) {
    marks_.reserve(site.roles.size() * (TextPrint::kSketch + 1));
    for (std::size_t i = 0; i < site.roles.size(); ++i) {
      const Role& role = site.roles[i];
      if (role.is_listed() && !passed_over.contains(role.entry->path)) mark(i);
    }
    std::sort(marks_.begin(), marks_.end());
  }

  // For each role an earlier one that is nearly the same, or null.
  std::vector<const Role*> find() {
    std::vector<const Role*> earlier(site_.roles.size());
    for (std::size_t later = 0, first = 0; later < marks_.size(); ++later) {
      if (marks_[later].hash != marks_[first].hash) first = later;
      const std::size_t role = marks_[later].role;
      first = std::max(first, later - std::min(later, kMostLookedUp));
      for (std::size_t i = first; i < later && earlier[role] == nullptr; ++i) {
        if (marks_[i].kind != marks_[later].kind) continue;
        if (are_alike(marks_[i].role, role)) earlier[role] = &site_.roles[marks_[i].role];
      }
    }
    return earlier;
  }

  // Of the role's title, and of its listing if it has one of its own; 0 = it is passed over.
  [[nodiscard]] std::uint64_t title_print(std::size_t i) const {
    if (titles_[i].empty()) return 0;
    const Role& role = site_.roles[i];
    const std::string title = to_lower(role.entry->title.value);  // with the signs of C++ and C#
    return XXH3_64bits_withSeed(title.data(), title.size(),
                                reinterpret_cast<std::uintptr_t>(role.platform));
  }
  [[nodiscard]] std::uint64_t listing_print(std::size_t i) const {
    const std::string& listing = listings_[i];
    constexpr std::size_t kFewestDigits = 5;  // of a number that is no version and no year
    const std::size_t last = listing.find_last_of("/");
    const auto digits = std::count_if(listing.begin() + static_cast<std::ptrdiff_t>(last + 1),
                                      listing.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool is_of_one = static_cast<std::size_t>(digits) >= kFewestDigits;
    return is_of_one ? XXH3_64bits(listing.data(), listing.size()) : 0;
  }

  [[nodiscard]] bool have_one_listing(std::size_t a, std::size_t b) const {
    return !listings_[a].empty() && listings_[a] == listings_[b];
  }

 private:
  // Alike texts share most of their shingles, so almost surely one of the few with smallest hashes.
  struct Mark {
    std::uint64_t hash;  // of a shingle, or of the listing
    std::uint32_t role;
    std::uint32_t kind;  // alike roles have the same platform and titles of as many words
    bool operator<(const Mark& other) const {
      return std::tie(hash, role) < std::tie(other.hash, other.role);
    }
  };

  void mark(std::size_t i) {
    const Role& role = site_.roles[i];
    titles_[i] = normalize_words(role.entry->title.value);
    const auto spaces = std::count(titles_[i].begin(), titles_[i].end(), ' ');
    const auto kind = static_cast<std::uint32_t>(std::hash<const PlatformEntry*>()(role.platform) +
                                                 static_cast<std::size_t>(spaces));
    for (const std::uint64_t hash : role.entry->print.sketch) {
      if (hash != TextPrint::kNone) marks_.push_back({hash, static_cast<std::uint32_t>(i), kind});
    }
    listings_[i] = listing_of(role);
    if (listings_[i].empty()) return;
    marks_.push_back({XXH3_64bits(listings_[i].data(), listings_[i].size()),
                      static_cast<std::uint32_t>(i), kind});
  }

  bool are_alike(std::size_t a, std::size_t b) {
    const Role& first = site_.roles[a];
    const Role& second = site_.roles[b];
    return first.platform == second.platform && titles_alike(titles_[a], titles_[b]) &&
           (have_one_listing(a, b) ||
            similarity(shingles_.of(first), shingles_.of(second)) >= kAlike);
  }

  const Site& site_;
  std::vector<std::string> titles_;
  std::vector<std::string> listings_;
  std::vector<Mark> marks_;
  ShinglesOnDemand shingles_;
};

// For each role the first of the two or three that have its print; null for that one and for all
// others. What more have in common is meant: one title for many places, one form for many roles.
template <class PrintOf>
std::vector<const Role*> first_alike(const Site& site, const PrintOf& print_of) {
  constexpr std::size_t kFew = 3;
  std::vector<std::pair<std::uint64_t, std::size_t>> prints;
  for (std::size_t i = 0; i < site.roles.size(); ++i) {
    if (const std::uint64_t print = print_of(i); print != 0) prints.emplace_back(print, i);
  }
  std::sort(prints.begin(), prints.end());
  std::vector<const Role*> first(site.roles.size());
  for (std::size_t begin = 0, end = 0; begin < prints.size(); begin = end) {
    while (end < prints.size() && prints[end].first == prints[begin].first) ++end;
    if (end - begin > kFew) continue;
    for (std::size_t i = begin + 1; i < end; ++i) {
      first[prints[i].second] = &site.roles[prints[begin].second];
    }
  }
  return first;
}

void warn_of_mistakable(const RoleEntry& entry, const Role* of_listing, const Role* of_title,
                        Diagnostics& problems) {
  Reporter report(entry.path, problems);
  if (of_listing != nullptr) {
    report.warn(entry.apply.at, "same-listing",
                fmt::format("{} leads to the same listing", of_listing->entry->path),
                "correct one of the two addresses, or delete one of the two files");
  } else if (of_title != nullptr) {
    report.warn(entry.title.at, "same-title",
                fmt::format("{} has the same title, so that tabs and search results do not tell "
                            "the two apart",
                            of_title->entry->path),
                "add to one what differs: a place, a field or a level");
  }
}

}  // namespace

void warn_of_near_duplicates(const Site& site,
                             const std::set<std::string, std::less<>>& passed_over,
                             Diagnostics& problems) {
  NearDuplicates duplicates(site, passed_over);
  const std::vector<const Role*> earlier = duplicates.find();
  const auto of_listing =
      first_alike(site, [&](std::size_t i) { return duplicates.listing_print(i); });
  const auto of_title = first_alike(site, [&](std::size_t i) { return duplicates.title_print(i); });
  for (std::size_t i = 0; i < earlier.size(); ++i) {
    const RoleEntry& entry = *site.roles[i].entry;
    if (earlier[i] == nullptr) {
      warn_of_mistakable(entry, of_listing[i], of_title[i], problems);
      continue;
    }
    const auto first = static_cast<std::size_t>(earlier[i] - site.roles.data());
    Reporter(entry.path, problems)
        .warn(entry.title.at, "near-duplicate",
              fmt::format("title and {} are nearly those of {}",
                          duplicates.have_one_listing(i, first) ? "listing" : "text",
                          earlier[i]->entry->path),
              "if it is the same posting, delete one of the two files");
  }
}

}  // namespace rolepress
