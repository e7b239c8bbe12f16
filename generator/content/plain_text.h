#pragma once

// Texts that are shown as they stand: the title of a role, its summary, the entries of its lists.

#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

/// Warns of what a field of plain text shows as it stands, and readers cannot want: HTML, Markdown,
/// a word such as "N/A" in the place of what nobody knows.
void warn_of_markup(const Located<std::string>& text, std::string_view key, Reporter& report);

/// Warns of an entry of a list that holds several: "Word; Excel; Outlook".
void warn_of_several(const Located<std::string>& entry, std::string_view key, Reporter& report);

/// "N/A", "TBD", "null" and the like: how lists and forms say that a value is not known.
[[nodiscard]] bool says_nothing(std::string_view text);

/// What a browser would show of HTML, a line for each block: "Read" and "Judge" of
/// "<li>Read</li><li>Judge</li>". Also of HTML that was escaped once more. A text without tags and
/// entities stays as it is.
[[nodiscard]] std::string text_of_html(std::string_view html);

/// The text where it holds tags of HTML, and without its escapes where only those hide them; empty
/// where it holds none.
[[nodiscard]] std::string html_within(std::string_view text);

/// The text with the characters that its entities stand for, each once.
[[nodiscard]] std::string without_entities(std::string_view text);

/// What stands between the quotes of a word processor; the text itself where none enclose it.
[[nodiscard]] std::string_view without_quotes(std::string_view text);

/// Whether the text stresses words or links them as Markdown does.
[[nodiscard]] bool has_markdown(std::string_view text);

}  // namespace rolepress
