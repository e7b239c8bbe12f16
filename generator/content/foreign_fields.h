#pragma once

// Names that other job boards and site generators give to the fields of a role.

#include <span>
#include <string>
#include <string_view>

#include "content/schema.h"

namespace rolepress {

struct ForeignField {
  std::string_view ours;  // a key of `fields`; empty = there is nothing to write in its place
  std::string help;
};

/// What stands here in the place of another program's field; `help` is empty for a name that none
/// of them uses, or for one whose meaning no field here has.
[[nodiscard]] ForeignField find_foreign_field(std::string_view key,
                                              std::span<const FieldInfo> fields);

}  // namespace rolepress
