#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/role.h"

namespace rolepress {

struct ParsedFile;

/// Roles as an earlier build parsed them, by what their files said: a role without problems need
/// not be parsed again. Bytes that another program stored, or that are damaged, are as good as
/// none.
class RoleCache {
 public:
  using Store = std::function<void(std::string bytes)>;

  /// `program` tells the program that parses from any that would parse otherwise. `store` takes
  /// the bytes for the next build, if they differ enough from those that are `stored` now.
  RoleCache(std::uint64_t program, std::string stored, Store store);
  RoleCache(const RoleCache&) = delete;
  RoleCache& operator=(const RoleCache&) = delete;

  /// The role of that file; nullopt where it must be parsed.
  [[nodiscard]] std::optional<RoleEntry> find(const SourceFile& file) const;
  /// After all files were read, each with what was found wrong with it: stores them, and holds
  /// nothing any longer.
  void finish(const std::vector<ParsedFile>& parsed, const std::vector<Diagnostics>& found);

 private:
  struct Stored {
    std::uint64_t source;    // the hash of its file
    std::string_view bytes;  // of `stored_`
    bool operator<(const Stored& other) const { return source < other.source; }
  };

  [[nodiscard]] const Stored* find(std::uint64_t source) const;

  std::uint64_t program_;
  std::string stored_;
  Store store_;
  std::vector<Stored> roles_;  // by source
};

}  // namespace rolepress
