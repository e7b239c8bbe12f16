#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_tree.h"

namespace rolepress {

/// A file of layouts/assets/ as it is published.
struct Asset {
  std::string_view path;  // below layouts/assets/: "css/site.css"
  std::string page_path;  // "/assets/css/site.1f3a90c2.css"
  const SourceFile* file;
};

/// The assets of a site. Style sheets and scripts carry a hash of their content in their name, so
/// that browsers may keep them for ever.
class Assets {
 public:
  explicit Assets(const FileTree& sources);

  [[nodiscard]] const std::vector<Asset>& all() const { return assets_; }
  [[nodiscard]] const Asset* find(std::string_view path) const;
  [[nodiscard]] std::vector<std::string_view> paths() const;
  /// The files of layouts/admin/, the editor in the browser.
  [[nodiscard]] const std::vector<const SourceFile*>& admin() const { return admin_; }

 private:
  std::vector<const SourceFile*> admin_;
  std::vector<Asset> assets_;  // by path
};

}  // namespace rolepress
