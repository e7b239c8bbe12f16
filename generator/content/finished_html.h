#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// The HTML that cmark makes of a text, as pages have it: links that leave the site say so, and the
/// cells of tables are aligned by a class, as no page has styles of its own.
[[nodiscard]] std::string finished_html(std::string_view html);

}  // namespace rolepress
