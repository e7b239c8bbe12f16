#include "model/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "build_site.h"
#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kAccountants = "finance-ai-training/accountants-tax";
constexpr const char* kActuaries = "finance-ai-training/insurance-actuarial";

std::string fields(const std::string& title, const std::string& extra = "",
                   const std::string& category = kAccountants) {
  return "title: " + title + "\nplatform: turing\ncategory: " + category +
         "\npay: {min: 50, currency: USD, unit: hour}\napply: https://work.turing.com/jobs/1\n" +
         extra;
}

std::unique_ptr<Site> load(const Board& board, const char* day = "2026-11-24") {
  BuildOptions options;
  options.date = parse_date(day);
  Diagnostics problems;
  auto site = load_site(board.tree(), options, problems);
  for (const Diagnostic& problem : problems) {
    if (problem.severity != Severity::kWarning) ADD_FAILURE() << problem.message;
  }
  return site;
}

template <class List>
std::vector<std::string> slugs(const List& roles) {
  std::vector<std::string> result;
  for (const Role* role : roles) result.push_back(role->entry->slug);
  return result;
}

const Category& category(const Site& site, const std::string& name) {
  for (const Category& each : site.categories) {
    if (each.entry->section + "/" + each.entry->slug == name) return each;
  }
  ADD_FAILURE() << "no category " << name;
  return site.categories.front();
}

// On which of three days a role with these fields is live.
std::vector<std::string> live_days(const std::string& extra) {
  const Board board = Board().role("x", fields("X", extra));
  std::vector<std::string> days;
  for (const char* day : {"2026-11-23", "2026-11-24", "2026-11-25"}) {
    if (!load(board, day)->listed.empty()) days.emplace_back(day);
  }
  return days;
}

TEST(Site, ARoleIsLiveOnEveryDayUnlessItsFileSaysOtherwise) {
  EXPECT_THAT(live_days(""), ElementsAre("2026-11-23", "2026-11-24", "2026-11-25"));
  EXPECT_THAT(live_days("status: live\n"), ElementsAre("2026-11-23", "2026-11-24", "2026-11-25"));
}

TEST(Site, ARoleIsLiveFromTheDayOnWhichItOpens) {
  EXPECT_THAT(live_days("opens: 2026-11-24\n"), ElementsAre("2026-11-24", "2026-11-25"));
}

TEST(Site, OnItsClosingDayARoleIsStillLive) {
  EXPECT_THAT(live_days("closes: 2026-11-24\n"), ElementsAre("2026-11-23", "2026-11-24"));
}

TEST(Site, ARoleMayOpenAndCloseOnOneDay) {
  EXPECT_THAT(live_days("opens: 2026-11-24\ncloses: 2026-11-24\n"), ElementsAre("2026-11-24"));
}

TEST(Site, DraftsAndClosedRolesAreNeverLive) {
  EXPECT_THAT(live_days("status: draft\n"), IsEmpty());
  EXPECT_THAT(live_days("status: closed\n"), IsEmpty());
  EXPECT_THAT(live_days("status: draft\nopens: 2026-11-01\ncloses: 2026-12-24\n"), IsEmpty());
}

TEST(Site, TheDayOfPostingDoesNotDecideWhetherARoleIsLive) {
  EXPECT_THAT(live_days("posted: 2026-11-25\n"),
              ElementsAre("2026-11-23", "2026-11-24", "2026-11-25"));
}

Lifecycle lifecycle(const std::string& extra) {
  return load(Board().role("x", fields("X", extra)))->roles.at(0).lifecycle;
}

TEST(Site, ARolesLifecycleSaysWhyItIsNotLive) {
  EXPECT_EQ(lifecycle(""), Lifecycle::kLive);
  EXPECT_EQ(lifecycle("opens: 2026-11-25\n"), Lifecycle::kScheduled);
  EXPECT_EQ(lifecycle("closes: 2026-11-23\n"), Lifecycle::kClosed);
  EXPECT_EQ(lifecycle("status: closed\n"), Lifecycle::kClosed);
  EXPECT_EQ(lifecycle("status: draft\n"), Lifecycle::kDraft);
  EXPECT_EQ(lifecycle("status: draft\ncloses: 2026-11-23\n"), Lifecycle::kDraft);
  EXPECT_EQ(lifecycle("status: closed\nopens: 2026-11-25\n"), Lifecycle::kClosed);
}

