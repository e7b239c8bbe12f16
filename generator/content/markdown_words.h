#pragma once

// Words as Markdown that shows them as they are.

#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// Words of one look within a paragraph; a \n in them begins a new line.
struct StyledWords {
  std::string text;
  bool is_strong = false;
  std::string address = {};  // where they lead; empty = they are no link
};

enum class MarkdownPlace { kParagraph, kHeading };

/// The lines of a paragraph as Markdown, without those that are empty. Signs that Markdown would
/// make something of are escaped. The lines of a heading are one line, of which nothing is strong.
[[nodiscard]] std::vector<std::string> markdown_lines(const std::vector<StyledWords>& words,
                                                      MarkdownPlace place);

/// An address as it may stand between ( and ) behind the words of a link: http, https, mailto or
/// tel. Empty for any other.
[[nodiscard]] std::string markdown_address(std::string_view address);

}  // namespace rolepress
