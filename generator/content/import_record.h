#pragma once

// What an import remembers for the next one, in a file beside its mapping.

#include <map>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "content/front_matter.h"

namespace rolepress {

/// What the record knows of one listing.
struct ImportedListing {
  std::string file;      // within the project: "content/roles/tax-reviewer.md"
  YamlNode facts;        // field → value
  bool is_gone = false;  // it has left the list, and its role has not been open since
};

/// By the listing's id.
using ImportRecord = std::map<std::string, ImportedListing>;

[[nodiscard]] std::optional<ImportRecord> parse_import_record(const SourceFile& file,
                                                              Reporter& report);
[[nodiscard]] std::string import_record_text(const ImportRecord& record);

}  // namespace rolepress
