// A role from the cache must be the role that its file says, or none at all.

#include "content/role_cache.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "content/parse_content.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAreArray;

constexpr std::uint64_t kProgram = 7;

std::string full_role(int number = 0) {
  return fmt::format(
      "---\ntitle: Tax Reviewer {}\nplatform: turing\ncategory: finance-ai-training/auditors\n"
      "also_in: [finance-ai-training/accountants-tax]\n"
      "pay: {{min: 40, max: 52.50, currency: USD, unit: hour}}\napply: https://turing.com/1\n"
      "summary: Judge answers about tax.\nprofessions: [accountant, auditor]\n"
      "tasks: [reviewing]\nsoftware: [Excel]\nrequirements: [a degree]\neligibility: anywhere\n"
      "countries: [GB, US]\ncommitment: 10 hours\nposted: 2026-11-01\nchecked: 2026-11-02\n"
      "closes: 2026-12-04\nstatus: closed\nredirect_from: [/old/]\n---\n"
      "## What you do\n\nRead [the answers](/questions/#pay) of a model.\n",
      number);
}

FileTree tree_of(int roles) {
  std::vector<SourceFile> files;
  for (int i = 0; i < roles; ++i) {
    const std::string path = fmt::format("content/roles/role-{}.md", i);
    files.push_back({path, "./" + path, full_role(i)});
  }
  return FileTree(std::move(files));
}

// What a build of these sources stores beside what is stored already; nullopt = nothing.
std::optional<std::string> store(const FileTree& sources, const std::string& stored = {}) {
  std::optional<std::string> result;
  RoleCache cache(kProgram, stored, [&](std::string bytes) { result = std::move(bytes); });
  Diagnostics problems;
  static_cast<void>(parse_content(sources, 2, problems, &cache));
  return result;
}

std::optional<RoleEntry> find(const std::string& stored, const SourceFile& file,
                              std::uint64_t program = kProgram) {
  return RoleCache(program, stored, {}).find(file);
}

void expect_same(const Spot& a, const Spot& b) {
  EXPECT_EQ(std::tie(a.line, a.column, a.length), std::tie(b.line, b.column, b.length));
}

template <class T>
void expect_same(const Located<T>& a, const Located<T>& b) {
  EXPECT_EQ(a.value, b.value);
  expect_same(a.at, b.at);
}

template <class T>
void expect_same(const std::optional<Located<T>>& a, const std::optional<Located<T>>& b) {
  ASSERT_TRUE(a && b);
  expect_same(*a, *b);
}

template <class T>
void expect_same(const std::vector<Located<T>>& a, const std::vector<Located<T>>& b) {
  ASSERT_EQ(a.size(), b.size());
  ASSERT_FALSE(a.empty());
  for (std::size_t i = 0; i < a.size(); ++i) expect_same(a[i], b[i]);
}

void expect_same(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  EXPECT_FALSE(a.empty());
  EXPECT_THAT(a, ElementsAreArray(b));
}

void expect_same(const MarkdownText& a, const MarkdownText& b) {
  EXPECT_EQ(a.html, b.html);
  EXPECT_EQ(a.plain, b.plain);
  EXPECT_EQ(a.base_path, b.base_path);
  expect_same(a.ids, b.ids);
  expect_same(a.at, b.at);
  ASSERT_EQ(a.links.size(), b.links.size());
  ASSERT_FALSE(a.links.empty());
  EXPECT_EQ(a.links[0].target, b.links[0].target);
  EXPECT_EQ(a.links[0].placed, b.links[0].placed);
  expect_same(a.links[0].at, b.links[0].at);
}

