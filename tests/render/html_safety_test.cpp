// What layouts cannot do: show a text where it could become markup, or a paid link without its
// label.

#include <gtest/gtest.h>

#include "render/thing_layouts.h"

namespace rolepress::testing {
namespace {

std::string unquoted(int line, int column, const std::string& source, const std::string& name) {
  return "layouts/pages/thing.mustache:" + std::to_string(line) + ":" + std::to_string(column) +
         ": error: within an HTML tag a text must stand in double quotes\n " +
         std::to_string(line) + " | " + source + "\n   | " +
         std::string(static_cast<std::size_t>(column) - 1, ' ') + "^" +
         std::string(name.size() - 1, '~') + "\n  help: write name=\"{{" + name + "}}\"\n";
}

TEST(HtmlSafety, AnAttributeNeedsDoubleQuotes) {
  EXPECT_EQ(Layouts("<a href={{name}}>x</a>").problems(),
            unquoted(1, 11, "<a href={{name}}>x</a>", "name"));
  EXPECT_EQ(Layouts("<a href='{{name}}'>x</a>").problems(),
            unquoted(1, 12, "<a href='{{name}}'>x</a>", "name"));
  EXPECT_EQ(Layouts("<a\n title=\"x\"\n id={{name}}>").problems(),
            unquoted(3, 7, " id={{name}}>", "name"));
  EXPECT_EQ(Layouts("<{{name}}>").problems(), unquoted(1, 4, "<{{name}}>", "name"));
}

TEST(HtmlSafety, QuotedAttributesAndTextBetweenTagsAreFine) {
  EXPECT_EQ(Layouts("<a href=\"{{name}}\" title=\"a {{note}}\">{{name}}</a> {{note}}").problems(),
            "");
  EXPECT_EQ(Layouts("<a title=\"1 > 0\">{{name}}</a>").problems(), "");
  EXPECT_EQ(Layouts("<p>a < b {{name}} 5<6 {{note}}</p>").problems(), "");
  EXPECT_EQ(Layouts("<!-- it's <b> \" --><p>{{name}}</p>").problems(), "");
}

TEST(HtmlSafety, AnAngleBracketInAnAttributeHidesNothing) {
  EXPECT_EQ(Layouts("<a title=\"x < y\" id={{name}}>").problems(),
            unquoted(1, 23, "<a title=\"x < y\" id={{name}}>", "name"));
  EXPECT_EQ(Layouts("<a title='\"' id={{name}} rel='\"'>").problems(),
            unquoted(1, 19, "<a title='\"' id={{name}} rel='\"'>", "name"));
}

TEST(HtmlSafety, SectionsWithinAnHtmlTagHideNothing) {
  EXPECT_EQ(Layouts("<a{{#is_new}} id={{name}}{{/is_new}}>").problems(),
            unquoted(1, 20, "<a{{#is_new}} id={{name}}{{/is_new}}>", "name"));
  EXPECT_EQ(Layouts("<a{{#is_new}} id=\"{{name}}\"{{/is_new}}>").problems(), "");
}

TEST(HtmlSafety, ASectionLeavesTheHtmlTagWhereItFoundIt) {
  const auto cut = [](int column, const std::string& source, const std::string& name) {
    return "layouts/pages/thing.mustache:1:" + std::to_string(column) + ": error: the section \"" +
           name + "\" cuts through an HTML tag\n 1 | " + source + "\n   | " +
           std::string(static_cast<std::size_t>(column) - 1, ' ') + "^" +
           std::string(name.size() - 1, '~') +
           "\n  help: open and close a tag, its quotes or a comment in the same section\n";
  };
  for (const std::string page :
       {"<p{{#is_new}}>{{/is_new}}", "<p title=\"{{#is_new}}\"{{/is_new}}>",
        "<!--{{#is_new}}-->{{/is_new}}", "{{#is_new}}<p {{/is_new}}>",
        "{{^is_new}}<p title='{{/is_new}}'>"}) {
    EXPECT_EQ(Layouts(page).problems(),
              cut(static_cast<int>(page.find("is_new")) + 1, page, "is_new"));
  }
  EXPECT_EQ(Layouts("<p{{#note}} class=\"{{#is_new}}new {{/is_new}}old\"{{/note}}>").problems(),
            "");
}

TEST(HtmlSafety, APartialWithinAnHtmlTagHidesNothing) {
  EXPECT_EQ(Layouts("<a {{> attributes}}>").partial("attributes", "id={{name}}").problems(),
            "layouts/partials/attributes.mustache:1:6: error: within an HTML tag a text must stand "
            "in double quotes\n"
            " 1 | id={{name}}\n"
            "   |      ^~~~\n"
            "  help: write name=\"{{name}}\"\n");
  EXPECT_EQ(Layouts("<a id=\"{{> value}}\">").partial("value", "{{name}}").problems(), "");
}

// The thing view's `link` needs its `label`.
std::string without_label(int column, const std::string& source,
                          const std::string& path = "layouts/pages/thing.mustache") {
  return path + ":1:" + std::to_string(column) +
         ": error: \"link\" cannot be shown without \"label\"\n 1 | " + source + "\n   | " +
         std::string(static_cast<std::size_t>(column) - 1, ' ') +
         "^~~~\n  help: write {{label}} as text before each \"link\", in the same section\n";
}

std::string problems(const std::string& page) { return Layouts(page).problems(); }

TEST(NeededLabel, BeforeTheLinkItIsEnough) {
  EXPECT_EQ(problems("{{label}} <a {{{link}}}>x</a>"), "");
  EXPECT_EQ(problems("<p><span class=\"ad\">{{label}}</span> <a {{{link}}}>x</a></p>"), "");
  EXPECT_EQ(problems("{{#is_new}}{{label}} <a {{{link}}}>x</a>{{/is_new}}"), "");
  EXPECT_EQ(problems("{{#parts}}{{label}} <a {{{link}}}>x</a>{{/parts}}"), "");
}

TEST(NeededLabel, WithoutItThereIsNoLink) {
  EXPECT_EQ(problems("<a {{{link}}}>x</a>"), without_label(7, "<a {{{link}}}>x</a>"));
  EXPECT_EQ(problems("<a {{&link}}>x</a>"), without_label(7, "<a {{&link}}>x</a>"));
}

TEST(NeededLabel, BehindTheLinkIsTooLate) {
  EXPECT_EQ(problems("<a {{{link}}}>x</a>{{label}}"),
            without_label(7, "<a {{{link}}}>x</a>{{label}}"));
}

TEST(NeededLabel, ASectionThatMayNotBeShownDoesNotCount) {
  for (const std::string section : {"{{#is_new}}", "{{^is_new}}", "{{#parts}}", "{{^parts}}",
                                    "{{#note}}", "{{#inner}}", "{{#link}}", "{{#label}}"}) {
    const std::string page = section + "{{label}}{{/" + section.substr(3) + "<a {{{link}}}>";
    EXPECT_EQ(problems(page), without_label(static_cast<int>(page.find("link}}}")) + 1, page))
        << section;
  }
}

TEST(NeededLabel, ASecondSectionOfTheSameNameDoesNotCount) {
  const std::string page = "{{#is_new}}{{label}}{{/is_new}}{{#is_new}}<a {{{link}}}>{{/is_new}}";
  EXPECT_EQ(problems(page), without_label(49, page));
}

TEST(NeededLabel, FromOutsideASectionItDoesNotCount) {
  const std::string page = "{{label}}{{#is_new}}<a {{{link}}}>{{/is_new}}";
  EXPECT_EQ(problems(page), without_label(27, page));
}

TEST(NeededLabel, OneLabelServesOneLink) {
  const std::string page = "{{label}}<a {{{link}}}>x</a><a {{{link}}}>y</a>";
  EXPECT_EQ(problems(page), without_label(35, page));
  EXPECT_EQ(problems("{{label}}<a {{{link}}}>x</a>{{label}}<a {{{link}}}>y</a>"), "");
}

TEST(NeededLabel, WhereNobodyReadsItItDoesNotCount) {
  for (const std::string hidden :
       {"<a title=\"{{label}}\" {{{link}}}>", "<!-- {{label}} --><a {{{link}}}>",
        "<p data-ad=\"{{label}}\"></p><a {{{link}}}>"}) {
    EXPECT_EQ(problems(hidden), without_label(static_cast<int>(hidden.find("link}}}")) + 1, hidden))
        << hidden;
  }
}

TEST(NeededLabel, TheLabelOfAnotherThingDoesNotCount) {
  // Within the words of a thing `label` is the thing's, as `link` is.
  EXPECT_EQ(problems("{{#words}}{{label}}<a {{{link}}}>{{value}}</a>{{/words}}"), "");
  const std::string page = "{{#inner}}{{label}}{{#parts}}<a {{{link}}}>{{/parts}}{{/inner}}";
  EXPECT_EQ(problems(page), without_label(36, page));
}

TEST(NeededLabel, PartialsAreSeenThrough) {
  EXPECT_EQ(Layouts("{{> label}}{{> link}}")
                .partial("label", "<b>{{label}}</b>")
                .partial("link", "<a {{{link}}}>")
                .problems(),
            "");
  EXPECT_EQ(Layouts("{{> link}}{{> label}}")
                .partial("label", "<b>{{label}}</b>")
                .partial("link", "<a {{{link}}}>")
                .problems(),
            without_label(7, "<a {{{link}}}>", "layouts/partials/link.mustache"));
  EXPECT_EQ(Layouts("{{> label}}{{> link}}")
                .partial("label", "{{#is_new}}{{label}}{{/is_new}}")
                .partial("link", "<a {{{link}}}>")
                .problems(),
            without_label(7, "<a {{{link}}}>", "layouts/partials/link.mustache"));
  EXPECT_EQ(Layouts("<!-- {{> label}} -->{{> link}}")
                .partial("label", "{{label}}")
                .partial("link", "<a {{{link}}}>")
                .problems(),
            without_label(7, "<a {{{link}}}>", "layouts/partials/link.mustache"));
}

}  // namespace
}  // namespace rolepress::testing
