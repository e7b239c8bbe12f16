#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// The description of a listing as the body of a role: headings from the second level on, lists,
/// paragraphs, strong words and links of its HTML, also of HTML that was escaped once more. A row
/// of a table becomes an entry of a list; of anything else the words stay, and of scripts nothing.
/// A text without HTML keeps its words and lines, and what it says in Markdown.
[[nodiscard]] std::string markdown_of_description(std::string_view text);

}  // namespace rolepress
