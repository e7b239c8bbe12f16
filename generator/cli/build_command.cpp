#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <future>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <utility>

#include "base/text.h"
#include "build_cache.h"
#include "cli/commands.h"
#include "cli/last_build.h"
#include "disk/compressing_sink.h"
#include "disk/files.h"
#include "disk/output_folder.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct BuildChoices {
  bool strict = false;
  bool timings = false;
  bool compress = false;
  PublishOptions publish;
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

// As far as it is there without the links that lead to it.
fs::path real_path(const fs::path& path) {
  std::error_code error;
  fs::path real = fs::weakly_canonical(path, error);
  return error ? path : real;
}

bool lies_within(const fs::path& inner, const fs::path& outer) {
  const fs::path relative = real_path(inner).lexically_relative(real_path(outer));
  return !relative.empty() && *relative.begin() != "..";
}

// Publishing into the sources would turn pages into input, and could overwrite them.
bool check_folders(const CommonOptions& options) {
  const fs::path output = output_behind(options.output);
  for (const fs::path& source : {options.content, options.layouts}) {
    if (!lies_within(output, source) && !lies_within(source, output)) continue;
    fmt::print(stderr,
               "error: --output {} and {} lie one within the other\n  help: choose an "
               "output folder of its own\n",
               options.output.string(), source.string());
    return false;
  }
  return true;
}

