// Every update is a trial: the changed files are parsed, put among the others, and the whole is
// resolved and checked as a build does it. Only a trial without errors takes the place of the good
// site; after any other the roles are put back. So there is no graph of what depends on what, and
// nothing can be stale.

#include "live_site.h"

#include <algorithm>

#include "base/parallel.h"
#include "content/parse_content.h"
#include "fit_texts.h"
#include "outputs.h"
#include "render/assets.h"
#include "render/page_renderer.h"

namespace rolepress {
namespace {

constexpr std::string_view kContent = "content/";
constexpr std::string_view kLayouts = "layouts/";

FileTree layouts_of(const FileTree& sources) {
  std::vector<SourceFile> files;
  for (const SourceFile& file : sources.files()) {
    if (file.path.starts_with(kLayouts)) files.push_back(file);
  }
  return FileTree(std::move(files));
}

void drop_warnings(Diagnostics& problems) {
  std::erase_if(problems, [](const Diagnostic& d) { return d.severity == Severity::kWarning; });
}

}  // namespace

// The layouts as they were at one time, compiled for one place of the site.
struct LiveSite::Layouts {
  Layouts(const FileTree& all, const SiteUrls& urls, Diagnostics& problems)
      : tree(layouts_of(all)), assets(tree, problems), base_path(urls.base_path()) {
    check_templates_are_text(tree, problems);
    templates = compile_templates(tree, assets, urls, problems);
  }

  FileTree tree;
  Assets assets;
  std::string base_path;
  std::optional<PageTemplates> templates;
};

LiveSite::LiveSite(FileTree sources, BuildOptions options)
    : options_(options), sources_(std::move(sources)) {
  parse_all();
  rebuild();
}

LiveSite::~LiveSite() = default;

bool LiveSite::update(std::vector<SourceChange> changes, std::chrono::sys_seconds now) {
  options_.now = now;
  bool changed = false;
  for (SourceChange& change : changes) changed = take(std::move(change)) || changed;
  const bool new_day = has_good_ && build_date(site_->config(), options_) != site_->date();
  if (!changed && !new_day) return false;
  rebuild();
  return true;
}

bool LiveSite::replace(FileTree sources, std::chrono::sys_seconds now) {
  std::vector<SourceChange> changes;
  for (const SourceFile& file : sources_.files()) {
    if (sources.find(file.path) == nullptr) changes.push_back({file.path, file.shown, {}});
  }
  for (const SourceFile& file : sources.files()) {
    changes.push_back({file.path, file.shown, file.text});
  }
  return update(std::move(changes), now);
}

std::optional<std::string> LiveSite::file(std::string_view path) {
  if (!has_good_) return std::nullopt;
  return outputs_->make(path);
}

// False where the file is what it was.
bool LiveSite::take(SourceChange change) {
  if (change.text) {
    const SourceFile* known = sources_.find(change.path);
    if (known != nullptr && known->text == *change.text) return false;
    sources_.put({change.path, change.shown, std::move(*change.text)});
  } else if (!sources_.remove(change.path)) {
    return false;
  }
  if (change.path.starts_with(kContent)) {
    dirty_.insert(std::move(change.path));
  } else {
    layouts_dirty_ = true;
  }
  return true;
}

void LiveSite::parse_all() {
  const std::vector<const SourceFile*> files = content_files(sources_);
  std::vector<ParsedFile> parsed(files.size());
  std::vector<Diagnostics> found(files.size());
  parallel_for(files.size(), options_.jobs,
               [&](std::size_t i, std::size_t) { parsed[i] = parse_file(*files[i], found[i]); });
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& path = files[i]->path;
    if (parsed[i].role) {
      role_files_.push_back(path);
      roles_.push_back(std::move(*parsed[i].role));
    }
    if (parsed[i].rest) others_[path] = std::move(parsed[i].rest);
    drop_warnings(found[i]);
    if (!found[i].empty()) parse_problems_[path] = std::move(found[i]);
  }
}

