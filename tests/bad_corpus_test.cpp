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

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "site/bad_cases.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFewestCases = 220;
constexpr const char* kDate = "2026-11-24";

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr double kMostSeconds = 10;
#else
constexpr double kMostSeconds = 1;
#endif

void write_bytes(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

struct MemoryBuild {
  std::string errors;
  std::size_t published = 0;
  double seconds = 0;
};

MemoryBuild build_in_memory(const Board& board) {
  BuildOptions options;
  options.date = parse_date(kDate);
  const FileTree tree = board.tree();
  MapSink sink;
  MemoryBuild outcome;
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
  const fs::path folder = bad_corpus() / GetParam();
  const MemoryBuild outcome = build_in_memory(bad_case(GetParam()).board);
  const fs::path expected = folder / "expected.txt";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) write_bytes(expected, outcome.errors);
  ASSERT_TRUE(fs::exists(expected)) << expected << " is missing; UPDATE_GOLDEN=1 writes it";
  EXPECT_NE(bytes_of(expected), "") << "the case is not refused";
  EXPECT_EQ(outcome.errors, bytes_of(expected));
  EXPECT_EQ(outcome.published, 0u);
  EXPECT_LT(outcome.seconds, kMostSeconds);
}

INSTANTIATE_TEST_SUITE_P(Cases, BadCorpus, ::testing::ValuesIn(bad_case_names()),
                         [](const auto& test) { return replace_all(test.param, "-", "_"); });

TEST(BadCorpusItself, HasManyCases) { EXPECT_GE(bad_case_names().size(), kFewestCases); }

TEST(BadCorpusItself, LaysItsCasesOverABoardThatIsGood) {
  EXPECT_EQ(good_board().problems(), "");
  EXPECT_GT(build_in_memory(good_board()).published, 0u);
}

TEST(BadCorpusItself, HoldsNothingThatNoCaseReads) {
  for (const std::string& name : bad_case_names()) {
    for (const auto& entry : fs::directory_iterator(bad_corpus() / name)) {
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
  for (const std::string& name : bad_case_names()) {
    SCOPED_TRACE(name);
    const Board board = bad_case(name).board;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(build(board), 1);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    EXPECT_LT(seconds.count(), kMostSeconds);
    EXPECT_EQ(said(), bytes_of(bad_corpus() / name / "expected.txt"));
    ASSERT_EQ(published(), before);
  }
}

}  // namespace
}  // namespace rolepress::testing
