#pragma once

// Listings into role files: what is new, what changed, what is gone. Touches no disk.
//
// The record beside the mapping remembers, for each listing, its file and the facts it was last
// given. A fact that the list changes is changed in the file only where the file still says what
// the list said before: anything else is an editor's own word, and stays.

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "base/file_tree.h"
#include "content/import_mapping.h"
#include "content/import_record.h"
#include "model/entries.h"

namespace rolepress {

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
  std::size_t place = 0;                                 // of the listing in the list, from 0
};

/// Listings that have errors, and are left out.
struct LeftOut {
  std::set<std::size_t> places;
  bool hides_ids = false;  // it is not known of all of them which listings they are
};

struct ImportResult {
  std::vector<ImportedRole> roles;  // in the order of the list, the vanished last
  std::vector<SourceFile> files;    // new and changed
  ImportRecord record;
  std::set<std::size_t> bad;   // the places of listings with errors of their own
  bool tells_vanished = true;  // false where any role may be that of a listing left out
};

/// " (and in 4 other roles of this import: A, B, C, …)", by the names of the others; empty where
/// there are none.
[[nodiscard]] std::string and_others(std::string_view noun, std::string_view whole,
                                     const std::vector<std::string>& names);

/// Everything that is wrong with a listing goes to `report`, the reporter of the list's file.
/// Nothing is made of what is left out, and no role vanishes for it.
[[nodiscard]] ImportResult import_roles(const FileTree& sources, const Entries& entries,
                                        const ImportMapping& mapping,
                                        const std::vector<Listing>& listings,
                                        const ImportRecord& before, const LeftOut& left_out,
                                        Reporter& report);

}  // namespace rolepress