TEST(Site, ClosedRolesKeepTheirPagesAndDraftsAndScheduledOnesHaveNone) {
  const auto files = Board()
                         .role("live", fields("A"))
                         .role("closed", fields("B", "status: closed\n"))
                         .role("past", fields("C", "closes: 2026-11-23\n"))
                         .role("draft", fields("D", "status: draft\n"))
                         .role("later", fields("E", "opens: 2026-11-25\n"))
                         .build();
  for (const char* slug : {"live", "closed", "past"}) {
    EXPECT_TRUE(files.contains(std::string("roles/") + slug + "/index.html")) << slug;
  }
  for (const char* slug : {"draft", "later"}) {
    EXPECT_FALSE(files.contains(std::string("roles/") + slug + "/index.html")) << slug;
  }
}

TEST(Site, WithoutADateTheDayIsThatOfTheSitesTimeZone) {
  Board board;
  board.role("x", fields("X", "closes: 2026-11-24\n"));
  const auto day_in = [&](const std::string& zone) {
    std::string text = board.tree().find("content/site.yaml")->text;
    text.replace(text.find("Europe/London"), 13, zone);
    Board moved = board;
    BuildOptions options;
    options.now = std::chrono::sys_seconds(*parse_date("2026-11-24")) + std::chrono::hours(12);
    Diagnostics problems;
    const auto site = load_site(moved.file("content/site.yaml", text).tree(), options, problems);
    return format_date(site->date()) + (site->listed.empty() ? " closed" : " live");
  };
  EXPECT_EQ(day_in("UTC"), "2026-11-24 live");
  EXPECT_EQ(day_in("Pacific/Auckland"), "2026-11-25 closed");
  EXPECT_EQ(day_in("Pacific/Pago_Pago"), "2026-11-24 live");
}

// Three sections' worth of counts: the fixture's two categories and one of another section.
Board two_sections() {
  return Board()
      .file("content/sections/law.md", "---\nname: Law\n---\n")
      .file("content/categories/law/judges.md", "---\nname: Judges\nlabel: judging\n---\nText.\n");
}

