// Icons and social images: what is drawn, and that it is the same bytes everywhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "render/icons.h"
#include "render/line_breaks.h"
#include "render/social_images.h"
#include "render/typeface.h"
#include "site/board.h"
#include "site/golden_file.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

// Each character is one wide.
double count(std::string_view text) { return static_cast<double>(count_characters(text)); }

TEST(LineBreaks, FillAsFewLinesAsFitAndMakeThemAlike) {
  const auto wide = [](std::string_view text) { return 10 * count(text); };
  EXPECT_THAT(break_lines("one two", 100, wide), ElementsAre("one two"));
  EXPECT_THAT(break_lines("aaa bbb ccc ddd", 120, wide), ElementsAre("aaa bbb", "ccc ddd"));
  EXPECT_THAT(break_lines("", 120, wide), ElementsAre());
  EXPECT_THAT(break_lines("  a   b ", 120, wide), ElementsAre("a b"));
}

TEST(LineBreaks, AWordThatIsTooWideIsBroken) {
  EXPECT_THAT(break_lines("ab cdefghij", 4, count), ElementsAre("ab", "cdef", "ghij"));
  EXPECT_THAT(break_lines("éééééé", 4, count), ElementsAre("éééé", "éé"));
  EXPECT_THAT(break_lines("abc", 0, count), ElementsAre("a", "b", "c")) << "never for ever";
}

TEST(LineBreaks, ALongTextIsCutWithASign) {
  EXPECT_EQ(shorten("abcdef", 6, count), "abcdef");
  EXPECT_EQ(shorten("abc def", 5, count), "abc…");
}

TEST(Icons, TheSvgIsTheLetterOverARule) {
  SiteConfig config;
  config.short_name = "Board";
  const std::string svg = icon_svg(config);
  EXPECT_THAT(svg, StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\">"
                              "<path fill=\"#0d5157\" d=\"M0 0h64v64H0z\"/>"
                              "<path fill=\"#faf7f0\" d=\"M"));
  config.short_name = "";
  config.name = "日本";  // no such letter in the face: the rule alone
  EXPECT_THAT(icon_svg(config), HasSubstr("d=\"M10.88 51.20h42.24v3.52h-42.24z\"/></svg>"));
}

TEST(Icons, TheirNamesTellHowTheyLook) {
  SiteConfig config;
  config.short_name = "Board";
  EXPECT_THAT(icon_path(config, 0), MatchesRegex("/assets/icons/icon\\.[0-9a-f]{8}\\.svg"));
  EXPECT_THAT(icon_path(config, 192), MatchesRegex("/assets/icons/icon-192\\.[0-9a-f]{8}\\.png"));
  SiteConfig other = config;
  other.look.accent = "#112233";
  EXPECT_NE(icon_path(config, 0), icon_path(other, 0));
}

TEST(Icons, TheFaviconHoldsThreeSizes) {
  SiteConfig config;
  config.name = "Board";
  const std::string ico = favicon(config);
  EXPECT_EQ(ico.substr(0, 6), std::string("\0\0\1\0\3\0", 6));
  EXPECT_EQ(ico[6], 16);
  EXPECT_EQ(ico[22], 32);
  EXPECT_EQ(ico[38], 48);
  std::size_t pictures = 0;
  for (std::size_t at = ico.find("\x89PNG"); at != std::string::npos;
       at = ico.find("\x89PNG", at + 1)) {
    ++pictures;
  }
  EXPECT_EQ(pictures, 3u);
}

SocialImage sample() {
  return {{}, "Finance", "Accountants & Tax Advisers", "Paid work, by referral", "Test Board"};
}

TEST(SocialImages, AreTheSameBytesOnEveryMachine) {
  const Look look;
  expect_golden("tests/golden/social-image.png", SocialArtist(look).draw(sample()));
}

TEST(SocialImages, AnArtistDrawsTheSameAgain) {
  const Look look;
  SocialArtist artist(look);
  const std::string first = artist.draw(sample());
  static_cast<void>(artist.draw({{}, "", "Other", "", ""}));
  EXPECT_EQ(artist.draw(sample()) == first, true);
}

TEST(SocialImages, OddTextsDoNoHarm) {
  const Look look;
  SocialArtist artist(look);
  const std::string endless(5000, 'W');
  for (const std::string& title :
       {std::string(), std::string("日本語"), endless, endless + " " + endless,
        std::string("\xff\xfe"), std::string("مرحبا"), std::string("a\n\tb")}) {
    const std::string png = artist.draw({{}, title, title, title, title});
    EXPECT_THAT(png, StartsWith("\x89PNG"));
  }
}

TEST(SocialImages, EverySectionAndCategoryHasOneAndPagesNameIt) {
  const auto files =
      Board()
          .role("tax-reviewer", good_role())
          .file("layouts/base.mustache", "{{social_image_url}}|{{social_image_alt}}\n{{> page}}")
          .build();
  const auto image_of = [&](const std::string& page) {
    const std::string& text = files.at(page);
    const std::string url = text.substr(0, text.find('|'));
    const std::string origin = "https://board.example/";
    EXPECT_TRUE(files.contains(url.substr(origin.size()))) << url;
    return url;
  };
  const std::string category = image_of("finance-ai-training/accountants-tax/index.html");
  EXPECT_EQ(image_of("roles/tax-reviewer/index.html"), category);
  const std::string section = image_of("finance-ai-training/index.html");
  EXPECT_NE(section, category);
  EXPECT_EQ(image_of("index.html"), image_of("pools/index.html"));
  EXPECT_THAT(files.at("finance-ai-training/accountants-tax/index.html"),
              HasSubstr("|Test Board. Finance. Accountants\n"));
}

TEST(SocialImages, NamesThatTheFontCannotWriteHaveNoPictureAndThatIsSaid) {
  std::string site = Board().tree().find("content/site.yaml")->text;
  site.replace(site.find("Test Board"), 10, "求人ボード");
  const Board board = Board()
                          .role("tax-reviewer", good_role())
                          .file("content/site.yaml", site)
                          .file("layouts/base.mustache",
                                "{{#social_image_url}}shown{{/social_image_url}}{{> page}}");
  EXPECT_THAT(board.problems(),
              HasSubstr("content/site.yaml: warning: no picture for shared links can show "
                        "\"求人ボード\": the program's font has Latin and Cyrillic letters\n"));
  const auto files = board.build();
  EXPECT_THAT(files.at("index.html"), Not(HasSubstr("shown")));
  for (const auto& [path, text] : files) EXPECT_THAT(path, Not(StartsWith("assets/social/")));
}

TEST(SocialImages, NamesInLatinAndCyrillicLettersHaveOne) {
  const Typeface face(Typeface::Weight::kRegular);
  EXPECT_TRUE(face.has("Café – „Übersetzer“ Łódź Юрист"));
  EXPECT_FALSE(face.has("a法"));
}

}  // namespace
}  // namespace rolepress::testing
