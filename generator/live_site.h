#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "build_site.h"
#include "model/entries.h"
#include "model/site.h"

namespace rolepress {

class OutputsOnDemand;

/// One file of the sources that was written or removed.
struct SourceChange {
  std::string path;                 // within the project
  std::string shown;                // as the author would type it
  std::optional<std::string> text;  // nullopt = it is gone
};

/// A site that follows its sources: only what changed is parsed again, and a file of the site is
/// made when it is asked for. While the sources have errors it stays as it last was without any.
/// Touches no disk. Not for several threads at once.
class LiveSite {
 public:
  LiveSite(FileTree sources, BuildOptions options);
  ~LiveSite();
  LiveSite(const LiveSite&) = delete;
  LiveSite& operator=(const LiveSite&) = delete;

  /// Takes the changes in. True if the site or its problems may differ from before.
  bool update(std::vector<SourceChange> changes, std::chrono::sys_seconds now);
  /// The same where nobody knows what changed.
  bool replace(FileTree sources, std::chrono::sys_seconds now);

  /// The errors of the sources as they are now.
  [[nodiscard]] const Diagnostics& problems() const { return problems_; }
  /// The site of the last sources without errors; null if there were none yet.
  [[nodiscard]] const Site* site() const { return has_good_ ? site_.get() : nullptr; }
  /// What is published at that path below public/, of that site; nullopt = nothing.
  [[nodiscard]] std::optional<std::string> file(std::string_view path);
  [[nodiscard]] const FileTree& sources() const { return sources_; }

 private:
  struct Layouts;

  bool take(SourceChange change);
  void parse_all();
  void parse_dirty();
  std::optional<RoleEntry> exchange_role(const std::string& path, std::optional<RoleEntry> role);
  [[nodiscard]] Entries merged_others() const;
  [[nodiscard]] std::unique_ptr<Site> make_site(Entries others, const FileTree& layouts,
                                                Diagnostics& problems);
  void rebuild();
  void go_back(std::unique_ptr<Site> bad);

  BuildOptions options_;
  FileTree sources_;
  Diagnostics problems_;

  // What each file of the content says now; roles are kept apart.
  std::map<std::string, std::unique_ptr<Entries>, std::less<>> others_;
  std::map<std::string, Diagnostics, std::less<>> parse_problems_;
  std::vector<std::string> role_files_;  // in step with the entries' roles
  std::vector<RoleEntry> roles_;         // while no site holds them
  std::vector<std::pair<std::string, std::optional<RoleEntry>>> replaced_roles_;  // in this trial

  std::set<std::string> dirty_;  // files of the content that the last good site does not know
  bool layouts_dirty_ = true;
  bool has_good_ = false;
  Entries good_others_;
  std::unique_ptr<Site> site_;
  std::unique_ptr<Layouts> layouts_;
  std::unique_ptr<OutputsOnDemand> outputs_;
};

}  // namespace rolepress
