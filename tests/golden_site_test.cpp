// A small board with every kind of entry, built with the project's own layouts and compared byte by
// byte with tests/golden/public/ and tests/golden/messages.txt. What is there and no longer
// published fails too.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "build_site.h"
#include "content/config_schema.h"
#include "content/role_schema.h"
#include "render/lean_script.h"
#include "render/page.h"
#include "site/board.h"
#include "site/golden_file.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPublic = "tests/golden/public/";

// Every file below a folder of the project, by its path below that folder.
std::map<std::string, std::string> read_folder(const std::string& folder) {
  std::map<std::string, std::string> files;
  const fs::path root = fs::path(PROJECT_FOLDER) / folder;
  if (!fs::exists(root)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().lexically_relative(root).generic_string();
    files[path] = project_file(folder + path);
  }
  return files;
}

FileTree golden_sources() {
  std::vector<SourceFile> sources;
  for (auto& [path, text] : read_folder("tests/golden/site/content/")) {
    sources.push_back({"content/" + path, "content/" + path, std::move(text)});
  }
  for (auto& [path, text] : read_folder("layouts/")) {
    sources.push_back({"layouts/" + path, "layouts/" + path, std::move(text)});
  }
  return FileTree(std::move(sources));
}

struct BuiltGolden {
  std::map<std::string, std::string> files;
  std::string messages;
};

BuiltGolden build_golden_site(int jobs) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  options.jobs = jobs;
  MapSink sink;
  BuiltGolden built;
  const auto summary = build_site(golden_sources(), options, sink);
  if (!summary) {
    for (const Diagnostic& problem : summary.error()) ADD_FAILURE() << format_diagnostic(problem);
    return built;
  }
  for (const Diagnostic& warning : summary->warnings) built.messages += format_diagnostic(warning);
  built.files = std::move(sink.files);
  return built;
}

bool is_asset(const std::string& path) { return path.starts_with("assets/"); }

// Pictures that the generator draws itself, which tests of their own compare.
bool is_drawn(const std::string& path) {
  return path.starts_with("assets/icons/") || path.starts_with("assets/social/") ||
         path == "favicon.ico";
}

// Packed, and tested by what it answers: tests/search.
bool is_index(const std::string& path) {
  return path.starts_with("search/") || path.starts_with("assets/search/");
}

// Assets are copies of layouts/assets/ and stay out of the golden folder, and the hash in their
// names out of its pages: a change of colour would otherwise change every page.
std::string without_hashes(const std::string& text) {
  static const std::regex hash(R"((/assets/[^"' ]*)\.[0-9a-f]{8}(\.[a-z0-9]+)?\b)");
  return std::regex_replace(text, hash, "$1.HASH$2");
}

// Scripts import each other by names that carry a hash.
std::string plain_imports(const std::string& text) {
  static const std::regex import(R"("\./([a-z-]+)(\.[0-9a-f]{8})?\.js")");
  return std::regex_replace(text, import, "\"./$1.js\"");
}

TEST(GoldenSite, EveryPageIsAsExpected) {
  const BuiltGolden built = build_golden_site(1);
  ASSERT_FALSE(built.files.empty());
  for (const auto& [path, text] : built.files) {
    if (is_asset(path) || is_drawn(path) || is_index(path)) continue;
    expect_golden(kPublic + path, without_hashes(text));
  }
}

TEST(GoldenSite, EveryExpectedPageIsPublished) {
  const BuiltGolden built = build_golden_site(1);
  for (const auto& [path, text] : read_folder(kPublic)) {
    if (built.files.contains(path)) continue;
    if (updates_golden()) {
      fs::remove(fs::path(PROJECT_FOLDER) / kPublic / path);
    } else {
      ADD_FAILURE() << kPublic << path << " is not published any more.";
    }
  }
}

TEST(GoldenSite, TheWarningsAreAsExpected) {
  expect_golden("tests/golden/messages.txt", build_golden_site(1).messages);
}

TEST(GoldenSite, AssetsArePublishedUnchangedAndScriptsLean) {
  std::multiset<std::string> expected;
  for (const auto& [path, text] : read_folder("layouts/assets/")) {
    const bool is_script = path.ends_with(".js");
    expected.insert(plain_imports(is_script ? lean_script(text).value_or(text) : text));
  }
  std::multiset<std::string> published;
  for (const auto& [path, text] : build_golden_site(1).files) {
    if (is_asset(path) && !is_drawn(path) && !is_index(path)) published.insert(plain_imports(text));
  }
  EXPECT_EQ(published, expected);
}

TEST(GoldenSite, SeveralThreadsGiveTheSameBytes) {
  const BuiltGolden one = build_golden_site(1);
  const BuiltGolden many = build_golden_site(8);
  EXPECT_EQ(one.files, many.files);
  EXPECT_EQ(one.messages, many.messages);
}

// The board is only worth comparing while it holds every kind of entry.
TEST(GoldenSite, TheBoardHoldsEveryKindOfEntry) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  const FileTree sources = golden_sources();
  const auto site = load_site(sources, options, problems);
  std::set<Lifecycle> lifecycles;
  bool has_repetition = false;
  for (const Role& role : site->roles) {
    lifecycles.insert(role.lifecycle);
    has_repetition = has_repetition || role.same_as != nullptr;
  }
  EXPECT_EQ(lifecycles.size(), 4u);
  EXPECT_TRUE(has_repetition);
  EXPECT_FALSE(site->pools.empty());
  EXPECT_FALSE(site->pages.empty());
  EXPECT_FALSE(site->redirects.empty());
  std::set<PageKind> kinds;
  bool is_paged = false;
  for (const Page& page : plan_pages(*site)) {
    kinds.insert(page.kind);
    is_paged = is_paged || page.number > 1;
  }
  EXPECT_EQ(kinds.size(), kPageKinds);
  EXPECT_TRUE(is_paged);
}

void expect_fields_used(std::span<const FieldInfo> fields, const std::string& text) {
  for (const FieldInfo& field : fields) {
    // Its program comes from npm and is not part of the layouts: tests/browser/admin.test.js.
    if (field.key == "admin") continue;
    const std::regex use("(^|[\n {])" + std::string(field.key) + ":");
    EXPECT_TRUE(std::regex_search(text, use)) << "no file of the golden site sets " << field.key;
    if (field.nested != nullptr) expect_fields_used(field.nested(), text);
  }
}

TEST(GoldenSite, TheBoardUsesEveryField) {
  std::string roles;
  std::string rest;
  for (const auto& [path, text] : read_folder("tests/golden/site/content/")) {
    (path.starts_with("roles/") ? roles : rest) += "\n" + text;
  }
  expect_fields_used(field_infos(role_fields()), roles);
  expect_fields_used(field_infos(site_fields()), rest);
  expect_fields_used(field_infos(platform_fields()), rest);
  expect_fields_used(field_infos(section_fields()), rest);
  expect_fields_used(field_infos(category_fields()), rest);
  expect_fields_used(field_infos(pool_fields()), rest);
  expect_fields_used(field_infos(page_fields()), rest);
  expect_fields_used(field_infos(work_fields()), rest);
  expect_fields_used(field_infos(question_fields()), rest);
}

}  // namespace
}  // namespace rolepress::testing
