#include "model/same_postings.h"

#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;

struct Posting {
  std::string title = "Tax Reviewer";
  std::string platform = "turing";
  std::string pay = "pay: {min: 50, max: 90, currency: USD, unit: hour}\n";
  std::string more = "posted: 2026-11-20\nchecked: 2026-11-23\n";
};

std::string posted(const Posting& posting) {
  return "title: " + posting.title + "\nplatform: " + posting.platform +
         "\ncategory: finance-ai-training/accountants-tax\n" + posting.pay +
         "apply: https://work." + posting.platform + ".com/jobs/1\n" + posting.more;
}

constexpr const char* kPostingText =
    "You review the returns that a model drafts, and mark what is wrong.\n";

std::string same(const std::string& second, const std::string& first,
                 const std::string& title = "Tax Reviewer") {
  return "content/roles/" + second +
         ".md:2:8: warning: this is the same posting as content/roles/" + first +
         ".md: platform, title, pay, place, commitment and text agree\n 2 | title: " + title +
         "\n   |        ^" + std::string(title.size() - 1, '~') +
         "\n  help: one card is shown and counted, and this address leads to the first; delete "
         "this "
         "file, or correct what should differ\n";
}

TEST(SamePostings, TheCheckNamesThePair) {
  EXPECT_EQ(
      Board().role("a", posted({}), kPostingText).role("b", posted({}), kPostingText).problems(),
      same("b", "a"));
}

TEST(SamePostings, RolesWithErrorsAreNotCompared) {
  for (const char* title : {"title: null", "titel: Tax Reviewer"}) {
    const std::string broken = std::string(title) + posted({}).substr(posted({}).find('\n'));
    const std::string problems =
        Board().role("a", broken, kPostingText).role("b", broken, kPostingText).problems();
    EXPECT_NE(problems.find("error"), std::string::npos);
    EXPECT_EQ(problems.find("same posting"), std::string::npos) << problems;
    EXPECT_EQ(problems.find("nearly those"), std::string::npos) << problems;
  }
}

TEST(SamePostings, TheFirstIsTheOnePostedFirst) {
  const std::string earlier = posted({.more = "posted: 2026-11-19\nchecked: 2026-11-23\n"});
  EXPECT_EQ(Board().role("a", posted({}), kPostingText).role("b", earlier, kPostingText).problems(),
            same("a", "b"));
}

TEST(SamePostings, AnUnknownDayOfPostingCountsAsLater) {
  const std::string unknown = posted({.more = "checked: 2026-11-23\n"});
  EXPECT_EQ(Board().role("a", unknown, kPostingText).role("b", posted({}), kPostingText).problems(),
            same("a", "b"));
}

TEST(SamePostings, OfThreeTheOthersAreNamedWithTheFirst) {
  EXPECT_EQ(Board()
                .role("a", posted({}), kPostingText)
                .role("b", posted({}), kPostingText)
                .role("c", posted({}), kPostingText)
                .problems(),
            same("b", "a") + same("c", "a"));
}

TEST(SamePostings, TheSecondAddressLeadsToTheFirst) {
  const auto files =
      Board().role("a", posted({}), kPostingText).role("b", posted({}), kPostingText).build();
  EXPECT_EQ(files.at("roles/b/index.html"), "<title></title>\n<a href=\"/roles/a/\">Moved</a>\n");
  EXPECT_NE(files.at("roles/a/index.html").find("<h1>Tax Reviewer</h1>"), std::string::npos);
}

TEST(SamePostings, OldAddressesOfTheSecondLeadToTheFirst) {
  const std::string moved = posted({.more = "posted: 2026-11-20\nchecked: 2026-11-23\n"
                                            "redirect_from: [/old/]\n"});
  const auto files =
      Board().role("a", posted({}), kPostingText).role("b", moved, kPostingText).build();
  EXPECT_NE(files.at("old/index.html").find("href=\"/roles/a/\""), std::string::npos);
}

