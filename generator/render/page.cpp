#include "render/page.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rolepress {
namespace {

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

}  // namespace rolepress
