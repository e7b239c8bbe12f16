// Every folder of tests/data/bad/ is a board with something wrong and what the generator says of
// it:
//
//     <case>/content/… and <case>/layouts/…   laid over the good board of site/board.h
//     <case>/expected.txt                     all errors as they are printed
//     <case>/remove.txt                       (optional) files of the board to take away, one a
//     line
//
// The good board has the role tax-reviewer, unless the case brings roles of its own. A file whose
// name ends in .recipe stands for a large one without that ending: in it @@800:text@@ means 800
// times the text, in which <n> is the number of the copy and \n the end of a line.
//
// UPDATE_GOLDEN=1 rewrites expected.txt; read the change before keeping it.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "site/board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestCases = 220;
constexpr const char* kDate = "2026-11-24";

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kMostSeconds = 10;
#else
constexpr double kMostSeconds = 1;
#endif

fs::path corpus() { return fs::path(PROJECT_FOLDER) / "tests/data/bad"; }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  std::error_code none;  // where the folder is missing, HasManyCases fails
  for (const auto& entry : fs::directory_iterator(corpus(), none)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string expand_recipe(const std::string& recipe) {
  std::string result;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = recipe.find("@@", at);
    result += recipe.substr(at, open - at);
    if (open == std::string::npos) return result;
    const std::size_t colon = recipe.find(':', open);
    const std::size_t close = recipe.find("@@", colon);
    int count = 0;
    std::from_chars(recipe.data() + open + 2, recipe.data() + colon, count);
    const std::string text = replace_all(recipe.substr(colon + 1, close - colon - 1), "\\n", "\n");
    for (int i = 1; i <= count; ++i) result += replace_all(text, "<n>", std::to_string(i));
    at = close + 2;
  }
}

std::map<std::string, std::string> overlay_of(const fs::path& folder) {
  constexpr std::string_view kRecipe = ".recipe";
  std::map<std::string, std::string> files;
  for (const char* root : {"content", "layouts"}) {
    if (!fs::exists(folder / root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder / root)) {
      if (!entry.is_regular_file()) continue;
      std::string path = entry.path().lexically_relative(folder).string();
      std::string text = bytes_of(entry.path());
      if (path.ends_with(kRecipe)) {
        path.resize(path.size() - kRecipe.size());
        text = expand_recipe(text);
      }
      files[path] = std::move(text);
    }
  }
  return files;
}

Board good_board() { return Board().role("tax-reviewer", good_role()); }

Board board_of(const fs::path& folder) {
  Board board = good_board();
  const auto overlay = overlay_of(folder);
  const bool own_roles = std::any_of(overlay.begin(), overlay.end(), [](const auto& file) {
    return file.first.starts_with("content/roles/");
  });
  if (own_roles) board.without("content/roles/tax-reviewer.md");
  for (const auto& [path, text] : overlay) board.file(path, text);
  std::ifstream removed(folder / "remove.txt");
  for (std::string path; std::getline(removed, path);) board.without(path);
  return board;
}

struct Outcome {
  std::string errors;
  std::size_t published = 0;
  double seconds = 0;
};

Outcome build_in_memory(const Board& board) {
  BuildOptions options;
  options.date = parse_date(kDate);
  const FileTree tree = board.tree();
  MemorySink sink;
  Outcome outcome;
  const auto start = std::chrono::steady_clock::now();
  const auto summary = build_site(tree, options, sink);
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  outcome.published = sink.files.size();
  if (summary) return outcome;
  for (const Diagnostic& problem : summary.error()) {
    if (problem.severity != Severity::kWarning) outcome.errors += format_diagnostic(problem);
  }
  return outcome;
}

class BadCorpus : public ::testing::TestWithParam<std::string> {};