void LiveSite::parse_dirty() {
  for (const std::string& path : dirty_) {
    parse_problems_.erase(path);
    others_.erase(path);
    ParsedFile parsed;
    if (const SourceFile* file = sources_.find(path)) {
      Diagnostics found;
      parsed = parse_file(*file, found);
      drop_warnings(found);
      if (!found.empty()) parse_problems_[path] = std::move(found);
    }
    if (parsed.rest) others_[path] = std::move(parsed.rest);
    std::optional<RoleEntry> before = exchange_role(path, std::move(parsed.role));
    if (has_good_) replaced_roles_.emplace_back(path, std::move(before));
  }
}

// Puts a role in, or takes one out; returns what was there.
std::optional<RoleEntry> LiveSite::exchange_role(const std::string& path,
                                                 std::optional<RoleEntry> role) {
  const auto place = std::lower_bound(role_files_.begin(), role_files_.end(), path, is_before);
  const auto at = roles_.begin() + (place - role_files_.begin());
  if (place == role_files_.end() || *place != path) {
    if (role) {
      roles_.insert(at, std::move(*role));
      role_files_.insert(place, path);
    }
    return std::nullopt;
  }
  std::optional<RoleEntry> before = std::move(*at);
  if (role) {
    *at = std::move(*role);
  } else {
    roles_.erase(at);
    role_files_.erase(place);
  }
  return before;
}

Entries LiveSite::merged_others() const {
  Entries merged;
  for (const auto& [path, entries] : others_) {
    ParsedFile copy;
    copy.rest = std::make_unique<Entries>(*entries);
    merge(std::move(copy), merged);
  }
  return merged;
}

// The texts are to fit into `layouts`.
std::unique_ptr<Site> LiveSite::make_site(Entries others, const FileTree& layouts,
                                          Diagnostics& problems) {
  const CivilDate date = build_date(others.site, options_);
  others.roles = std::move(roles_);
  fit_texts(others, layouts);
  auto site = std::make_unique<Site>(std::move(others), date, options_.audience);
  resolve_site(*site, options_.jobs, problems);
  return site;
}

void LiveSite::rebuild() {
  Diagnostics found;
  outputs_.reset();
  if (site_) roles_ = site_->release_entries().roles;
  parse_dirty();
  Entries others = merged_others();
  std::unique_ptr<Site> site = make_site(others, sources_, found);
  for (const auto& [path, problems] : parse_problems_) append(found, problems);
  check_needed_files(sources_, found);

  std::unique_ptr<Layouts> layouts = std::move(layouts_);
  const bool compiles = !layouts || layouts_dirty_ || layouts->base_path != site->urls.base_path();
  std::unique_ptr<Layouts> fresh =
      compiles ? std::make_unique<Layouts>(sources_, site->urls, found) : nullptr;
  const Assets& assets = (compiles ? fresh : layouts)->assets;
  check_images(*site, assets, found);
  check_admin(*site, assets, found);

  drop_warnings(found);
  quote_sources(found, sources_);
  problems_ = std::move(found);
  if (problems_.empty()) {
    has_good_ = true;
    dirty_.clear();
    layouts_dirty_ = false;
    replaced_roles_.clear();
    good_others_ = std::move(others);
    site_ = std::move(site);
    layouts_ = std::move(compiles ? fresh : layouts);
  } else {
    layouts_ = std::move(layouts);
    go_back(std::move(site));
  }
  if (!has_good_) return;
  outputs_ = std::make_unique<OutputsOnDemand>(OutputInputs{
      *site_, layouts_->assets, *layouts_->templates, options_.jobs, nullptr, nullptr});
}

// To the last good site; before the first one the roles wait for their next trial.
void LiveSite::go_back(std::unique_ptr<Site> bad) {
  roles_ = bad->release_entries().roles;
  site_.reset();
  if (!has_good_) {
    dirty_.clear();
    return;
  }
  for (auto i = replaced_roles_.rbegin(); i != replaced_roles_.rend(); ++i) {
    exchange_role(i->first, std::move(i->second));
  }
  replaced_roles_.clear();
  Diagnostics none;
  site_ = make_site(good_others_, layouts_->tree, none);
}

}  // namespace rolepress
