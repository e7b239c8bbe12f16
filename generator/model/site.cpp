#include "model/site.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>

#include "base/parallel.h"
#include "base/suggestions.h"
#include "base/text.h"
#include "model/apply_links.h"
#include "model/content_dates.h"
#include "model/excerpt.h"
#include "model/same_postings.h"
#include "model/site_links.h"

namespace rolepress {

class SiteBuilder {
 public:
  SiteBuilder(Site& site, Diagnostics& problems, int jobs)
      : site_(site), entries_(site.entries_), problems_(problems), jobs_(jobs) {}

  void build() {
    site_.urls = SiteUrls(entries_.site.base_url.value);
    place_links_below_base_path();
    collect_names();
    resolve_sections();
    resolve_categories();
    resolve_pools();
    resolve_pages();
    resolve_roles();
    mark_same_postings(site_.roles, problems_);
    list_roles();
    collect_redirects(site_);
    check_addresses(site_, problems_);
  }

 private:
  [[nodiscard]] Reporter report(std::string_view path) { return {path, problems_}; }

  // Markdown is rendered before the base URL is known; only links of a text give this sequence.
  void place_links_below_base_path() {
    const std::string base = escape_html(site_.urls.base_path());
    const auto place = [&](MarkdownText& text) {
      if (text.base_path == base) return;
      for (const std::string_view start : {R"(href="/)", R"(src="/)"}) {
        for (std::size_t at = text.html.find(start); at != std::string::npos;
             at = text.html.find(start, at + start.size() + base.size())) {
          text.html.replace(at + start.size() - 1, text.base_path.size(), base);
        }
      }
      text.base_path = base;
    };
    for_each_linking_text(entries_, [&](MarkdownText& text, std::string_view) { place(text); });
  }

  void collect_names() {
    for (const PlatformEntry& platform : entries_.platforms) {
      platforms_.emplace(platform.key, &platform);
      platform_names_.push_back(platform.key);
    }
    for (const CategoryEntry& category : entries_.categories) {
      category_names_.push_back(category.section + "/" + category.slug);
    }
    categories_meant_.set_candidates({category_names_.begin(), category_names_.end()});
  }

  void resolve_sections() {
    for (const SectionEntry& entry : entries_.sections) {
      site_.sections.push_back({&entry, section_path(entry.slug), {}, {}, {}, {}});
    }
    std::sort(site_.sections.begin(), site_.sections.end(), [](const auto& a, const auto& b) {
      return std::tie(a.entry->order, a.entry->slug) < std::tie(b.entry->order, b.entry->slug);
    });
  }

  void resolve_categories() {
    site_.categories.reserve(entries_.categories.size());
    for (const CategoryEntry& entry : entries_.categories) {
      const auto section =
          std::find_if(site_.sections.begin(), site_.sections.end(),
                       [&](const Section& s) { return s.entry->slug == entry.section; });
      if (section == site_.sections.end()) {
        if (!is_slug(entry.section)) continue;  // reported
        report(entry.path)
            .error({}, "unknown-section", fmt::format("there is no section \"{}\"", entry.section),
                   fmt::format("add content/sections/{}.md, or move the file", entry.section));
        continue;
      }
      site_.categories.push_back(
          {&entry, &*section, category_path(entry.section, entry.slug), {}, {}, {}, {}, {}, {}});
      resolve_work(site_.categories.back());
      resolve_questions(site_.categories.back());
    }
    std::sort(site_.categories.begin(), site_.categories.end(), [](const auto& a, const auto& b) {
      return std::tie(a.section->entry->order, a.section->entry->slug, a.entry->order,
                      a.entry->slug) < std::tie(b.section->entry->order, b.section->entry->slug,
                                                b.entry->order, b.entry->slug);
    });
    for (Category& category : site_.categories) {
      categories_.emplace(category.entry->section + "/" + category.entry->slug, &category);
      for (Section& section : site_.sections) {
        if (category.section == &section) section.categories.push_back(&category);
      }
    }
  }

