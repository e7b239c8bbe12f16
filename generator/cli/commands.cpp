#include "cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <iterator>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.h"
#include "cli/problem_formats.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

constexpr std::array kCommands = {
    Command{"build", "Publish the site from content and layouts",
            "rolepress build\n"
            "rolepress build --date 2026-12-24 --output /tmp/preview\n"
            "rolepress build --strict --timings",
            declare_build},
    Command{"clean", "Remove what builds wrote into the output folder, and nothing else",
            "rolepress clean\n"
            "rolepress clean --output /tmp/preview",
            declare_clean},
    Command{"diff", "Tell what a change does to the published site",
            "rolepress diff\n"
            "rolepress diff --against origin/main --markdown\n"
            "rolepress diff --against ../board-before --format json",
            declare_diff},
    Command{"check", "Report everything that is wrong, and publish nothing",
            "rolepress check\n"
            "rolepress check --strict\n"
            "rolepress check --rules\n"
            "rolepress check --fix\n"
            "rolepress check --format github --changed-since origin/main",
            declare_check, "text json github sarif junit"},
    Command{"checked", "Note in roles' files that somebody saw today that they are open",
            "rolepress checked tax-reviewer\n"
            "rolepress checked tax-reviewer paralegal --date 2026-11-23",
            declare_checked, "text"},
    Command{"close", "Close roles: their pages stay, without Apply", "rolepress close tax-reviewer",
            declare_close, "text"},
    Command{"explain", "Tell what puts a page or a role on the site, or keeps it out",
            "rolepress explain tax-reviewer\n"
            "rolepress explain /finance-ai-training/",
            declare_explain, "text"},
    Command{"admin", "Bring the browser editor's program into the layouts", "rolepress admin",
            declare_admin, "text"},
    Command{"docs", "Print the man page or a shell's completions",
            "rolepress docs man | man -l -\n"
            "source <(rolepress docs bash)",
            declare_docs, "text"},
    Command{"list", "List the roles and what they are today",
            "rolepress list\n"
            "rolepress list --state closed\n"
            "rolepress list --state all --format json",
            declare_list, "text json csv"},
    Command{"import", "Write role files from a platform's list",
            "rolepress import micro1.csv --map imports/micro1.yaml\n"
            "rolepress import jobs.json --map imports/micro1.yaml --dry-run\n"
            "rolepress import jobs.json --map imports/micro1.yaml --skip-bad-rows\n"
            "rolepress import jobs.yaml --map imports/micro1.yaml --format json",
            declare_import},
    Command{
        "new", "Write a new file that passes the checks",
        "rolepress new role --title \"Tax Reviewer\" --platform turing \\\n"
        "    --category finance-ai-training/accountants-tax \\\n"
        "    --apply https://work.turing.com/jobs/123\n"
        "rolepress new role\n"
        "rolepress new category --section finance-ai-training --name Auditors --label auditing\n"
        "rolepress new pool\n"
        "rolepress new site my-board",
        declare_new, "text"},
    Command{"next-change", "Tell the next day on which the site changes by itself",
            "rolepress next-change\n"
            "rolepress next-change --format json",
            declare_next_change},
    Command{"serve", "Preview the site in a browser, following every edit",
            "rolepress serve\n"
            "rolepress serve --drafts --date 2026-12-24\n"
            "rolepress serve --port 0",
            declare_serve, "text"},
};

// SOURCE_DATE_EPOCH (reproducible-builds.org) stands for the clock where it is set.
std::chrono::sys_seconds current_time() {
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr) {
    return std::chrono::sys_seconds(std::chrono::seconds(std::strtoll(epoch, nullptr, 10)));
  }
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

Result<FileTree> read_sources(const CommonOptions& options) {
  return read_tree({{"content", options.content}, {"layouts", options.layouts}},
                   build_options(options).jobs);
}

BuildOptions build_options(const CommonOptions& options) {
  BuildOptions result;
  result.date = options.date;
  result.now = current_time();
  result.jobs = options.jobs > 0
                    ? options.jobs
                    : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  return result;
}

int exit_code(const Diagnostics& problems) {
  if (has_failures(problems)) return kMachineFailed;
  return has_errors(problems) ? kContentProblems : kDone;
}

// As the library writes a list of objects; for thousands of problems those would take long.
std::string problems_json(const Diagnostics& problems) {
  std::string out = "[";
  for (const Diagnostic& problem : problems) {
    fmt::format_to(std::back_inserter(out), R"({}
  {{
    "column": {},
    "help": {},
    "line": {},
    "message": {},
    "path": {},
    "rule": {},
    "severity": "{}"
  }})",
                   out.size() == 1 ? "" : ",", problem.column, json_text(problem.help),
                   problem.at.line, json_text(problem.message), json_text(problem.path),
                   json_text(problem.rule),
                   problem.severity == Severity::kWarning ? "warning" : "error");
  }
  return out + (problems.empty() ? "]" : "\n]");
}

void print_problems(const Diagnostics& problems, OutputFormat format) {
  switch (format) {
    case OutputFormat::kJson:
      return fmt::print("{}\n", problems_json(problems));
    case OutputFormat::kGithub:
      return fmt::print("{}", problems_github(problems));
    case OutputFormat::kSarif:
      return fmt::print("{}", problems_sarif(problems));
    case OutputFormat::kJunit:
      return fmt::print("{}", problems_junit(problems));
    case OutputFormat::kText:
    case OutputFormat::kCsv:
      break;
  }
  for (const Diagnostic& problem : problems) fmt::print(stderr, "{}\n", format_diagnostic(problem));
}

void print_failure(Diagnostics problems, OutputFormat format) {
  if (format == OutputFormat::kText) {
    std::erase_if(problems, [](const Diagnostic& d) { return d.severity == Severity::kWarning; });
  }
  print_problems(problems, format);
}

std::string count_problems(const Diagnostics& problems) {
  const auto warnings = static_cast<std::size_t>(
      std::count_if(problems.begin(), problems.end(),
                    [](const Diagnostic& d) { return d.severity == Severity::kWarning; }));
  const std::size_t errors = problems.size() - warnings;
  if (errors == 0) return counted(warnings, "warning");
  return fmt::format("{} and {}", counted(errors, "error"), counted(warnings, "warning"));
}

}  // namespace rolepress