TEST(SiteCounts, ARoleIsCountedOnceInEachOfItsCategoriesSectionsAndTheSite) {
  const auto site =
      load(two_sections()
               .role("a", fields("A"))
               .role("b", fields("B", "also_in: [finance-ai-training/insurance-actuarial]\n"))
               .role("c", fields("C", "also_in: [law/judges]\n", kActuaries))
               .role("d", fields("D",
                                 "also_in: [law/judges, finance-ai-training/"
                                 "insurance-actuarial]\n")));
  EXPECT_THAT(slugs(category(*site, kAccountants).roles), ElementsAre("a", "b", "d"));
  EXPECT_THAT(slugs(category(*site, kActuaries).roles), ElementsAre("b", "c", "d"));
  EXPECT_THAT(slugs(category(*site, "law/judges").roles), ElementsAre("c", "d"));
  EXPECT_THAT(slugs(site->sections[0].roles), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(slugs(site->sections[1].roles), ElementsAre("c", "d"));
  EXPECT_THAT(slugs(site->listed), ElementsAre("a", "b", "c", "d"));
}

TEST(SiteCounts, AlsoInItsOwnCategoryCountsOnce) {
  const auto site =
      load(Board().role("a", fields("A", std::string("also_in: [") + kAccountants + "]\n")));
  EXPECT_THAT(slugs(category(*site, kAccountants).roles), ElementsAre("a"));
  EXPECT_EQ(site->roles[0].categories.size(), 1u);
}

TEST(SiteCounts, OnlyLiveAndDistinctRolesCount) {
  const auto site = load(Board()
                             .role("a", fields("A"))
                             .role("a-again", fields("A"))
                             .role("b", fields("B", "status: closed\n"))
                             .role("c", fields("C", "status: draft\n"))
                             .role("d", fields("D", "opens: 2026-11-25\n")));
  EXPECT_EQ(site->roles.size(), 5u);
  EXPECT_THAT(slugs(site->listed), ElementsAre("a"));
  EXPECT_THAT(slugs(category(*site, kAccountants).roles), ElementsAre("a"));
  EXPECT_THAT(slugs(site->sections[0].roles), ElementsAre("a"));
  EXPECT_THAT(slugs(category(*site, kActuaries).roles), IsEmpty());
}

TEST(SiteCounts, AreWhatThePagesShow) {
  const auto files =
      Board().role("a", fields("A")).role("b", fields("B")).role("b2", fields("B")).build();
  EXPECT_THAT(files.at("index.html"), ::testing::HasSubstr("2 live"));
  EXPECT_THAT(files.at("finance-ai-training/accountants-tax/index.html"),
              ::testing::HasSubstr("Accountants 2"));
}

TEST(SiteCounts, ClosingDaysAreCountedByDay) {
  const auto site = load(Board()
                             .role("a", fields("A", "closes: 2026-12-01\n"))
                             .role("b", fields("B", "closes: 2026-12-01\n", kActuaries))
                             .role("c", fields("C", "closes: 2026-11-24\n"))
                             .role("d", fields("D")));
  const Closings expected = {{*parse_date("2026-11-24"), 1}, {*parse_date("2026-12-01"), 2}};
  EXPECT_EQ(site->closings, expected);
  EXPECT_EQ(site->sections[0].closings, expected);
  EXPECT_EQ(category(*site, kActuaries).closings, (Closings{{*parse_date("2026-12-01"), 1}}));
}

TEST(SiteOrder, RolesAreNewestFirstThenByNameAndUnknownDaysAreLast) {
  const auto site = load(Board()
                             .role("a", fields("A"))
                             .role("b", fields("B", "posted: 2026-11-01\n"))
                             .role("c", fields("C", "posted: 2026-11-20\n"))
                             .role("d", fields("D", "posted: 2026-11-20\n"))
                             .role("e", fields("E", "posted: 1969-12-31\n"))
                             .role("f", fields("F")));
  EXPECT_THAT(slugs(site->listed), ElementsAre("c", "d", "b", "e", "a", "f"));
  EXPECT_THAT(slugs(category(*site, kAccountants).roles),
              ElementsAre("c", "d", "b", "e", "a", "f"));
}

TEST(SiteOrder, ADayOfPostingThatIsStillToComeIsNotKnown) {
  const auto site = load(Board()
                             .role("a", fields("A", "posted: 2026-11-24\n"))
                             .role("b", fields("B", "posted: 2026-11-25\n")));
  EXPECT_THAT(slugs(site->listed), ElementsAre("a", "b"));
  EXPECT_EQ(site->listed[0]->posted, parse_date("2026-11-24"));
  EXPECT_EQ(site->listed[1]->posted, std::nullopt);
}

TEST(SiteOrder, SectionsCategoriesPoolsAndPagesStandInTheEditorsOrder) {
  Board board = two_sections();
  board.file("content/sections/art.md", "---\nname: Art\norder: 5\n---\n");
  for (const auto& [slug, order] :
       {std::pair("x", "2"), std::pair("y", "1"), std::pair("z", "1")}) {
    const std::string line = std::string("order: ") + order + "\n";
    board.file(std::string("content/categories/law/") + slug + ".md",
               "---\nname: N\nlabel: l\n" + line + "---\nText.\n");
    board.file(
        std::string("content/pools/") + slug + ".md",
        "---\nname: N\nplatform: turing\napply: https://work.turing.com/\n" + line + "---\n");
    board.file(std::string("content/pages/") + slug + ".md", "---\ntitle: T\n" + line + "---\n");
  }
  const auto site = load(board);
  std::vector<std::string> order;
  for (const Section& each : site->sections) order.push_back(each.entry->slug);
  EXPECT_THAT(order, ElementsAre("finance-ai-training", "law", "art"));
  order.clear();
  for (const Category* each : site->sections[1].categories) order.push_back(each->entry->slug);
  EXPECT_THAT(order, ElementsAre("judges", "y", "z", "x"));
  order.clear();
  for (const Pool& each : site->pools) order.push_back(each.entry->slug);
  EXPECT_THAT(order, ElementsAre("y", "z", "x"));
  order.clear();
  for (const PageEntry* each : site->pages) order.push_back(each->slug);
  EXPECT_THAT(order, ElementsAre("y", "z", "x"));
}

TEST(Site, APoolIsOfferedInItsSectionsOrEverywhere) {
  const std::string pool = "---\nname: N\nplatform: turing\napply: https://work.turing.com/\n";
  const auto site = load(two_sections()
                             .file("content/pools/all.md", pool + "---\n")
                             .file("content/pools/law.md", pool + "sections: [law]\n---\n"));
  const auto pools = [&](const char* name) {
    std::vector<std::string> result;
    for (const Pool* each : category(*site, name).pools) result.push_back(each->entry->slug);
    return result;
  };
  EXPECT_THAT(pools(kAccountants), ElementsAre("all"));
  EXPECT_THAT(pools("law/judges"), ElementsAre("all", "law"));
}

TEST(Site, ACategorysQuestionReplacesTheGeneralOneWithItsIdAndOthersFollow) {
  const auto site =
      load(Board()
               .file("content/questions.yaml",
                     "questions:\n- id: pay\n  question: Pay?\n  answer: a\n- id: who\n  question: "
                     "Who?\n  answer: b\n")
               .file("content/categories/finance-ai-training/accountants-tax.md",
                     "---\nname: N\nlabel: l\nquestions:\n- question: New?\n  answer: c\n"
                     "- id: pay\n  question: My pay?\n  answer: d\n---\nText.\n"));
  const auto questions = [&](const char* name) {
    std::vector<std::string> result;
    for (const Question* each : category(*site, name).questions) result.push_back(each->question);
    return result;
  };
  EXPECT_THAT(questions(kAccountants), ElementsAre("My pay?", "Who?", "New?"));
  EXPECT_THAT(questions(kActuaries), ElementsAre("Pay?", "Who?"));
}

TEST(Site, ACategoryByItsNameOrSlugIsOfferedAsItsKey) {
  const std::string key = "finance-ai-training/accountants-tax";
  for (const std::string name :
       {"accountants-tax", "Accountants and Tax", "Finance AI Training/Accountants Tax"}) {
    std::string role = testing::good_role();
    role.replace(role.find(key), key.size(), name);
    EXPECT_THAT(Board()
                    .file("content/categories/finance-ai-training/accountants-tax.md",
                          "---\nname: Accountants and Tax\nlabel: l\n---\nText.\n")
                    .role("x", role)
                    .problems(),
                ::testing::ContainsRegex("there is no category \"" + name +
                                         "\"\n.*\n.*\n  help: did you mean ." + key))
        << name;
  }
}

TEST(Site, ACategoryShowsItsOwnExampleOfAKindOfWork) {
  const auto site =
      load(Board()
               .file("content/work.yaml",
                     "kinds:\n- {id: a, title: A, text: x}\n- {id: b, title: B, text: y}\n")
               .file("content/categories/finance-ai-training/accountants-tax.md",
                     "---\nname: N\nlabel: l\nwork: {b: Mine.}\n---\nText.\n"));
  const Category& own = category(*site, kAccountants);
  ASSERT_EQ(own.work.size(), 2u);
  EXPECT_EQ(own.work[0].example, nullptr);
  EXPECT_EQ(own.work[1].kind->title, "B");
  EXPECT_EQ(own.work[1].example->plain, "Mine.");
}

TEST(Site, TheLastUpdateIsTheNewestDayOfLiveRolesUpToToday) {
  const auto site = load(Board()
                             .role("a", fields("A", "posted: 2026-11-10\nchecked: 2026-11-12\n"))
                             .role("b", fields("B", "posted: 2026-11-20\n"))
                             .role("c", fields("C", "status: closed\nchecked: 2026-11-23\n"))
                             .role("d", fields("D", "checked: 2026-11-25\n")));
  EXPECT_EQ(format_date(*site->last_check), "2026-11-12");
  EXPECT_EQ(format_date(*site->last_update), "2026-11-20");
  EXPECT_FALSE(load(Board())->last_update);
}

}  // namespace
}  // namespace rolepress
