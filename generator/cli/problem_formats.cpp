#include "cli/problem_formats.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <vector>

#include "base/problem_rules.h"
#include "base/text.h"

namespace rolepress {
namespace {

bool is_error(const Diagnostic& problem) { return problem.severity != Severity::kWarning; }

std::string message_of(const Diagnostic& problem) {
  return printable_text(problem.help.empty()
                            ? problem.message
                            : fmt::format("{} ({})", problem.message, problem.help));
}

template <class IsPlain>
std::string percent_encoded(std::string_view text, const IsPlain& is_plain) {
  std::string result;
  for (const char c : text) {
    result +=
        is_plain(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

// A property of an annotation of GitHub's, or with fewer signs its message.
std::string annotated(std::string_view text, std::string_view encoded = "%\r\n:,") {
  return percent_encoded(text, [&](char c) {
    return encoded.find(c) == std::string_view::npos && static_cast<unsigned char>(c) > 0x1f;
  });
}

// A path as a URI reference.
std::string uri_of(std::string_view path) {
  return percent_encoded(path, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/-._~").find(c) != std::string_view::npos;
  });
}

std::string_view level_of(const Diagnostic& problem) {
  return is_error(problem) ? "error" : "warning";
}

std::string annotation(const Diagnostic& problem) {
  std::string place = "file=" + annotated(problem.path);
  if (problem.at.line > 0) place += fmt::format(",line={}", problem.at.line);
  if (problem.column > 0) {
    place += fmt::format(",col={},endColumn={}", problem.column, problem.column + problem.width);
  }
  return fmt::format("::{} {},title={}::{}\n", level_of(problem), place, annotated(problem.rule),
                     annotated(message_of(problem), "%\r\n"));
}

nlohmann::json sarif_result(const Diagnostic& problem) {
  nlohmann::json place = {{"artifactLocation", {{"uri", uri_of(problem.path)}}}};
  if (problem.at.line > 0) {
    nlohmann::json region = {{"startLine", problem.at.line}};
    if (problem.column > 0) {
      region["startColumn"] = problem.column;
      region["endColumn"] = problem.column + problem.width;
      region["snippet"] = {{"text", printable_text(problem.source_line)}};
    }
    place["region"] = std::move(region);
  }
  return {{"ruleId", problem.rule},
          {"level", level_of(problem)},
          {"message", {{"text", message_of(problem)}}},
          {"locations", {{{"physicalLocation", std::move(place)}}}}};
}

std::string_view meaning_of(std::string_view rule) {
  const auto rules = problem_rules();
  const auto found = std::find_if(rules.begin(), rules.end(),
                                  [&](const ProblemRule& known) { return known.name == rule; });
  return found == rules.end() ? rule : found->meaning;
}

std::string test_case(const std::string& path, const std::vector<const Diagnostic*>& problems) {
  std::string errors;
  std::string warnings;
  std::string first;
  for (const Diagnostic* problem : problems) {
    std::string& text = is_error(*problem) ? errors : warnings;
    text += format_diagnostic(*problem);
    if (is_error(*problem) && first.empty()) first = message_of(*problem);
  }
  std::string xml = fmt::format("    <testcase classname=\"rolepress\" name=\"{}\">\n",
                                escape_html(printable_text(path)));
  if (!errors.empty()) {
    xml += fmt::format("      <failure message=\"{}\">{}</failure>\n", escape_html(first),
                       escape_html(errors));
  }
  if (!warnings.empty()) {
    xml += fmt::format("      <system-out>{}</system-out>\n", escape_html(warnings));
  }
  return xml + "    </testcase>\n";
}

}  // namespace

std::string problems_github(const Diagnostics& problems) {
  constexpr std::size_t kShown = 10;  // a step shows no more
  std::vector<const Diagnostic*> worst_first;
  for (const Diagnostic& problem : problems) worst_first.push_back(&problem);
  std::stable_sort(worst_first.begin(), worst_first.end(),
                   [](const auto* a, const auto* b) { return a->severity > b->severity; });
  std::string text;
  for (std::size_t i = 0; i < std::min(kShown, worst_first.size()); ++i) {
    text += annotation(*worst_first[i]);
  }
  if (worst_first.size() > kShown) {
    text += fmt::format("::notice title=rolepress::{} more; `rolepress check` tells them all\n",
                        worst_first.size() - kShown);
  }
  return text;
}

std::string problems_sarif(const Diagnostics& problems) {
  std::set<std::string_view> rules;
  nlohmann::json results = nlohmann::json::array();
  for (const Diagnostic& problem : problems) {
    rules.insert(problem.rule);
    results.push_back(sarif_result(problem));
  }
  nlohmann::json rule_list = nlohmann::json::array();
  for (const std::string_view rule : rules) {
    rule_list.push_back({{"id", rule}, {"shortDescription", {{"text", meaning_of(rule)}}}});
  }
  const nlohmann::json driver = {
      {"name", "rolepress"}, {"version", ROLEPRESS_VERSION}, {"rules", std::move(rule_list)}};
  nlohmann::json run = {{"tool", {{"driver", driver}}},
                        {"columnKind", "unicodeCodePoints"},
                        {"results", std::move(results)}};
  const nlohmann::json document = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                   {"version", "2.1.0"},
                                   {"runs", nlohmann::json::array({std::move(run)})}};
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string problems_junit(const Diagnostics& problems) {
  std::map<std::string, std::vector<const Diagnostic*>> by_file;
  for (const Diagnostic& problem : problems) by_file[problem.path].push_back(&problem);
  if (by_file.empty()) by_file["content and layouts"] = {};
  const auto failures = std::count_if(by_file.begin(), by_file.end(), [](const auto& file) {
    return std::any_of(file.second.begin(), file.second.end(),
                       [](const Diagnostic* d) { return is_error(*d); });
  });
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
      "  <testsuite name=\"rolepress check\" tests=\"{}\" failures=\"{}\">\n",
      by_file.size(), failures);
  for (const auto& [path, found] : by_file) xml += test_case(path, found);
  return xml + "  </testsuite>\n</testsuites>\n";
}

}  // namespace rolepress
