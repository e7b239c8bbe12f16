#pragma once

// What Markdown makes something else of than an author meant. Each warns; lines count from 1.

#include <string_view>

#include "content/markdown_losses.h"

namespace rolepress {

/// A heading of these lines that a --- below makes, where it was most likely meant as a rule.
void warn_of_underline(const MarkdownSource& source, int first, int last, Reporter& report);

/// The lines of one paragraph that are meant as the rows of a table.
void warn_of_false_table(const MarkdownSource& source, int first, int last, Reporter& report);

/// A block of code between fences that is not closed before the text ends.
void warn_of_open_code(const MarkdownSource& source, int first, int last, std::string_view fence,
                       Reporter& report);

/// A sentence that blanks before it make code of.
void warn_of_false_code(const MarkdownSource& source, int first, std::string_view code,
                        Reporter& report);

/// The first words between ** that are not stressed, with their stars; empty where there are none.
/// `text` is what stands on the page.
[[nodiscard]] std::string_view find_unstressed(std::string_view text);
void warn_of_unstressed(std::string_view words, Spot at, Reporter& report);

}  // namespace rolepress
