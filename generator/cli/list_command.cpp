#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "model/content_dates.h"

namespace rolepress {
namespace {

constexpr std::string_view kStates[] = {"live",  "closing", "stale",    "unchecked", "scheduled",
                                        "draft", "closed",  "repeated", "all"};

// What an editor calls the role's state today.
std::string_view state_of(const Role& role) {
  if (role.same_as != nullptr) return "repeated";
  constexpr std::string_view kNames[] = {"live", "scheduled", "draft", "closed"};
  return kNames[static_cast<std::size_t>(role.lifecycle)];
}

bool closes_soon(const Role& role, const Site& site) {
  const auto& closes = role.entry->closes;
  const std::chrono::days limit(site.config().settings.closing_soon_days);
  return role.is_listed() && closes && closes->value - site.date() <= limit;
}

bool is_wanted(const Role& role, const Site& site, std::string_view state) {
  if (state == "all") return true;
  if (state == "stale") return is_stale(role, site);
  if (state == "unchecked") return role.is_listed() && !role.entry->checked;
  return state == "closing" ? closes_soon(role, site) : state_of(role) == state;
}

std::string day(const std::optional<Located<CivilDate>>& date) {
  return date ? format_date(date->value) : "";
}

void print_table(const std::vector<const Role*>& roles) {
  std::size_t slug_width = std::string_view("ROLE").size();
  std::size_t platform_width = std::string_view("PLATFORM").size();
  for (const Role* role : roles) {
    slug_width = std::max(slug_width, role->entry->slug.size());
    platform_width = std::max(platform_width, role->platform->key.size());
  }
  const auto print = [&](std::string_view state, std::string_view slug, std::string_view posted,
                         std::string_view checked, std::string_view closes,
                         std::string_view platform, std::string_view title) {
    fmt::print("{:<9}  {:<{}}  {:<10}  {:<10}  {:<10}  {:<{}}  {}\n", state, slug, slug_width,
               posted, checked, closes, platform, platform_width, title);
  };
  print("STATE", "ROLE", "POSTED", "CHECKED", "CLOSES", "PLATFORM", "TITLE");
  for (const Role* role : roles) {
    const RoleEntry& entry = *role->entry;
    print(state_of(*role), entry.slug, day(entry.posted), day(entry.checked), day(entry.closes),
          role->platform->key, printable_text(entry.title.value));
  }
}

// RFC 4180; a text that a spreadsheet would take for a formula gets a quote in front.
std::string csv_cell(std::string_view text) {
  const bool is_formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  std::string cell = is_formula ? "'" : "";
  bool quoted = false;
  for (const char c : text) {
    quoted = quoted || c == ',' || c == '"' || c == '\n' || c == '\r';
    cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  }
  return quoted ? "\"" + cell + "\"" : cell;
}

void print_csv(const std::vector<const Role*>& roles) {
  fmt::print("state,role,posted,checked,closes,platform,category,title,file\r\n");
  for (const Role* role : roles) {
    const RoleEntry& entry = *role->entry;
    fmt::print("{},{},{},{},{},{},{},{},{}\r\n", state_of(*role), entry.slug, day(entry.posted),
               day(entry.checked), day(entry.closes), role->platform->key,
               csv_cell(entry.category.value), csv_cell(entry.title.value), csv_cell(entry.path));
  }
}

void print_json(const std::vector<const Role*>& roles) {
  nlohmann::json list = nlohmann::json::array();
  const auto text = [](const std::string& value) {
    return value.empty() ? nlohmann::json() : nlohmann::json(value);
  };
  for (const Role* role : roles) {
    const RoleEntry& entry = *role->entry;
    list.push_back({{"slug", entry.slug},
                    {"state", state_of(*role)},
                    {"title", entry.title.value},
                    {"platform", role->platform->key},
                    {"category", entry.category.value},
                    {"path", entry.path},
                    {"url", role->path},
                    {"posted", text(day(entry.posted))},
                    {"checked", text(day(entry.checked))},
                    {"closes", text(day(entry.closes))}});
  }
  fmt::print("{}\n", list.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int run_list(const CommonOptions& options, const std::string& state) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), OutputFormat::kText);
    return exit_code(sources.error());
  }
  Diagnostics problems;
  const std::unique_ptr<Site> site = load_site(*sources, build_options(options), problems);
  std::vector<const Role*> roles;
  for (const Role& role : site->roles) {
    if (is_wanted(role, *site, state)) roles.push_back(&role);
  }
  if (options.format == OutputFormat::kJson) {
    print_json(roles);
  } else if (options.format == OutputFormat::kCsv) {
    print_csv(roles);
  } else {
    print_table(roles);
    if (!options.quiet) fmt::print("{}\n", counted(roles.size(), "role"));
  }
  // The list is of what could be read; what could not must not go unseen.
  quote_sources(problems, *sources);
  if (has_errors(problems)) print_problems(problems, OutputFormat::kText);
  return exit_code(problems);
}

}  // namespace

RunCommand declare_list(CLI::App& app) {
  const auto state = std::make_shared<std::string>("live");
  app.add_option(
         "--state", *state,
         "Which roles: live, closing (soon), stale (not checked for long), unchecked (never "
         "checked), scheduled, draft, closed, "
         "repeated (one posting entered twice) or all")
      ->check(CLI::IsMember(std::vector<std::string>(std::begin(kStates), std::end(kStates))))
      ->capture_default_str();
  return [state](const CommonOptions& options) { return run_list(options, *state); };
}

}  // namespace rolepress
