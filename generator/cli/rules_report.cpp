#include "cli/rules_report.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/output_sink.h"
#include "model/urls.h"
#include "rules/rule.h"

namespace rolepress {
namespace {

// "content/site.yaml:26: /about/: the message", as far as it is known.
std::string place_of(const Finding& finding) {
  std::string text = printable_text(finding.source);
  if (!text.empty() && finding.line > 0) text += fmt::format(":{}", finding.line);
  for (const std::string* part : {&finding.page, &finding.message}) {
    if (part->empty()) continue;
    if (!text.empty()) text += ": ";
    text += printable_text(*part);
  }
  return text;
}

void print_text(const std::vector<Verdict>& verdicts) {
  constexpr std::size_t kMostFindings = 10;
  std::map<Outcome, std::size_t> counts;
  for (const Verdict& verdict : verdicts) {
    ++counts[verdict.outcome];
    fmt::print("{:<15} {:<18} {}", outcome_name(verdict.outcome), verdict.rule->id,
               verdict.rule->text);
    if (verdict.outcome == Outcome::kHeldByTest) fmt::print(" ({})", verdict.rule->held_by);
    fmt::print("\n");
    const std::size_t shown = std::min(verdict.findings.size(), kMostFindings);
    for (std::size_t i = 0; i < shown; ++i) fmt::print("    {}\n", place_of(verdict.findings[i]));
    if (verdict.findings.size() > shown) {
      fmt::print("    and {} more (--format json lists all)\n", verdict.findings.size() - shown);
    }
  }
  fmt::print("\n{} passed, {} failed, {} not applicable, {} held by tests.\n",
             counts[Outcome::kPass], counts[Outcome::kFail], counts[Outcome::kNotApplicable],
             counts[Outcome::kHeldByTest]);
}

void print_json(const std::vector<Verdict>& verdicts, CivilDate date) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Verdict& verdict : verdicts) {
    nlohmann::ordered_json findings = nlohmann::ordered_json::array();
    for (const Finding& finding : verdict.findings) {
      findings.push_back({{"page", finding.page},
                          {"source", finding.source},
                          {"line", finding.line},
                          {"message", finding.message}});
    }
    list.push_back({{"rule", verdict.rule->id},
                    {"outcome", outcome_name(verdict.outcome)},
                    {"text", verdict.rule->text},
                    {"origin", verdict.rule->origin},
                    {"judged", verdict.judged},
                    {"held_by", verdict.rule->held_by},
                    {"findings", std::move(findings)}});
  }
  const nlohmann::ordered_json document = {{"date", format_date(date)}, {"rules", std::move(list)}};
  fmt::print("{}\n",
             document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

}  // namespace

int report_rules(const CommonOptions& options, bool strict) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), options.format);
    return exit_code(sources.error());
  }
  MapSink sink;
  const auto summary = build_site(*sources, build_options(options), sink);
  if (!summary) {
    print_failure(summary.error(), options.format);
    return exit_code(summary.error());
  }
  // The editor in the browser is a program, not a page of the site.
  std::erase_if(sink.files,
                [](const auto& file) { return file.first.starts_with(kAdminPath.substr(1)); });
  const Site& site = *summary->site;
  const std::vector<Verdict> verdicts = judge_rules({site, sink.files});
  if (options.format == OutputFormat::kJson) {
    print_json(verdicts, site.date());
  } else {
    print_text(verdicts);
  }
  const bool fails = std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
    return verdict.outcome == Outcome::kFail;
  });
  return strict && fails ? kContentProblems : kDone;
}

}  // namespace rolepress
