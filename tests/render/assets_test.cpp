#include "render/assets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

FileTree layouts(const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<SourceFile> sources;
  for (const auto& [path, text] : files) sources.push_back({path, path, text});
  return FileTree(std::move(sources));
}

std::string published(const std::string& path, const std::string& text) {
  const FileTree tree = layouts({{"layouts/assets/" + path, text}});
  Diagnostics problems;
  const Assets assets(tree, problems);
  const Asset* asset = assets.find(path);
  return asset == nullptr ? "not found" : asset->page_path;
}

TEST(Assets, OnlyFilesBelowTheAssetsFolderAreAssets) {
  const FileTree tree = layouts({{"layouts/VALUES.md", ""},
                                 {"layouts/assets/js/b.js", ""},
                                 {"layouts/assets/a.txt", ""},
                                 {"layouts/assets.css", ""},
                                 {"layouts/base.mustache", ""},
                                 {"content/assets/c.css", ""}});
  Diagnostics problems;
  EXPECT_THAT(Assets(tree, problems).paths(), ElementsAre("a.txt", "js/b.js"));
}

TEST(Assets, StyleSheetsAndScriptsCarryAHashOfTheirContent) {
  EXPECT_THAT(published("css/site.css", "p{}"),
              MatchesRegex("/assets/css/site\\.[0-9a-f]{8}\\.css"));
  EXPECT_THAT(published("js/filter.min.js", "1"),
              MatchesRegex("/assets/js/filter\\.min\\.[0-9a-f]{8}\\.js"));
  EXPECT_EQ(published("a.css", "p{}"), published("a.css", "p{}"));
  EXPECT_NE(published("a.css", "p{}"), published("a.css", "p{ }"));
}

TEST(Assets, EveryOtherFileCarriesOneToo) {
  EXPECT_THAT(published("icon.svg", "<svg/>"), MatchesRegex("/assets/icon\\.[0-9a-f]{8}\\.svg"));
  EXPECT_THAT(published("fonts/serif.woff2", "x"),
              MatchesRegex("/assets/fonts/serif\\.[0-9a-f]{8}\\.woff2"));
  EXPECT_THAT(published("fonts.css/README", "x"),
              MatchesRegex("/assets/fonts\\.css/README\\.[0-9a-f]{8}"));
}

// One style sheet of a board with a font and a picture, as it is published.
std::string published_styles(const std::string& styles, std::string* problems = nullptr) {
  const FileTree tree = layouts({{"layouts/assets/css/site.css", styles},
                                 {"layouts/assets/css/print.css", "p{}"},
                                 {"layouts/assets/fonts/serif.woff2", "font"},
                                 {"layouts/assets/mark.svg", "<svg/>"}});
  Diagnostics found;
  const Assets assets(tree, found);
  quote_sources(found, tree);
  for (const Diagnostic& problem : found) {
    if (problems != nullptr) *problems += format_diagnostic(problem);
  }
  return std::string(assets.find("css/site.css")->text);
}

TEST(Assets, StyleSheetsNameOtherAssetsAsTheyArePublished) {
  const std::string font =
      published("fonts/serif.woff2", "font").substr(std::string("/assets/").size());
  const std::string mark = published("mark.svg", "<svg/>").substr(std::string("/assets/").size());
  EXPECT_EQ(published_styles("@font-face{src:url( \"../fonts/serif.woff2\" )}\n"
                             "a{background:url(/assets/mark.svg#dark)}b{mask:url(#m)}"),
            "@font-face{src:url(\"../" + font + "\")}\na{background:url(\"../" + mark +
                "#dark\")}b{mask:url(#m)}");
}

TEST(Assets, AStyleSheetThatNamesAChangedAssetHasAnotherName) {
  const auto name_with = [](const std::string& font) {
    const FileTree tree = layouts(
        {{"layouts/assets/a.css", "a{src:url(f.woff2)}"}, {"layouts/assets/f.woff2", font}});
    Diagnostics problems;
    return Assets(tree, problems).find("a.css")->page_path;
  };
  EXPECT_EQ(name_with("1"), name_with("1"));
  EXPECT_NE(name_with("1"), name_with("2"));
}

