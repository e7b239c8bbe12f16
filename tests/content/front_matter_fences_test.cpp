// The lines that hold the fields of a file, and what another program wrote in their place.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/front_matter.h"
#include "content/text_problems.h"

namespace rolepress {
namespace {

using ::testing::HasSubstr;

std::string fence_errors(const std::string& text) {
  return testing::problems_of(text, [&](Reporter& report) {
    static_cast<void>(parse_front_matter(text, report));
    EXPECT_TRUE(report.has_errors()) << text;
  });
}

TEST(FrontMatter, ATagOfYamlsOwnHidesNoOtherMistake) {
  EXPECT_EQ(fence_errors("---\ntitle: !!str y\nposted: !!timestamp '2026-11-20'\nposted: x\n---\n"),
            "content/roles/x.md:2:8: error: a tag (!name) cannot be used here\n"
            " 2 | title: !!str y\n"
            "   |        ^\n"
            "  help: delete !!str and leave what stands behind it\n"
            "content/roles/x.md:3:9: error: a tag (!name) cannot be used here\n"
            " 3 | posted: !!timestamp '2026-11-20'\n"
            "   |         ^\n"
            "  help: delete !!timestamp and leave what stands behind it\n"
            "content/roles/x.md:4:1: error: \"posted\" is written twice\n"
            " 4 | posted: x\n"
            "   | ^~~~~~\n"
            "  help: it stands on line 3 already; keep one of them\n");
}

TEST(FrontMatter, ASlipHidesNoOtherMistake) {
  const std::string twice = "content/roles/x.md:4:1: error: \"b\" is written twice\n";
  for (const char* slip : {"title:Tax Reader", "title Tax Reader", "a: @reader", "a: one: two"}) {
    const std::string found = fence_errors("---\n" + std::string(slip) + "\nb: x\nb: y\n---\n");
    EXPECT_THAT(found, HasSubstr("content/roles/x.md:2:")) << slip;
    EXPECT_THAT(found, HasSubstr(twice)) << slip;
  }
  EXPECT_THAT(fence_errors("---\na:\n  - @reader\nb: x\nb: y\n---\n"),
              HasSubstr("content/roles/x.md:5:1: error: \"b\" is written twice\n"));
  EXPECT_THAT(fence_errors("---\na: one: two\ntitle:Reader\nb: x\nb: y\n---\n"),
              HasSubstr("content/roles/x.md:5:1: error: \"b\" is written twice\n"));
}

TEST(FrontMatter, InTomlIsExplained) {
  EXPECT_EQ(fence_errors("+++\ntitle = \"x\"\n+++\nText.\n"),
            "content/roles/x.md:1:1: error: the front matter is missing\n"
            " 1 | +++\n"
            "   | ^~~\n"
            "  help: write --- in the place of both +++, and name: value in the place of name = "
            "value\n");
}

TEST(FrontMatter, BelowSomethingElseIsExplained) {
  EXPECT_THAT(fence_errors("\n---\ntitle: x\n---\n"),
              HasSubstr("help: delete what stands above the first ---\n"));
}

TEST(FrontMatter, EndedByAnotherLineThanThreeHyphensNamesThatLine) {
  for (const char* end : {"----", "—", "–-", "===", "***", "--"}) {
    EXPECT_THAT(fence_errors("---\ntitle: x\n" + std::string(end) + "\nText.\n"),
                HasSubstr("content/roles/x.md:3:1: error: the front matter is not closed\n 3 | " +
                          std::string(end) + "\n"))
        << end;
  }
  EXPECT_THAT(fence_errors("---\ntitle: x\nText.\n"), HasSubstr("content/roles/x.md:1:1: error: "));
}

TEST(FrontMatter, WithoutACommaBetweenTwoFieldsIsExplained) {
  EXPECT_THAT(fence_errors("---\npay: {min: 20 max: 30}\n---\n"),
              HasSubstr("help: put a comma between two fields, and } after the last\n"));
}

}  // namespace
}  // namespace rolepress
