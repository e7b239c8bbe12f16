// Replays the corpus of every fuzzer: whatever one found once stays mended.

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>

#include "fuzz/markup.h"
#include "fuzz/targets.h"
#include "site/disk_board.h"

namespace rolepress::fuzz {
namespace {

namespace fs = std::filesystem;

// Sanitizers slow a program down, and none of this is near a second without them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr double kMaxSeconds = 10;
#else
constexpr double kMaxSeconds = 1;
#endif

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

class Corpus : public ::testing::TestWithParam<Target> {};

TEST_P(Corpus, HoldsInUnderASecondEach) {
  const fs::path folder = fs::path(PROJECT_FOLDER) / "tests/fuzz/corpus" / GetParam().name;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  EXPECT_GE(files.size(), 4u);
  for (const fs::path& file : files) {
    const std::string bytes = testing::read_text_file(file);
    const double start = cpu_seconds();
    EXPECT_EQ(GetParam().check(bytes), "") << file;
    EXPECT_LT(cpu_seconds() - start, kMaxSeconds) << file;
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, Corpus, ::testing::ValuesIn(kTargets),
                         [](const auto& parameter) { return std::string(parameter.param.name); });

// The guard itself: a corpus that holds means nothing if nothing could fail.
TEST(MarkupGuard, SeesWhatAnAttackWouldLookLike) {
  const std::pair<const char*, const char*> attacks[] = {
      {"<p>a</p><script>x</script>", "the tag <script"},
      {"<p onclick=\"x\">", "the attribute <p onclick"},
      {"<a href=\"javascript:x\">", "href leads to javascript:x"},
      {"<a href=\"//evil.example\">", "href leads to //evil.example"},
      {"<a href=\"&#106;avascript:x\">", "href leads to &#106;avascript:x"},
      {"<a href=x>", "<a href without quotes"},
      {"<a href=\"x", "<a href without closing quote"},
      {"<img src=\"data:x\">", "src leads to data:x"},
      {"a < b", "a < that begins no tag"},
      {"<P>", "a < that begins no tag"},
      {"<!-- a", "a comment without end"},
      {"<a title=\"<b>\">", "title with a tag in it"},
  };
  for (const auto& [html, problem] : attacks) {
    EXPECT_EQ(find_foreign_markup(html, markdown_markup()), problem) << html;
  }
  EXPECT_EQ(find_foreign_markup("<p>1 &lt; 2 <a href=\"/roles/\">r</a><br /></p>\n<hr />",
                                markdown_markup()),
            "");
}

}  // namespace
}  // namespace rolepress::fuzz
