// What is told of layouts that are wrong.

#include <gtest/gtest.h>

#include "render/thing_layouts.h"

namespace rolepress::testing {
namespace {

constexpr const char* kPage = "layouts/pages/thing.mustache";

TEST(TemplateCompiler, GoodLayoutsHaveNoProblems) {
  EXPECT_EQ(
      Layouts("{{name}}{{{markup}}}{{#is_new}}!{{/is_new}}{{#parts}}{{name}}{{/parts}}").problems(),
      "");
}

TEST(TemplateCompiler, AnUnknownNameOffersTheNearestOne) {
  EXPECT_EQ(Layouts("one\n<p>{{nmae}}</p>\n").problems(),
            "layouts/pages/thing.mustache:2:6: error: there is no value \"nmae\" here\n"
            " 2 | <p>{{nmae}}</p>\n"
            "   |      ^~~~\n"
            "  help: did you mean \"name\"?\n");
}

TEST(TemplateCompiler, AnUnknownNameMayBeMeantForAnOuterView) {
  EXPECT_EQ(Layouts("{{#parts}}{{shelfname}}{{/parts}}").problems(),
            "layouts/pages/thing.mustache:1:13: error: there is no value \"shelfname\" here\n"
            " 1 | {{#parts}}{{shelfname}}{{/parts}}\n"
            "   |             ^~~~~~~~~\n"
            "  help: did you mean \"shelf_name\"?\n");
}

TEST(TemplateCompiler, AnUnknownSectionIsToldOnceAndNotWhatStandsInIt) {
  EXPECT_EQ(Layouts("{{#partz}}{{value}}{{#more}}{{count}}{{/more}}{{/partz}}{{nmae}}").problems(),
            "layouts/pages/thing.mustache:1:4: error: there is no value \"partz\" here\n"
            " 1 | {{#partz}}{{value}}{{#more}}{{count}}{{/more}}{{/partz}}{{nmae}}\n"
            "   |    ^~~~~\n"
            "  help: did you mean \"parts\"?\n"
            "layouts/pages/thing.mustache:1:59: error: there is no value \"nmae\" here\n"
            " 1 | {{#partz}}{{value}}{{#more}}{{count}}{{/more}}{{/partz}}{{nmae}}\n"
            "   |                                                           ^~~~\n"
            "  help: did you mean \"name\"?\n");
}

TEST(TemplateCompiler, AnUnknownInvertedSectionIsTold) {
  EXPECT_EQ(Layouts("{{^is_nwe}}old{{/is_nwe}}").problems(),
            "layouts/pages/thing.mustache:1:4: error: there is no value \"is_nwe\" here\n"
            " 1 | {{^is_nwe}}old{{/is_nwe}}\n"
            "   |    ^~~~~~\n"
            "  help: did you mean \"is_new\"?\n");
}

TEST(TemplateCompiler, ANameOfAnotherViewIsSaidToBeKnownThere) {
  EXPECT_EQ(Layouts("<p>{{value}}</p>").problems(),
            "layouts/pages/thing.mustache:1:6: error: there is no value \"value\" here\n"
            " 1 | <p>{{value}}</p>\n"
            "   |      ^~~~~\n"
            "  help: it is known within {{#words}}\n");
}

TEST(TemplateCompiler, FirstAndLastAreKnownWithinAListOnly) {
  EXPECT_EQ(Layouts("{{#inner}}{{#first}}a{{/first}}{{/inner}}").problems(),
            "layouts/pages/thing.mustache:1:14: error: there is no value \"first\" here\n"
            " 1 | {{#inner}}{{#first}}a{{/first}}{{/inner}}\n"
            "   |              ^~~~~\n"
            "  help: it is known within a list only\n");
  EXPECT_EQ(Layouts("{{^parts}}{{^last}}a{{/last}}{{/parts}}").problems(),
            "layouts/pages/thing.mustache:1:14: error: there is no value \"last\" here\n"
            " 1 | {{^parts}}{{^last}}a{{/last}}{{/parts}}\n"
            "   |              ^~~~\n"
            "  help: it is known within a list only\n");
}

TEST(TemplateCompiler, WhatAnInvertedSectionInvertsIsNotKnownInIt) {
  EXPECT_EQ(Layouts("{{^words}}{{value}}{{/words}}").problems(),
            "layouts/pages/thing.mustache:1:13: error: there is no value \"value\" here\n"
            " 1 | {{^words}}{{value}}{{/words}}\n"
            "   |             ^~~~~\n"
            "  help: it is known within {{#words}}\n");
}

TEST(TemplateCompiler, ANameThatIsNearNothingGetsNoGuess) {
  EXPECT_EQ(Layouts("{{zzzzzzzzzzzz}}").problems(),
            "layouts/pages/thing.mustache:1:3: error: there is no value \"zzzzzzzzzzzz\" here\n"
            " 1 | {{zzzzzzzzzzzz}}\n"
            "   |   ^~~~~~~~~~~~\n");
}

TEST(TemplateCompiler, TheCaretStandsRightBehindLettersOfSeveralBytes) {
  EXPECT_EQ(Layouts("<p>größte {{nmae}}</p>").problems(),
            "layouts/pages/thing.mustache:1:13: error: there is no value \"nmae\" here\n"
            " 1 | <p>größte {{nmae}}</p>\n"
            "   |             ^~~~\n"
            "  help: did you mean \"name\"?\n");
}

TEST(TemplateCompiler, EveryProblemOfAllTemplatesIsToldInOneRun) {
  EXPECT_EQ(Layouts("{{naame}}\n{{> box}}\n", "{{shelf_nam}}\n{{> page}}\n{{> boxx}}\n")
                .partial("box", "{{note_}}\n")
                .problems(),
            "layouts/base.mustache:1:3: error: there is no value \"shelf_nam\" here\n"
            " 1 | {{shelf_nam}}\n"
            "   |   ^~~~~~~~~\n"
            "  help: did you mean \"shelf_name\"?\n"
            "layouts/base.mustache:3:5: error: there is no partial \"boxx\"\n"
            " 3 | {{> boxx}}\n"
            "   |     ^~~~\n"
            "  help: did you mean \"box\"?\n"
            "layouts/pages/thing.mustache:1:3: error: there is no value \"naame\" here\n"
            " 1 | {{naame}}\n"
            "   |   ^~~~~\n"
            "  help: did you mean \"name\"?\n"
            "layouts/partials/box.mustache:1:3: error: there is no value \"note_\" here\n"
            " 1 | {{note_}}\n"
            "   |   ^~~~~\n"
            "  help: did you mean \"note\"?\n");
}

TEST(TemplateCompiler, AMistakeInAPartialOfAPartialIsShownInItsOwnFile) {
  EXPECT_EQ(Layouts("{{> outer}}")
                .partial("outer", "{{#parts}}\n{{> inner}}\n{{/parts}}\n")
                .partial("inner", "<b>\n{{nome}}</b>")
                .problems(),
            "layouts/partials/inner.mustache:2:3: error: there is no value \"nome\" here\n"
            " 2 | {{nome}}</b>\n"
            "   |   ^~~~\n"
            "  help: did you mean \"name\"?\n");
}

TEST(TemplateCompiler, APartialUsedTwiceWhereANameIsKnownOnlyOnceIsTold) {
  EXPECT_EQ(
      Layouts("{{#words}}{{> word}}{{/words}}{{> word}}").partial("word", "{{value}}").problems(),
      "layouts/partials/word.mustache:1:3: error: there is no value \"value\" here\n"
      " 1 | {{value}}\n"
      "   |   ^~~~~\n"
      "  help: it is known within {{#words}}\n");
}

TEST(TemplateCompiler, AnUnknownPartialListsThoseThatThereAre) {
  EXPECT_EQ(
      Layouts("{{> footer}}{{> box}}{{> lid}}").partial("box", "b").partial("lid", "l").problems(),
      "layouts/pages/thing.mustache:1:5: error: there is no partial \"footer\"\n"
      " 1 | {{> footer}}{{> box}}{{> lid}}\n"
      "   |     ^~~~~~\n"
      "  help: it may be one of: box, lid\n");
}

TEST(TemplateCompiler, AnUnknownPartialWithoutAnyIsToldWhereTheyStand) {
  EXPECT_EQ(Layouts("{{> footer}}").problems(),
            "layouts/pages/thing.mustache:1:5: error: there is no partial \"footer\"\n"
            " 1 | {{> footer}}\n"
            "   |     ^~~~~~\n"
            "  help: the partials are the files in layouts/partials\n");
}

TEST(TemplateCompiler, PartialsInFoldersAreNamedWithTheirFolder) {
  EXPECT_EQ(Layouts("{{> cards/big}}").partial("cards/big", "x").problems(), "");
}

TEST(TemplateCompiler, APartialCannotStandWithinItself) {
  EXPECT_EQ(Layouts("{{> box}}").partial("box", "a\n{{> box}}\n").problems(),
            "layouts/partials/box.mustache:2:5: error: layouts/partials/box.mustache includes "
            "itself\n"
            " 2 | {{> box}}\n"
            "   |     ^~~\n"
            "  help: a partial cannot stand within itself\n");
}

TEST(TemplateCompiler, PartialsCannotStandWithinEachOther) {
  EXPECT_EQ(Layouts("{{> a}}").partial("a", "{{> b}}").partial("b", "x{{> a}}").problems(),
            "layouts/partials/b.mustache:1:6: error: layouts/partials/a.mustache includes itself\n"
            " 1 | x{{> a}}\n"
            "   |      ^\n"
            "  help: a partial cannot stand within itself\n");
}

TEST(TemplateCompiler, ThePageCannotStandWithinItself) {
  EXPECT_EQ(Layouts("{{> page}}").problems(),
            "layouts/pages/thing.mustache:1:5: error: layouts/pages/thing.mustache includes "
            "itself\n"
            " 1 | {{> page}}\n"
            "   |     ^~~~\n"
            "  help: a partial cannot stand within itself\n");
}

TEST(TemplateCompiler, PartialsThatDoubleWithoutEndAreStopped) {
  Layouts layouts("{{> p0}}");
  for (int i = 0; i < 40; ++i) {
    const std::string next = "{{> p" + std::to_string(i + 1) + "}}";
    layouts.partial("p" + std::to_string(i), next + next);
  }
  layouts.partial("p40", "x");
  const std::string problems = layouts.problems();
  EXPECT_NE(problems.find("error: with all its partials the page's template is too large\n"),
            std::string::npos)
      << problems;
  EXPECT_NE(
      problems.find("help: include fewer partials within partials, and nest fewer sections\n"),
      std::string::npos);
  EXPECT_EQ(problems.find("error: ", problems.find("error: ") + 1), std::string::npos);
}

TEST(TemplateCompiler, SectionsNestedWithoutEndAreStopped) {
  std::string page;
  for (int i = 0; i < 10'000; ++i) page += "{{#is_new}}\n";
  EXPECT_EQ(Layouts(page).problems(),
            "layouts/pages/thing.mustache:102:4: error: with all its partials the page's template "
            "is too large\n"
            " 102 | {{#is_new}}\n"
            "     |    ^~~~~~\n"
            "  help: include fewer partials within partials, and nest fewer sections\n");
}

TEST(TemplateCompiler, AMissingBaseOrPageIsNamed) {
  EXPECT_EQ(Layouts("x").without("base.mustache").problems(),
            "layouts/base.mustache: error: the template is missing\n"
            "  help: layouts need base.mustache and, in pages, one file for each kind of page\n");
  EXPECT_EQ(Layouts("x").without("pages/thing.mustache").problems(),
            "layouts/pages/thing.mustache: error: the template is missing\n"
            "  help: layouts need base.mustache and, in pages, one file for each kind of page\n");
}

TEST(TemplateCompiler, ALayoutWithoutThePageIsAnError) {
  EXPECT_EQ(Layouts("x", "<p>{{shelf_name}}</p>").problems(),
            "layouts/base.mustache: error: the layout leaves out the page's own content\n"
            "  help: write {{> page}} where it belongs\n");
}

TEST(TemplateCompiler, AnUnclosedSectionIsShownWhereItOpens) {
  EXPECT_EQ(Layouts("a\n{{#parts}}\n{{name}}\n").problems(),
            "layouts/pages/thing.mustache:2:4: error: the section \"parts\" is not closed\n"
            " 2 | {{#parts}}\n"
            "   |    ^~~~~\n"
            "  help: write {{/parts}} where it ends\n");
}

TEST(TemplateCompiler, ASectionEndsInTheFileThatBeginsIt) {
  EXPECT_EQ(Layouts("{{> open}}{{/parts}}").partial("open", "{{#parts}}").problems(),
            "layouts/pages/thing.mustache:1:14: error: no section \"parts\" is open here\n"
            " 1 | {{> open}}{{/parts}}\n"
            "   |              ^~~~~\n"
            "  help: write {{#parts}} where it begins, or delete this\n"
            "layouts/partials/open.mustache:1:4: error: the section \"parts\" is not closed\n"
            " 1 | {{#parts}}\n"
            "   |    ^~~~~\n"
            "  help: write {{/parts}} where it ends\n");
  EXPECT_EQ(Layouts("{{#parts}}{{> close}}{{/parts}}").partial("close", "{{/parts}}").problems(),
            "layouts/partials/close.mustache:1:4: error: no section \"parts\" is open here\n"
            " 1 | {{/parts}}\n"
            "   |    ^~~~~\n"
            "  help: write {{#parts}} where it begins, or delete this\n");
}

TEST(TemplateCompiler, AnEndWithoutABeginningIsTold) {
  EXPECT_EQ(Layouts("a{{/parts}}").problems(),
            "layouts/pages/thing.mustache:1:5: error: no section \"parts\" is open here\n"
            " 1 | a{{/parts}}\n"
            "   |     ^~~~~\n"
            "  help: write {{#parts}} where it begins, or delete this\n");
}

TEST(TemplateCompiler, AMisspeltEndClosesTheOpenSection) {
  EXPECT_EQ(Layouts("{{#parts}}\n{{name}}\n{{/part}}\n{{name}}").problems(),
            "layouts/pages/thing.mustache:3:4: error: the open section is \"parts\", not \"part\"\n"
            " 3 | {{/part}}\n"
            "   |    ^~~~\n"
            "  help: write {{/parts}} first: it was opened on line 1\n");
}

TEST(TemplateCompiler, AForgottenInnerEndIsToldOnce) {
  EXPECT_EQ(
      Layouts("{{#parts}}\n{{#is_new}}new\n{{/parts}}\n{{#words}}{{value}}{{/words}}").problems(),
      "layouts/pages/thing.mustache:3:4: error: the open section is \"is_new\", not "
      "\"parts\"\n"
      " 3 | {{/parts}}\n"
      "   |    ^~~~~\n"
      "  help: write {{/is_new}} first: it was opened on line 2\n");
}

TEST(TemplateCompiler, FlagsObjectsAndListsAreNoTexts) {
  for (const char* name : {"is_new", "inner", "parts"}) {
    const std::string n(name);
    EXPECT_EQ(Layouts("{{" + n + "}}").problems(),
              std::string(kPage) + ":1:3: error: \"" + n + "\" is not a text\n 1 | {{" + n +
                  "}}\n   |   ^" + std::string(n.size() - 1, '~') + "\n  help: write {{#" + n +
                  "}}…{{/" + n + "}}\n");
  }
  EXPECT_EQ(Layouts("{{#parts}}{{first}}{{/parts}}").problems(),
            "layouts/pages/thing.mustache:1:13: error: \"first\" is not a text\n"
            " 1 | {{#parts}}{{first}}{{/parts}}\n"
            "   |             ^~~~~\n"
            "  help: write {{#first}}…{{/first}}\n");
}

TEST(TemplateCompiler, TextCannotBeShownAsHtml) {
  EXPECT_EQ(Layouts("{{{name}}}").problems(),
            "layouts/pages/thing.mustache:1:4: error: \"name\" is text, and cannot be shown as "
            "HTML\n"
            " 1 | {{{name}}}\n"
            "   |    ^~~~\n"
            "  help: write {{name}}\n");
  EXPECT_EQ(Layouts("{{&name}}").problems(),
            "layouts/pages/thing.mustache:1:4: error: \"name\" is text, and cannot be shown as "
            "HTML\n"
            " 1 | {{&name}}\n"
            "   |    ^~~~\n"
            "  help: write {{name}}\n");
}

TEST(TemplateCompiler, HtmlNeedsThreeBraces) {
  EXPECT_EQ(Layouts("{{markup}}").problems(),
            "layouts/pages/thing.mustache:1:3: error: \"markup\" is HTML\n"
            " 1 | {{markup}}\n"
            "   |   ^~~~~~\n"
            "  help: write {{{markup}}}\n");
}

TEST(TemplateCompiler, AnUnknownAssetOffersTheNearestOne) {
  EXPECT_EQ(Layouts("<link href=\"{{asset:css/sites.css}}\">").problems(),
            "layouts/pages/thing.mustache:1:15: error: there is no file "
            "layouts/assets/css/sites.css\n"
            " 1 | <link href=\"{{asset:css/sites.css}}\">\n"
            "   |               ^~~~~~~~~~~~~~~~~~~\n"
            "  help: did you mean \"css/site.css\"?\n");
}

TEST(TemplateCompiler, AnUnclosedTagOfAPartialIsToldInItsFile) {
  EXPECT_EQ(Layouts("{{> box}}").partial("box", "a\n{{name\n").problems(),
            "layouts/partials/box.mustache:2:1: error: this tag is not closed with }}\n"
            " 2 | {{name\n"
            "   | ^~\n");
}

TEST(TemplateCompiler, UnusedTemplatesAreWarnedOf) {
  EXPECT_EQ(Layouts("x").partial("old", "{{nothing}}").file("pages/shop.mustache", "y").problems(),
            "layouts/pages/shop.mustache: warning: no page uses this template\n"
            "  help: delete it, or check its name\n"
            "layouts/partials/old.mustache: warning: no page uses this template\n"
            "  help: delete it, or check its name\n");
}

TEST(TemplateCompiler, OtherFilesOfTheLayoutsAreLeftAlone) {
  EXPECT_EQ(Layouts("x").file("VALUES.md", "{{nothing").file("notes.txt", "{{{").problems(), "");
}

}  // namespace
}  // namespace rolepress::testing