  void resolve_work(Category& category) {
    if (entries_.work.empty() && !entries_.work_path.empty()) return;  // work.yaml is reported
    std::vector<std::string_view> kinds;
    for (const WorkKind& kind : entries_.work) {
      kinds.push_back(kind.id.value);
      const auto example =
          std::find_if(category.entry->work.begin(), category.entry->work.end(),
                       [&](const WorkExample& e) { return e.kind.value == kind.id.value; });
      category.work.push_back(
          {&kind, example == category.entry->work.end() ? nullptr : &example->text});
    }
    for (const WorkExample& example : category.entry->work) {
      if (std::find(kinds.begin(), kinds.end(), example.kind.value) != kinds.end()) continue;
      report(category.entry->path)
          .error(example.kind.at, "unknown-work",
                 fmt::format("there is no kind of work \"{}\"", example.kind.value),
                 kinds.empty() ? "list the kinds of work in content/work.yaml"
                               : suggest(example.kind.value, kinds));
    }
  }

  // The site's questions, each replaced by the category's with the same id, then the category's
  // own.
  void resolve_questions(Category& category) {
    const std::vector<Question>& own = category.entry->questions;
    const auto replaces = [](const Question& mine, const Question& general) {
      return !mine.id.value.empty() && mine.id.value == general.id.value;
    };
    for (const Question& general : entries_.questions) {
      const auto mine = std::find_if(own.begin(), own.end(),
                                     [&](const Question& q) { return replaces(q, general); });
      category.questions.push_back(mine == own.end() ? &general : &*mine);
    }
    for (const Question& mine : own) {
      const bool replaced = std::any_of(entries_.questions.begin(), entries_.questions.end(),
                                        [&](const Question& q) { return replaces(mine, q); });
      if (!replaced) category.questions.push_back(&mine);
    }
  }

  [[nodiscard]] const PlatformEntry* find_platform(const Located<std::string>& key,
                                                   Reporter report) const {
    if (const auto found = platforms_.find(key.value); found != platforms_.end()) {
      return found->second;
    }
    // Reported already: the field is missing, or platforms.yaml cannot be read.
    if (key.value.empty() || platforms_.empty()) return nullptr;
    const std::string meant = key_of_platform(entries_.platforms, key.value);
    report
        .error(key.at, "unknown-platform", fmt::format("there is no platform \"{}\"", key.value),
               meant.empty() ? suggest(key.value, platform_names_)
                             : fmt::format("did you mean \"{}\"?", meant))
        .replacement = meant;
    return nullptr;
  }

  [[nodiscard]] const Category* find_category(const Located<std::string>& name,
                                              Reporter report) const {
    if (const auto found = categories_.find(name.value); found != categories_.end()) {
      return found->second;
    }
    const bool is_reported = std::find(category_names_.begin(), category_names_.end(),
                                       name.value) != category_names_.end();
    if (name.value.empty() || is_reported) return nullptr;
    const std::string key = key_of_category(entries_.categories, name.value);
    std::string help =
        key.empty() ? categories_meant_.of(name.value) : fmt::format("did you mean \"{}\"?", key);
    if (help.empty()) help = "write section/category as in content/categories/";
    report.error(name.at, "unknown-category",
                 fmt::format("there is no category \"{}\"", name.value), std::move(help));
    return nullptr;
  }

  void resolve_pools() {
    for (const PoolEntry& entry : entries_.pools) {
      const PlatformEntry* platform = find_platform(entry.platform, report(entry.path));
      check_sections(entry);
      if (platform == nullptr) continue;
      check_apply_link(entry.apply, *platform, report(entry.path));
      site_.pools.push_back({&entry, platform});
    }
    std::sort(site_.pools.begin(), site_.pools.end(), [](const Pool& a, const Pool& b) {
      return std::tie(a.entry->order, a.entry->slug) < std::tie(b.entry->order, b.entry->slug);
    });
    for (Category& category : site_.categories) {
      for (const Pool& pool : site_.pools) {
        const auto& sections = pool.entry->sections;
        const bool offered =
            sections.empty() || std::any_of(sections.begin(), sections.end(), [&](const auto& s) {
              return s.value == category.entry->section;
            });
        if (offered) category.pools.push_back(&pool);
      }
    }
  }

