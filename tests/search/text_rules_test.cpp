// The cases in tests/data/search are those of the browser's client as well:
// tests/browser/search_client.test.js runs the same files.

#include "search/text_rules.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "search/spelling.h"
#include "search/stemmer.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

std::vector<std::string> runs_of(std::string_view text) {
  std::vector<std::string> runs;
  WordScanner scanner(text);
  while (const WordScanner::Run* run = scanner.next()) {
    std::string& shown = runs.emplace_back();
    for (const std::string_view part : run->parts) {
      if (!shown.empty()) shown.push_back(' ');
      shown.append(part);
    }
    if (!run->joined.empty()) shown.append(" +").append(run->joined);
  }
  return runs;
}

TEST(TextRules, TakeTextApartAsTheSharedCasesSay) {
  const auto cases = nlohmann::json::parse(project_file("tests/data/search/words.json"));
  EXPECT_GT(cases.size(), 10u);
  for (const auto& one : cases) {
    const std::string text = one["text"];
    EXPECT_EQ(runs_of(text), one["runs"].get<std::vector<std::string>>()) << text;
  }
}

TEST(TextRules, OnlyANumberHasACurrency) {
  WordScanner scanner("$123456789012345678901234567890123-abc $12-abc");
  const WordScanner::Run* run = scanner.next();
  ASSERT_NE(run, nullptr);
  EXPECT_FALSE(run->has_currency);
  EXPECT_EQ(run->parts.front(), "abc");
  run = scanner.next();
  ASSERT_NE(run, nullptr);
  EXPECT_TRUE(run->has_currency);
}

TEST(TextRules, NoBytesDoHarm) {
  std::string all;
  for (int round = 0; round < 4; ++round) {
    for (int byte = 0; byte < 256; ++byte) all.push_back(static_cast<char>(byte * (round + 1)));
  }
  for (std::size_t begin = 0; begin < all.size(); begin += 7) {
    for (const std::string& run : runs_of(all.substr(begin, 90))) EXPECT_FALSE(run.empty());
  }
}

TEST(Stemmer, GivesTheSharedStemsAndSingulars) {
  const Stemmer stemmer;
  std::istringstream lines(project_file("tests/data/search/stems.txt"));
  std::string word, stem, singular;
  std::size_t count = 0;
  while (lines >> word >> stem >> singular) {
    ++count;
    EXPECT_EQ(stemmer.stem(word), stem) << word;
    EXPECT_EQ(singular_of(word), singular) << word;
  }
  EXPECT_GT(count, 14'000u);
}

TEST(Spelling, SlipsOfTypingCostWhatTheSharedCasesSay) {
  const auto cases = nlohmann::json::parse(project_file("tests/data/search/slips.json"));
  EXPECT_GT(cases.size(), 10u);
  for (const auto& one : cases) {
    EXPECT_EQ(unlikeness(one["typed"].get<std::string>(), one["known"].get<std::string>()),
              one["unlike"].get<int>())
        << one;
  }
}

TEST(Stemmer, ProfessionsAndSpellingsMeet) {
  const Stemmer stemmer;
  for (const auto& [a, b] :
       std::vector<std::pair<const char*, const char*>>{{"therapist", "therapy"},
                                                        {"photographer", "photography"},
                                                        {"paediatric", "pediatric"},
                                                        {"organisation", "organizations"},
                                                        {"counsellor", "counseling"},
                                                        {"behaviour", "behaviors"},
                                                        {"centre", "centers"},
                                                        {"midwives", "midwifery"},
                                                        {"jewellery", "jewelry"}}) {
    EXPECT_EQ(stemmer.stem(a), stemmer.stem(b)) << a << " and " << b;
  }
  EXPECT_NE(stemmer.stem("specialist"), stemmer.stem("special"));
  EXPECT_NE(stemmer.stem("counsel"), stemmer.stem("counselling"));
}

}  // namespace
}  // namespace rolepress::testing
