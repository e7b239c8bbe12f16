// One posting entered twice misleads visitors (two cards, a wrong count), so it is found by what it
// says, not by its name. Near-duplicates are only pointed out: editors decide.

#include "model/same_postings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/text.h"

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

std::string posting_key(const Role& role) {
  return fmt::format("{}\n{}\n{}\n{}", role.platform->key, normalize_words(role.entry->title.value),
                     pay_key(role.entry->pay), words_of(*role.entry));
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
constexpr std::size_t kSketch = 6;         // smallest hashes under which a text is looked up
constexpr std::size_t kTypoLetters = 7;    // shorter words one letter apart are other words
constexpr std::size_t kMostLookedUp = 32;  // so that a thousand roles with one text stay quick

// FNV-1a, then a finisher so that the smallest hashes are a fair sample.
std::uint64_t hash_words(std::string_view words) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : words) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdULL;
  return hash ^ (hash >> 33);
}

// Hashes of all runs of three words, sorted.
std::vector<std::uint64_t> shingles_of(std::string_view words) {
  const std::vector<std::string_view> list = split(words, ' ');
  std::vector<std::uint64_t> result;
  for (std::size_t i = 0; i + kShingleWords <= list.size(); ++i) {
    const std::string_view last = list[i + kShingleWords - 1];
    const char* end = last.data() + last.size();
    result.push_back(hash_words({list[i].data(), static_cast<std::size_t>(end - list[i].data())}));
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

double similarity(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
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

// "Nurse Reviewer" and "Nurses Reviewer" are alike; "Spanish" and "Swedish", "II" and "III" are
// not.
bool titles_alike(std::string_view a, std::string_view b) {
  const std::string first = normalize_words(a);
  const std::string second = normalize_words(b);
  if (first == second) return true;
  const std::vector<std::string_view> words_a = split(first, ' ');
  const std::vector<std::string_view> words_b = split(second, ' ');
  if (words_a.size() != words_b.size()) return false;
  const auto alike = [](std::string_view x, std::string_view y) {
    return x == y || (std::min(x.size(), y.size()) >= kTypoLetters && edit_distance(x, y) == 1) ||
           (x.size() > 3 && y.size() > 3 &&
            (x == fmt::format("{}s", y) || y == fmt::format("{}s", x)));
  };
  return std::equal(words_a.begin(), words_a.end(), words_b.begin(), alike);
}

struct Sketch {
  const Role* role;
  std::vector<std::uint64_t> shingles;
};

bool is_alike(const Sketch& a, const Sketch& b) {
  return a.role->platform == b.role->platform &&
         titles_alike(a.role->entry->title.value, b.role->entry->title.value) &&
         similarity(a.shingles, b.shingles) >= kAlike;
}

}  // namespace

std::uint64_t fingerprint_of(const RoleEntry& entry) {
  return hash_words(normalize_words(entry.title.value) + "\n" + words_of(entry));
}

namespace {

void mark_group(std::vector<Role*>& group, Diagnostics& problems) {
  std::sort(group.begin(), group.end(),
            [](const Role* a, const Role* b) { return came_first(*a, *b); });
  for (std::size_t i = 1; i < group.size(); ++i) {
    group[i]->same_as = group.front();
    Reporter(group[i]->entry->path, problems)
        .warn(group[i]->entry->title.at, "same-posting",
              fmt::format("this is the same posting as {}: platform, title, pay and text agree",
                          group.front()->entry->path),
              "one card is shown and counted, and this address leads to the first; delete this "
              "file, or correct what should differ");
  }
}

}  // namespace

void mark_same_postings(std::vector<Role>& roles, Diagnostics& problems) {
  // Few share a fingerprint; only those are compared as a whole.
  std::vector<std::pair<std::uint64_t, Role*>> by_fingerprint;
  by_fingerprint.reserve(roles.size());
  for (Role& role : roles) {
    if (role.lifecycle == Lifecycle::kLive) {
      by_fingerprint.emplace_back(role.entry->fingerprint, &role);
    }
  }
  std::sort(by_fingerprint.begin(), by_fingerprint.end());
  for (std::size_t begin = 0, end = 0; begin < by_fingerprint.size(); begin = end) {
    while (end < by_fingerprint.size() &&
           by_fingerprint[end].first == by_fingerprint[begin].first) {
      ++end;
    }
    if (end - begin < 2) continue;
    std::map<std::string, std::vector<Role*>> groups;
    for (std::size_t i = begin; i < end; ++i) {
      groups[posting_key(*by_fingerprint[i].second)].push_back(by_fingerprint[i].second);
    }
    for (auto& [key, group] : groups) mark_group(group, problems);
  }
}

void warn_of_near_duplicates(const Site& site, Diagnostics& problems) {
  std::vector<Sketch> sketches;
  for (const Role& role : site.roles) {
    if (role.is_listed()) sketches.push_back({&role, shingles_of(words_of(*role.entry))});
  }
  // Alike texts share most of their shingles, so almost surely one of the few with smallest hashes.
  std::unordered_map<std::uint64_t, std::vector<const Sketch*>> with;
  for (const Sketch& later : sketches) {
    const Sketch* earlier = nullptr;
    for (std::size_t k = 0; k < std::min(kSketch, later.shingles.size()); ++k) {
      std::vector<const Sketch*>& others = with[later.shingles[k]];
      const auto found = std::find_if(others.begin(), others.end(),
                                      [&](const Sketch* other) { return is_alike(*other, later); });
      if (earlier == nullptr && found != others.end()) earlier = *found;
      if (others.size() == kMostLookedUp) others.erase(others.begin());
      others.push_back(&later);
    }
    if (earlier == nullptr) continue;
    Reporter(later.role->entry->path, problems)
        .warn(later.role->entry->title.at, "near-duplicate",
              fmt::format("title and text are nearly those of {}", earlier->role->entry->path),
              "if it is the same posting, delete one of the two files");
  }
}

}  // namespace rolepress
