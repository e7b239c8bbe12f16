// What layouts themselves may not write into pages.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

std::string markup_problems_of(const std::string& home) {
  return Board().file("layouts/pages/home.mustache", home).problems();
}

TEST(TemplateMarkup, AFileOfAnotherHostIsAnError) {
  EXPECT_EQ(
      markup_problems_of("<p>Text</p>\n<img alt=\"\" src=\"https://x.example/a.png\">\n"),
      "layouts/pages/home.mustache:2:18: error: pages would load https://x.example/a.png from "
      "another host\n"
      " 2 | <img alt=\"\" src=\"https://x.example/a.png\">\n"
      "   |                  ^~~~~~~~~~~~~~~~~~~~~~~\n"
      "  help: put the file below layouts/assets/ and write {{asset:its/path}}\n");
  for (const char* home : {"<script src=\"//x.example/a.js\"></script>",
                           "<link rel=\"stylesheet\" href=\"http://x.example/a.css\">",
                           "<source srcset='https://x.example/a.webp 2x'>",
                           "<img srcset=\"/a.png 1x, https://x.example/b.png 2x\">",
                           "<SCRIPT SRC = \"https://x.example/a.js\"></SCRIPT>",
                           "<svg><image href=\"https://x.example/a.png\"></image></svg>",
                           "<link rel=\"shortcut Icon\" href=\"https://x.example/a.ico\">"}) {
    EXPECT_THAT(markup_problems_of(home), HasSubstr("error: pages would load ")) << home;
  }
}

TEST(TemplateMarkup, ScriptsAndStylesWithinThePageAreErrors) {
  for (const auto& [home, what] :
       {std::pair("<script>alert(1)</script>", "a script"),
        std::pair("<style>p {}</style>", "<style>"),
        std::pair("<p style=\"color: red\">x</p>", "style="),
        std::pair("<p {{#site_has_live}}class=\"a\"{{/site_has_live}} onclick=\"f()\">x</p>",
                  "onclick=")}) {
    EXPECT_THAT(markup_problems_of(home), HasSubstr(std::string("error: ") + what)) << home;
  }
}

TEST(TemplateMarkup, ALinkToWhereOneAppliesMustBeMarked) {
  EXPECT_THAT(markup_problems_of("<a class=\"b\" href=\"https://work.turing.com/\">Apply</a>\n"),
              HasSubstr("home.mustache:1:20: error: this link leads to Turing without its mark"));
  EXPECT_THAT(markup_problems_of("<A HREF = 'https://work.turing.com/'>Apply</A>\n"),
              HasSubstr("error: this link leads to Turing"));
}

TEST(TemplateMarkup, WhatIsNoMarkupAndWhatPagesMayHaveIsLeftAlone) {
  EXPECT_EQ(markup_problems_of("<!-- <script>x</script> style=\"\" -->\n"
                               "<link rel=\"canonical\" href=\"https://board.example/\">\n"
                               "<a href=\"https://example.org/paper\">a < b, on=\"x\"</a>\n"
                               "<script type=\"application/json\">{\"a\": \"<style>\"}</script>\n"
                               "<link rel=\"license\" href=\"https://example.org/by\">\n"
                               "<textarea><style></textarea><data value=\"1\" one=\"x\">1</data>\n"
                               "<p title=\"{{site_name}} > style\">{{! <style> }}</p>\n"),
            "");
}

TEST(TemplateMarkup, AnApplyLinkComesAfterWhoPaysWhom) {
  const Board board = Board()
                          .role("x", good_role())
                          .file("layouts/pages/role.mustache",
                                "{{ad_label}} <a {{{apply_attributes}}}>Apply</a>\n");
  EXPECT_THAT(board.errors(),
              HasSubstr("layouts/pages/role.mustache:1:20: error: \"apply_attributes\" cannot be "
                        "shown before the page says who pays whom\n"));
}

TEST(TemplateMarkup, ADisclosureThatTheLinkDoesNotShareIsNone) {
  const auto errors_of = [](const std::string& before) {
    return Board()
        .role("x", good_role())
        .file("layouts/pages/role.mustache",
              before + "{{#is_live}}{{ad_label}} <a {{{apply_attributes}}}>Apply</a>{{/is_live}}\n")
        .errors();
  };
  EXPECT_THAT(errors_of("{{#is_closed}}{{disclosure_short}}{{/is_closed}}"),
              HasSubstr("cannot be shown before the page says who pays whom"));
  EXPECT_EQ(errors_of("{{#is_live}}{{disclosure_short}}{{/is_live}}"), "");
}

}  // namespace
}  // namespace rolepress::testing
