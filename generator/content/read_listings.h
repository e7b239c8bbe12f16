#pragma once

// A platform's list of roles as it comes: CSV (RFC 4180, or with semicolons or
// tabs), JSON or YAML.

#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "content/front_matter.h"

namespace rolepress {

/// One listing: a mapping of columns to what stands in them.
struct Listing {
  Spot at;  // line 0 where the form of the file knows no lines (JSON)
  YamlNode columns;
};

/// Reads the list of a file by the ending of its name. `list` is the key below which it stands in
/// JSON or YAML ("jobs", "data.jobs"); empty = the file itself is the list.
[[nodiscard]] std::vector<Listing> read_listings(const SourceFile& file, std::string_view list,
                                                 Reporter& report);

/// What stands in a column: "title", or "pay.min" for a part of one. Null where it is not there.
[[nodiscard]] const YamlNode* find_column(const YamlNode& columns, std::string_view name);

}  // namespace rolepress
