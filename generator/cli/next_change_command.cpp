#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"
#include "next_change.h"

namespace rolepress {
namespace {

// The first moment of the day in the site's zone: some zones begin it half an hour later.
std::chrono::sys_seconds begin_of(CivilDate day, const std::string& zone) {
  using std::chrono::hours;
  using std::chrono::minutes;
  constexpr minutes kStep(15);
  std::chrono::sys_seconds at = std::chrono::sys_seconds(day) - hours(15);
  while (date_in_zone(zone, at) < day) at += kStep;
  return at;
}

// Minute, hour, day and month for cron, five minutes into the day.
std::string cron_fields(std::chrono::sys_seconds moment) {
  moment += std::chrono::minutes(5);
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {} {} {} *", time.minutes().count(), time.hours().count(),
                     static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()));
}

struct Plan {
  std::string zone;
  std::string cron;      // in the site's zone
  std::string workflow;  // in UTC, as forges have it
};

Plan plan_for(CivilDate day, const Site& site) {
  Plan plan;
  plan.zone = site.config().time_zone.value.empty() ? "UTC" : site.config().time_zone.value;
  plan.cron = cron_fields(std::chrono::sys_seconds(day));
  plan.workflow = cron_fields(begin_of(day, plan.zone));
  return plan;
}

void print_text(const NextChange& change, const Plan& plan, bool quiet) {
  fmt::print("{}: {}\n", format_date(change.day), fmt::join(change.reasons, ", "));
  if (quiet) return;
  fmt::print(
      "\nTo publish on that day, a line of a crontab:\n\n"
      "CRON_TZ={}\n{} cd {} && ./rolepress build --quiet\n"
      "\nor a trigger of a workflow, whose clock is UTC:\n\n"
      "on:\n  schedule:\n    - cron: \"{}\"\n"
      "\nA build every day (\"5 0 * * *\") makes both needless.\n",
      plan.zone, plan.cron, std::filesystem::current_path().string(), plan.workflow);
}

int run_next_change(const CommonOptions& options) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), OutputFormat::kText);
    return exit_code(sources.error());
  }
  Diagnostics problems;
  const std::unique_ptr<Site> site = load_site(*sources, build_options(options), problems);
  quote_sources(problems, *sources);
  std::erase_if(problems, [](const Diagnostic& d) { return d.severity == Severity::kWarning; });
  print_problems(problems, OutputFormat::kText);
  const std::optional<NextChange> change = next_change(*site);
  const bool is_json = options.format == OutputFormat::kJson;
  if (!change) {
    fmt::print("{}", is_json ? "null\n" : "The site does not change until somebody edits it.\n");
    return exit_code(problems);
  }
  const Plan plan = plan_for(change->day, *site);
  if (is_json) {
    const nlohmann::json document = {{"date", format_date(change->day)},
                                     {"changes", change->reasons},
                                     {"time_zone", plan.zone},
                                     {"cron", plan.cron},
                                     {"cron_utc", plan.workflow}};
    fmt::print("{}\n", document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    print_text(*change, plan, options.quiet);
  }
  return exit_code(problems);
}

}  // namespace

RunCommand declare_next_change(CLI::App&) { return run_next_change; }

}  // namespace rolepress
