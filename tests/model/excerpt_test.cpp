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

TEST(Excerpt, IsAShortTextAsItIs) {
  EXPECT_EQ(excerpt_of(""), "");
  EXPECT_EQ(excerpt_of("You mark answers."), "You mark answers.");
}

TEST(Excerpt, PassesOverHeadings) {
  EXPECT_EQ(excerpt_of("About the role\nREQUIREMENTS:\nYou mark answers.\nMore."),
            "You mark answers.");
  EXPECT_EQ(excerpt_of("About the role\nRequirements"), "About the role");
  const std::string paragraph = sentence_of(90);
  EXPECT_EQ(excerpt_of("Join us!\nMore: https://example.org/" + paragraph + "\n" + paragraph),
            paragraph);
}

TEST(Excerpt, EndsWithASentenceWhereOneEndsInTime) {
  const std::string first = sentence_of(90);
  const std::string second = sentence_of(80);
  EXPECT_EQ(excerpt_of(first + " " + second + " " + sentence_of(70)), first + " " + second);
  EXPECT_EQ(excerpt_of("Node.js " + sentence_of(90) + " " + sentence_of(150)),
            "Node.js " + sentence_of(90));
}

TEST(Excerpt, ElseEndsWithAWholeWord) {
  const std::string words = "Hm. " + std::string(90, 'a') + " " + std::string(80, 'b') + " ";
  EXPECT_EQ(excerpt_of(words + std::string(60, 'c')), std::string(trim(words)) + "\u2026");
}

TEST(Excerpt, CutsBetweenCharactersWhereThereAreNoBlanks) {
  std::string letters;
  for (int i = 0; i < 250; ++i) letters += "\u8a9e";
  const std::string excerpt = excerpt_of(letters);
  EXPECT_EQ(count_characters(excerpt), 201U);
  EXPECT_EQ(find_invalid_utf8(excerpt), std::nullopt);
  EXPECT_TRUE(excerpt.ends_with("\u2026"));
  EXPECT_EQ(excerpt_of(letters.substr(0, 300) + "\u3002" + letters),
            letters.substr(0, 300) + "\u3002");
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
