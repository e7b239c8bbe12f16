#pragma once

// A platform's list of roles as it comes: CSV (RFC 4180, or with semicolons or
// tabs), JSON, an object of JSON on each line, or YAML.

#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "content/front_matter.h"

namespace rolepress {

/// One listing: a mapping of columns to what stands in them.
struct Listing {
  Spot at;
  std::size_t number = 0;  // from 1, of a list whose lines do not tell one from another; of rows 0
  YamlNode columns;
};

/// Reads the list of a file by the ending of its name. `list` is the key below which it stands in
/// JSON or YAML ("jobs", "data.jobs"); empty = the file itself is the list.
[[nodiscard]] std::vector<Listing> read_listings(const SourceFile& file, std::string_view list,
                                                 Reporter& report);

/// What stands at a path: "title", "pay.min" for a part of one, "departments.name" for a part of
/// each entry of a list. Empty values are left out, and lists are never among them.
struct ColumnValues {
  std::vector<const YamlNode*> values;
  bool is_there = false;
  bool is_list = false;
};

[[nodiscard]] ColumnValues find_values(const YamlNode& columns, std::string_view path);

}  // namespace rolepress
