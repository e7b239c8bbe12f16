#pragma once

#include <cstdint>
#include <optional>

#include "base/file_tree.h"
#include "model/site.h"
#include "render/page.h"

namespace rolepress {

/// Hashes of all that pages are made from, so that a build can keep those that an earlier build of
/// the same program made from the same.
class PageKeys {
 public:
  PageKeys(const Site& site, const FileTree& sources);

  /// nullopt = the page is always made. Role pages are many and depend on little; lists are few and
  /// show many roles.
  [[nodiscard]] std::optional<std::uint64_t> key_of(const Page& page) const;

 private:
  const Site& site_;
  std::uint64_t shared_;
};

}  // namespace rolepress
