#pragma once

#include <string>

#include "model/site.h"

namespace rolepress {

/// config.json of the browser editor (Sveltia CMS): its forms, from the tables of the fields and
/// the site's own platforms, sections and categories.
[[nodiscard]] std::string admin_config(const Site& site);

}  // namespace rolepress
