#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/fix_sources.h"
#include "cli/rules_report.h"
#include "disk/git_changes.h"
#include "model/job_posting.h"

namespace rolepress {
namespace {

// A check is a build that throws its pages away, so that it cannot differ from one.
class NoSink : public OutputSink {
 public:
  void write(std::string_view, std::string) override {}
};

struct CheckChoices {
  bool strict = false;
  bool fix = false;
  bool all = false;
  std::string changed_since;  // a revision; empty = report on all files
};

// Mends what has one right answer before the check.
Result<FileTree> read_mended(const CommonOptions& options, const CheckChoices& choices) {
  auto sources = read_sources(options);
  if (!sources || !choices.fix) return sources;
  const auto check = [&](const FileTree& files) {
    NoSink sink;
    auto summary = build_site(files, build_options(options), sink);
    return summary ? std::move(summary->warnings) : std::move(summary.error());
  };
  return fix_sources(*sources, check, options.format == OutputFormat::kText ? stdout : stderr);
}

// Leaves the problems of files that changed; an error elsewhere still stops every build, so it is
// counted. False where git cannot tell.
bool keep_changed(const CommonOptions& options, const std::string& revision, Diagnostics& problems,
                  std::size_t& other_errors) {
  const auto changed = changed_since(options.content, revision);
  if (!changed) {
    print_problems(changed.error(), OutputFormat::kText);
    return false;
  }
  std::erase_if(problems, [&](const Diagnostic& problem) {
    std::error_code error;
    const bool is_kept = problem.severity == Severity::kFailure ||
                         changed->contains(std::filesystem::weakly_canonical(problem.path, error));
    if (!is_kept && problem.severity == Severity::kError) ++other_errors;
    return !is_kept;
  });
  return true;
}

// " (240 stale, 122 no-pay)" where there are too many to read through, the commonest rule first.
std::string counts_by_rule(const Diagnostics& problems) {
  constexpr std::size_t kFew = 10;
  if (problems.size() <= kFew) return {};
  std::map<std::string_view, std::size_t> counts;
  for (const Diagnostic& problem : problems) ++counts[problem.rule];
  std::vector<std::pair<std::size_t, std::string_view>> rules;
  for (const auto& [rule, count] : counts) rules.emplace_back(count, rule);
  std::stable_sort(rules.begin(), rules.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string listed;
  for (const auto& [count, rule] : rules) {
    listed += fmt::format("{}{} {}", listed.empty() ? " (" : ", ", count, rule);
  }
  return listed + ")";
}

// For somebody who reads: errors last, where they stand on the screen, and of warnings that come in
// numbers the first few. Returns whether some are left out.
bool sort_for_reading(Diagnostics& problems, bool all) {
  constexpr std::size_t kMany = 10;
  constexpr std::size_t kShown = 3;
  const auto is_warning = [](const Diagnostic& d) { return d.severity == Severity::kWarning; };
  std::stable_partition(problems.begin(), problems.end(), is_warning);
  std::map<std::string_view, std::size_t> counts;
  for (const Diagnostic& problem : problems) ++counts[problem.rule];
  std::map<std::string_view, std::size_t> seen;
  return std::erase_if(problems, [&](const Diagnostic& problem) {
           return !all && is_warning(problem) && counts[problem.rule] > kMany &&
                  ++seen[problem.rule] > kShown;
         }) > 0;
}

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
  if (!postings.first_not_remote.empty()) {
    lacking += fmt::format(", as {} does", postings.first_not_remote);
  }
  fmt::print(
      "Search engines are told of {} of them as job postings; {}. `rolepress check --rules` judges "
      "the rest.\n",
      postings.complete, lacking);
}

// What asks for problems of files says nothing of rules of the site.
bool goes_with_rules(const CommonOptions& options, const CheckChoices& choices) {
  std::string other;
  if (choices.fix) other = "--fix";
  if (!choices.changed_since.empty()) other = "--changed-since";
  if (options.format != OutputFormat::kText && options.format != OutputFormat::kJson) {
    other = fmt::format("--format {}", kFormatNames[static_cast<std::size_t>(options.format)]);
  }
  if (other.empty()) return true;
  fmt::print(stderr,
             "error: --rules and {} cannot go together\n  help: run `rolepress check` once with "
             "each\n",
             other);
  return false;
}

int run_check(const CommonOptions& options, const CheckChoices& choices) {
  const auto sources = read_mended(options, choices);
  Diagnostics problems;
  std::size_t live = 0;
  PostingCounts postings;
  if (sources) {
    BuildOptions build = build_options(options);
    build.strict = choices.strict;
    build.search_tests = true;
    NoSink sink;
    auto summary = build_site(*sources, build, sink);
    problems = summary ? std::move(summary->warnings) : std::move(summary.error());
    live = summary ? summary->live_roles : 0;
    if (summary) postings = count_postings(*summary->site);
  } else {
    problems = sources.error();
  }
  std::size_t other_errors = 0;
  if (!choices.changed_since.empty() &&
      !keep_changed(options, choices.changed_since, problems, other_errors)) {
    return kWrongUsage;
  }
  Diagnostics shown = problems;
  const bool is_text = options.format == OutputFormat::kText;
  const bool is_folded =
      is_text && sort_for_reading(shown, choices.all || !choices.changed_since.empty());
  print_problems(shown, options.format);
  if (other_errors > 0) {
    fmt::print(stderr,
               "{} in files that did not change: nothing can be published before they are "
               "mended.\n",
               counted(other_errors, "error"));
  }
  if (!options.quiet && is_text) {
    if (has_errors(problems) || other_errors > 0) {
      fmt::print("{}.\n", count_problems(problems));
    } else {
      fmt::print("No errors, {}{}, {}.\n", counted(problems.size(), "warning"),
                 counts_by_rule(problems), counted(live, "live role"));
      print_postings(postings);
    }
    if (is_folded) {
      fmt::print(
          "Of warnings that come in numbers three are shown: `rolepress check --all` shows "
          "every one, `--changed-since REV` those of your own changes.\n");
    }
  }
  return other_errors > 0 && !has_errors(problems) ? kContentProblems : exit_code(problems);
}

}  // namespace

RunCommand declare_check(CLI::App& app) {
  const auto choices = std::make_shared<CheckChoices>();
  app.add_flag("--strict", choices->strict, "Treat warnings as errors");
  app.add_flag(
      "--fix", choices->fix,
      "First mend what has one right answer (misspelt fields, forms of dates, entries that "
      "stand twice, lists in any order by the alphabet, blanks at ends of lines, characters that "
      "nobody can see) and show what changed");
  app.add_flag("--all", choices->all, "Show every warning of a kind that comes in numbers");
  app.add_option("--changed-since", choices->changed_since,
                 "Report only on files that git finds changed since this revision")
      ->type_name("REV");
  const auto rules = std::make_shared<bool>(false);
  app.add_flag("--rules", *rules,
               "Judge the built site by every rule of publishing; with --strict a rule that fails "
               "is an error");
  return [choices, rules](const CommonOptions& options) {
    if (!*rules) return run_check(options, *choices);
    return goes_with_rules(options, *choices) ? report_rules(options, choices->strict)
                                              : static_cast<int>(kWrongUsage);
  };
}

}  // namespace rolepress
