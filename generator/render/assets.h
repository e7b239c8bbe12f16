#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"

namespace rolepress {

/// A file of layouts/assets/ as it is published.
struct Asset {
  std::string_view path;  // below layouts/assets/: "css/site.css"
  std::string page_path;  // "/assets/css/site.1f3a90c2.css"
  const SourceFile* file;
  std::string_view text;  // as published
};

/// The assets of a site. Each carries a hash of its content in its name, so that browsers may keep
/// it for ever; url() in style sheets and "./other.js" in scripts are rewritten to these names.
class Assets {
 public:
  /// Reports what style sheets name and there is not, and scripts that import each other.
  Assets(const FileTree& sources, Diagnostics& problems);
  Assets(const Assets&) = delete;
  Assets& operator=(const Assets&) = delete;

  [[nodiscard]] const std::vector<Asset>& all() const { return assets_; }
  [[nodiscard]] const Asset* find(std::string_view path) const;
  [[nodiscard]] std::vector<std::string_view> paths() const;
  /// The files of layouts/admin/, the editor in the browser.
  [[nodiscard]] const std::vector<const SourceFile*>& admin() const { return admin_; }

 private:
  void publish(Asset& asset, Diagnostics& problems);
  [[nodiscard]] std::string rewrite_styles(const Asset& sheet, Diagnostics& problems) const;
  [[nodiscard]] std::string rewrite_imports(const Asset& script, Diagnostics& problems);
  [[nodiscard]] bool is_open(const Asset& script) const;

  std::vector<Asset> assets_;  // by path
  std::vector<const SourceFile*> admin_;
  std::vector<const Asset*> open_;     // scripts whose imports are being named, the outermost first
  std::deque<std::string> rewritten_;  // texts with other names in them; never moved
};

}  // namespace rolepress
