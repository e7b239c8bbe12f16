#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/file_tree.h"
#include "model/site.h"
#include "render/page.h"
#include "render/page_renderer.h"

namespace rolepress {

/// Hashes of all that pages are made from, so that a build can keep those that an earlier build of
/// the same program made from the same.
class PageKeys {
 public:
  PageKeys(const Site& site, const FileTree& sources, const PageTemplates& templates);

  [[nodiscard]] std::uint64_t key_of(const Page& page) const;
  /// Of a feed with that name that shows those roles.
  [[nodiscard]] std::uint64_t key_of_feed(std::string_view file,
                                          const std::vector<const Role*>& roles) const;

 private:
  const Site& site_;
  const PageTemplates& templates_;
  std::uint64_t shared_;  // what every page may show
  std::uint64_t counts_;  // what a page may show that counts roles
};

}  // namespace rolepress
