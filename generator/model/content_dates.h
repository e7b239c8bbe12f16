#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/site.h"

namespace rolepress {

/// Puts the day in the place of the newest so far, if it is newer and not later than the build.
void take_newer(const std::optional<Located<CivilDate>>& day, CivilDate today,
                std::optional<CivilDate>& newest);

/// The newest day on which the role was posted or checked, none later than the build; nullopt where
/// nobody knows either.
[[nodiscard]] std::optional<CivilDate> content_day(const Role& role, CivilDate today);

/// How old the newest check of a live role may be while pages say "updated daily".
inline constexpr std::chrono::days kFreshCheck(1);
[[nodiscard]] bool is_updated_daily(const Site& site);

/// Whether the role is live, and it is too long ago that anybody saw that its listing is open, or
/// nobody knows when that was.
[[nodiscard]] bool is_stale(const Role& role, const Site& site);

/// The path that the page had first: where its file was renamed, the first of `redirect_from` that
/// is spelled like a page of the same kind. Ids of feeds are made from it, so they never change.
[[nodiscard]] std::string first_path(const Role& role);
[[nodiscard]] std::string first_path(const Category& category);

}  // namespace rolepress
