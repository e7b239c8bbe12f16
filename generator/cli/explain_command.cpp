#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/find_role.h"
#include "model/job_posting.h"
#include "model/same_postings.h"
#include "model/urls.h"
#include "render/page.h"

namespace rolepress {
namespace {

std::string at(const RoleEntry& entry, const Located<CivilDate>& date) {
  return fmt::format("{}:{}", entry.path, date.at.line);
}

std::string last_day(const RoleEntry& entry) {
  return entry.closes ? fmt::format("; its last day is {} ({})", format_date(entry.closes->value),
                                    at(entry, *entry.closes))
                      : std::string("; no \"closes\" ends it");
}

// Which rule decided, and which day.
std::string reason_of(const Role& role, CivilDate today) {
  const RoleEntry& entry = *role.entry;
  switch (role.lifecycle) {
    case Lifecycle::kDraft:
      return fmt::format("It has no page: \"status\" is draft ({}).", entry.path);
    case Lifecycle::kScheduled:
      return fmt::format("It has no page yet: it opens on {} ({}), and this is {}.",
                         format_date(entry.opens->value), at(entry, *entry.opens),
                         format_date(today));
    case Lifecycle::kClosed:
      return entry.status == RoleStatus::kClosed
                 ? fmt::format("Its page stays without Apply: \"status\" is closed ({}).",
                               entry.path)
                 : fmt::format(
                       "Its page stays without Apply: its last day was {} ({}), and this "
                       "is {}.",
                       format_date(entry.closes->value), at(entry, *entry.closes),
                       format_date(today));
    case Lifecycle::kLive:
      break;
  }
  if (role.same_as != nullptr) {
    return fmt::format("It repeats {}, so its address leads to {}: {}.", role.same_as->entry->path,
                       role.same_as->path, kSamePosting);
  }
  const std::string begin = entry.opens
                                ? fmt::format("open since {} ({})", format_date(entry.opens->value),
                                              at(entry, *entry.opens))
                                : std::string("no \"opens\" holds it back");
  return fmt::format("It is live on {}: {}{}.", format_date(today), begin, last_day(entry));
}

// Where in a list a role stands, as the address of that part of the list.
void add_place(const std::vector<const Role*>& roles, const Role& role, std::string_view path,
               std::size_t per_page, std::vector<std::string>& places) {
  const auto found = std::find(roles.begin(), roles.end(), &role);
  if (found == roles.end()) return;
  const auto index = static_cast<std::size_t>(found - roles.begin());
  places.push_back(numbered_path(path, index / per_page + 1));
}

std::vector<std::string> places_of(const Site& site, const Role& role) {
  const auto per_page = static_cast<std::size_t>(site.config().settings.cards_per_page);
  const auto newest = static_cast<std::ptrdiff_t>(std::min(
      site.listed.size(), static_cast<std::size_t>(site.config().settings.newest_on_home)));
  std::vector<std::string> places;
  const auto home_end = site.listed.begin() + newest;
  if (std::find(site.listed.begin(), home_end, &role) != home_end) places.emplace_back(kHomePath);
  add_place(site.listed, role, kRolesPath, per_page, places);
  for (const Section& section : site.sections) {
    add_place(section.roles, role, section.path, per_page, places);
  }
  for (const Category& category : site.categories) {
    add_place(category.roles, role, category.path, per_page, places);
  }
  return places;
}

void explain_role(const Site& site, const Role& role) {
  fmt::print("{}\n  {} makes it with layouts/pages/role.mustache.\n  {}\n", role.path,
             role.entry->path, reason_of(role, site.date()));
  const std::vector<std::string> places = places_of(site, role);
  if (!places.empty()) fmt::print("  It is listed on {}.\n", fmt::join(places, ", "));
  if (!role.is_listed()) return;
  fmt::print("  Apply leads to {}\n", role.apply_url());
  std::vector<std::string> lacking;
  for (const PostingFact fact : missing_facts(role)) {
    const auto& posted = role.entry->posted;
    lacking.push_back(fact == PostingFact::kPosted && posted
                          ? fmt::format("a day of \"posted\" that has come ({} lies in the future)",
                                        format_date(posted->value))
                          : std::string(fact_name(fact)));
  }
  if (lacking.empty()) {
    fmt::print("  Search engines are told of it as a JobPosting.\n");
  } else {
    fmt::print("  No JobPosting tells search engines of it: it lacks {}.\n",
               fmt::join(lacking, ", "));
  }
}

std::string source_of(const Site& site, const Page& page) {
  switch (page.kind) {
    case PageKind::kSection:
      return page.about<Section>().entry->path;
    case PageKind::kCategory:
      return page.about<Category>().entry->path;
    case PageKind::kStanding:
      return page.about<PageEntry>().path;
    case PageKind::kPools:
      return site.pools.empty() ? std::string("No pool") : "The files of the pools";
    case PageKind::kHome:
    case PageKind::kRoles:
    case PageKind::kRole:
    case PageKind::kNotFound:
    case PageKind::kRedirect:
      break;
  }
  return site.config().path;
}

std::string redirect_source(const Site& site, const Redirect& redirect) {
  std::string source;
  const auto look = [&](const std::vector<Located<std::string>>& from, const std::string& path) {
    for (const auto& old : from) {
      if (old.value == redirect.from) source = fmt::format("{}:{}", path, old.at.line);
    }
  };
  const Entries& entries = site.entries();
  for (const SectionEntry& entry : entries.sections) look(entry.redirect_from, entry.path);
  for (const CategoryEntry& entry : entries.categories) look(entry.redirect_from, entry.path);
  for (const PageEntry& entry : entries.pages) look(entry.redirect_from, entry.path);
  for (const RoleEntry& entry : entries.roles) look(entry.redirect_from, entry.path);
  return source;
}

void explain_page(const Site& site, const Page& page) {
  if (page.kind == PageKind::kRole) {
    return explain_role(site, page.about<Role>());
  }
  fmt::print("{}\n", page.path);
  if (page.kind == PageKind::kRedirect) {
    const auto& redirect = page.about<Redirect>();
    const std::string source = redirect_source(site, redirect);
    if (source.empty()) {
      for (const Role& role : site.roles) {
        if (role.path == redirect.from) fmt::print("  {}\n", reason_of(role, site.date()));
      }
    } else {
      fmt::print("  It leads to {}: \"redirect_from\" at {} says so.\n", redirect.to, source);
    }
    return;
  }
  fmt::print("  {} makes it with layouts/pages/{}.mustache.\n", source_of(site, page),
             template_name(page.kind));
  const auto tell_roles = [](const std::vector<const Role*>& roles) {
    fmt::print("  It lists {}.\n", counted(roles.size(), "live role"));
  };
  if (page.kind == PageKind::kRoles || page.kind == PageKind::kHome) tell_roles(site.listed);
  if (page.kind == PageKind::kSection) {
    tell_roles(page.about<Section>().roles);
  }
  if (page.kind == PageKind::kCategory) {
    tell_roles(page.about<Category>().roles);
  }
}

// The path within the site from an address, a path or nothing of the kind.
std::string path_of(const Site& site, std::string_view text) {
  const std::string& base = site.urls.base_path();
  const std::string home = site.urls.absolute("");
  if (text.starts_with(home)) {
    text.remove_prefix(home.size());
  } else if (!base.empty() && text.starts_with(base + "/")) {
    text.remove_prefix(base.size());
  }
  text = text.substr(0, text.find_first_of("?#"));
  return text.empty() ? std::string(kHomePath) : std::string(text);
}

Diagnostics no_page(const Site& site, const std::string& path) {
  const std::vector<Page> pages = plan_pages(site);
  std::vector<std::string_view> paths;
  for (const Page& page : pages) paths.push_back(page.path);
  Diagnostics problems;
  Reporter(path, problems)
      .error({}, "no-page", fmt::format("there is no page {} on this site", path),
             suggest(path, paths));
  return problems;
}

int run_explain(const CommonOptions& options, const std::string& wanted) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), OutputFormat::kText);
    return exit_code(sources.error());
  }
  Diagnostics problems;
  const std::unique_ptr<Site> site = load_site(*sources, build_options(options), problems);
  quote_sources(problems, *sources);
  std::erase_if(problems, [](const Diagnostic& d) { return d.severity == Severity::kWarning; });
  const std::string path = path_of(*site, wanted);
  const bool is_path = path.starts_with("/");
  const auto page = is_path ? find_page(*site, output_file(path)) : std::nullopt;
  const std::string name = role_name(path);
  const auto role = std::find_if(site->roles.begin(), site->roles.end(),
                                 [&](const Role& r) { return r.entry->slug == name; });
  if (page) {
    explain_page(*site, *page);
  } else if (role != site->roles.end() && (!is_path || path.starts_with(kRolesPath))) {
    explain_role(*site, *role);
  } else if (!has_errors(problems) && is_path && !path.starts_with(kRolesPath)) {
    print_problems(no_page(*site, path), OutputFormat::kText);
    return kWrongUsage;
  } else if (!has_errors(problems)) {
    const auto file = find_role_file(*sources, path);
    Diagnostics unknown = file ? Diagnostics{} : file.error();
    print_problems(unknown, OutputFormat::kText);
    return kWrongUsage;
  }
  print_problems(problems, OutputFormat::kText);
  return exit_code(problems);
}

}  // namespace

RunCommand declare_explain(CLI::App& app) {
  const auto wanted = std::make_shared<std::string>();
  app.add_option("PAGE", *wanted, "An address or path of the site, or the name of a role")
      ->required();
  return [wanted](const CommonOptions& options) { return run_explain(options, *wanted); };
}

}  // namespace rolepress
