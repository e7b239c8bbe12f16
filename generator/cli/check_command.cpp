#include <fmt/format.h>

#include <memory>

#include "base/text.h"
#include "cli/commands.h"

namespace rolepress {
namespace {

// A check is a build that throws its pages away, so that it cannot differ from one.
class NoSink : public OutputSink {
 public:
  void write(std::string_view, std::string) override {}
};

int run_check(const CommonOptions& options, bool strict) {
  const auto sources = read_sources(options);
  Diagnostics problems;
  std::size_t live = 0;
  if (sources) {
    BuildOptions build = build_options(options);
    build.strict = strict;
    build.search_tests = true;
    NoSink sink;
    auto summary = build_site(*sources, build, sink);
    problems = summary ? std::move(summary->warnings) : std::move(summary.error());
    live = summary ? summary->live_roles : 0;
  } else {
    problems = sources.error();
  }
  print_problems(problems, options.format);
  if (!options.quiet && options.format == OutputFormat::kText) {
    if (has_errors(problems)) {
      fmt::print("{}.\n", count_problems(problems));
    } else {
      fmt::print("No errors, {}, {}.\n", counted(problems.size(), "warning"),
                 counted(live, "live role"));
    }
  }
  return exit_code(problems);
}

}  // namespace

RunCommand declare_check(CLI::App& app) {
  const auto strict = std::make_shared<bool>(false);
  app.add_flag("--strict", *strict, "Treat warnings as errors");
  return [strict](const CommonOptions& options) { return run_check(options, *strict); };
}

}  // namespace rolepress
