#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "base/output_sink.h"
#include "model/site.h"
#include "render/assets.h"

namespace rolepress {

struct BuildCache;

/// How far a build is, for whoever watches.
struct Progress {
  std::atomic<const char*> stage{"reading"};
  std::atomic<std::size_t> done{0};
  std::atomic<std::size_t> total{0};
};

struct BuildOptions {
  std::optional<CivilDate> date;  // else the day of `now` in the site's time zone
  std::chrono::sys_seconds now{};
  int jobs = 1;
  bool search_tests = false;  // whether to run the editors' search tests
  bool strict = false;        // warnings are errors
  Audience audience = Audience::kVisitors;
  Progress* progress = nullptr;
  BuildCache* cache = nullptr;  // of earlier builds
};

struct StageTime {
  std::string_view stage;
  double milliseconds;
};

struct BuildSummary {
  CivilDate date;
  std::size_t pages = 0;
  std::size_t files = 0;
  std::size_t live_roles = 0;
  std::string time_zone;  // that its date is a day of
  Diagnostics warnings;
  std::vector<StageTime> stages;
  std::unique_ptr<const Site> site;  // what was published; large, so it takes a while to go
};

/// Turns content and layouts into the published site. Touches no disk, so every command and test
/// shares it. Nothing reaches the sink unless the whole of the sources is free of errors.
[[nodiscard]] Result<BuildSummary> build_site(const FileTree& sources, const BuildOptions& options,
                                              OutputSink& sink);

/// The model alone, with all that is wrong with the content in `problems`, not yet quoted.
[[nodiscard]] std::unique_ptr<Site> load_site(const FileTree& sources, const BuildOptions& options,
                                              Diagnostics& problems);

// Stages that a live preview runs one by one ---------------------------------------------------

/// The day to build for.
[[nodiscard]] CivilDate build_date(const SiteConfig& config, const BuildOptions& options);
/// Reports images of texts that are no files of the layouts.
void check_images(const Site& site, const Assets& assets, Diagnostics& problems);
/// Reports what the editor in the browser lacks where it is switched on.
void check_admin(const Site& site, const Assets& assets, Diagnostics& problems);
void check_templates_are_text(const FileTree& sources, Diagnostics& problems);

}  // namespace rolepress
