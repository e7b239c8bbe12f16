#pragma once

// Mends single words of a source file and leaves every other byte as it was: line ends, comments,
// quotes, the order of fields.

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace rolepress {

/// The text with everything mended that has one right answer: characters that nobody can see,
/// misspelt keys, forms of dates, entries that stand twice in a list, the order of lists whose
/// order says nothing (they go by the alphabet), blanks at the ends of lines. `problems` are what
/// the checks say of the file. The same text where there is nothing of the kind, or where the file
/// would say anything else afterwards.
[[nodiscard]] std::string mended_text(const SourceFile& file, const Diagnostics& problems);

}  // namespace rolepress
