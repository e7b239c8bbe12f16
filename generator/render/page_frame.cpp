#include <fmt/format.h>

#include <algorithm>

#include "render/feeds.h"
#include "render/views.h"

namespace rolepress {
namespace {

void add_menus(const Site& site, PageFrame& frame) {
  for (const PageEntry* entry : site.pages) {
    const std::string path = standing_page_path(entry->slug);
    MenuLink link{entry->title, path, path == frame.page->path};
    if (entry->menu == Menu::kHeader) {
      frame.header.push_back(std::move(link));
    } else if (entry->menu == Menu::kFooter) {
      frame.footer.push_back(std::move(link));
    }
  }
}

void add_crumbs(const Site& site, const Category* category, const Section* section,
                PageFrame& frame) {
  frame.crumbs.push_back({home_name(site), std::string(kHomePath)});
  if (section != nullptr) frame.crumbs.push_back({section->entry->name, section->path});
  if (category != nullptr) frame.crumbs.push_back({category->entry->name, category->path});
}

void add_feeds(const Site& site, const Category* category, PageFrame& frame) {
  const auto add = [&](const std::string& title, std::string_view list) {
    frame.feeds.push_back({title, fmt::format("{}{}", list, kAtomName), kAtomType});
    frame.feeds.push_back({title, fmt::format("{}{}", list, kJsonFeedName), kJsonFeedType});
  };
  if (category != nullptr) add(feed_title(site, category), category->path);
  add(feed_title(site, nullptr), kHomePath);
}

// The first page, the last, and those around this one: all numbers on all pages would make a list
// of many pages grow with their square. A number stands in place of a gap that would hide just it.
std::vector<std::size_t> shown_numbers(std::size_t number, std::size_t pages) {
  constexpr std::size_t kNeighbours = 2;
  std::size_t from = std::max(number, kNeighbours + 2) - kNeighbours;
  std::size_t to = std::min(number + kNeighbours, pages);
  if (from == 3) from = 2;
  if (to + 2 == pages) to = pages;
  std::vector<std::size_t> shown = {1};
  for (std::size_t n = from; n <= to; ++n) shown.push_back(n);
  if (to < pages) shown.push_back(pages);
  return shown;
}

void add_page_numbers(const Site& site, const std::vector<const Role*>& roles,
                      const std::string& list_path, PageFrame& frame) {
  const std::size_t number = frame.page->number;
  const std::size_t pages = count_list_pages(roles.size(), site.config().settings.cards_per_page);
  frame.pages = pages;
  if (pages > 1) {
    for (std::size_t before = 0; const std::size_t n : shown_numbers(number, pages)) {
      frame.numbers.push_back({n, numbered_path(list_path, n), n == number, n > before + 1});
      before = n;
    }
  }
  if (number > 1) frame.previous_path = numbered_path(list_path, number - 1);
  if (number < pages) frame.next_path = numbered_path(list_path, number + 1);
}

// Where the page stands: the pages above it and the feeds of its category.
void add_place(const Site& site, PageFrame& frame) {
  const Category* category = nullptr;
  switch (frame.page->kind) {
    case PageKind::kSection:
    case PageKind::kRoles:
    case PageKind::kPools:
    case PageKind::kStanding:
      add_crumbs(site, nullptr, nullptr, frame);
      break;
    case PageKind::kCategory:
      category = &frame.page->about<Category>();
      add_crumbs(site, nullptr, category->section, frame);
      break;
    case PageKind::kRole: {
      const Category* own = frame.page->about<Role>().categories.front();
      add_crumbs(site, own, own->section, frame);
      break;
    }
    case PageKind::kHome:
    case PageKind::kNotFound:
      break;
    case PageKind::kRedirect:
      return;
  }
  add_feeds(site, category, frame);
}

}  // namespace

const std::string& home_name(const Site& site) {
  const SiteConfig& config = site.config();
  return config.home_name.empty() ? config.name : config.home_name;
}

PageFrame make_frame(const Site& site, const Page& page) {
  PageFrame frame;
  frame.page = &page;
  frame.roles = listed_roles(site, page);
  add_menus(site, frame);
  add_place(site, frame);
  switch (page.kind) {
    case PageKind::kHome:
      frame.title = site.config().name;
      frame.description = site.config().description;
      break;
    case PageKind::kSection: {
      const auto& section = page.about<Section>();
      frame.title = section.entry->name;
      frame.description = section.entry->summary;
      add_page_numbers(site, section.roles, section.path, frame);
      break;
    }
    case PageKind::kCategory: {
      const auto& category = page.about<Category>();
      frame.title = category.entry->name;
      frame.description = category.entry->judges;
      add_page_numbers(site, category.roles, category.path, frame);
      break;
    }
    case PageKind::kRoles:
      add_page_numbers(site, site.listed, std::string(kRolesPath), frame);
      break;
    case PageKind::kRole: {
      const auto& role = page.about<Role>();
      frame.title = role.entry->title.value;
      frame.description = role.excerpt();
      frame.noindex = role.lifecycle == Lifecycle::kClosed;
      break;
    }
    case PageKind::kStanding: {
      const auto& entry = page.about<PageEntry>();
      frame.title = entry.title;
      frame.description = entry.description;
      break;
    }
    case PageKind::kPools:
      break;
    case PageKind::kRedirect:
      frame.redirect = &page.about<Redirect>();
      frame.noindex = true;
      break;
    case PageKind::kNotFound:
      frame.noindex = true;
      break;
  }
  return frame;
}

}  // namespace rolepress
