#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "next_change.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// The first moment of the day in the site's zone: some zones begin it half an hour later.
std::chrono::sys_seconds begin_of(CivilDate day, const std::string& zone) {
  using std::chrono::hours;
  using std::chrono::minutes;
  constexpr minutes kStep(15);
  std::chrono::sys_seconds at = std::chrono::sys_seconds(day) - hours(15);
  while (date_in_zone(zone, at) < day) at += kStep;
  return at;
}

// Minute, hour, day and month for cron, five minutes into the day, by a clock so far from UTC.
std::string cron_fields(std::chrono::sys_seconds moment, std::chrono::seconds from_utc = {}) {
  moment += std::chrono::minutes(5) + from_utc;
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  const std::chrono::year_month_day date(day);
  return fmt::format("{} {} {} {} *", time.minutes().count(), time.hours().count(),
                     static_cast<unsigned>(date.day()), static_cast<unsigned>(date.month()));
}

// How far the machine's own clock, which cron goes by, is from UTC then.
std::chrono::seconds machine_from_utc(std::chrono::sys_seconds moment) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
  std::tm parts{};
  tzset();
  localtime_r(&seconds, &parts);
  return std::chrono::seconds(parts.tm_gmtoff);
}

struct Plan {
  std::string zone;
  std::string site_cron;  // in the site's zone
  std::string workflow;   // in UTC, as forges have it
  std::string cron;       // by the machine's clock
  std::string clock;      // which is "UTC+01:00"
};

Plan plan_for(CivilDate day, const Site& site) {
  Plan plan;
  plan.zone = site.config().zone();
  plan.site_cron = cron_fields(std::chrono::sys_seconds(day));
  const std::chrono::sys_seconds begin = begin_of(day, plan.zone);
  plan.workflow = cron_fields(begin);
  const std::chrono::seconds from_utc = machine_from_utc(begin);
  plan.cron = cron_fields(begin, from_utc);
  const std::chrono::hh_mm_ss distance(from_utc);
  plan.clock = from_utc.count() == 0
                   ? "UTC"
                   : fmt::format("UTC{}{:02}:{:02}", distance.is_negative() ? '-' : '+',
                                 distance.hours().count(), distance.minutes().count());
  return plan;
}

// The path that the program was run by, as cron looks into few folders. What a link leads to may
// change with an update.
fs::path program() {
  std::string name;
  std::ifstream arguments("/proc/self/cmdline");
  std::getline(arguments, name, '\0');
  if (name.find('/') != std::string::npos) return fs::absolute(name).lexically_normal();
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

// A word for a shell, in a crontab, where % would end the line.
std::string cron_word(const fs::path& path) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./:@";
  const std::string text = path.string();
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else if (c == '%') {
      word += "\\%";
    } else {
      word += c;
    }
  }
  return word + "'";
}

// The build of the same site.
std::string build_line(const CommonOptions& options) {
  std::string line =
      fmt::format("cd {} && {} build", cron_word(fs::current_path()), cron_word(program()));
  const CommonOptions usual;
  const auto add = [&](std::string_view name, fs::path CommonOptions::*folder) {
    if (options.*folder == usual.*folder) return;
    line += fmt::format(" {} {}", name, cron_word(options.*folder));
  };
  add("--content", &CommonOptions::content);
  add("--layouts", &CommonOptions::layouts);
  add("--output", &CommonOptions::output);
  if (options.jobs != usual.jobs) line += fmt::format(" --jobs {}", options.jobs);
  return line + " --quiet";
}

void print_text(const NextChange& change, const Plan& plan, const CommonOptions& options) {
  fmt::print("{}: {}\n", format_date(change.day), fmt::join(change.reasons, ", "));
  if (options.quiet) return;
  fmt::print(
      "\nTo publish on that day, a line of this machine's crontab, whose clock is {}:\n\n"
      "{} {}\n"
      "\nor a trigger of a workflow, whose clock is UTC:\n\n"
      "on:\n  schedule:\n    - cron: \"{}\"\n"
      "\nA build every day (\"5 0 * * *\") makes both needless.\n",
      plan.clock, plan.cron, build_line(options), plan.workflow);
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
                                     {"cron", plan.site_cron},
                                     {"cron_utc", plan.workflow}};
    fmt::print("{}\n", document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    print_text(*change, plan, options);
  }
  return exit_code(problems);
}

}  // namespace

RunCommand declare_next_change(CLI::App&) { return run_next_change; }

}  // namespace rolepress
