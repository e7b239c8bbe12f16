#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.h"
#include "cli/commands.h"
#include "disk/output_folder.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct BuildChoices {
  bool strict = false;
  bool timings = false;
};

// A line with counts on a terminal, from half a second on; nothing where nobody watches.
class ProgressLine {
 public:
  ProgressLine(const Progress& progress, bool wanted) : progress_(progress) {
    if (wanted && isatty(STDERR_FILENO) != 0) {
      thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
  }

 private:
  void run(const std::stop_token& stop) {
    constexpr auto kPatience = std::chrono::milliseconds(500);
    constexpr auto kInterval = std::chrono::milliseconds(100);
    std::mutex mutex;
    std::condition_variable_any ended;
    std::unique_lock lock(mutex);
    bool shown = false;
    for (auto pause = kPatience;
         !ended.wait_for(lock, stop, pause, [&] { return stop.stop_requested(); });
         pause = kInterval) {
      shown = true;
      const std::size_t total = progress_.total;
      fmt::print(stderr, "\r\x1b[K{}{}", progress_.stage.load(),
                 total == 0 ? std::string("…")
                            : fmt::format(": {} of {} pages", progress_.done.load(), total));
    }
    if (shown) fmt::print(stderr, "\r\x1b[K");
  }

  const Progress& progress_;
  std::jthread thread_;
};

bool lies_within(const fs::path& inner, const fs::path& outer) {
  const fs::path relative =
      fs::weakly_canonical(inner).lexically_relative(fs::weakly_canonical(outer));
  return !relative.empty() && *relative.begin() != "..";
}

// Publishing into the sources would turn pages into input, and could overwrite them.
bool check_folders(const CommonOptions& options) {
  for (const fs::path& source : {options.content, options.layouts}) {
    if (!lies_within(options.output, source) && !lies_within(source, options.output)) continue;
    fmt::print(stderr,
               "error: --output {} and {} lie one within the other\n  help: choose an "
               "output folder of its own\n",
               options.output.string(), source.string());
    return false;
  }
  return true;
}

// Warnings stop no build, so they would only hide what does.
int report_problems(Diagnostics problems, const CommonOptions& options) {
  if (options.format == OutputFormat::kText) {
    std::erase_if(problems, [](const Diagnostic& d) { return d.severity == Severity::kWarning; });
  }
  print_problems(problems, options.format);
  if (options.format == OutputFormat::kText) {
    fmt::print(stderr, "Nothing was published: {}.\n", counted(problems.size(), "error"));
  }
  return exit_code(problems);
}

void print_foreign(const PublishReport& report, const fs::path& output) {
  constexpr std::size_t kNamed = 5;
  if (report.foreign.empty()) return;
  fmt::print("Kept {} in {} that no build wrote:", counted(report.foreign.size(), "file"),
             output.string());
  for (std::size_t i = 0; i < std::min(kNamed, report.foreign.size()); ++i) {
    fmt::print(" {}", printable_text(report.foreign[i]));
  }
  fmt::print("{}\n", report.foreign.size() > kNamed ? " …" : "");
}

void print_summary(const BuildSummary& summary, const PublishReport& report, double seconds,
                   const CommonOptions& options) {
  fmt::print("Built {} with {} for {} in {:.2f} s: {} new, {} changed, {} unchanged, {} removed.\n",
             counted(summary.pages, "page"), counted(summary.live_roles, "live role"),
             format_date(summary.date), seconds, report.added, report.changed, report.unchanged,
             report.removed);
  print_foreign(report, options.output);
  if (!summary.warnings.empty()) {
    fmt::print("{}: see them with `rolepress check`.\n",
               counted(summary.warnings.size(), "warning"));
  }
}

void print_summary_json(const BuildSummary& summary, const PublishReport& report, double seconds) {
  nlohmann::json stages = nlohmann::json::object();
  for (const StageTime& stage : summary.stages)
    stages[std::string(stage.stage)] = stage.milliseconds;
  const nlohmann::json document = {
      {"date", format_date(summary.date)},
      {"pages", summary.pages},
      {"files", summary.files},
      {"live_roles", summary.live_roles},
      {"warnings", nlohmann::json::parse(problems_json(summary.warnings))},
      {"seconds", seconds},
      {"stages_ms", stages},
      {"added", report.added},
      {"changed", report.changed},
      {"unchanged", report.unchanged},
      {"removed", report.removed},
      {"foreign", report.foreign}};
  fmt::print("{}\n", document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void print_timings(const BuildSummary& summary) {
  for (const StageTime& stage : summary.stages) {
    fmt::print("{:>10.1f} ms  {}\n", stage.milliseconds, stage.stage);
  }
}

int run_build(const CommonOptions& options, const BuildChoices& choices) {
  if (!check_folders(options)) return kWrongUsage;
  const auto start = Clock::now();
  const auto elapsed_ms = [](Clock::time_point since) {
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
  };
  Progress progress;
  auto line = std::make_unique<ProgressLine>(progress, !options.quiet);
  BuildOptions build = build_options(options);
  build.strict = choices.strict;
  build.progress = &progress;

  const auto sources = read_sources(options);
  const double reading_ms = elapsed_ms(start);
  OutputFolder folder(options.output);
  Diagnostics problems = sources ? Diagnostics{} : sources.error();
  if (problems.empty()) problems = folder.open();
  if (!problems.empty()) {
    line.reset();
    return report_problems(problems, options);
  }
  auto summary = build_site(*sources, build, folder);
  if (!summary) {
    line.reset();
    return report_problems(summary.error(), options);
  }
  progress.stage = "publishing";
  const auto publishing = Clock::now();
  const auto report = folder.commit();
  line.reset();
  if (!report) return report_problems(report.error(), options);
  summary->stages.insert(summary->stages.begin(), {"reading", reading_ms});
  summary->stages.push_back({"publishing", elapsed_ms(publishing)});
  const double seconds = elapsed_ms(start) / 1000;
  if (options.format == OutputFormat::kJson) {
    print_summary_json(*summary, *report, seconds);
    return kDone;
  }
  if (!options.quiet) print_summary(*summary, *report, seconds, options);
  if (choices.timings) print_timings(*summary);
  return kDone;
}

}  // namespace

RunCommand declare_build(CLI::App& app) {
  const auto choices = std::make_shared<BuildChoices>();
  app.add_flag("--strict", choices->strict, "Treat warnings as errors");
  app.add_flag("--timings", choices->timings, "Print how long each stage took");
  return [choices](const CommonOptions& options) { return run_build(options, *choices); };
}

}  // namespace rolepress