  void check_sections(const PoolEntry& pool) {
    std::vector<std::string_view> names;
    for (const SectionEntry& section : entries_.sections) names.push_back(section.slug);
    for (const auto& section : pool.sections) {
      if (std::find(names.begin(), names.end(), section.value) != names.end()) continue;
      report(pool.path).error(section.at, "unknown-section",
                              fmt::format("there is no section \"{}\"", section.value),
                              suggest(section.value, names));
    }
  }

  void resolve_pages() {
    for (const PageEntry& entry : entries_.pages) site_.pages.push_back(&entry);
    std::sort(site_.pages.begin(), site_.pages.end(), [](const auto* a, const auto* b) {
      return std::tie(a->order, a->slug) < std::tie(b->order, b->slug);
    });
  }

  [[nodiscard]] Lifecycle lifecycle_of(const RoleEntry& entry) const {
    const bool for_editors = site_.audience() == Audience::kEditors;
    if (entry.status == RoleStatus::kDraft && !for_editors) return Lifecycle::kDraft;
    if (entry.status == RoleStatus::kClosed) return Lifecycle::kClosed;
    if (entry.opens && entry.opens->value > site_.date() && !for_editors) {
      return Lifecycle::kScheduled;
    }
    // On its closing day a role is still open.
    if (entry.closes && entry.closes->value < site_.date()) return Lifecycle::kClosed;
    return Lifecycle::kLive;
  }

  void resolve_roles() {
    constexpr std::size_t kBatch = 1024;
    const std::size_t count = entries_.roles.size();
    site_.roles.resize(count);
    std::vector<Diagnostics> found((count + kBatch - 1) / kBatch);
    const auto resolve = [&](std::size_t i, std::size_t) {
      resolve_role(entries_.roles[i], site_.roles[i], found[i / kBatch]);
    };
    parallel_for(count, jobs_, resolve, kBatch);
    for (const Diagnostics& problems : found) append(problems_, problems);
    std::erase_if(site_.roles, [](const Role& role) {  // reported
      return role.platform == nullptr || role.categories.empty();
    });
  }

  void resolve_role(const RoleEntry& entry, Role& role, Diagnostics& problems) const {
    const Reporter report(entry.path, problems);
    role.entry = &entry;
    role.lifecycle = lifecycle_of(entry);
    role.path = entry.page_path;
    take_newer(entry.posted, site_.date(), role.posted);
    role.traits = entry.traits;
    role.platform = find_platform(entry.platform, report);
    add_category(role, find_category(entry.category, report));
    for (const auto& name : entry.also_in) add_category(role, find_category(name, report));
    if (role.platform != nullptr) check_apply_link(entry.apply, *role.platform, report);
  }

  static void add_category(Role& role, const Category* category) {
    if (category == nullptr) return;
    if (std::find(role.categories.begin(), role.categories.end(), category) ==
        role.categories.end()) {
      role.categories.push_back(category);
    }
  }

  void list_roles() {
    for (const Role& role : site_.roles) {
      if (role.is_listed()) site_.listed.push_back(&role);
    }
    sort_newest_first(site_.listed);
    std::uint32_t rank = 0;
    for (const Role* role : site_.listed) {
      site_.roles[index_of(*role)].rank = rank++;
      take_newer(role->entry->checked, site_.date(), site_.last_check);
      note_update(*role, site_.last_update);
      note_closing(*role, site_.closings);
      for (const Category* category : role->categories) {
        add_to(site_.categories[index_of(*category)], *role);
        Section& section = site_.sections[index_of(*category->section)];
        // A role in two categories of a section counts once in the section.
        if (section.roles.empty() || section.roles.back() != role) add_to(section, *role);
      }
    }
  }