TEST(RoleCacheTest, GivesEveryFieldAsItWasParsed) {
  const FileTree sources = tree_of(1);
  const SourceFile& file = sources.files().front();
  Diagnostics problems;
  const RoleEntry parsed = *parse_file(file, problems).role;
  EXPECT_TRUE(problems.empty());
  const std::optional<RoleEntry> role = find(store(sources).value(), file);
  ASSERT_TRUE(role);
  EXPECT_EQ(role->slug, parsed.slug);
  EXPECT_EQ(role->path, parsed.path);
  EXPECT_EQ(role->page_path, parsed.page_path);
  expect_same(role->title, parsed.title);
  expect_same(role->platform, parsed.platform);
  expect_same(role->category, parsed.category);
  expect_same(role->also_in, parsed.also_in);
  EXPECT_EQ(role->pay, parsed.pay);
  expect_same(role->pay->at, parsed.pay->at);
  expect_same(role->apply, parsed.apply);
  expect_same(role->summary, parsed.summary);
  expect_same(role->professions, parsed.professions);
  expect_same(role->tasks, parsed.tasks);
  expect_same(role->software, parsed.software);
  expect_same(role->requirements, parsed.requirements);
  expect_same(role->eligibility, parsed.eligibility);
  expect_same(role->countries, parsed.countries);
  EXPECT_EQ(role->commitment, parsed.commitment);
  expect_same(role->posted, parsed.posted);
  expect_same(role->checked, parsed.checked);
  expect_same(role->closes, parsed.closes);
  EXPECT_EQ(role->status, RoleStatus::kClosed);
  expect_same(role->redirect_from, parsed.redirect_from);
  expect_same(role->body, parsed.body);
  EXPECT_THAT(role->traits, ElementsAreArray(parsed.traits));
  EXPECT_EQ(role->print.whole, parsed.print.whole);
  EXPECT_EQ(role->print.sketch, parsed.print.sketch);
  EXPECT_EQ(role->source_hash, parsed.source_hash);
}

TEST(RoleCacheTest, KnowsARoleByItsNameAndItsWholeText) {
  const FileTree sources = tree_of(1);
  const std::string stored = store(sources).value();
  const SourceFile file = sources.files().front();
  EXPECT_FALSE(find(stored, {file.path, file.shown, file.text + "More.\n"}));
  EXPECT_FALSE(find(stored, {"content/roles/other.md", file.shown, file.text}));
  EXPECT_EQ(find(stored, {file.path, "elsewhere/role-0.md", file.text})->path,
            "elsewhere/role-0.md");
}

TEST(RoleCacheTest, HoldsNoRoleWithProblems) {
  FileTree sources = tree_of(2);
  SourceFile bad = sources.files().front();
  bad.text.replace(bad.text.find("closed"), 6, "shut");
  sources.put(bad);
  const std::string stored = store(sources).value();
  EXPECT_FALSE(find(stored, bad));
  EXPECT_TRUE(find(stored, sources.files().back()));
}

TEST(RoleCacheTest, HoldsNoRoleThatIsNotPublic) {
  FileTree sources = tree_of(3);
  SourceFile draft = sources.files()[0];
  draft.text.replace(draft.text.find("closed"), 6, "draft");
  sources.put(draft);
  SourceFile later = sources.files()[1];
  later.text.insert(later.text.find("closes:"), "opens: 2026-12-01\n");
  sources.put(later);
  const std::string stored = store(sources).value();
  EXPECT_FALSE(find(stored, draft));
  EXPECT_FALSE(find(stored, later));
  EXPECT_TRUE(find(stored, sources.files()[2]));
}

TEST(RoleCacheTest, OfAnotherProgramIsAsGoodAsNone) {
  const FileTree sources = tree_of(1);
  EXPECT_FALSE(find(store(sources).value(), sources.files().front(), kProgram + 1));
}

TEST(RoleCacheTest, DamagedIsAsGoodAsNone) {
  const FileTree sources = tree_of(2);
  const std::string stored = store(sources).value();
  for (std::size_t at = 0; at < stored.size(); ++at) {
    std::string damaged = stored;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_FALSE(find(damaged, sources.files().front())) << at;
    EXPECT_FALSE(find(stored.substr(0, at), sources.files().front())) << at;
  }
  EXPECT_FALSE(find(stored + '\0', sources.files().front()));
}

TEST(RoleCacheTest, IsStoredAgainOnceMoreThanAFewRolesAreNew) {
  FileTree sources = tree_of(60);
  const std::string stored = store(sources).value();
  EXPECT_EQ(store(sources, stored), std::nullopt);
  const auto edit = [&](std::size_t role) {
    SourceFile file = sources.files()[role];
    file.text += "More.\n";
    sources.put(file);
  };
  for (std::size_t role = 0; role < 3; ++role) edit(role);
  EXPECT_EQ(store(sources, stored), std::nullopt);
  edit(3);
  EXPECT_EQ(store(sources, stored), store(sources));
}

}  // namespace
}  // namespace rolepress::testing
