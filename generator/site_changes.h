#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "build_site.h"

namespace rolepress {

struct RoleChange {
  std::string title;
  std::string path;  // of its page
  std::string before;
  std::string after;
};

struct RedirectChange {
  std::string from;
  std::string before;  // where it led; empty = nowhere
  std::string after;
};

/// What visitors of a site would see change. Every list is sorted by path.
struct SiteChanges {
  std::vector<RoleChange> opened;         // live now; `after` is its pay
  std::vector<RoleChange> closed;         // live before; `after` is what became of it
  std::vector<RoleChange> pay;            // live before and now
  std::vector<std::string> added;         // pages
  std::vector<std::string> removed;       // pages that lead nowhere now
  std::vector<std::string> changed;       // pages whose content differs
  std::vector<std::string> around;        // pages that differ only in counts or in similar roles
  std::vector<Redirect> redirected;       // pages before, now leading elsewhere
  std::vector<RedirectChange> redirects;  // addresses that were no pages and are none
  std::vector<std::string> other_files;   // added, removed or changed files that are no pages
  [[nodiscard]] bool empty() const {
    return added.empty() && removed.empty() && changed.empty() && around.empty() &&
           redirected.empty() && redirects.empty() && other_files.empty() && opened.empty() &&
           closed.empty() && pay.empty();
  }
};

/// Compares what two trees publish on one day. Errors in either stop it.
[[nodiscard]] Result<SiteChanges> compare_sites(const FileTree& before, const FileTree& after,
                                                const BuildOptions& options);

}  // namespace rolepress
