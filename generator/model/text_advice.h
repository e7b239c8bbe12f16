#pragma once

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/site.h"

namespace rolepress {

/// Whether the texts tell of pay and of a place of work; the last day is not looked for.
[[nodiscard]] Told told_in_texts(const RoleEntry& entry);

/// Warns where the title, the summary or the text of a live role say otherwise than its fields.
void advise_on_texts(const Role& role, const Site& site, const FileTree& sources, Reporter& report);

}  // namespace rolepress
