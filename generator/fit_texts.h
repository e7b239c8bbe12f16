#pragma once

#include "base/file_tree.h"
#include "model/entries.h"

namespace rolepress {

/// Lets the texts of the content fit into the layouts of `sources`: an image leads to the asset as
/// it is published, and a heading whose id a layout has too gets another. May be called again after
/// the layouts have changed.
void fit_texts(Entries& entries, const FileTree& sources);

}  // namespace rolepress
