#include "render/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "render/similar_roles.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kCategory = "category: finance-ai-training/accountants-tax\n";

std::string site_with(const std::string& settings) {
  return "name: Test Board\nbase_url: https://board.example\ndescription: Roles for tests.\n"
         "voucher: {name: Sean Key}\ndisclosure: {short: The platform pays us., apply: Ad}\n"
         "settings: {" +
         settings + "}\n";
}

// A role that differs from all others, so that none is a repetition.
std::string role(const std::string& title, const std::string& extra = "",
                 const std::string& category = kCategory) {
  return "title: " + title + "\nplatform: turing\n" + category +
         "apply: https://work.turing.com/jobs/" + std::to_string(title.size()) + "\n" + extra;
}

std::unique_ptr<Site> load(const Board& board) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  const FileTree tree = board.tree();
  auto site = load_site(tree, options, problems);
  for (const Diagnostic& problem : problems) {
    EXPECT_EQ(problem.severity, Severity::kWarning) << format_diagnostic(problem);
  }
  return site;
}

std::vector<std::string> paths(const Site& site) {
  std::vector<std::string> result;
  for (const Page& page : plan_pages(site)) result.push_back(page.path);
  return result;
}

TEST(Pages, AnEmptyBoardHasAPageForEachPlace) {
  EXPECT_THAT(paths(*load(Board())),
              ElementsAre("/", "/404.html", "/finance-ai-training/",
                          "/finance-ai-training/accountants-tax/",
                          "/finance-ai-training/insurance-actuarial/", "/pools/", "/roles/"));
}

TEST(Pages, RolesHavePagesWhileTheyAreLiveAndWhenTheyAreClosed) {
  const Board board = Board()
                          .role("live", role("Live Reviewer"))
                          .role("closed", role("Closed Auditor", "status: closed\n"))
                          .role("past", role("Past Bookkeeper", "closes: 2026-11-23\n"))
                          .role("draft", role("Draft Controller", "status: draft\n"))
                          .role("later", role("Later Treasurer", "opens: 2026-11-25\n"));
  std::vector<std::string> roles;
  for (const std::string& path : paths(*load(board))) {
    if (path.starts_with("/roles/") && path != "/roles/") roles.push_back(path);
  }
  EXPECT_THAT(roles, ElementsAre("/roles/closed/", "/roles/live/", "/roles/past/"));
}

TEST(Pages, ARepeatedPostingRedirectsToTheFirst) {
  const auto site = load(Board()
                             .role("a", role("Tax Reviewer", "", kCategory))
                             .role("b", role("Tax Reviewer", "", kCategory)));
  std::map<std::string, PageKind> kinds;
  for (const Page& page : plan_pages(*site)) kinds[page.path] = page.kind;
  EXPECT_EQ(kinds.at("/roles/a/"), PageKind::kRole);
  EXPECT_EQ(kinds.at("/roles/b/"), PageKind::kRedirect);
}

TEST(Pages, LongListsAreCutIntoPages) {
  Board board;
  board.file("content/site.yaml", site_with("cards_per_page: 2"));
  const std::vector<std::string> titles = {"Auditor", "Bookkeeper", "Controller", "Tax Adviser",
                                           "Treasury Analyst"};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    board.role("r" + std::to_string(i), role(titles[i]));
  }
  std::vector<std::string> lists;
  for (const std::string& path : paths(*load(board))) {
    if (path.find("/page/") != std::string::npos) lists.push_back(path);
  }
  EXPECT_THAT(lists, ElementsAre("/finance-ai-training/accountants-tax/page/2/",
                                 "/finance-ai-training/accountants-tax/page/3/",
                                 "/finance-ai-training/page/2/", "/finance-ai-training/page/3/",
                                 "/roles/page/2/", "/roles/page/3/"));
}

TEST(Pages, AListThatJustFitsHasOnePage) {
  Board board;
  board.file("content/site.yaml", site_with("cards_per_page: 2"))
      .role("a", role("Auditor"))
      .role("b", role("Bookkeeper"));
  for (const std::string& path : paths(*load(board))) {
    EXPECT_EQ(path.find("/page/"), std::string::npos) << path;
  }
}

