#include "model/excerpt.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;

std::string sentence_of(std::size_t characters) {
  return "S" + std::string(characters - 2, 'x') + ".";
}

std::string excerpt(const std::string& markdown) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  Board board;
  return load_site(board.role("x", good_role(), markdown).tree(), options, problems)
      ->roles.front()
      .excerpt();
}

TEST(Excerpt, IsAShortTextAsItIs) {
  EXPECT_EQ(excerpt(""), "");
  EXPECT_EQ(excerpt("You mark answers.\n"), "You mark answers.");
}

TEST(Excerpt, PassesOverHeadingsAndLinks) {
  const std::string paragraph = sentence_of(90);
  EXPECT_EQ(excerpt("## About & more\n\nYou mark answers.\n\nMore.\n"), "You mark answers.");
  EXPECT_EQ(excerpt("## About the role\n"), "");
  EXPECT_EQ(excerpt("Join us!\n\n- Short\n- https://example.org/" + paragraph + "\n\n" + paragraph +
                    "\n"),
            paragraph);
}

TEST(Excerpt, TakesAListAsOneWhereNothingTellsMore) {
  EXPECT_EQ(excerpt("## The work\n\n- Review answers\n- Write prompts\n\nApply now!\n"),
            "Review answers; Write prompts");
}

TEST(Excerpt, EndsWithASentenceWhereOneEndsInTime) {
  const std::string first = sentence_of(90);
  const std::string second = sentence_of(80);
  EXPECT_EQ(excerpt(first + " " + second + " " + sentence_of(70)), first + " " + second);
  EXPECT_EQ(excerpt("Node.js " + sentence_of(90) + " " + sentence_of(150)),
            "Node.js " + sentence_of(90));
}

TEST(Excerpt, ElseEndsWithAWholeWord) {
  const std::string words = "Hm. " + std::string(90, 'a') + " " + std::string(80, 'b');
  EXPECT_EQ(excerpt(words + " " + std::string(60, 'c')), words + "\u2026");
  for (const char* no_end : {"approx. 30", "the U.S. Market", "vs. others", "at No. 5"}) {
    const std::string text = std::string(90, 'a') + " " + no_end;
    EXPECT_EQ(excerpt(text + " " + std::string(150, 'c')), text + "\u2026");
  }
}

TEST(Excerpt, CutsBetweenCharactersWhereThereAreNoBlanks) {
  std::string letters;
  for (int i = 0; i < 250; ++i) letters += "\u8a9e";
  const std::string cut = excerpt(letters);
  EXPECT_EQ(count_characters(cut), 201U);
  EXPECT_EQ(find_invalid_utf8(cut), std::nullopt);
  EXPECT_TRUE(cut.ends_with("\u2026"));
  EXPECT_EQ(excerpt(letters.substr(0, 300) + "\u3002" + letters),
            letters.substr(0, 300) + "\u3002");
}

TEST(Excerpt, OfATextOfVeryManyLinesIsThatOfTheFirst) {
  MarkdownText text;
  for (int i = 0; i < 50000; ++i) {
    text.html += "<li>a</li>\n";
    text.plain += "a\n";
  }
  const std::string cut = excerpt_of(text);
  EXPECT_TRUE(cut.starts_with("a; a; a")) << cut;
  EXPECT_EQ(count_characters(cut), 3U * 30 - 2);
}

TEST(Excerpt, StandsOnCardsInFeedsAndForSearchEnginesWhereThereIsNoSummary) {
  Board board;
  board.real_layouts().role("x", good_role(), "## The work\n\nYou mark answers & score them.\n");
  EXPECT_NE(board.page("roles/x/index.html")
                .find("<meta name=\"description\" content=\"You mark answers &amp; score"),
            std::string::npos);
  EXPECT_NE(board.page("roles/index.html").find("<p class=\"summary\">You mark answers &amp;"),
            std::string::npos);
  EXPECT_NE(board.page("feed.json").find("\"summary\":\"You mark answers"), std::string::npos);
}

}  // namespace
}  // namespace rolepress
