#pragma once

#include "base/diagnostic.h"
#include "content/markdown_losses.h"

namespace rolepress {

/// Warns of the first sign in the lines of one block, from 1, that another program would have made
/// something of, such as {% include %}, [[a page]] or ~~struck~~: here readers see the sign itself.
void warn_of_foreign_markup(const MarkdownSource& source, int first, int last, Reporter& report);

}  // namespace rolepress