TEST_P(BadCorpus, IsRefusedInGoodWordsAndGoodTime) {
  const fs::path folder = corpus() / GetParam();
  const Outcome outcome = build_in_memory(board_of(folder));
  const fs::path expected = folder / "expected.txt";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_bytes(expected, outcome.errors);
  ASSERT_TRUE(fs::exists(expected)) << expected << " is missing; UPDATE_GOLDEN=1 writes it";
  EXPECT_NE(bytes_of(expected), "") << "the case is not refused";
  EXPECT_EQ(outcome.errors, bytes_of(expected));
  EXPECT_EQ(outcome.published, 0u);
  EXPECT_LT(outcome.seconds, kMostSeconds);
}

INSTANTIATE_TEST_SUITE_P(Cases, BadCorpus, ::testing::ValuesIn(case_names()),
                         [](const auto& test) { return replace_all(test.param, "-", "_"); });

TEST(BadCorpusItself, HasManyCases) { EXPECT_GE(case_names().size(), kFewestCases); }

TEST(BadCorpusItself, LaysItsCasesOverABoardThatIsGood) {
  EXPECT_EQ(good_board().problems(), "");
  EXPECT_GT(build_in_memory(good_board()).published, 0u);
}

TEST(BadCorpusItself, HoldsNothingThatNoCaseReads) {
  for (const std::string& name : case_names()) {
    for (const auto& entry : fs::directory_iterator(corpus() / name)) {
      const std::string file = entry.path().filename().string();
      EXPECT_TRUE(file == "content" || file == "layouts" || file == "expected.txt" ||
                  file == "remove.txt")
          << name << "/" << file;
    }
  }
}

// A project on disk with a published site, for the program itself.
class BadCorpusOnDisk : public ::testing::Test {
 protected:
  BadCorpusOnDisk() {
    std::string pattern = (fs::temp_directory_path() / "rolepress-bad-XXXXXX").string();
    project_ = mkdtemp(pattern.data());
  }
  ~BadCorpusOnDisk() override { fs::remove_all(project_); }

  // The program's exit code; what it said is in errors.txt.
  int build(const Board& board) {
    put_on_disk(board.tree());
    const std::string command = "cd '" + project_.string() +
                                "' && '" ROLEPRESS_BINARY "' build --date " + kDate +
                                " >output.txt 2>errors.txt";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  // Only what differs from the case before: thousands of new files would take the disk a minute.
  void put_on_disk(const FileTree& tree) {
    for (const auto& [path, text] : sources_) {
      if (tree.find(path) == nullptr) fs::remove(project_ / path);
    }
    std::map<std::string, std::string> wanted;
    for (const SourceFile& file : tree.files()) {
      const auto before = sources_.find(file.path);
      if (before == sources_.end() || before->second != file.text) {
        write_bytes(project_ / file.path, file.text);
      }
      wanted.emplace(file.path, file.text);
    }
    sources_ = std::move(wanted);
  }

  [[nodiscard]] std::map<std::string, std::string> published() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(project_ / "public")) {
      const std::string path = entry.path().lexically_relative(project_).string();
      files[path] = entry.is_regular_file() ? bytes_of(entry.path()) : "(folder)";
    }
    return files;
  }

  // The errors on the terminal, without the empty lines between them and the closing line.
  [[nodiscard]] std::string said() const {
    const std::string text = replace_all(bytes_of(project_ / "errors.txt"), "\n\n", "\n");
    return text.substr(0, text.find("Nothing was published: "));
  }

  fs::path project_;
  std::map<std::string, std::string> sources_;  // as they are on disk
};

TEST_F(BadCorpusOnDisk, LeavesThePublishedSiteAsItWas) {
  ASSERT_EQ(build(good_board()), 0) << bytes_of(project_ / "errors.txt");
  const auto before = published();
  ASSERT_TRUE(before.contains("public/roles/tax-reviewer/index.html"));
  for (const std::string& name : case_names()) {
    SCOPED_TRACE(name);
    const Board board = board_of(corpus() / name);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(build(board), 1);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), kMostSeconds);
    EXPECT_EQ(said(), bytes_of(corpus() / name / "expected.txt"));
    ASSERT_EQ(published(), before);
  }
}

}  // namespace
}  // namespace rolepress::testing
