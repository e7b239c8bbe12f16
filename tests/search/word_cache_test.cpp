// Words that an earlier build counted must give the index that would have been made.

#include "search/word_cache.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "search/search_index.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

constexpr std::uint64_t kProgram = 7;
constexpr int kRoles = 3000;  // several parts

class WordCacheTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < kRoles; ++i) write_role(i, "Nurse (RN)");
  }

  void write_role(int number, const std::string& title) {
    board_.role(fmt::format("role-{}", number),
                fmt::format("title: {} {}\nplatform: turing\n"
                            "category: finance-ai-training/accountants-tax\n"
                            "apply: https://work.turing.com/jobs/{}\n",
                            title, number % 97, number),
                fmt::format("A registered nurse (RN) reads number {} and judges.", number % 31));
  }

  // The index, from the words that are stored and those that must be counted.
  IndexFiles make(int jobs = 2) {
    Diagnostics problems;
    const auto site = load_site(board_.tree(), board_.options(), problems);
    was_stored_ = false;
    WordCache cache(kProgram, stored_, [&](std::string bytes) {
      stored_ = std::move(bytes);
      was_stored_ = true;
    });
    return build_search_index(*site, jobs, &cache);
  }

  void expect_as_without() {
    const std::string stored = stored_;
    const IndexFiles with = make();
    stored_.clear();
    const IndexFiles without = make(1);
    stored_ = stored;
    ASSERT_EQ(with.size(), without.size());
    for (std::size_t i = 0; i < with.size(); ++i) {
      EXPECT_EQ(with[i].path, without[i].path);
      EXPECT_TRUE(with[i].bytes == without[i].bytes) << with[i].path;
    }
  }

  Board board_;
  std::string stored_;
  bool was_stored_ = false;
};

TEST_F(WordCacheTest, TheSecondIndexIsTheFirst) {
  make();
  EXPECT_TRUE(was_stored_);
  expect_as_without();
  make();
  EXPECT_FALSE(was_stored_);
}

TEST_F(WordCacheTest, RolesThatComeChangeAndGoAreCounted) {
  make();
  write_role(5, "Occupational Therapist (OT)");
  write_role(kRoles + 1, "Midwife");
  board_.without("content/roles/role-77.md");
  expect_as_without();
}

TEST_F(WordCacheTest, NamesThatRolesAreFiledUnderAreCounted) {
  make();
  const FileTree tree = board_.tree();
  int changed = 0;
  for (const SourceFile& file : tree.files()) {
    for (const std::string_view name : {"name: Turing", "name: Accountants"}) {
      std::string text = file.text;
      const std::size_t at = text.find(name);
      if (at == std::string::npos) continue;
      board_.file(file.path, text.insert(at + name.size(), " Unheard-of"));
      expect_as_without();
      ++changed;
    }
  }
  EXPECT_EQ(changed, 2);
}

TEST_F(WordCacheTest, DamagedOrOfAnotherProgramIsAsGoodAsNone) {
  make();
  const std::string whole = stored_;
  for (std::size_t at = 0; at < whole.size(); at += 1 + whole.size() / 5) {
    stored_ = whole;
    stored_[at] = static_cast<char>(stored_[at] ^ 1);
    make();
    EXPECT_TRUE(was_stored_) << at;
    EXPECT_TRUE(stored_ == whole) << at;
  }
}

}  // namespace
}  // namespace rolepress::testing
