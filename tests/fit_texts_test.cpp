#include "fit_texts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

Board board_with_id(const std::string& id) {
  return Board().file("layouts/pages/role.mustache",
                      "<h2 id=\"" + id + "\">The role</h2>{{{body}}}");
}

TEST(FitTexts, AHeadingWhoseIdTheLayoutHasGetsAnother) {
  const Board board = board_with_id("about").role(
      "tax-reviewer", good_role(), "## About\n\nSee [above](#about).\n\n## About 2\n\n## How\n");
  EXPECT_EQ(board.problems(), "");
  EXPECT_THAT(board.page("roles/tax-reviewer/index.html"),
              AllOf(HasSubstr("<h2 id=\"about\">The role</h2>"), HasSubstr("<h3 id=\"about-3\">"),
                    HasSubstr("<a href=\"#about-3\">above</a>"), HasSubstr("<h3 id=\"about-2\">"),
                    HasSubstr("<h3 id=\"how\">")));
}

TEST(FitTexts, ALinkToSuchAHeadingIsAnsweredWithItsId) {
  const Board board = board_with_id("about")
                          .role("tax-reviewer", good_role(), "## About\n")
                          .role("other-reviewer", good_role("summary: Another one.\n"),
                                "[See](/roles/tax-reviewer/#about)\n");
  EXPECT_THAT(board.errors(), AllOf(HasSubstr("there is no heading #about on /roles/tax-reviewer/"),
                                    HasSubstr("did you mean \"about-2\"?")));
}

TEST(FitTexts, AnIdOfAnotherKindOfPageIsNobodysConcern) {
  const Board board = board_with_id("about").file("content/pages/about.md",
                                                  "---\ntitle: About us\n---\n## About\n");
  EXPECT_THAT(board.page("about/index.html"), HasSubstr("<h2 id=\"about\">"));
}

TEST(FitTexts, AnIdThatTheLayoutNoLongerHasIsTheHeadingsAgain) {
  MarkdownText text;
  const auto fitted = [&](const std::string& layout) {
    Entries entries;
    entries.roles.resize(1);
    entries.roles[0].body = text;
    fit_texts(entries, FileTree({{"layouts/pages/role.mustache", "", layout}}));
    text = entries.roles[0].body;
    return text.html;
  };
  text.html = "<h3 id=\"about\">A</h3><a href=\"#about\">b</a>";
  text.ids = {"about"};
  text.links = {{"#about", {}}};
  const std::string written = text.html;
  EXPECT_THAT(fitted("<h2 id=\"about\">"),
              HasSubstr("<h3 id=\"about-2\">A</h3><a href=\"#about-2\">"));
  EXPECT_THAT(fitted("<h2 id=\"about\"><h2 id=\"about-2\">"), HasSubstr("href=\"#about-3\""));
  EXPECT_EQ(fitted(""), written);
}

TEST(FitTexts, WordsThatLookLikeAnIdStay) {
  const Board board =
      board_with_id("about").role("tax-reviewer", good_role(), "## About\n\n`<a id=\"about\">`\n");
  EXPECT_THAT(board.page("roles/tax-reviewer/index.html"),
              HasSubstr("<code>&lt;a id=&quot;about&quot;&gt;</code>"));
}

}  // namespace
}  // namespace rolepress::testing
