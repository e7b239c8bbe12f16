#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/stored_records.h"
#include "model/role.h"

namespace rolepress {

struct ParsedFile;

/// Roles as an earlier build parsed them, by what their files said: a role without problems need
/// not be parsed again, unless it is a draft or opens on a day.
class RoleCache {
 public:
  /// `store` takes the bytes for the next build, where those that are `stored` will not do.
  RoleCache(std::uint64_t program, std::string stored, std::function<void(std::string)> store)
      : program_(program), stored_(program, std::move(stored)), store_(std::move(store)) {}

  /// The role of that file; nullopt where it must be parsed.
  [[nodiscard]] std::optional<RoleEntry> find(const SourceFile& file) const;
  /// After all files were read, each with what was found wrong with it: stores them, and holds
  /// nothing any longer.
  void finish(const std::vector<ParsedFile>& parsed, const std::vector<Diagnostics>& found);

 private:
  std::uint64_t program_;
  StoredRecords stored_;
  std::function<void(std::string)> store_;
};

}  // namespace rolepress
