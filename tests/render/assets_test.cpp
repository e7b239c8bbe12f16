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
  const Assets assets(tree);
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
  EXPECT_THAT(Assets(tree).paths(), ElementsAre("a.txt", "js/b.js"));
}

TEST(Assets, StyleSheetsAndScriptsCarryAHashOfTheirContent) {
  EXPECT_THAT(published("css/site.css", "p{}"),
              MatchesRegex("/assets/css/site\\.[0-9a-f]{8}\\.css"));
  EXPECT_THAT(published("js/filter.min.js", "1"),
              MatchesRegex("/assets/js/filter\\.min\\.[0-9a-f]{8}\\.js"));
  EXPECT_EQ(published("a.css", "p{}"), published("a.css", "p{}"));
  EXPECT_NE(published("a.css", "p{}"), published("a.css", "p{ }"));
}

TEST(Assets, OtherFilesKeepTheirNames) {
  EXPECT_EQ(published("icon.svg", "<svg/>"), "/assets/icon.svg");
  EXPECT_EQ(published("fonts.css/README", "x"), "/assets/fonts.css/README");
  EXPECT_EQ(published("LICENSE", "x"), "/assets/LICENSE");
}

TEST(Assets, FindKnowsWholePathsOnly) {
  const FileTree tree = layouts({{"layouts/assets/css/site.css", "a"},
                                 {"layouts/assets/css/print.css", "b"},
                                 {"layouts/assets/icon.svg", "c"}});
  const Assets assets(tree);
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
  EXPECT_THAT(files.at("index.html"),
              HasSubstr("<link href=\"" + path + "\"><img src=\"/assets/icon.svg\">"));
  EXPECT_EQ(files.at(path.substr(1)), "p{color:red}\n");
  EXPECT_EQ(files.at("assets/icon.svg"), "<svg/>");
}

}  // namespace
}  // namespace rolepress::testing
