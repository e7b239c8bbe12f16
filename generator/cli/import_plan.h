#pragma once

// What an import would do, before anything is written.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "content/import_roles.h"

namespace rolepress {

/// All that an import reads besides the content.
struct ImportInputs {
  SourceFile list;
  SourceFile mapping;
  std::optional<SourceFile> record;
};

/// What the errors of single listings do to the others.
enum class BadRows { kStop, kSkip };

struct LeftListing {
  Spot at;
  std::string title;
};

struct ImportPlan {
  ImportResult result;
  Diagnostics problems;     // nothing may be written where one is an error
  Diagnostics of_left_out;  // errors of listings that are left out for them
  Diagnostics warnings;     // of the files as they would be written
  std::vector<LeftListing> left_out;
  std::size_t unread_rows = 0;  // left out as well; nobody knows what they say
  bool has_good_rows = false;
};

/// What would be written, or all that is wrong with the list, the mapping or the roles.
[[nodiscard]] ImportPlan plan_import(const CommonOptions& options, const FileTree& sources,
                                     const ImportInputs& inputs, BadRows bad_rows);

}  // namespace rolepress
