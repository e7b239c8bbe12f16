#include "site/board.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/date.h"

namespace rolepress::testing {
namespace {

constexpr const char* kSite = R"(name: Test Board
short_name: TB
base_url: https://board.example
language: en-GB
time_zone: Europe/London
description: Roles for tests.
publisher:
  legal_name: TEST LTD
  company_number: "01234567"
  registered_in: England and Wales
  registered_office: 1 Test Street, London
  email: office@board.example
  vat_number: "987-3626-64"
voucher:
  name: Sean Key
  booking_url: https://calls.example/sean
disclosure:
  short: The platform pays us.
  apply: Ad
)";

constexpr const char* kPlatforms = R"(platforms:
  mercor:
    name: Mercor
    homepage: https://www.mercor.com/
    apply_hosts: [work.mercor.com]
  turing:
    name: Turing
    homepage: https://www.turing.com/
    apply_hosts: [work.turing.com]
)";

void read_folder(const std::filesystem::path& folder, const std::string& name,
                 std::map<std::string, std::string>& files) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = name + "/" + entry.path().lexically_relative(folder).string();
    files[path] = project_file(path);
  }
}

}  // namespace

Board::Board() {
  options_.date = parse_date("2026-11-24");
  file("content/site.yaml", kSite);
  file("content/platforms.yaml", kPlatforms);
  file("content/sections/finance-ai-training.md", "---\nname: Finance\n---\nMoney.\n");
  file("content/categories/finance-ai-training/accountants-tax.md",
       "---\nname: Accountants\nlabel: accounting\n---\nBooks.\n");
  file("content/categories/finance-ai-training/insurance-actuarial.md",
       "---\nname: Insurance\nlabel: insurance\n---\nRisks.\n");
  file("layouts/base.mustache", "<title>{{page_title}}</title>\n{{> page}}\n");
  file("layouts/pages/home.mustache", "{{site_live_count}} live\n");
  file("layouts/pages/section.mustache", "{{name}} {{{text}}}\n");
  file("layouts/pages/category.mustache",
       "{{name}} {{live_count}}\n{{#roles}}<a href=\"{{url}}\">{{title}}</a>\n{{/roles}}\n");
  file("layouts/pages/roles.mustache", "{{#roles}}<a href=\"{{url}}\">{{title}}</a>\n{{/roles}}\n");
  file("layouts/pages/role.mustache",
       "<h1>{{title}}</h1>\n{{{body}}}\n{{disclosure_short}} {{ad_label}} "
       "<a {{{apply_attributes}}}>Apply</a>\n");
  file("layouts/pages/pools.mustache", "{{#site_pools}}{{name}}\n{{/site_pools}}\n");
  file("layouts/pages/standing.mustache", "{{{text}}}\n");
  file("layouts/pages/not_found.mustache", "Not found\n");
  file("layouts/pages/redirect.mustache", "<a href=\"{{target_url}}\">Moved</a>\n");
}

Board& Board::file(std::string path, std::string text) {
  files_.insert_or_assign(std::move(path), std::move(text));
  return *this;
}

Board& Board::without(std::string_view path) {
  files_.erase(std::string(path));
  return *this;
}

Board& Board::role(const std::string& slug, const std::string& fields, const std::string& body) {
  return file("content/roles/" + slug + ".md", "---\n" + fields + "---\n" + body);
}

Board& Board::date(std::string_view day) {
  options_.date = parse_date(day);
  return *this;
}

Board& Board::jobs(int count) {
  options_.jobs = count;
  return *this;
}

Board& Board::strict() {
  options_.strict = true;
  return *this;
}

Board& Board::real_layouts() {
  std::erase_if(files_, [](const auto& file) { return file.first.starts_with("layouts/"); });
  read_folder(std::filesystem::path(PROJECT_FOLDER) / "layouts", "layouts", files_);
  return *this;
}

FileTree Board::tree() const {
  std::vector<SourceFile> sources;
  for (const auto& [path, text] : files_) sources.push_back({path, path, text});
  return FileTree(std::move(sources));
}

Diagnostics Board::diagnostics() const {
  MapSink sink;
  auto summary = build_site(tree(), options_, sink);
  if (!summary) {
    EXPECT_TRUE(sink.files.empty()) << "something was published in spite of errors";
    return std::move(summary.error());
  }
  return std::move(summary->warnings);
}

std::string Board::problems() const {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics()) text += format_diagnostic(diagnostic);
  return text;
}

std::string Board::errors() const {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics()) {
    if (diagnostic.severity != Severity::kWarning) text += format_diagnostic(diagnostic);
  }
  return text;
}

std::map<std::string, std::string> Board::build() const {
  MapSink sink;
  const auto summary = build_site(tree(), options_, sink);
  if (!summary) {
    for (const Diagnostic& diagnostic : summary.error()) {
      ADD_FAILURE() << format_diagnostic(diagnostic);
    }
  }
  return std::move(sink.files);
}

std::string Board::page(const std::string& path) const {
  auto files = build();
  const auto found = files.find(path);
  if (found != files.end()) return found->second;
  ADD_FAILURE() << path << " is not published";
  return {};
}

std::string good_role(const std::string& extra) {
  return "title: Tax Reviewer\n"
         "platform: turing\n"
         "category: finance-ai-training/accountants-tax\n"
         "pay: {min: 50, max: 90, currency: USD, unit: hour}\n"
         "apply: https://work.turing.com/jobs/1\n"
         "posted: 2026-11-20\n"
         "checked: 2026-11-23\n" +
         extra;
}

std::string without_line(std::string fields, const std::string& key) {
  const std::size_t begin = fields.find(key + ":");
  return fields.erase(begin, fields.find('\n', begin) + 1 - begin);
}

std::string with_line(const std::string& fields, const std::string& line) {
  return without_line(fields, line.substr(0, line.find(':'))) + line + "\n";
}

std::string project_file(const std::string& path) {
  std::ifstream in(std::filesystem::path(PROJECT_FOLDER) / path, std::ios::binary);
  EXPECT_TRUE(in) << path << " cannot be read";
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace rolepress::testing
