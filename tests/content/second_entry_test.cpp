#include "content/second_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;

TEST(SecondEntry, ThatStandsInTheBodyOfARoleIsAnError) {
  EXPECT_EQ(Board()
                .role("x", good_role(),
                      "Text.\n\n---\ntitle: Audit Reader\nplatform: turing\n\ntasks:\n- read\n---\n"
                      "Other.\n")
                .problems(),
            "content/roles/x.md:12:1: error: a second entry begins here, and a page would show its "
            "fields as text\n"
            " 12 | ---\n"
            "    | ^~~\n"
            "  help: move it into a file of its own: one file holds one entry\n");
}

TEST(SecondEntry, IsNoRuleBetweenPartsAndNoExample) {
  for (const char* body :
       {"One.\n\n---\n\nTwo.\n\n---\n\nThree.\n", "One.\n\n---\n\nNote: two.\n\n---\n",
        "```\n---\ntitle: x\nplatform: y\n---\n```\n", "One.\n\n---\n\ntitle: x\nplatform: y\n"}) {
    EXPECT_EQ(Board().role("x", good_role(), body).problems(), "") << body;
  }
}

TEST(SecondEntry, IsNoQuotationWithATitle) {
  EXPECT_EQ(
      Board()
          .role("x", good_role(), "One.\n\n---\ntitle: The Great Book\nauthor: Someone\n---\n")
          .errors(),
      "");
}

}  // namespace
}  // namespace rolepress
