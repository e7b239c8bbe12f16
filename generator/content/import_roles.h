#pragma once

// Listings into role files: what is new, what changed, what is gone. Touches no disk.
//
// The record beside the mapping remembers, for each listing, its file and the facts it was last
// given. A fact that the list changes is changed in the file only where the file still says what
// the list said before: anything else is an editor's own word, and stays.

#include <map>
#include <string>
#include <vector>

#include "base/file_tree.h"
#include "content/import_mapping.h"
#include "model/entries.h"

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

enum class ImportState {
  kOpened,    // a new file
  kChanged,   // fields of its file were changed
  kSame,      // nothing to do
  kAdopted,   // a file of the same role was there already; it stays as it is
  kKept,      // the list changed a field that an editor has changed as well
  kVanished,  // no longer in the list
  kRelisted,  // in the list again, while its role is closed
  kMissing,   // its file was deleted; it stays away
};

struct ImportedRole {
  ImportState state;
  std::string file;
  std::string title;
  std::vector<std::string> fields;  // those that were changed or kept
  Spot at = {};                     // of the listing
  std::string listing = {};         // as messages call it; empty where its line says as much
  std::vector<std::pair<std::string, Spot>> cells = {};  // where the list says each field
};

struct ImportResult {
  std::vector<ImportedRole> roles;  // in the order of the list, the vanished last
  std::vector<SourceFile> files;    // new and changed
  ImportRecord record;
};

/// Everything that is wrong with a listing goes to `report`, the reporter of the list's file.
[[nodiscard]] ImportResult import_roles(const FileTree& sources, const Entries& entries,
                                        const ImportMapping& mapping,
                                        const std::vector<Listing>& listings,
                                        const ImportRecord& before, Reporter& report);

}  // namespace rolepress
