#include "render/lean_script.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>

#include "site/board.h"

namespace rolepress::testing {
namespace {

TEST(LeanScript, LosesCommentLinesBlankLinesAndIndentation) {
  EXPECT_EQ(lean_script("// Why.\n(() => {\n\n  f(1); // goes\n\t// inside\n    g();\n})();"),
            "(()=>{\nf(1);\ng();\n})();\n");
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
    const auto lean = lean_script(std::string("  ") + line + "\n  // gone\n  f();\n");
    ASSERT_TRUE(lean.has_value()) << line;
    EXPECT_TRUE(lean->ends_with("\nf();\n")) << *lean;
  }
}

TEST(LeanScript, LosesSpacesOnlyWhereNothingIsReadOtherwise) {
  const std::pair<const char*, const char*> cases[] = {
      {"const [ a, b ] = c ?? { d: \"e : f\" };  // why", "const[a,b]=c??{d:\"e : f\"};"},
      {"a + +b - -c; d ++ + e; x-- > 0", "a + +b - -c;d ++ + e;x-- >0"},
      {"a ? .5 : 1; f(...  g); 1 .toFixed()", "a? .5:1;f(... g);1 .toFixed()"},
      {"return / a /g in b; c = d / e / f", "return / a /g in b;c=d / e / f"},
      {"/a b/ in c && / d/.test(e)", "/a b/ in c&& / d/.test(e)"},
      {"a < !--b; typeof \"c\" ; `d  ${ e + `  ${ f }` } g` in h",
       "a< !--b;typeof\"c\";`d  ${e +`  ${f}`} g`in h"},
      {"f(a, /* b,  c */ d)", "f(a, /* b,  c */ d)"},
      {"let of = async (a) => await a", "let of=async(a)=>await a"},
  };
  for (const auto& [script, lean] : cases) {
    EXPECT_EQ(lean_script(script), std::string(lean) + "\n");
  }
}

TEST(LeanScript, GivesUpWhereALineEndsInALiteralOrIsMisread) {
  for (const char* script : {"a(`\n  // text\n`);", "a(`${\n  b}`);", "a(\"b\\\n  c\");", "a(\"b",
                             "a = /b", "/* no end", "a(`${b", "if (a) /'/.test(b);"}) {
    EXPECT_EQ(lean_script(script), std::nullopt) << script;
  }
}

TEST(LeanScript, IsLeanWithTheScriptsOfTheLayouts) {
  constexpr std::string_view kScripts = "layouts/assets/js/";
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(PROJECT_FOLDER "/").append(kScripts))) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(lean_script(project_file(std::string(kScripts) + name)).has_value()) << name;
    ++count;
  }
  EXPECT_GT(count, 9U);
}

}  // namespace
}  // namespace rolepress::testing
