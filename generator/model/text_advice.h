#pragma once

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/site.h"

namespace rolepress {

/// Warns where the title, the summary or the text of a live role say otherwise than its fields.
void advise_on_texts(const Role& role, const Site& site, const FileTree& sources, Reporter& report);

}  // namespace rolepress
