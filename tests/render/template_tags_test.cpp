#include "render/template_tags.h"

#include <gtest/gtest.h>

#include "base/file_tree.h"

namespace rolepress::testing {
namespace {

// The template as the compiler sees it: text as it is kept, tags as [#name].
std::string scan(std::string_view text) {
  Diagnostics problems;
  Reporter report("page.mustache", problems);
  std::string seen;
  for (const TemplateTag& tag : scan_template(text, report)) {
    using Kind = TemplateTag::Kind;
    const std::string name(tag.text);
    switch (tag.kind) {
      case Kind::kText:
        seen += name;
        break;
      case Kind::kValue:
        seen += "[" + name + "]";
        break;
      case Kind::kHtmlValue:
        seen += "[{" + name + "]";
        break;
      case Kind::kSection:
        seen += "[#" + name + "]";
        break;
      case Kind::kInverted:
        seen += "[^" + name + "]";
        break;
      case Kind::kEnd:
        seen += "[/" + name + "]";
        break;
      case Kind::kPartial:
        seen += "[>" + name + "]";
        break;
    }
  }
  EXPECT_TRUE(problems.empty());
  return seen;
}

// What the author is told, and that nothing is made of such a template.
std::string problems_of(const std::string& text) {
  Diagnostics found;
  Reporter report("page.mustache", found);
  EXPECT_TRUE(scan_template(text, report).empty());
  quote_sources(found, FileTree({{"page.mustache", "page.mustache", text}}));
  std::string printed;
  for (const Diagnostic& problem : found) printed += format_diagnostic(problem);
  return printed;
}

TEST(TemplateTags, TextWithoutTagsIsKeptAsItIs) {
  EXPECT_EQ(scan(""), "");
  EXPECT_EQ(scan("a { b } }} c\r\n\n"), "a { b } }} c\r\n\n");
}

TEST(TemplateTags, EachSigilGivesItsKind) {
  EXPECT_EQ(scan("{{a}}{{{b}}}{{&c}}{{#d}}{{^e}}{{/f}}{{>g}}{{!h}}"),
            "[a][{b][{c][#d][^e][/f][>g]");
}

TEST(TemplateTags, SpacesWithinATagDoNotCount) {
  EXPECT_EQ(scan("{{ a }}{{{ b }}}{{ & c }}{{# d }}{{\t^\te\t}}{{/\nf\n}}."),
            "[a][{b][{c][#d][^e][/f].");
}

TEST(TemplateTags, ATagThatStandsAloneTakesItsLineWithIt) {
  for (const char* tag : {"{{#x}}", "{{^x}}", "{{/x}}", "{{>x}}"}) {
    const std::string text(tag);
    const std::string seen = "[" + text.substr(2, 2) + "]";
    EXPECT_EQ(scan("a\n" + text + "\nb"), "a\n" + seen + "b") << tag;
    EXPECT_EQ(scan("a\n  \t" + text + " \t \nb"), "a\n" + seen + "b") << tag;
    EXPECT_EQ(scan("a\r\n" + text + "\r\nb"), "a\r\n" + seen + "b") << tag;
    EXPECT_EQ(scan("a\r\n  " + text + "  \r\nb"), "a\r\n" + seen + "b") << tag;
  }
}

TEST(TemplateTags, ATagAloneMayStandAtTheStartAndAtTheEndOfTheFile) {
  for (const char* tag : {"{{#x}}", "{{^x}}", "{{/x}}", "{{>x}}"}) {
    const std::string text(tag);
    const std::string seen = "[" + text.substr(2, 2) + "]";
    EXPECT_EQ(scan(text), seen);
    EXPECT_EQ(scan("  " + text + "\nb"), seen + "b");
    EXPECT_EQ(scan("a\n" + text), "a\n" + seen);
    EXPECT_EQ(scan("a\n  " + text + "  "), "a\n" + seen);
    EXPECT_EQ(scan("a\r\n" + text), "a\r\n" + seen);
  }
}

TEST(TemplateTags, ATagWithCompanyLeavesItsLineAlone) {
  EXPECT_EQ(scan("a {{#x}}\nb"), "a [#x]\nb");
  EXPECT_EQ(scan("  {{#x}} b\n"), "  [#x] b\n");
  EXPECT_EQ(scan(" {{#x}} {{/x}} \n"), " [#x] [/x] \n");
  EXPECT_EQ(scan("{{#x}}{{^y}}\nb"), "[#x][^y]\nb");
  EXPECT_EQ(scan("{{>x}} {{!y}}\nb"), "[>x] \nb");
}

TEST(TemplateTags, ValuesNeverTakeTheirLineWithThem) {
  EXPECT_EQ(scan(" {{a}} \n"), " [a] \n");
  EXPECT_EQ(scan(" {{{a}}} \n"), " [{a] \n");
  EXPECT_EQ(scan(" {{&a}} \r\n"), " [{a] \r\n");
}

TEST(TemplateTags, TagsAloneOnNeighbouringLinesTakeEachTheirOwn) {
  EXPECT_EQ(scan("{{#x}}\n{{#y}}\n\n{{/y}}\n{{/x}}\n"), "[#x][#y]\n[/y][/x]");
  EXPECT_EQ(scan("{{#x}}\r\n  {{#y}}\r\n  b\r\n  {{/y}}\r\n{{/x}}"), "[#x][#y]  b\r\n[/y][/x]");
}

TEST(TemplateTags, CommentsGo) {
  EXPECT_EQ(scan("a{{! b }}c"), "ac");
  EXPECT_EQ(scan("a\n{{! b }}\nc"), "a\nc");
  EXPECT_EQ(scan("a\n  {{! b }}  \r\nc"), "a\nc");
  EXPECT_EQ(scan("{{! b }}\nc"), "c");
  EXPECT_EQ(scan("a\n {{! b }}"), "a\n");
  EXPECT_EQ(scan("a {{! b }}\nc"), "a \nc");
}

TEST(TemplateTags, ACommentMayHaveManyLinesAndHoldBraces) {
  EXPECT_EQ(scan("a\n{{!\n b\n c\n}}\nd"), "a\nd");
  EXPECT_EQ(scan("a{{! {{ # }}b"), "ab");
}

TEST(TemplateTags, EveryTagKnowsItsPlace) {
  Diagnostics problems;
  Reporter report("page.mustache", problems);
  const auto tags = scan_template("é{{name}}\r\n\n  {{# things }}\nx{{{ markup }}}", report);
  ASSERT_EQ(tags.size(), 6u);
  const auto expect_at = [&](std::size_t i, std::string_view text, int line, int column) {
    EXPECT_EQ(tags[i].text, text);
    EXPECT_EQ(tags[i].at.line, line) << text;
    EXPECT_EQ(tags[i].at.column, column) << text;
    if (tags[i].kind != TemplateTag::Kind::kText) {
      EXPECT_EQ(tags[i].at.length, static_cast<int>(text.size())) << text;
    }
  };
  expect_at(0, "é", 1, 0);
  expect_at(1, "name", 1, 4);  // bytes
  expect_at(2, "\r\n\n", 1, 10);
  expect_at(3, "things", 3, 6);
  expect_at(4, "x", 4, 0);
  expect_at(5, "markup", 4, 5);
}

TEST(TemplateTags, AnUnclosedTagIsShownWhereItOpens) {
  EXPECT_EQ(problems_of("one\n<p>{{name</p>\nthree\n"),
            "page.mustache:2:4: error: this tag is not closed with }}\n"
            " 2 | <p>{{name</p>\n"
            "   |    ^~\n");
  EXPECT_EQ(problems_of("<p>{{name</p> {{other}}\n"),
            "page.mustache:1:4: error: this tag is not closed with }}\n"
            " 1 | <p>{{name</p> {{other}}\n"
            "   |    ^~\n");
  EXPECT_EQ(problems_of("<p>{{name}</p>"),
            "page.mustache:1:4: error: this tag is not closed with }}\n"
            " 1 | <p>{{name}</p>\n"
            "   |    ^~\n");
}

TEST(TemplateTags, ATripleTagNeedsThreeBracesAtItsEnd) {
  EXPECT_EQ(problems_of("<p>{{{text}}</p>"),
            "page.mustache:1:4: error: this tag is not closed with }}}\n"
            " 1 | <p>{{{text}}</p>\n"
            "   |    ^~~\n");
  EXPECT_EQ(problems_of("<p>{{{text}} {{{more}}}</p>"),
            "page.mustache:1:4: error: this tag is not closed with }}}\n"
            " 1 | <p>{{{text}} {{{more}}}</p>\n"
            "   |    ^~~\n");
}

TEST(TemplateTags, AnUnclosedCommentIsShownWhereItOpens) {
  EXPECT_EQ(problems_of("a\n{{! b\nc"),
            "page.mustache:2:1: error: this tag is not closed with }}\n"
            " 2 | {{! b\n"
            "   | ^~\n");
}

TEST(TemplateTags, ATagMustNameSomething) {
  for (const char* tag : {"{{}}", "{{ }}", "{{# }}", "{{/}}", "{{>}}", "{{&}}"}) {
    const std::string text(tag);
    EXPECT_EQ(problems_of("a " + text),
              "page.mustache:1:3: error: this tag names nothing\n"
              " 1 | a " +
                  text + "\n   |   ^" + std::string(text.size() - 1, '~') +
                  "\n"
                  "  help: write a name between the braces, or delete the tag\n");
  }
}

TEST(TemplateTags, OtherDelimitersCannotBeSet) {
  EXPECT_EQ(problems_of("{{=<% %>=}}\n<% a %>"),
            "page.mustache:1:1: error: other delimiters cannot be set\n"
            " 1 | {{=<% %>=}}\n"
            "   | ^~~~~~~~~~~\n"
            "  help: write tags as {{name}} throughout\n");
}

}  // namespace
}  // namespace rolepress::testing
