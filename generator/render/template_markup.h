#pragma once

#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/taxonomy.h"

namespace rolepress {

/// Reports what the templates themselves write and no page may have: what is loaded from another
/// host, scripts and styles within the page, which its content security policy forbids, and links
/// to where one applies that are not marked as ads.
void check_template_markup(const FileTree& sources, const std::vector<PlatformEntry>& platforms,
                           Diagnostics& problems);

}  // namespace rolepress