TEST(Assets, AnUnknownNameInAStyleSheetIsReportedWhereItStands) {
  std::string problems;
  published_styles("p{}\na{background: url(\"../fonts/serf.woff2\")}\n", &problems);
  EXPECT_EQ(problems,
            "layouts/assets/css/site.css:2:19: error: there is no file "
            "layouts/assets/fonts/serf.woff2\n"
            " 2 | a{background: url(\"../fonts/serf.woff2\")}\n"
            "   |                   ^~~~~~~~~~~~~~~~~~~~~\n"
            "  help: did you mean \"fonts/serif.woff2\"?\n");
}

TEST(Assets, OddStyleSheetsDoNoHarm) {
  for (const char* styles : {"a{b:url(", "a{b:url()}", "a{b:url(\")}", "a{b:url(../../../x)}",
                             "@import url(print.css);", "a{b:url('')}"}) {
    std::string problems;
    EXPECT_EQ(published_styles(styles, &problems), styles);
  }
}

TEST(Assets, ScriptsThatImportEachOtherAreReported) {
  const FileTree tree = layouts({{"layouts/assets/js/a.js", "import \"./b.js\";\n"},
                                 {"layouts/assets/js/b.js", "import \"./c.js\";\n"},
                                 {"layouts/assets/js/c.js", "import \"./b.js\";\n"},
                                 {"layouts/assets/js/d.js", "import \"./d.js\";\n"}});
  Diagnostics problems;
  const Assets assets(tree, problems);
  quote_sources(problems, tree);
  std::string text;
  for (const Diagnostic& problem : problems) text += format_diagnostic(problem);
  EXPECT_EQ(text,
            "layouts/assets/js/c.js:1:11: error: js/b.js and js/c.js import each other, directly "
            "or not\n"
            " 1 | import \"./b.js\";\n"
            "   |           ^~~~\n"
            "  help: move what both need into a script of its own\n"
            "layouts/assets/js/d.js:1:11: error: js/d.js imports itself\n"
            " 1 | import \"./d.js\";\n"
            "   |           ^~~~\n"
            "  help: move what both need into a script of its own\n");
}

TEST(Assets, ATextShowsAnAssetAsItIsPublished) {
  const std::string page =
      Board()
          .file("layouts/assets/chart.svg", "<svg/>")
          .file("content/pages/about.md", "---\ntitle: About\n---\n![A chart](/assets/chart.svg)\n")
          .page("about/index.html");
  EXPECT_THAT(page, HasSubstr("src=\"" + published("chart.svg", "<svg/>") + "\""));
}

TEST(Assets, FindKnowsWholePathsOnly) {
  const FileTree tree = layouts({{"layouts/assets/css/site.css", "a"},
                                 {"layouts/assets/css/print.css", "b"},
                                 {"layouts/assets/icon.svg", "c"}});
  Diagnostics problems;
  const Assets assets(tree, problems);
  ASSERT_NE(assets.find("css/print.css"), nullptr);
  EXPECT_EQ(assets.find("css/print.css")->file->text, "b");
  for (const char* path : {"", "css", "css/", "site.css", "css/site", "css/site.css2", "zzz"}) {
    EXPECT_EQ(assets.find(path), nullptr) << path;
  }
}

TEST(Assets, ArePublishedAtTheAddressThatPagesName) {
  const auto files = Board()
                         .file("layouts/assets/css/site.css", "p{color:red}\n")
                         .file("layouts/assets/icon.svg", "<svg/>")
                         .file("layouts/base.mustache",
                               "<link href=\"{{asset:css/site.css}}\">"
                               "<img src=\"{{asset:icon.svg}}\">{{> page}}")
                         .build();
  const std::string path = published("css/site.css", "p{color:red}\n");
  const std::string icon = published("icon.svg", "<svg/>");
  EXPECT_THAT(files.at("index.html"),
              HasSubstr("<link href=\"" + path + "\"><img src=\"" + icon + "\">"));
  EXPECT_EQ(files.at(path.substr(1)), "p{color:red}\n");
  EXPECT_EQ(files.at(icon.substr(1)), "<svg/>");
}

}  // namespace
}  // namespace rolepress::testing
