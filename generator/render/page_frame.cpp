#include <algorithm>

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

void add_roles(const Site& site, const std::vector<const Role*>& roles,
               const std::string& list_path, PageFrame& frame) {
  const auto per_page = static_cast<std::size_t>(site.config().settings.cards_per_page);
  const std::size_t number = frame.page->number;
  frame.roles = roles_on_page(roles, per_page, number);
  const std::size_t pages = (roles.size() + per_page - 1) / per_page;
  for (std::size_t n = 1; pages > 1 && n <= pages; ++n) {
    frame.numbers.push_back({n, numbered_path(list_path, n), n == number});
  }
  if (number > 1) frame.previous_path = numbered_path(list_path, number - 1);
  if (number < pages) frame.next_path = numbered_path(list_path, number + 1);
}

}  // namespace

PageFrame make_frame(const Site& site, const Page& page) {
  PageFrame frame;
  frame.page = &page;
  add_menus(site, frame);
  switch (page.kind) {
    case PageKind::kHome:
      frame.title = site.config().name;
      frame.description = site.config().description;
      frame.roles = roles_on_page(
          site.listed, static_cast<std::size_t>(site.config().settings.newest_on_home), 1);
      break;
    case PageKind::kSection: {
      const auto& section = *static_cast<const Section*>(page.subject);
      frame.title = section.entry->name;
      frame.description = section.entry->summary;
      add_roles(site, section.roles, section.path, frame);
      break;
    }
    case PageKind::kCategory: {
      const auto& category = *static_cast<const Category*>(page.subject);
      frame.title = category.entry->name;
      frame.description = category.entry->judges;
      add_roles(site, category.roles, category.path, frame);
      break;
    }
    case PageKind::kRoles:
      add_roles(site, site.listed, std::string(kRolesPath), frame);
      break;
    case PageKind::kRole: {
      const auto& role = *static_cast<const Role*>(page.subject);
      frame.title = role.entry->title.value;
      frame.description = role.entry->summary.value;
      frame.noindex = role.lifecycle == Lifecycle::kClosed;
      break;
    }
    case PageKind::kStanding: {
      const auto& entry = *static_cast<const PageEntry*>(page.subject);
      frame.title = entry.title;
      frame.description = entry.description;
      break;
    }
    case PageKind::kPools:
      break;
    case PageKind::kRedirect:
      frame.redirect = static_cast<const Redirect*>(page.subject);
      frame.noindex = true;
      break;
    case PageKind::kNotFound:
      frame.noindex = true;
      break;
  }
  return frame;
}

}  // namespace rolepress
