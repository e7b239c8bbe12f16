#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/site.h"
#include "render/page.h"
#include "render/view_type.h"

namespace rolepress {

struct MenuLink {
  std::string title;
  std::string path;
  bool is_current = false;
};

/// One format of a feed that a page leads to.
struct FeedLink {
  std::string title;
  std::string path;
  std::string_view type;
};

struct PageNumber {
  std::size_t number = 1;
  std::string path;
  bool is_current = false;
  bool is_after_gap = false;
};

/// What one page offers to its template besides the model: made anew for each page.
struct PageFrame {
  const Page* page = nullptr;
  std::string title;        // the name of what the page is about; empty where the layout names it
  std::string description;  // may be empty
  bool noindex = false;
  const Redirect* redirect = nullptr;
  std::vector<MenuLink> crumbs;  // the pages above this one, home first
  std::vector<FeedLink> feeds;
  std::vector<MenuLink> header;
  std::vector<MenuLink> footer;

  // Lists of roles.
  std::vector<const Role*> roles;
  std::size_t pages = 1;            // of its list
  std::vector<PageNumber> numbers;  // of those that are linked
  std::string previous_path;
  std::string next_path;
};

/// What breadcrumbs call the home page.
[[nodiscard]] const std::string& home_name(const Site& site);

[[nodiscard]] PageFrame make_frame(const Site& site, const Page& page);

/// What names mean in the template of that kind: the site's, the page's, then its subject's values.
[[nodiscard]] std::vector<const ViewType*> view_types(PageKind kind);
/// The same for one page; `frame` and the site must outlive it.
[[nodiscard]] std::vector<const void*> view_selves(const Site& site, const PageFrame& frame);

/// Every table, for documentation and tests.
[[nodiscard]] std::vector<const ViewType*> all_view_types();

}  // namespace rolepress
