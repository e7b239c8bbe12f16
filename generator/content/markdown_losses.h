#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace rolepress {

/// A Markdown text by lines, and where it begins in its file.
struct MarkdownSource {
  std::vector<std::string_view> lines;
  Spot at;

  /// `line` from 1.
  [[nodiscard]] Spot spot(int line, std::size_t column, std::size_t length) const {
    return {at.line + line - 1, at.column + static_cast<int>(column), static_cast<int>(length)};
  }
};

// What Markdown leaves out or runs together where an author meant it to be read. Each warns.

/// Lines [name]: word, which are addresses of links that the text does not have. `plain` is what
/// the page shows.
void warn_of_unused_addresses(const MarkdownSource& source, std::string_view plain,
                              Reporter& report);

/// The names that lines [name]: address give one to, in small letters.
[[nodiscard]] std::set<std::string> address_names(const MarkdownSource& source);

/// Words with the name of an address, [words][name], in one paragraph where no line gives it.
void warn_of_missing_addresses(const MarkdownSource& source, int first, int last,
                               const std::set<std::string>& names, Reporter& report);

/// The lines of one paragraph, from 1, that are meant as headings: they begin with #, or all of
/// their words are stressed, and run on from the line above.
void warn_of_false_headings(const MarkdownSource& source, int first, int last, Reporter& report);

/// The lines of one paragraph, from 1, that begin with a sign that makes no list.
void warn_of_false_bullets(const MarkdownSource& source, int first, int last, Reporter& report);

/// The lines of one paragraph, from 1, that are meant as a list though nothing says so: three or
/// more short ones, none of them a sentence, below a line that ends in a colon or is in capitals.
void warn_of_bare_lines(const MarkdownSource& source, int first, int last, Reporter& report);

/// [words] (https://…) in the lines of one paragraph, from 1, where the blank parts the two.
void warn_of_parted_links(const MarkdownSource& source, int first, int last, Reporter& report);

/// A table's row on that line, from 1, with more cells than its heading.
void warn_of_extra_cells(const MarkdownSource& source, int line, std::size_t columns,
                         Reporter& report);

/// HTML, or a remark, that is left out at `at`.
void warn_of_html(std::string_view html, Spot at, Reporter& report);

}  // namespace rolepress