  // By the day of posting, unknown days last; those of one day stay by slug.
  static void sort_newest_first(std::vector<const Role*>& roles) {
    using Key = std::pair<std::int64_t, const Role*>;  // all roles stand in one array, by slug
    std::vector<Key> keys;
    keys.reserve(roles.size());
    for (const Role* role : roles) {
      const auto& posted = role->posted;
      keys.emplace_back(
          posted ? -posted->time_since_epoch().count() : std::numeric_limits<std::int64_t>::max(),
          role);
    }
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), roles.begin(), [](const Key& k) { return k.second; });
  }

  template <class T>
  void add_to(T& group, const Role& role) const {
    group.roles.push_back(&role);
    note_update(role, group.last_update);
    note_closing(role, group.closings);
  }

  void note_closing(const Role& role, Closings& closings) const {
    const auto& closes = role.entry->closes;
    if (closes && closes->value <= site_.date() + kClosingsHorizon) ++closings[closes->value];
  }

  void note_update(const Role& role, std::optional<CivilDate>& newest) const {
    take_newer(role.entry->checked, site_.date(), newest);
    take_newer(role.entry->posted, site_.date(), newest);
  }

  [[nodiscard]] std::size_t index_of(const Role& role) const {
    return static_cast<std::size_t>(&role - site_.roles.data());
  }
  [[nodiscard]] std::size_t index_of(const Category& category) const {
    return static_cast<std::size_t>(&category - site_.categories.data());
  }
  [[nodiscard]] std::size_t index_of(const Section& section) const {
    return static_cast<std::size_t>(&section - site_.sections.data());
  }

  Site& site_;
  Entries& entries_;
  Diagnostics& problems_;
  int jobs_;
  std::unordered_map<std::string, const PlatformEntry*> platforms_;
  std::unordered_map<std::string, const Category*> categories_;
  std::vector<std::string_view> platform_names_;
  std::vector<std::string> category_names_;
  mutable Suggestions categories_meant_;
};

namespace {

std::string with_referral(const std::string& apply, const PlatformEntry& platform) {
  if (apply.empty() || !platform.referral) return apply;
  return with_parameter(apply, platform.referral->parameter, platform.referral->code);
}

// In a list by slug.
template <class T, class SlugOf>
const T* find_by_slug(const std::vector<T>& list, std::string_view slug, const SlugOf& slug_of) {
  const auto found =
      std::lower_bound(list.begin(), list.end(), slug,
                       [&](const T& item, std::string_view s) { return slug_of(item) < s; });
  return found != list.end() && slug_of(*found) == slug ? &*found : nullptr;
}

}  // namespace

std::string Role::apply_url() const { return with_referral(entry->apply.value, *platform); }

std::string_view Site::foreign_language(const Role& role) const {
  const std::string& own = role.entry->language;
  const bool is_same = own.empty() || to_lower(own) == to_lower(config().language);
  return is_same ? std::string_view() : own;
}

std::string Role::excerpt() const {
  const std::string& summary = entry->summary.value;
  return summary.empty() ? excerpt_of(entry->body) : summary;
}

bool Role::apply_is_jobs_page() const { return entry->apply.value == platform->jobs_page.value; }

std::string Pool::apply_url() const { return with_referral(entry->apply.value, *platform); }

bool Pool::apply_is_jobs_page() const { return entry->apply.value == platform->jobs_page.value; }

const RoleEntry* find_role(const Entries& entries, std::string_view slug) {
  return find_by_slug(entries.roles, slug,
                      [](const RoleEntry& entry) { return std::string_view(entry.slug); });
}

const Role* find_role(const Site& site, std::string_view slug) {
  return find_by_slug(site.roles, slug,
                      [](const Role& role) { return std::string_view(role.entry->slug); });
}

void resolve_site(Site& site, int jobs, Diagnostics& problems) {
  SiteBuilder(site, problems, jobs).build();
}

}  // namespace rolepress
