#pragma once

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/entries.h"

namespace rolepress {

/// Whether the summary or the text names a last day.
[[nodiscard]] bool tells_last_day(const RoleEntry& role);

/// Warns of roles whose text names a last day that the field "closes" does not say: their pages go
/// on offering them after it. `today` is the day of the build. Looks at roles on up to `jobs`
/// threads.
void warn_of_told_deadlines(const Entries& entries, CivilDate today, const FileTree& sources,
                            int jobs, Diagnostics& problems);

}  // namespace rolepress
