#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/role.h"

namespace rolepress {

/// How a text's headings fit into its page.
struct Headings {
  int top;   // the level of the text's first heading
  bool ids;  // whether they can be linked to; only one text of a page may have ids
};

inline constexpr Headings kBodyHeadings{2, true};    // the text of a file, below the page's title
inline constexpr Headings kRoleHeadings{3, true};    // the text of a role, a part of its page
inline constexpr Headings kPoolHeadings{3, false};   // the text of a pool; all share one page
inline constexpr Headings kInnerHeadings{4, false};  // a shorter text within a page

/// Renders GitHub-flavoured Markdown (tables included) to HTML that is safe to publish: raw HTML is
/// left out with a warning, links are http, https, mailto, tel or pages of the site, and images are
/// files of the site. `at` is where the text begins in its file. A text that a Markdown parser
/// would take seconds for is refused. Safe to call from several threads.
[[nodiscard]] MarkdownText parse_markdown(std::string_view text, Spot at, Headings headings,
                                          Reporter& report);

/// The character that an entity of HTML such as "&rsquo;" stands for; empty for any other text.
[[nodiscard]] std::string decode_entity(std::string_view entity);

}  // namespace rolepress
