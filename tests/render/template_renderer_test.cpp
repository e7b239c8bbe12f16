// What comes of layouts that are right.

#include <gtest/gtest.h>

#include <thread>

#include "render/thing_layouts.h"

namespace rolepress::testing {
namespace {

TEST(TemplateRenderer, ThePageStandsInTheBase) {
  EXPECT_EQ(Layouts("<p>\n", "<html>\n{{> page}}\n</html>\n").render({}), "<html>\n<p>\n</html>\n");
}

TEST(TemplateRenderer, PartialsStandWhereTheyAreNamed) {
  EXPECT_EQ(Layouts("a\n{{> box}}\nb {{> lid}} c\n")
                .partial("box", "[{{name}}]\n")
                .partial("lid", "({{> box}})")
                .render(named("T")),
            "a\n[T]\nb ([T]\n) c\n");
}

TEST(TemplateRenderer, ThePartialOfAListSeesEachItem) {
  Thing thing = named("T");
  thing.parts = all_named({"a", "b"});
  EXPECT_EQ(
      Layouts("{{> box}}{{#parts}}{{> box}}{{/parts}}").partial("box", "{{name}};").render(thing),
      "T;a;b;");
}

TEST(TemplateRenderer, TextIsEscapedOnceEverywhere) {
  Thing thing = named("<b>&amp;\"quoted\" 'single'</b>");
  const std::string escaped = "&lt;b&gt;&amp;amp;&quot;quoted&quot; &#39;single&#39;&lt;/b&gt;";
  thing.inner = std::make_shared<Thing>(named(thing.name));
  thing.parts = all_named({thing.name});
  thing.words = {thing.name};
  EXPECT_EQ(Layouts("<p title=\"{{name}}\">{{name}}").render(thing),
            "<p title=\"" + escaped + "\">" + escaped);
  EXPECT_EQ(Layouts("{{#name}}{{name}}{{/name}}").render(thing), escaped);
  EXPECT_EQ(Layouts("{{#inner}}{{name}}{{/inner}}").render(thing), escaped);
  EXPECT_EQ(Layouts("{{#parts}}{{name}}{{/parts}}").render(thing), escaped);
  EXPECT_EQ(Layouts("{{#words}}{{value}}{{/words}}").render(thing), escaped);
  EXPECT_EQ(Layouts("{{> box}}").partial("box", "{{name}}").render(thing), escaped);
}

TEST(TemplateRenderer, HtmlIsShownAsTheGeneratorMadeIt) {
  Thing thing;
  thing.markup = "<em>a &amp; b</em>";
  EXPECT_EQ(Layouts("{{{markup}}} {{&markup}}").render(thing),
            "<em>a &amp; b</em> <em>a &amp; b</em>");
}

TEST(TemplateRenderer, TagsInValuesMeanNothing) {
  Thing thing = named("{{note}} {{#parts}}");
  thing.markup = "{{{name}}}";
  EXPECT_EQ(Layouts("{{name}} {{{markup}}}").render(thing), "{{note}} {{#parts}} {{{name}}}");
}

TEST(TemplateRenderer, TextOfLayoutsThatLooksLikeAPlaceStaysText) {
  EXPECT_EQ(Layouts("t0.0 }} { v0.0").render({}), "t0.0 }} { v0.0");
}

TEST(TemplateRenderer, AssetsGetTheirPublishedAddress) {
  EXPECT_EQ(Layouts("<link href=\"{{asset:css/site.css}}\">").render({}),
            "<link href=\"/assets/css/site.1f.css?a&amp;b\">");
}

TEST(TemplateRenderer, ATextIsASectionWhereItIsNotEmpty) {
  const Layouts layouts("{{#note}}[{{note}}]{{/note}}{{^note}}none{{/note}}");
  Thing thing;
  EXPECT_EQ(layouts.render(thing), "none");
  thing.note = "0";
  EXPECT_EQ(layouts.render(thing), "[0]");
  thing.note = "false";
  EXPECT_EQ(layouts.render(thing), "[false]");
}

TEST(TemplateRenderer, HtmlIsASectionWhereItIsNotEmpty) {
  const Layouts layouts("{{#markup}}[{{{markup}}}]{{/markup}}{{^markup}}none{{/markup}}");
  Thing thing;
  EXPECT_EQ(layouts.render(thing), "none");
  thing.markup = "<p>";
  EXPECT_EQ(layouts.render(thing), "[<p>]");
}

TEST(TemplateRenderer, FlagsShowOrHide) {
  const Layouts layouts("{{#is_new}}new{{/is_new}}{{^is_new}}old{{/is_new}}");
  Thing thing;
  EXPECT_EQ(layouts.render(thing), "old");
  thing.is_new = true;
  EXPECT_EQ(layouts.render(thing), "new");
}

TEST(TemplateRenderer, AnObjectChangesWhatNamesMean) {
  const Layouts layouts(
      "{{name}}{{#inner}}>{{name}}{{#inner}}>{{name}}{{/inner}}{{/inner}}"
      "{{^inner}}, alone{{/inner}}, {{name}}");
  Thing thing = named("a");
  EXPECT_EQ(layouts.render(thing), "a, alone, a");
  thing.inner = std::make_shared<Thing>(named("b"));
  EXPECT_EQ(layouts.render(thing), "a>b, a");
  thing.inner->inner = std::make_shared<Thing>(named("c"));
  EXPECT_EQ(layouts.render(thing), "a>b>c, a");
}

TEST(TemplateRenderer, NamesAreFoundInOuterViews) {
  Thing thing = named("T");
  thing.inner = std::make_shared<Thing>(named("I"));
  thing.inner->words = {"x", "y"};
  EXPECT_EQ(Layouts("{{#inner}}{{#words}}{{shelf_name}}/{{name}}/{{value}} {{/words}}{{/inner}}")
                .render(thing),
            "Shelf/I/x Shelf/I/y ");
}

TEST(TemplateRenderer, TheInnermostViewAnswersFirst) {
  Shelf shelf;
  shelf.things = all_named({"on the shelf"});
  EXPECT_EQ(Layouts("{{name}}, {{#things}}{{name}}{{/things}}").render(named("T"), shelf),
            "T, on the shelf");
}

TEST(TemplateRenderer, AFlagOfAnOuterViewIsFoundBelowListsAndFlags) {
  Shelf shelf;
  shelf.is_full = true;
  Thing thing = named("T");
  thing.is_new = true;
  thing.parts = all_named({"a", "b"});
  EXPECT_EQ(Layouts("{{#is_new}}{{#parts}}{{#is_full}}{{shelf_name}}:{{name}} {{/is_full}}"
                    "{{^is_new}}{{name}} is old. {{/is_new}}{{/parts}}{{name}}{{/is_new}}")
                .render(thing, shelf),
            "Shelf:a a is old. Shelf:b b is old. T");
}

TEST(TemplateRenderer, AListIsShownItemByItem) {
  const Layouts layouts("{{#parts}}{{name}} {{/parts}}{{^parts}}none{{/parts}}");
  Thing thing;
  EXPECT_EQ(layouts.render(thing), "none");
  thing.parts = all_named({"a"});
  EXPECT_EQ(layouts.render(thing), "a ");
  thing.parts = all_named({"a", "b", "c"});
  EXPECT_EQ(layouts.render(thing), "a b c ");
}

TEST(TemplateRenderer, ListsOfPointersAreShownAlike) {
  Thing thing;
  thing.others = all_named({"a", "b"});
  EXPECT_EQ(Layouts("{{#others}}{{name}} {{/others}}").render(thing), "a b ");
}

TEST(TemplateRenderer, FirstAndLastTellTheEndsOfAList) {
  const Layouts layouts(
      "{{#words}}{{#first}}[{{/first}}{{value}}{{^last}}, {{/last}}"
      "{{#last}}]{{/last}}{{/words}}");
  Thing thing;
  EXPECT_EQ(layouts.render(thing), "");
  thing.words = {"a"};
  EXPECT_EQ(layouts.render(thing), "[a]");
  thing.words = {"a", "b", "c"};
  EXPECT_EQ(layouts.render(thing), "[a, b, c]");
}

TEST(TemplateRenderer, FirstAndLastAreThoseOfTheInnermostList) {
  Thing thing;
  thing.parts = all_named({"a", "b"});
  thing.parts[0].words = {"1", "2"};
  thing.parts[1].words = {"3"};
  EXPECT_EQ(Layouts("{{#parts}}{{#first}}F{{/first}}{{#words}}{{#first}}f{{/first}}{{value}}"
                    "{{#last}}l{{/last}}{{/words}}{{#last}}L{{/last}} {{/parts}}")
                .render(thing),
            "Ff12l f3lL ");
}

TEST(TemplateRenderer, FirstAndLastReachThroughObjectsAndFlags) {
  Thing thing;
  thing.parts = all_named({"a", "b"});
  for (Thing& part : thing.parts) {
    part.is_new = true;
    part.inner = std::make_shared<Thing>(named("i"));
  }
  EXPECT_EQ(Layouts("{{#parts}}{{#is_new}}{{#inner}}{{name}}{{^last}},{{/last}}{{/inner}}"
                    "{{/is_new}}{{/parts}}")
                .render(thing),
            "i,i");
}

TEST(TemplateRenderer, NestedListsOfOneLengthKeepTheirItems) {
  Thing thing;
  thing.parts = all_named({"a", "b"});
  for (Thing& part : thing.parts) {
    part.parts = all_named({part.name + "1", part.name + "2"});
    for (Thing& inner : part.parts) inner.words = {inner.name + "x", inner.name + "y"};
  }
  EXPECT_EQ(Layouts("{{#parts}}({{name}}{{#parts}}[{{name}}{{#words}} {{value}}{{/words}}]"
                    "{{name}}{{/parts}}{{name}}){{/parts}}")
                .render(thing),
            "(a[a1 a1x a1y]a1[a2 a2x a2y]a2a)(b[b1 b1x b1y]b1[b2 b2x b2y]b2b)");
}

TEST(TemplateRenderer, AListAfterANestedOneGoesOnWhereItWas) {
  Thing thing;
  thing.parts = all_named({"a", "b", "c"});
  thing.parts[1].words = {"1", "2", "3"};
  EXPECT_EQ(Layouts("{{#parts}}{{#words}}{{value}}{{/words}}{{^words}}-{{/words}}{{name}}"
                    "{{#last}}.{{/last}}{{/parts}}{{#parts}}{{name}}{{/parts}}")
                .render(thing),
            "-a123b-c.abc");
}

TEST(TemplateRenderer, ListsStandInObjectsInLists) {
  Thing thing;
  thing.parts = all_named({"a", "b"});
  for (Thing& part : thing.parts) {
    part.inner = std::make_shared<Thing>(named(part.name + "i"));
    part.inner->parts = all_named({"1", "2"});
  }
  thing.parts[1].inner->parts.clear();
  EXPECT_EQ(Layouts("{{#parts}}{{name}}{{#inner}}({{name}}{{#parts}} {{name}}{{^last}},{{/last}}"
                    "{{/parts}}{{^parts}} nothing{{/parts}}){{/inner}}{{#last}}.{{/last}} "
                    "{{/parts}}")
                .render(thing),
            "a(ai 1, 2) b(bi nothing). ");
}

TEST(TemplateRenderer, FlagsAndInvertedSectionsWithinItemsAreTheItems) {
  Thing thing;
  thing.is_new = true;
  thing.note = "outer";
  thing.parts = all_named({"a", "b", "c"});
  thing.parts[1].is_new = true;
  thing.parts[2].note = "noted";
  EXPECT_EQ(Layouts("{{#parts}}{{name}}{{#is_new}} new{{/is_new}}{{^is_new}} old{{/is_new}}"
                    "{{^note}} plain{{/note}}{{#note}} {{note}}{{/note}}; {{/parts}}")
                .render(thing),
            "a old plain; b new plain; c old noted; ");
}

TEST(TemplateRenderer, SectionsAloneOnTheirLinesLeaveNoBlankLines) {
  Thing thing;
  thing.parts = all_named({"a", "b"});
  EXPECT_EQ(Layouts("<ul>\n  {{#parts}}\n  <li>{{name}}</li>\n  {{/parts}}\n</ul>\n").render(thing),
            "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n");
}

Thing busy_thing() {
  Thing thing = named("<T>");
  thing.parts = all_named({"a", "b", "c"});
  for (Thing& part : thing.parts) part.words = {"1", "2", "3"};
  thing.inner = std::make_shared<Thing>(named("i"));
  return thing;
}

constexpr const char* kBusyPage =
    "{{name}}{{#parts}}{{#first}}[{{/first}}{{name}}{{#words}}{{value}}{{/words}}{{#last}}]{{/"
    "last}}"
    "{{/parts}}{{#inner}}{{name}}{{/inner}}\n";
constexpr const char* kBusyResult = "&lt;T&gt;[a123b123c123]i\n";

TEST(TemplateRenderer, OneRendererGivesTheSameBytesEveryTime) {
  Diagnostics problems;
  const auto compiled = Layouts(kBusyPage).compile(problems);
  ASSERT_TRUE(compiled);
  TemplateRenderer renderer(*compiled);
  const Site site(Entries{}, CivilDate{});
  const Shelf shelf;
  const Thing busy = busy_thing();
  const Thing plain = named("p");
  for (int i = 0; i < 100; ++i) {
    std::string out;
    renderer.render({&shelf, &busy}, site, out);
    EXPECT_EQ(out, kBusyResult);
    renderer.render({&shelf, &plain}, site, out);
    EXPECT_EQ(out, std::string(kBusyResult) + "p\n") << "renders are appended";
  }
}

TEST(TemplateRenderer, RenderersOfSeveralThreadsShareATemplate) {
  Diagnostics problems;
  const auto compiled = Layouts(kBusyPage).compile(problems);
  ASSERT_TRUE(compiled);
  const Site site(Entries{}, CivilDate{});
  const Shelf shelf;
  const Thing busy = busy_thing();
  std::vector<std::string> outputs(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& out : outputs) {
      threads.emplace_back([&] {
        TemplateRenderer renderer(*compiled);
        for (int i = 0; i < 200; ++i) renderer.render({&shelf, &busy}, site, out);
      });
    }
  }
  std::string expected;
  for (int i = 0; i < 200; ++i) expected += kBusyResult;
  for (const std::string& out : outputs) EXPECT_EQ(out, expected);
}

TEST(TemplateRenderer, ARendererCanBeMoved) {
  Diagnostics problems;
  const auto compiled = Layouts("{{name}}").compile(problems);
  ASSERT_TRUE(compiled);
  TemplateRenderer first(*compiled);
  TemplateRenderer second(std::move(first));
  const Thing thing = named("T");
  const Shelf shelf;
  std::string out;
  second.render({&shelf, &thing}, Site(Entries{}, CivilDate{}), out);
  EXPECT_EQ(out, "T");
}

}  // namespace
}  // namespace rolepress::testing