int report_problems(const Diagnostics& problems, const CommonOptions& options, bool is_mixed) {
  print_failure(problems, options.format);
  if (options.format == OutputFormat::kText) {
    const auto errors = std::count_if(problems.begin(), problems.end(), [](const Diagnostic& d) {
      return d.severity != Severity::kWarning;
    });
    fmt::print(stderr, "{}: {}.\n", is_mixed ? "Published in part" : "Nothing was published",
               counted(static_cast<std::size_t>(errors), "error"));
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

// Redirects are files too, so none of these leads on. Later pages of a list come and go.
void print_gone(const PublishReport& report) {
  constexpr std::size_t kNamed = 5;
  constexpr std::string_view kFile = "index.html";
  std::vector<std::string_view> gone;
  for (const std::string_view path : report.removed) {
    const bool is_page = path.ends_with(kFile) && path.find("/page/") == std::string_view::npos;
    if (is_page) gone.push_back(path.substr(0, path.size() - kFile.size()));
  }
  if (gone.empty()) return;
  fmt::print("{} now:", gone.size() == 1 ? "One address leads nowhere"
                                         : fmt::format("{} addresses lead nowhere", gone.size()));
  for (std::size_t i = 0; i < std::min(kNamed, gone.size()); ++i) {
    fmt::print(" /{}", printable_text(gone[i]));
  }
  fmt::print("{}\n  help: where a page has moved, add redirect_from: [/{}] to its file\n",
             gone.size() > kNamed ? " …" : "", printable_text(gone.front()));
}

// All that a build has to say for itself.
struct BuildOutcome {
  LastBuild build;
  PublishReport report;
  std::vector<StageTime> stages;
  double seconds = 0;
};

void print_summary(const BuildOutcome& outcome, const CommonOptions& options) {
  const PublishReport& report = outcome.report;
  fmt::print("Built {} with {} for {} in {:.2f} s: {} new, {} changed, {} unchanged, {} removed.\n",
             counted(outcome.build.pages, "page"), counted(outcome.build.live_roles, "live role"),
             outcome.build.date, outcome.seconds, report.added, report.changed, report.unchanged,
             report.removed.size());
  if (!report.at_once) {
    fmt::print(
        "The files were put in place one by one: {} cannot change places as a whole with a "
        "folder beside it.\n",
        options.output.string());
  }
  print_foreign(report, options.output);
  print_gone(report);
  if (outcome.build.warning_count > 0) {
    fmt::print("{}: see them with `rolepress check`.\n",
               counted(outcome.build.warning_count, "warning"));
  }
}

void print_summary_json(const BuildOutcome& outcome) {
  nlohmann::json stages = nlohmann::json::object();
  for (const StageTime& stage : outcome.stages)
    stages[std::string(stage.stage)] = stage.milliseconds;
  const nlohmann::json document = {{"date", outcome.build.date},
                                   {"pages", outcome.build.pages},
                                   {"files", outcome.build.files},
                                   {"live_roles", outcome.build.live_roles},
                                   {"warnings", nlohmann::json::parse(outcome.build.warnings)},
                                   {"seconds", outcome.seconds},
                                   {"stages_ms", stages},
                                   {"added", outcome.report.added},
                                   {"changed", outcome.report.changed},
                                   {"unchanged", outcome.report.unchanged},
                                   {"removed", outcome.report.removed.size()},
                                   {"at_once", outcome.report.at_once},
                                   {"foreign", outcome.report.foreign}};
  fmt::print("{}\n", document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void print_timings(const std::vector<StageTime>& stages) {
  for (const StageTime& stage : stages) {
    fmt::print("{:>10.1f} ms  {}\n", stage.milliseconds, stage.stage);
  }
}

LastBuild summarize(const BuildSummary& summary) {
  return {format_date(summary.date),
          summary.time_zone,
          summary.pages,
          summary.files,
          summary.live_roles,
          summary.warnings.size(),
          problems_json(summary.warnings)};
}

class Stopwatch {
 public:
  // Milliseconds since the last lap.
  double lap() {
    const auto now = Clock::now();
    return std::chrono::duration<double, std::milli>(now - std::exchange(begun_, now)).count();
  }

 private:
  Clock::time_point begun_ = Clock::now();
};

// Without it, or where it cannot be stored, builds are slower, no more.
template <class Cache>
Cache open_cache(const fs::path& file) {
  return Cache(program_hash(), read_file(file, kAnyBytes).value_or(std::string()),
               [file](const std::string& bytes) { static_cast<void>(replace_file(file, bytes)); });
}

// The work of `build`, up to what there is to print.
Result<BuildOutcome> build_and_publish(OutputFolder& folder, const CommonOptions& options,
                                       const BuildChoices& choices, Progress& progress) {
  BuildOutcome outcome;
  Stopwatch watch;
  // It may wait for another build: what is read before that may be old when it is published.
  Diagnostics closed = folder.open();
  outcome.stages.push_back({"opening", watch.lap()});
  BuildOptions build = build_options(options);
  build.strict = choices.strict;
  build.progress = &progress;
  const auto sources = read_sources(options);
  outcome.stages.push_back({"reading", watch.lap()});
  if (!sources) return tl::unexpected(sources.error());
  if (!closed.empty()) return tl::unexpected(std::move(closed));
  const std::uint64_t inputs =
      hash_inputs(*sources, fmt::format("strict {} compress {}", build.strict, choices.compress));
  if (auto last = read_last_build(folder.state_folder(), inputs, folder.published_hash(), build)) {
    if (auto report = folder.report_untouched()) {
      outcome.build = std::move(*last);
      outcome.report = std::move(*report);
      outcome.stages.push_back({"comparing", watch.lap()});
      return outcome;
    }
  }
  outcome.stages.push_back({"comparing", watch.lap()});
  folder.allow_keeping(is_of_this_program(folder.state_folder(), folder.published_hash()));
  BuildCache cache{open_cache<RoleCache>(folder.state_folder() / "roles"),
                   open_cache<WordCache>(folder.state_folder() / "words")};
  // Nothing that is no page belongs in a folder that is served.
  const bool is_state_private = !lies_within(folder.state_folder(), output_behind(options.output));
  if (is_program_known() && is_state_private) build.cache = &cache;
  CompressingSink compressing(folder);
  auto summary = build_site(*sources, build,
                            choices.compress ? static_cast<OutputSink&>(compressing) : folder);
  if (!summary) return tl::unexpected(std::move(summary.error()));
  compressing.finish();
  outcome.stages.insert(outcome.stages.end(), summary->stages.begin(), summary->stages.end());
  progress.stage = "publishing";
  watch.lap();
  auto said = std::async(std::launch::async, [&] {
    summary->site.reset();
    return summarize(*summary);
  });
  auto report = folder.commit();
  if (!report) return tl::unexpected(std::move(report.error()));
  outcome.report = std::move(*report);
  outcome.build = said.get();
  if (is_state_private) {
    write_last_build(folder.state_folder(), inputs, folder.published_hash(), outcome.build);
  } else {
    // Its warnings name drafts; which program built it stays known.
    write_last_build(folder.state_folder(), 0, folder.published_hash(), LastBuild());
  }
  outcome.stages.push_back({"publishing", watch.lap()});
  return outcome;
}

int run_build(const CommonOptions& options, const BuildChoices& choices) {
  if (!check_folders(options)) return kWrongUsage;
  Stopwatch whole;
  Progress progress;
  auto line = std::make_unique<ProgressLine>(progress, !options.quiet);
  PublishOptions publish = choices.publish;
  publish.jobs = build_options(options).jobs;
  OutputFolder folder(options.output, publish);
  auto outcome = build_and_publish(folder, options, choices, progress);
  line.reset();
  if (!outcome) return report_problems(outcome.error(), options, folder.is_mixed());
  outcome->seconds = whole.lap() / 1000;
  print_problems(outcome->report.failures, OutputFormat::kText);
  const int code = exit_code(outcome->report.failures);
  if (options.format == OutputFormat::kJson) {
    print_summary_json(*outcome);
    return code;
  }
  if (!options.quiet) print_summary(*outcome, options);
  if (choices.timings) print_timings(outcome->stages);
  return code;
}

}  // namespace

RunCommand declare_build(CLI::App& app) {
  const auto choices = std::make_shared<BuildChoices>();
  app.add_flag("--strict", choices->strict, "Treat warnings as errors");
  app.add_flag("--timings", choices->timings, "Print how long each stage took");
  app.add_flag("--compress", choices->compress,
               "Write a .gz and a .br beside each text, for servers that send them as they are");
  app.add_flag("--durable", choices->publish.durable,
               "Wait until everything is on the disk, before it is put in place and after");
  app.add_flag("--in-place", choices->publish.in_place,
               "Put files in place one by one, for an output folder that is a mount");
  app.add_option("--max-delete", choices->publish.max_delete_percent,
                 "Stop where more than this part of the published pages would go; else 30, and "
                 "more than ten pages")
      ->type_name("PERCENT")
      ->check(CLI::Range(0, 100));
  return [choices](const CommonOptions& options) { return run_build(options, *choices); };
}

}  // namespace rolepress
