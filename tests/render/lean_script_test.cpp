#include "render/lean_script.h"

#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

TEST(LeanScript, LosesCommentLinesBlankLinesAndIndentation) {
  EXPECT_EQ(lean_script("// Why.\n(() => {\n\n  f(1); // stays\n\t// inside\n    g();\n})();"),
            "(() => {\nf(1); // stays\ng();\n})();\n");
}

TEST(LeanScript, KeepsBlockCommentsAsTheyAre) {
  EXPECT_EQ(lean_script("f(); /* a\n   // b ` \" '\n\n c */ g();\n  h();\n"),
            "f(); /* a\n   // b ` \" '\n\n c */ g();\nh();\n");
}

TEST(LeanScript, StringsRegexesAndTemplatesOfOneLineHideWhatLooksLikeAnother) {
  for (const char* line :
       {"a(\"`\", '//', \"/*\", 'it\\'s');", "b(/[`/\"']/.test(c), /\\/`/, 4 / 2 / 1);",
        "c(`a ${d ? `\"${{ e: 1 }.e}` : '`'} // ' /*`);", "return /'/.exec(x);",
        "x = y[0] / 2 + (z) / 3; // it's `so`", "x.replace(/(\\d),(?=\\d{3}(?!\\d))/g, \"$1\")"}) {
    EXPECT_EQ(lean_script(std::string("  ") + line + "\n  // gone\n  f();\n"),
              std::string(line) + "\nf();\n");
  }
}

TEST(LeanScript, GivesUpWhereALineEndsInALiteralOrIsMisread) {
  for (const char* script : {"a(`\n  // text\n`);", "a(`${\n  b}`);", "a(\"b\\\n  c\");", "a(\"b",
                             "a = /b", "/* no end", "a(`${b", "if (a) /'/.test(b);"}) {
    EXPECT_EQ(lean_script(script), std::nullopt) << script;
  }
}

TEST(LeanScript, IsLeanWithTheScriptsOfTheLayouts) {
  for (const char* name : {"filter", "search", "search-answers", "search-cards", "search-facets",
                           "search-live", "search-more", "search-page", "search-visits", "time"}) {
    const std::string script = project_file(std::string("layouts/assets/js/") + name + ".js");
    EXPECT_TRUE(lean_script(script).has_value()) << name;
  }
}

}  // namespace
}  // namespace rolepress::testing
