#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/entries.h"

namespace rolepress {

class RoleCache;

/// Reads every file below content/, on up to `jobs` threads. Problems go to `problems`; an entry
/// whose fields could be read in part is returned all the same, for the checks across files.
/// Roles that the cache knows are not parsed again; null = parse all.
[[nodiscard]] Entries parse_content(const FileTree& sources, int jobs, Diagnostics& problems,
                                    RoleCache* cache = nullptr);

// The same file by file, for whoever keeps what the others say ---------------------------------

/// What one file gives: a role, or its share of the rest. Roles are many and Entries is large.
struct ParsedFile {
  std::optional<RoleEntry> role;
  std::unique_ptr<Entries> rest;

  Entries& entries() {
    if (!rest) rest = std::make_unique<Entries>();
    return *rest;
  }
};

/// Every file below content/, in the order of entries.
[[nodiscard]] std::vector<const SourceFile*> content_files(const FileTree& sources);
/// That order: by path without ending, so that roles stand by slug.
[[nodiscard]] bool is_before(std::string_view path, std::string_view other);
/// Reads one file below content/. A file in the place of a role always gives one.
[[nodiscard]] ParsedFile parse_file(const SourceFile& file, Diagnostics& problems);
/// Appends; to be called in the order of entries.
void merge(ParsedFile from, Entries& to);
/// Reports files that every board needs and this one does not have.
void check_needed_files(const FileTree& sources, Diagnostics& problems);

}  // namespace rolepress
