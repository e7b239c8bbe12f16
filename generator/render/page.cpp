#include "render/page.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <utility>

#include "base/parallel.h"

namespace rolepress {
namespace {

// How much others are like one role: by the categories and the traits that they share with it.
class Likeness {
 public:
  explicit Likeness(const Role& role) : role_(role) {
    std::size_t slots = 8;
    while (slots < 4 * role.traits.size()) slots *= 2;
    slots_.assign(slots, kNone);
    for (const std::uint32_t trait : role.traits) {
      slots_[slot_of(trait)] = trait;
      may_have_[mark_of(trait)] = true;
    }
  }

  [[nodiscard]] std::size_t to(const Role& other) const {
    constexpr std::size_t kSameCategory = 4;
    std::size_t score = 0;
    for (const Category* category : role_.categories) {
      const auto& others = other.categories;
      if (std::find(others.begin(), others.end(), category) != others.end()) score += kSameCategory;
    }
    for (const std::uint32_t trait : other.traits) {
      if (may_have_[mark_of(trait)] && slots_[slot_of(trait)] == trait)
        score += trait_weight(trait);
    }
    return score;
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kMarks = 1024;

  static std::size_t mark_of(std::uint32_t trait) { return trait >> 1U & (kMarks - 1); }
  // Where the trait is, or would be.
  [[nodiscard]] std::size_t slot_of(std::uint32_t trait) const {
    std::size_t slot = trait * 2654435761U >> 8U & (slots_.size() - 1);
    while (slots_[slot] != kNone && slots_[slot] != trait) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }

  const Role& role_;
  std::vector<std::uint32_t> slots_;     // a hash table: every page asks for 150 roles
  std::array<bool, kMarks> may_have_{};  // few traits of others need a look at the table
};

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

bool has_own_page(const Role& role) { return role.has_page() && role.same_as == nullptr; }

// Calls visit(kind, path, subject, how many pages it takes) for all but the pages of roles, which
// are many and found by their slugs.
template <class Visit>
void for_each_subject(const Site& site, const Visit& visit) {
  const auto pages = [&](const std::vector<const Role*>& roles) {
    return count_list_pages(roles.size(), site.config().settings.cards_per_page);
  };
  visit(PageKind::kHome, kHomePath, nullptr, 1);
  visit(PageKind::kPools, kPoolsPath, nullptr, 1);
  visit(PageKind::kNotFound, kNotFoundPath, nullptr, 1);
  visit(PageKind::kRoles, kRolesPath, nullptr, pages(site.listed));
  for (const Section& section : site.sections) {
    visit(PageKind::kSection, section.path, &section, pages(section.roles));
  }
  for (const Category& category : site.categories) {
    visit(PageKind::kCategory, category.path, &category, pages(category.roles));
  }
  for (const PageEntry* page : site.pages) {
    visit(PageKind::kStanding, standing_page_path(page->slug), page, 1);
  }
  for (const Redirect& redirect : site.redirects) {
    visit(PageKind::kRedirect, redirect.from, &redirect, 1);
  }
}

// "tax-reviewer" of "roles/tax-reviewer/index.html".
std::string_view slug_of_page(std::string_view file) {
  constexpr std::string_view kPagesOfRoles = kRolesPath.substr(1);
  if (!file.starts_with(kPagesOfRoles)) return {};
  return file.substr(kPagesOfRoles.size(),
                     file.find('/', kPagesOfRoles.size()) - kPagesOfRoles.size());
}

}  // namespace

std::string_view template_name(PageKind kind) {
  constexpr std::array<std::string_view, kPageKinds> kNames = {
      "home", "section", "category", "roles", "role", "pools", "standing", "not_found", "redirect"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<Page> plan_pages(const Site& site) {
  std::vector<Page> pages;
  for_each_subject(
      site, [&](PageKind kind, std::string_view path, Page::Subject subject, std::size_t count) {
        for (std::size_t number = 1; number <= count; ++number) {
          pages.push_back({kind, numbered_path(path, number), subject, number});
        }
      });
  for (const Role& role : site.roles) {
    if (has_own_page(role)) pages.push_back({PageKind::kRole, std::string(role.path), &role});
  }
  std::sort(pages.begin(), pages.end(),
            [](const Page& a, const Page& b) { return a.path < b.path; });
  return pages;
}

std::optional<Page> find_page(const Site& site, std::string_view file) {
  const Role* role = find_role(site, slug_of_page(file));
  if (role != nullptr && has_own_page(*role) && output_file(role->path) == file) {
    return Page{PageKind::kRole, std::string(role->path), role};
  }
  std::optional<Page> found;
  for_each_subject(
      site, [&](PageKind kind, std::string_view path, Page::Subject subject, std::size_t count) {
        if (found || !file.starts_with(path.substr(1))) return;
        for (std::size_t number = 1; number <= count && !found; ++number) {
          std::string numbered = numbered_path(path, number);
          if (output_file(numbered) == file)
            found = Page{kind, std::move(numbered), subject, number};
        }
      });
  return found;
}

std::vector<const Role*> roles_on_page(const std::vector<const Role*>& roles, std::size_t per_page,
                                       std::size_t number) {
  const std::size_t first = std::min((number - 1) * per_page, roles.size());
  const std::size_t last = std::min(first + per_page, roles.size());
  return {roles.begin() + static_cast<std::ptrdiff_t>(first),
          roles.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::vector<const Role*> listed_roles(const Site& site, const Page& page) {
  const Settings& settings = site.config().settings;
  const auto per_page = static_cast<std::size_t>(settings.cards_per_page);
  switch (page.kind) {
    case PageKind::kHome:
      return roles_on_page(site.listed, static_cast<std::size_t>(settings.newest_on_home), 1);
    case PageKind::kRoles:
      return roles_on_page(site.listed, per_page, page.number);
    case PageKind::kSection:
      return roles_on_page(page.about<Section>().roles, per_page, page.number);
    case PageKind::kCategory:
      return roles_on_page(page.about<Category>().roles, per_page, page.number);
    default:
      return {};
  }
}

std::vector<const Role*> similar_roles(const Site& site, const Role& role) {
  if (!site.similar.empty()) {
    return site.similar[static_cast<std::size_t>(&role - site.roles.data())];
  }
  // Within its categories, and its section where those are small: the whole board would make the
  // cost of a build quadratic.
  constexpr std::size_t kFewest = 40;
  constexpr std::size_t kMost = 150;
  std::vector<const Role*> candidates;
  const auto gather = [&](const std::vector<const Role*>& roles) {
    for (const Role* other : roles) {
      if (other != &role && candidates.size() < kMost) candidates.push_back(other);
    }
  };
  for (const Category* category : role.categories) gather(category->roles);
  if (candidates.size() < kFewest && !role.categories.empty()) {
    gather(role.categories.front()->section->roles);
  }
  // The most alike first, the newest first among equals: one number tells both.
  constexpr int kRankBits = 32;
  const Likeness likeness(role);
  Largest best(static_cast<std::size_t>(site.config().settings.similar_roles));
  for (const Role* other : candidates) {
    const std::uint64_t score = likeness.to(*other);
    if (score > 0) best.offer(score << kRankBits | (UINT32_MAX - other->rank));
  }
  std::vector<const Role*> result;
  for (const std::uint64_t key : best.numbers()) {
    result.push_back(site.listed[UINT32_MAX - static_cast<std::uint32_t>(key)]);
  }
  return result;
}

void find_similar_roles(Site& site, int jobs) {
  std::vector<std::vector<const Role*>> similar(site.roles.size());
  parallel_for(site.roles.size(), jobs, [&](std::size_t i, std::size_t) {
    if (site.roles[i].has_page()) similar[i] = similar_roles(site, site.roles[i]);
  });
  site.similar = std::move(similar);
}

}  // namespace rolepress
