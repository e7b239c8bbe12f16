#pragma once

namespace rolepress {

// The letters of texts and queries, as both are compared.

/// Of scripts besides ASCII: letters, not signs, private use, or beyond the first plane.
[[nodiscard]] bool is_letter(char32_t c);

/// Marks that stand on or within a letter and leave the word whole.
[[nodiscard]] bool is_mark(char32_t c);

/// In lower case, without accents, in the width and the form that most people type.
[[nodiscard]] char32_t plain_letter(char32_t c);

}  // namespace rolepress
