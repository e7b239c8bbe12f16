#include "model/content_dates.h"

#include "base/text.h"

namespace rolepress {

void take_newer(const std::optional<Located<CivilDate>>& day, CivilDate today,
                std::optional<CivilDate>& newest) {
  if (day && day->value <= today && (!newest || day->value > *newest)) newest = day->value;
}

std::optional<CivilDate> content_day(const Role& role, CivilDate today) {
  std::optional<CivilDate> newest;
  take_newer(role.entry->posted, today, newest);
  take_newer(role.entry->checked, today, newest);
  return newest;
}

bool is_updated_daily(const Site& site) {
  return site.last_check && site.date() - *site.last_check <= kFreshCheck;
}

bool is_stale(const Role& role, const Site& site) {
  const RoleEntry& entry = *role.entry;
  const auto& last = entry.checked ? entry.checked : entry.posted;
  const std::chrono::days limit(site.config().settings.stale_after_days);
  return role.is_listed() && (!last || site.date() - last->value > limit);
}

std::string first_path(const Role& role) {
  for (const auto& old : role.entry->redirect_from) {
    const std::string_view path = old.value;
    if (!path.starts_with(kRolesPath) || !path.ends_with('/')) continue;
    const std::string_view slug = path.substr(kRolesPath.size());
    if (is_slug(slug.substr(0, slug.size() - (slug.empty() ? 0 : 1)))) return old.value;
  }
  return std::string(role.path);
}

std::string first_path(const Category& category) {
  for (const auto& old : category.entry->redirect_from) {
    const auto parts = split(old.value, '/');  // "", section, category, ""
    if (parts.size() == 4 && parts[3].empty() && is_slug(parts[1]) && is_slug(parts[2])) {
      return old.value;
    }
  }
  return category.path;
}

}  // namespace rolepress
