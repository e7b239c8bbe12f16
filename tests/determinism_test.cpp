// The same sources and the same day give the same bytes, whatever the machine is doing.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <clocale>
#include <locale>
#include <random>

#include "cli/commands.h"
#include "disk/read_tree.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using Files = std::map<std::string, std::string>;

struct Built {
  Files files;
  std::string warnings;
};

Built build(std::vector<SourceFile> sources, int jobs) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  options.jobs = jobs;
  MapSink sink;
  Built built;
  const auto summary = build_site(FileTree(std::move(sources)), options, sink);
  if (!summary) {
    for (const Diagnostic& problem : summary.error()) ADD_FAILURE() << format_diagnostic(problem);
    return built;
  }
  built.files = std::move(sink.files);
  for (const Diagnostic& problem : summary->warnings) {
    built.warnings += format_diagnostic(problem);
  }
  return built;
}

// EXPECT_EQ would print megabytes.
void expect_same(const Built& one, const Built& other) {
  EXPECT_EQ(one.warnings == other.warnings, true) << "the warnings differ";
  ASSERT_EQ(one.files.size(), other.files.size());
  for (const auto& [path, text] : one.files) {
    const auto found = other.files.find(path);
    ASSERT_TRUE(found != other.files.end()) << path;
    EXPECT_EQ(text == found->second, true) << path << " differs";
  }
}

std::vector<SourceFile> project_sources() {
  const std::filesystem::path project = PROJECT_FOLDER;
  const auto tree =
      read_tree({{"content", project / "content"}, {"layouts", project / "layouts"}}, 1);
  EXPECT_TRUE(tree);
  return tree ? tree->files() : std::vector<SourceFile>{};
}

// 2,000 roles with ties in every order that a page sorts by.
Board generated_board() {
  constexpr int kRoles = 2000;
  constexpr const char* kCategories[] = {"accountants-tax", "insurance-actuarial"};
  Board board;
  for (int i = 0; i < kRoles; ++i) {
    board.role(fmt::format("role-{}", i),
               fmt::format("title: Reviewer {} of Zürich\n"
                           "platform: {}\n"
                           "category: finance-ai-training/{}\n"
                           "pay: {{min: {}, currency: USD, unit: hour}}\n"
                           "apply: https://work.{}.com/jobs/{}\n"
                           "professions: [tax adviser, \"actuary {}\"]\n"
                           "posted: 2026-11-{:02}\n"
                           "checked: 2026-11-23\n",
                           i / 3, i % 2 == 0 ? "turing" : "mercor", kCategories[i % 2], 20 + i % 5,
                           i % 2 == 0 ? "turing" : "mercor", i / 2, i % 7, 1 + i % 20),
               fmt::format("Some text {} about [roles](/roles/).\n", i % 11));
  }
  return board.real_layouts();
}

std::vector<SourceFile> generated_sources() {
  const FileTree tree = generated_board().tree();
  return tree.files();
}

std::vector<SourceFile> shuffled(std::vector<SourceFile> sources, unsigned seed) {
  std::mt19937 random(seed);
  std::shuffle(sources.begin(), sources.end(), random);
  return sources;
}

class Determinism : public ::testing::TestWithParam<std::vector<SourceFile> (*)()> {};

TEST_P(Determinism, OneThreadAndEightGiveTheSameBytes) {
  const std::vector<SourceFile> sources = GetParam()();
  const Built one = build(sources, 1);
  EXPECT_GT(one.files.size(), 100u);
  expect_same(one, build(sources, 8));
}

TEST_P(Determinism, ASecondRunGivesTheSameBytes) {
  const std::vector<SourceFile> sources = GetParam()();
  expect_same(build(sources, 8), build(sources, 8));
}

TEST_P(Determinism, TheOrderOfTheFilesDoesNotMatter) {
  const std::vector<SourceFile> sources = GetParam()();
  const Built sorted = build(sources, 1);
  for (const unsigned seed : {1U, 2U}) expect_same(sorted, build(shuffled(sources, seed), 8));
}

INSTANTIATE_TEST_SUITE_P(Boards, Determinism, ::testing::Values(project_sources, generated_sources),
                         [](const auto& parameter) {
                           return parameter.index == 0 ? "Project" : "TwoThousandRoles";
                         });

// A locale that groups digits, writes decimals with a comma and no system needs to have installed.
struct FarAwayNumbers : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST(DeterminismOfLocale, TheLocaleOfTheProcessDoesNotMatter) {
  const std::vector<SourceFile> sources = project_sources();
  const Built plain = build(sources, 2);
  const std::locale before = std::locale::global(std::locale(std::locale(), new FarAwayNumbers));
  const Built elsewhere = build(sources, 2);
  std::locale::global(before);
  expect_same(plain, elsewhere);
}

// The real program on the real content, with everything round it different.
TEST(DeterminismOfProgram, LocaleTimeZoneAndThreadsDoNotMatter) {
  const std::filesystem::path project = PROJECT_FOLDER;
  const DiskBoard aside;
  const auto build_into = [&](const std::string& output, const std::string& jobs,
                              const RunOptions& options) {
    const Outcome outcome =
        aside.run({"build", "--content", project / "content", "--layouts", project / "layouts",
                   "--output", output, "--jobs", jobs, "--date", "2026-11-24"},
                  options);
    EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
  };
  build_into("one", "1", {});
  RunOptions other;
  other.environment = {{"TZ", "Pacific/Kiritimati"},
                       {"LC_ALL", "tr_TR.UTF-8"},
                       {"LANG", "de_DE.UTF-8"},
                       {"SOURCE_DATE_EPOCH", "1"},
                       {"HOME", "/nonexistent"}};
  build_into("two", "8", other);
  RunOptions bytes;
  bytes.environment = {{"TZ", "America/Los_Angeles"}, {"LC_ALL", "C"}};
  build_into("three", "3", bytes);
  build_into("three", "2", {});  // again, over what is there
  const Files one = snapshot(aside.path("one"));
  EXPECT_GT(one.size(), 100u);
  EXPECT_EQ(one == snapshot(aside.path("two")), true);
  EXPECT_EQ(one == snapshot(aside.path("three")), true);
}

}  // namespace
}  // namespace rolepress::testing
