#include <fmt/format.h>

#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/rules_report.h"

namespace rolepress {
namespace {

// A check is a build that throws its pages away, so that it cannot differ from one.
class NoSink : public OutputSink {
 public:
  void write(std::string_view, std::string) override {}
};

// Said once, not once for each role: most boards know too little of most roles, and that is fine.
void print_postings(const PostingCounts& postings) {
  if (postings.complete == postings.listed) return;
  std::string lacking;
  for (std::size_t i = 0; i < kPostingFacts; ++i) {
    if (postings.lacking[i] == 0) continue;
    lacking += fmt::format("{}{} {} {}", lacking.empty() ? "" : ", ", postings.lacking[i],
                           postings.lacking[i] == 1 ? "lacks" : "lack",
                           fact_name(static_cast<PostingFact>(i)));
  }
  fmt::print(
      "Search engines are told of {} of them as job postings; {}. `rolepress check --rules` judges "
      "the rest.\n",
      postings.complete, lacking);
}

int run_check(const CommonOptions& options, bool strict) {
  const auto sources = read_sources(options);
  Diagnostics problems;
  std::size_t live = 0;
  PostingCounts postings;
  if (sources) {
    BuildOptions build = build_options(options);
    build.strict = strict;
    build.search_tests = true;
    NoSink sink;
    auto summary = build_site(*sources, build, sink);
    problems = summary ? std::move(summary->warnings) : std::move(summary.error());
    live = summary ? summary->live_roles : 0;
    if (summary) postings = summary->postings;
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
      print_postings(postings);
    }
  }
  return exit_code(problems);
}

}  // namespace

RunCommand declare_check(CLI::App& app) {
  const auto strict = std::make_shared<bool>(false);
  app.add_flag("--strict", *strict, "Treat warnings as errors");
  const auto rules = std::make_shared<bool>(false);
  app.add_flag("--rules", *rules,
               "Judge the built site by every rule of publishing; with --strict a rule that fails "
               "is an error");
  return [strict, rules](const CommonOptions& options) {
    return *rules ? report_rules(options, *strict) : run_check(options, *strict);
  };
}

}  // namespace rolepress
