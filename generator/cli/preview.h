#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "disk/watch_tree.h"
#include "live_site.h"
#include "server/dev_server.h"

namespace rolepress {

/// What `serve` shows: the site as the folders have it, kept up to date. For any number of threads.
class Preview {
 public:
  Preview(const CommonOptions& options, Audience audience);

  /// Answers for a path of the site, with the script of the preview in each page.
  [[nodiscard]] Answer respond(std::string_view path);
  /// Reads what changed on the disk; true if there is something to announce.
  [[nodiscard]] bool follow(const TreeChanges& changes);
  /// Reads everything again; true if there is something to announce.
  [[nodiscard]] bool read_all();

  /// For open pages: the version of the site and its problems, as JSON on one line.
  [[nodiscard]] std::string state() const;
  [[nodiscard]] Diagnostics problems() const;
  /// Whether the folders themselves could be read the last time.
  [[nodiscard]] bool is_readable() const;
  [[nodiscard]] std::string base_path() const;
  [[nodiscard]] std::string summary() const;

 private:
  [[nodiscard]] Answer find(std::string_view path);
  [[nodiscard]] std::string version() const;
  [[nodiscard]] const Diagnostics& current_problems() const;
  [[nodiscard]] Answer page(int status, std::string html) const;

  CommonOptions options_;
  mutable std::mutex mutex_;
  Diagnostics read_problems_;  // before the site, whose making fills them
  LiveSite site_;
  std::size_t version_ = 1;
};

}  // namespace rolepress
