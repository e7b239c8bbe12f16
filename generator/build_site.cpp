#include "build_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "build_cache.h"
#include "content/parse_content.h"
#include "content/readable_text.h"
#include "content/told_deadlines.h"
#include "fit_texts.h"
#include "model/advice.h"
#include "model/site_links.h"
#include "outputs.h"
#include "render/assets.h"
#include "render/page_renderer.h"
#include "render/social_images.h"
#include "render/template_markup.h"
#include "render/templates.h"
#include "search_tests.h"

namespace rolepress {
namespace {

class StageClock {
 public:
  StageClock(std::vector<StageTime>& stages, Progress* progress)
      : stages_(stages), progress_(progress) {}

  void begin(const char* stage) {
    end();
    stage_ = stage;
    if (progress_ != nullptr) progress_->stage = stage;
  }
  void end() {
    const auto now = std::chrono::steady_clock::now();
    if (stage_ != nullptr) {
      stages_.push_back({stage_, std::chrono::duration<double, std::milli>(now - begun_).count()});
    }
    begun_ = now;
    stage_ = nullptr;
  }

 private:
  std::vector<StageTime>& stages_;
  Progress* progress_;
  const char* stage_ = nullptr;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

void make_warnings_errors(Diagnostics& problems) {
  for (Diagnostic& problem : problems) {
    if (problem.severity == Severity::kWarning) problem.severity = Severity::kError;
  }
}

}  // namespace

CivilDate build_date(const SiteConfig& config, const BuildOptions& options) {
  return options.date ? *options.date : date_in_zone(config.zone(), options.now);
}

namespace {

bool is_image(std::string_view path) {
  constexpr std::string_view kEndings[] = {".png", ".jpg",  ".jpeg", ".gif",
                                           ".svg", ".webp", ".avif"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace

// Images of texts are files of the layouts.
void check_images(const Site& site, const Assets& assets, Diagnostics& problems) {
  const std::vector<std::string_view> files = assets.paths();
  std::vector<std::string_view> images;
  std::copy_if(files.begin(), files.end(), std::back_inserter(images), is_image);
  for_each_linking_text(site.entries(), [&](const MarkdownText& text, std::string_view path) {
    for (const MarkdownText::Link& link : text.links) {
      if (!link.target.starts_with(kAssetsPath)) continue;
      const std::string_view asset = std::string_view(link.target).substr(kAssetsPath.size());
      if (assets.find(asset) != nullptr) continue;
      const std::string help = suggest(asset, is_image(asset) ? images : files);
      Reporter(path, problems)
          .error(link.at, "dead-link", fmt::format("there is no file layouts/assets/{}", asset),
                 help.empty() ? "put the file there, or correct its name" : help);
    }
  });
}

// The editor in the browser consists of a page and a program.
void check_admin(const Site& site, const Assets& assets, Diagnostics& problems) {
  const AdminEditor& editor = site.config().admin;
  if (!editor.is_on()) return;
  for (const std::string_view name : {"layouts/admin/index.html", "layouts/admin/sveltia-cms.js"}) {
    const auto& files = assets.admin();
    if (std::any_of(files.begin(), files.end(), [&](const auto* f) { return f->path == name; })) {
      continue;
    }
    Reporter(site.config().path, problems)
        .error(editor.repository.at, "admin", fmt::format("there is no file {}", name),
               "run `rolepress admin`, which says what it needs, or delete \"admin\"");
  }
}

void check_templates_are_text(const FileTree& sources, Diagnostics& problems) {
  constexpr std::size_t kMaxBytes = std::size_t{256} * 1024;
  for (const SourceFile& file : sources.files()) {
    if (!file.path.starts_with("layouts/") || !file.path.ends_with(kTemplateEnding)) continue;
    Reporter report(file.shown, problems);
    static_cast<void>(is_readable_text(file.text, kMaxBytes, report));
  }
}

std::unique_ptr<Site> load_site(const FileTree& sources, const BuildOptions& options,
                                Diagnostics& problems) {
  Entries entries = parse_content(sources, options.jobs, problems,
                                  options.cache == nullptr ? nullptr : &options.cache->roles);
  fit_texts(entries, sources);
  const CivilDate date = build_date(entries.site, options);
  auto site = std::make_unique<Site>(std::move(entries), date, options.audience);
  resolve_site(*site, options.jobs, problems);
  return site;
}

Result<BuildSummary> build_site(const FileTree& sources, const BuildOptions& options,
                                OutputSink& sink) {
  BuildSummary summary;
  Diagnostics problems;
  StageClock clock(summary.stages, options.progress);
  clock.begin("content");
  std::unique_ptr<Site> site = load_site(sources, options, problems);
  clock.begin("checks");
  advise(*site, sources, options.jobs, problems);
  warn_of_told_deadlines(site->entries(), site->date(), sources, options.jobs, problems);
  warn_of_missing_letters(*site, problems);
  clock.begin("templates");
  check_templates_are_text(sources, problems);
  const Assets assets(sources, problems);
  const auto templates = compile_templates(sources, assets, site->urls, problems);
  check_template_markup(sources, site->entries().platforms, problems);
  check_images(*site, assets, problems);
  check_admin(*site, assets, problems);
  if (options.search_tests && !has_errors(problems)) {
    clock.begin("search tests");
    run_search_tests(*site, options.jobs, problems);
  }
  if (options.strict) make_warnings_errors(problems);
  quote_sources(problems, sources);
  if (has_errors(problems)) return tl::unexpected(std::move(problems));
  clock.begin("outputs");
  WordCache* words = options.cache == nullptr ? nullptr : &options.cache->words;
  const OutputInputs inputs{*site,    assets, *templates, options.jobs, options.progress,
                            &sources, words};
  const OutputCounts counts = write_outputs(inputs, sink);
  clock.end();
  summary.date = site->date();
  summary.pages = counts.pages;
  summary.files = counts.files;
  summary.live_roles = site->listed.size();
  summary.time_zone = site->config().zone();
  summary.warnings = std::move(problems);
  summary.site = std::move(site);
  return summary;
}

}  // namespace rolepress
