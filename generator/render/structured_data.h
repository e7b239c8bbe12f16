#pragma once

#include <string>

#include "render/views.h"

namespace rolepress {

/// What a page says to search engines in the words of schema.org, as script elements of JSON-LD.
/// It says nothing that the page does not show.
[[nodiscard]] std::string structured_data(const Site& site, const PageFrame& frame);

}  // namespace rolepress