TEST(SamePostings, AreFoundBySaysAndNotBySpelling) {
  Posting shouted;
  shouted.title = "TAX  reviewer";
  EXPECT_EQ(Board()
                .role("a", posted({}), kPostingText)
                .role("b", posted(shouted),
                      "You review the **returns** that a model drafts - and mark what\nis wrong!\n")
                .problems(),
            same("b", "a", "TAX  reviewer"));
}

TEST(SamePostings, DatesApplyLinksAndCategoriesMakeNoOtherPosting) {
  std::string other =
      posted({.more = "posted: 2026-11-20\nchecked: 2026-11-22\ncloses: 2026-12-24\n"
                      "also_in: [finance-ai-training/insurance-actuarial]\n"});
  other.replace(other.find("jobs/1"), 6, "jobs/2");
  EXPECT_EQ(Board().role("a", posted({}), kPostingText).role("b", other, kPostingText).problems(),
            same("b", "a"));
}

// Nothing is the same posting where a fact differs that tells jobs apart.
class OtherPosting : public ::testing::TestWithParam<Posting> {};

TEST_P(OtherPosting, IsNotTheSame) {
  const Board board =
      Board().role("a", posted({}), kPostingText).role("b", posted(GetParam()), kPostingText);
  EXPECT_EQ(board.problems().find("this is the same posting"), std::string::npos)
      << board.problems();
  EXPECT_NE(board.page("roles/b/index.html").find("<h1>"), std::string::npos);
}

constexpr const char* kUsual = "posted: 2026-11-20\nchecked: 2026-11-23\n";

INSTANTIATE_TEST_SUITE_P(
    Differs, OtherPosting,
    ::testing::Values(Posting{.title = "Tax Reviewer II"}, Posting{.platform = "mercor"},
                      Posting{.pay = "pay: {min: 50, max: 91, currency: USD, unit: hour}\n"},
                      Posting{.pay = "pay: {min: 50, max: 90, currency: GBP, unit: hour}\n"},
                      Posting{.pay = "pay: {min: 50, max: 90, currency: USD, unit: day}\n"},
                      Posting{.pay = "pay: {min: 50, currency: USD, unit: hour}\n"},
                      Posting{.pay = ""},
                      Posting{.more = std::string(kUsual) + "summary: Texas only.\n"},
                      Posting{.more = std::string(kUsual) + "requirements: [CPA]\n"},
                      Posting{.more = std::string(kUsual) + "software: [Excel]\n"},
                      Posting{.more = std::string(kUsual) + "eligibility: Remote from Canada\n"},
                      Posting{.more = std::string(kUsual) + "countries: [CA]\n"},
                      Posting{.more = std::string(kUsual) + "commitment: 20 hours a week\n"},
                      Posting{.more = std::string(kUsual) + "status: closed\n"}));

TEST(SamePostings, TheOrderOfCountriesTellsNothing) {
  const auto at = [](const char* countries) {
    return posted({.more = std::string(kUsual) + "countries: " + countries + "\n"});
  };
  EXPECT_EQ(Board()
                .role("a", at("[GB, US]"), kPostingText)
                .role("b", at("[US, GB]"), kPostingText)
                .problems(),
            same("b", "a"));
}

TEST(SamePostings, WithoutATextTheApplyLinkTellsThemApart) {
  const std::string first = posted({});
  std::string second = first;
  second.replace(second.find("jobs/1"), 6, "jobs/2");
  EXPECT_EQ(Board().role("a", first).role("b", second).problems().find("same posting"),
            std::string::npos);
  EXPECT_NE(Board().role("a", first).role("b", first).problems().find("same posting"),
            std::string::npos);
}

TEST(SamePostings, ADraftIsNoPostingYet) {
  const std::string draft = posted({.more = std::string(kUsual) + "status: draft\n"});
  EXPECT_EQ(Board().role("a", draft, kPostingText).role("b", posted({}), kPostingText).problems(),
            "");
}

}  // namespace
}  // namespace rolepress
