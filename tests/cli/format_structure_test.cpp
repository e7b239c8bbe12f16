// The forms in which `check` tells machines what is wrong, held against what those machines read,
// on boards with every kind of mistake.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/text.h"
#include "cli/problem_formats.h"
#include "site/bad_cases.h"
#include "site/html_tokens.h"

namespace rolepress::testing {
namespace {

using nlohmann::json;

Diagnostics problems_of(const Board& board) {
  MapSink sink;
  BuildOptions options = board.options();
  options.date = parse_date("2026-11-24");
  auto summary = build_site(board.tree(), options, sink);
  return summary ? summary->warnings : summary.error();
}

// Those of all bad boards, and one whose path and words try to get out of their places.
std::vector<Diagnostics> all_problems() {
  std::vector<Diagnostics> all = {{}};
  for (const std::string& name : bad_case_names()) {
    if (!name.starts_with("large-")) all.push_back(problems_of(bad_case(name).board));
  }
  Diagnostics odd = {machine_failure("content/röles/a b:c,d%]]>\n.md", "<&\"'>\r\n::error::x\x01")};
  odd.front().at = {3, 0, 1};
  odd.front().column = 1;
  odd.front().source_line = "\x02\t<x>";
  all.push_back(std::move(odd));
  return all;
}

TEST(FormatStructure, SarifIsWhatTheStandardAllows) {
  const json text = json::parse(project_file("tests/cli/sarif.schema.json"));
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(text), schema);
  for (const Diagnostics& problems : all_problems()) {
    const json document = json::parse(problems_sarif(problems));
    valijson::ValidationResults results;
    const valijson::adapters::NlohmannJsonAdapter target(document);
    valijson::Validator validator;
    std::string objections;
    if (!validator.validate(schema, target, &results)) {
      for (valijson::ValidationResults::Error error; results.popError(error);) {
        for (const std::string& part : error.context) objections += part;
        objections += " " + error.description + "\n";
      }
    }
    ASSERT_EQ(objections, "") << document.dump(2);
    std::set<std::string> rules;
    for (const json& rule : document["runs"][0]["tool"]["driver"]["rules"])
      rules.insert(rule["id"]);
    for (const json& result : document["runs"][0]["results"]) {
      ASSERT_TRUE(rules.contains(result["ruleId"])) << result.dump(2);
    }
    ASSERT_EQ(document["runs"][0]["results"].size(), problems.size());
  }
}

// Elements that may stand in each element, as test reports of forges have it.
const std::map<std::string, std::set<std::string>> kJunit = {
    {"", {"testsuites"}},
    {"testsuites", {"testsuite"}},
    {"testsuite", {"testcase"}},
    {"testcase", {"failure", "system-out"}},
    {"failure", {}},
    {"system-out", {}},
};

TEST(FormatStructure, JunitIsWellFormedAndItsCountsAreRight) {
  for (const Diagnostics& problems : all_problems()) {
    const std::string xml = problems_junit(problems);
    constexpr std::string_view kHead = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    ASSERT_TRUE(xml.starts_with(kHead));
    ASSERT_EQ(xml.find_first_of(std::string_view("\0\x01\x02\x1b", 4)), std::string::npos);
    std::vector<std::string> open = {""};
    std::map<std::string, std::size_t> count;
    std::map<std::string, std::string> suite;
    for (const HtmlToken& token : tokenize_html(xml.substr(kHead.size())).tokens) {
      if (token.kind == HtmlToken::Kind::kStart) {
        ASSERT_TRUE(kJunit.at(open.back()).contains(token.text)) << token.text << "\n" << xml;
        open.push_back(token.text);
        ++count[token.text];
        std::map<std::string, std::string> values;
        for (const HtmlAttribute& attribute : token.attributes)
          values[attribute.name] = attribute.value;
        if (token.text == "testsuite") suite = values;
        ASSERT_TRUE(token.text != "testcase" || values.contains("name")) << xml;
        ASSERT_TRUE(token.text != "failure" || values.contains("message")) << xml;
      } else if (token.kind == HtmlToken::Kind::kEnd) {
        ASSERT_EQ(open.back(), token.text) << xml;
        open.pop_back();
      }
    }
    ASSERT_EQ(open.size(), 1U) << xml;
    ASSERT_EQ(suite.at("tests"), std::to_string(count["testcase"]));
    ASSERT_EQ(suite.at("failures"), std::to_string(count["failure"]));
    ASSERT_EQ(count["failure"] > 0, has_errors(problems));
  }
}

TEST(FormatStructure, GithubCommandsAreOneLineEach) {
  const std::regex command(
      "::(error|warning) file=[^,:]+(,line=[1-9][0-9]*(,col=[1-9][0-9]*,endColumn=[1-9][0-9]*)?)?,"
      "title=[a-z0-9-]+::.+|::notice title=rolepress::[0-9]+ more; .+");
  for (const Diagnostics& problems : all_problems()) {
    const std::string text = problems_github(problems);
    std::vector<std::string> lines = lines_of(text);
    ASSERT_EQ(lines.size(), std::min<std::size_t>(problems.size(), 11)) << text;
    for (std::string& line : lines) {
      ASSERT_TRUE(line.ends_with("\n"));
      line.pop_back();
      ASSERT_TRUE(std::regex_match(line, command)) << line;
    }
  }
}

}  // namespace
}  // namespace rolepress::testing
