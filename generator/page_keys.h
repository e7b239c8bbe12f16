#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "model/site.h"
#include "render/page.h"

namespace rolepress {

/// Hashes of all that pages are made from, so that a build can keep those that an earlier build of
/// the same program made from the same.
class PageKeys {
 public:
  PageKeys(const Site& site, const FileTree& sources);

  [[nodiscard]] std::uint64_t key_of(const Page& page) const;
  /// Of a feed with that name that shows those roles.
  [[nodiscard]] std::uint64_t key_of_feed(std::string_view file,
                                          const std::vector<const Role*>& roles) const;

 private:
  const Site& site_;
  std::uint64_t shared_;
};

}  // namespace rolepress
