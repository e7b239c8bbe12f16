#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/site.h"

namespace rolepress {

enum class PageKind {
  kHome,
  kSection,
  kCategory,
  kRoles,
  kRole,
  kPools,
  kStanding,
  kNotFound,
  kRedirect,
};
inline constexpr std::size_t kPageKinds = 9;

/// The name of the kind's template in layouts/pages/.
[[nodiscard]] std::string_view template_name(PageKind kind);

/// One page that the site has: a kind, and what it is about. Cheap; nothing is rendered yet.
struct Page {
  using Subject = std::variant<std::nullptr_t, const Section*, const Category*, const Role*,
                               const PageEntry*, const Redirect*>;

  PageKind kind;
  std::string path;
  Subject subject = nullptr;
  std::size_t number = 1;  // of a list that is paged

  /// The subject, which is a T for pages of this kind. Throws std::bad_variant_access otherwise.
  template <class T>
  [[nodiscard]] const T& about() const {
    return *std::get<const T*>(subject);
  }
};

/// Every page of the site, by path.
[[nodiscard]] std::vector<Page> plan_pages(const Site& site);

/// The page whose file that is below public/, as plan_pages has it; nullopt = no page.
[[nodiscard]] std::optional<Page> find_page(const Site& site, std::string_view file);

/// The roles that a paged list shows on its n-th page.
[[nodiscard]] std::vector<const Role*> roles_on_page(const std::vector<const Role*>& roles,
                                                     std::size_t per_page, std::size_t number);

/// The roles that a page lists, newest first; none on pages that list none.
[[nodiscard]] std::vector<const Role*> listed_roles(const Site& site, const Page& page);

}  // namespace rolepress
