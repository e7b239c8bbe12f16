#pragma once

#include "cli/new_entry.h"

namespace rolepress {

/// True where somebody sits at a terminal and can answer.
[[nodiscard]] bool can_ask();

/// Asks for what the draft lacks; each answer is judged as `check` will judge it. False if the
/// person ended it (Ctrl-D).
[[nodiscard]] bool ask_for_fields(const CommonOptions& options, const FileTree& sources,
                                  Draft& draft);

/// Asks for the name of the file where the one made from its title cannot be used.
[[nodiscard]] bool ask_for_slug(Draft& draft);

}  // namespace rolepress
