// A role is compared with others of its categories, and of its section where those are few: the
// whole board would make the cost of a build quadratic.

#include "render/similar_roles.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "base/parallel.h"

namespace rolepress {
namespace {

constexpr std::size_t kFewest = 40;
constexpr std::size_t kMost = 150;

// Keeps the largest of the numbers that it is given, each once.
class Largest {
 public:
  explicit Largest(std::size_t count) : count_(count) {}

  void offer(std::uint64_t number) {
    if (count_ == 0 || (numbers_.size() == count_ && number <= numbers_.back())) return;
    const auto place = std::lower_bound(numbers_.begin(), numbers_.end(), number, std::greater<>());
    if (place != numbers_.end() && *place == number) return;
    numbers_.insert(place, number);
    if (numbers_.size() > count_) numbers_.pop_back();
  }
  /// The largest first.
  [[nodiscard]] const std::vector<std::uint64_t>& numbers() const { return numbers_; }

 private:
  std::size_t count_;
  std::vector<std::uint64_t> numbers_;
};

// The most alike first, the newest first among equals: one number tells both.
constexpr int kRankBits = 32;
std::uint64_t number_of(std::size_t score, const Role& role) {
  return std::uint64_t{score} << kRankBits | (UINT32_MAX - role.rank);
}
std::uint32_t rank_in(std::uint64_t number) {
  return UINT32_MAX - static_cast<std::uint32_t>(number);
}

// The newest roles of a category or section, and which of them have a trait.
class Candidates {
 public:
  explicit Candidates(const std::vector<const Role*>& newest_first)
      : roles_(newest_first.begin(), newest_first.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                newest_first.size(), kMost + 1))) {
    for (std::uint32_t i = 0; i < roles_.size(); ++i) {
      for (const std::uint32_t trait : roles_[i]->traits) with_trait_.emplace_back(trait, i);
    }
    std::sort(with_trait_.begin(), with_trait_.end());
  }

  // Offers up to `most` others; returns how many.
  std::size_t offer(const Role& role, std::size_t most, Largest& best) const {
    const std::vector<std::size_t> shared = count_shared_traits(role);
    std::size_t offered = 0;
    for (std::size_t i = 0; i < roles_.size() && offered < most; ++i) {
      if (roles_[i] == &role) continue;
      ++offered;
      const std::size_t score = shared[i] + count_shared_categories(role, *roles_[i]);
      if (score > 0) best.offer(number_of(score, *roles_[i]));
    }
    return offered;
  }

 private:
  [[nodiscard]] std::vector<std::size_t> count_shared_traits(const Role& role) const {
    std::vector<std::size_t> shared(roles_.size());
    auto next = with_trait_.begin();
    for (const std::uint32_t trait : role.traits) {  // sorted, too
      next = std::lower_bound(next, with_trait_.end(), std::pair(trait, 0U));
      for (; next != with_trait_.end() && next->first == trait; ++next) {
        shared[next->second] += trait_weight(trait);
      }
    }
    return shared;
  }

  static std::size_t count_shared_categories(const Role& a, const Role& b) {
    constexpr std::size_t kWeight = 4;
    std::size_t shared = 0;
    for (const Category* category : a.categories) {
      const auto& others = b.categories;
      if (std::find(others.begin(), others.end(), category) != others.end()) shared += kWeight;
    }
    return shared;
  }

  std::vector<const Role*> roles_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> with_trait_;  // trait, index; sorted
};

// `of(list)` gives the Candidates of a category or section.
template <class Of>
std::vector<const Role*> most_alike(const Site& site, const Role& role, const Of& of) {
  Largest best(static_cast<std::size_t>(site.config().settings.similar_roles));
  std::size_t offered = 0;
  for (const Category* category : role.categories) {
    offered += of(*category).offer(role, kMost - offered, best);
  }
  if (offered < kFewest && !role.categories.empty()) {
    static_cast<void>(of(*role.categories.front()->section).offer(role, kMost - offered, best));
  }
  std::vector<const Role*> result;
  for (const std::uint64_t number : best.numbers()) result.push_back(site.listed[rank_in(number)]);
  return result;
}

}  // namespace

std::vector<const Role*> similar_roles(const Site& site, const Role& role) {
  if (!site.similar.empty()) {
    return site.similar[static_cast<std::size_t>(&role - site.roles.data())];
  }
  return most_alike(site, role, [](const auto& list) { return Candidates(list.roles); });
}

void find_similar_roles(Site& site, int jobs) {
  std::vector<const std::vector<const Role*>*> lists;
  for (const Category& category : site.categories) lists.push_back(&category.roles);
  for (const Section& section : site.sections) lists.push_back(&section.roles);
  std::vector<std::optional<Candidates>> candidates(lists.size());
  parallel_for(
      lists.size(), jobs, [&](std::size_t i, std::size_t) { candidates[i].emplace(*lists[i]); }, 1);
  struct Of {
    const Candidates& operator()(const Category& category) const {
      return *candidates[static_cast<std::size_t>(&category - site.categories.data())];
    }
    const Candidates& operator()(const Section& section) const {
      return *candidates[site.categories.size() +
                         static_cast<std::size_t>(&section - site.sections.data())];
    }
    const Site& site;
    const std::vector<std::optional<Candidates>>& candidates;
  };
  std::vector<std::vector<const Role*>> similar(site.roles.size());
  parallel_for(site.roles.size(), jobs, [&](std::size_t i, std::size_t) {
    const Role& role = site.roles[i];
    if (role.has_page()) similar[i] = most_alike(site, role, Of{site, candidates});
  });
  site.similar = std::move(similar);
}

}  // namespace rolepress