TEST(Pages, EachPageOfAListHasItsShareOfTheRoles) {
  std::vector<Role> roles(5);
  std::vector<const Role*> all;
  for (const Role& r : roles) all.push_back(&r);
  EXPECT_THAT(roles_on_page(all, 2, 1), ElementsAre(all[0], all[1]));
  EXPECT_THAT(roles_on_page(all, 2, 2), ElementsAre(all[2], all[3]));
  EXPECT_THAT(roles_on_page(all, 2, 3), ElementsAre(all[4]));
  EXPECT_THAT(roles_on_page(all, 2, 4), IsEmpty());
  EXPECT_THAT(roles_on_page(all, 5, 1), ElementsAre(all[0], all[1], all[2], all[3], all[4]));
  EXPECT_THAT(roles_on_page({}, 2, 1), IsEmpty());
}

TEST(Pages, EveryKindHasATemplateOfItsOwn) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kPageKinds; ++i) {
    names.push_back(template_name(static_cast<PageKind>(i)));
  }
  EXPECT_THAT(names, ElementsAre("home", "section", "category", "roles", "role", "pools",
                                 "standing", "not_found", "redirect"));
}

std::vector<std::string> similar_to(const Site& site, const std::string& slug) {
  std::vector<std::string> slugs;
  for (const Role& r : site.roles) {
    if (r.entry->slug != slug) continue;
    for (const Role* other : similar_roles(site, r)) slugs.push_back(other->entry->slug);
  }
  return slugs;
}

TEST(SimilarRoles, TheMostSharedComesFirstAndThenTheNewest) {
  const Board board =
      Board()
          .role("me", role("Auditor", "software: [Excel, SAP]\nprofessions: [auditor]\n"))
          .role("old", role("Bookkeeper", "posted: 2026-11-01\n"))
          .role("new", role("Controller", "posted: 2026-11-20\n"))
          .role("shares", role("Treasury Analyst", "software: [Excel]\nposted: 2026-10-01\n"));
  EXPECT_THAT(similar_to(*load(board), "me"), ElementsAre("shares", "new", "old"));
}

TEST(SimilarRoles, ThoseOfTheSectionFollowWhereTheyShareSomething) {
  const std::string other = "category: finance-ai-training/insurance-actuarial\n";
  const Board board = Board()
                          .role("me", role("Auditor", "tasks: [review]\n"))
                          .role("near", role("Actuary", "tasks: [review]\n", other))
                          .role("far", role("Claims Handler", "", other))
                          .role("same", role("Bookkeeper"));
  EXPECT_THAT(similar_to(*load(board), "me"), ElementsAre("same", "near"));
}

TEST(SimilarRoles, WordsOfTheTitleCountButNotThoseOfAllRoles) {
  const Board board = Board()
                          .role("me", role("Java Developer Expert"))
                          .role("java", role("Senior Java Engineer", "posted: 2026-10-01\n"))
                          .role("new", role("Tax Expert", "posted: 2026-11-20\n"))
                          .role("old", role("Auditor", "posted: 2026-11-01\n"));
  EXPECT_THAT(similar_to(*load(board), "me"), ElementsAre("java", "new", "old"));
}

TEST(SimilarRoles, OnlyLiveAndDistinctRolesAreOffered) {
  const Board board = Board()
                          .role("me", role("Auditor"))
                          .role("closed", role("Bookkeeper", "status: closed\n"))
                          .role("draft", role("Controller", "status: draft\n"))
                          .role("one", role("Treasury Analyst"))
                          .role("two", role("Treasury Analyst"));
  EXPECT_THAT(similar_to(*load(board), "me"), ElementsAre("one"));
  EXPECT_THAT(similar_to(*load(board), "closed"), ElementsAre("me", "one"));
}

TEST(SimilarRoles, ThereAreNoMoreThanTheSettingSays) {
  Board board;
  board.file("content/site.yaml", site_with("similar_roles: 1"))
      .role("me", role("Auditor"))
      .role("a", role("Bookkeeper"))
      .role("b", role("Controller"));
  EXPECT_EQ(similar_to(*load(board), "me").size(), 1u);
}

}  // namespace
}  // namespace rolepress::testing
