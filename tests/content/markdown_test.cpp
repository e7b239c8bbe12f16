#include "content/markdown.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/file_tree.h"
#include "base/parallel.h"

namespace rolepress {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPagePath = "content/pages/x.md";

struct Rendered {
  MarkdownText text;
  std::string problems;  // as printed
};

Rendered render(const std::string& text, Headings headings = kBodyHeadings) {
  Rendered result;
  Diagnostics problems;
  Reporter report(kPagePath, problems);
  result.text = parse_markdown(text, {1, 0, 1}, headings, report);
  quote_sources(problems, FileTree({{kPagePath, "", text}}));
  for (const Diagnostic& problem : problems) result.problems += format_diagnostic(problem);
  return result;
}

std::string html(const std::string& text, Headings headings = kBodyHeadings) {
  const Rendered result = render(text, headings);
  EXPECT_EQ(result.problems, "");
  return result.text.html;
}

// Without line ends, of which headings have more than one would write.
std::string flat(const std::string& text, Headings headings = kBodyHeadings) {
  std::string result = html(text, headings);
  std::erase(result, '\n');
  return result;
}

std::string plain(const std::string& text) { return render(text).text.plain; }

TEST(Markdown, RendersParagraphsEmphasisAndLists) {
  EXPECT_EQ(html("One *two* **three**.\n\nFour\nfive.\n"),
            "<p>One <em>two</em> <strong>three</strong>.</p>\n<p>Four\nfive.</p>\n");
  EXPECT_EQ(html("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
  EXPECT_EQ(html("3. a\n4. b\n"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
  EXPECT_EQ(html("> a\n"), "<blockquote>\n<p>a</p>\n</blockquote>\n");
  EXPECT_EQ(html("a  \nb\n"), "<p>a<br />\nb</p>\n");
  EXPECT_EQ(html("***\n"), "<hr />\n");
}

TEST(Markdown, AnEmptyTextGivesNothing) {
  EXPECT_TRUE(render("").text.empty());
  EXPECT_TRUE(render("\n \n").text.empty());
}

TEST(Markdown, WindowsLinesGiveTheSameHtml) {
  EXPECT_EQ(html("# A\r\n\r\n- b\r\n- c\r\n\r\n|d|e|\r\n|-|-|\r\n|f|g|\r\n"),
            html("# A\n\n- b\n- c\n\n|d|e|\n|-|-|\n|f|g|\n"));
}

TEST(Markdown, HeadingsAreShiftedBelowThePagesOwn) {
  EXPECT_EQ(flat("# A\n## B\n### C\n# D\n"),
            "<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3><h4 id=\"c\">C</h4><h2 id=\"d\">D</h2>");
  EXPECT_EQ(flat("# A\n", kInnerHeadings), "<h4>A</h4>");
}

TEST(Markdown, TheFirstHeadingIsTheTopWhateverItsLevel) {
  EXPECT_EQ(flat("### A\n#### B\n"), "<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3>");
  EXPECT_EQ(flat("### A\n# B\n"), "<h2 id=\"a\">A</h2><h2 id=\"b\">B</h2>");
}

TEST(Markdown, HeadingsNeverSkipALevelNorPassTheSixth) {
  EXPECT_EQ(flat("# A\n#### B\n"), "<h2 id=\"a\">A</h2><h3 id=\"b\">B</h3>");
  EXPECT_EQ(flat("# A\n## B\n### C\n#### D\n##### E\n###### F\n", kInnerHeadings),
            "<h4>A</h4><h5>B</h5><h6>C</h6><h6>D</h6><h6>E</h6><h6>F</h6>");
}

TEST(Markdown, HeadingIdsAreTheirWordsAndEachIsUnique) {
  const Rendered result = render("# What it *pays*, `how` & when?\n# A\n# A\n# A 2\n# …!\n# !\n");
  EXPECT_EQ(result.problems, "");
  EXPECT_THAT(result.text.ids,
              ElementsAre("what-it-pays-how-when", "a", "a-2", "a-2-2", "…", "part"));
}

TEST(Markdown, HeadingsKeepTheirLinksAndMarkup) {
  EXPECT_EQ(flat("# A *b* [c](/d/) `e`\n"),
            "<h2 id=\"a-b-c-e\">A <em>b</em> <a href=\"/d/\">c</a> <code>e</code></h2>");
}

TEST(Markdown, AnAddressInTheTextBecomesALinkWithoutTheSignsBehindIt) {
  EXPECT_EQ(flat("See https://a.example/b_c?d=1&e=2#f (or http://b.example/(x)). End"),
            "<p>See <a rel=\"nofollow noopener\" "
            "href=\"https://a.example/b_c?d=1&amp;e=2#f\">https://a.example/b_c?d=1&amp;e=2#f</a> "
            "(or <a rel=\"nofollow noopener\" "
            "href=\"http://b.example/(x)\">http://b.example/(x)</a>). End</p>");
}

TEST(Markdown, ManyBracketsInAddressesAreReadInATime) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "(http://";
  EXPECT_THAT(plain(text + std::string(8000, ')')), ::testing::StartsWith("(http://(http://"));
}

TEST(Markdown, AnAddressInALinkOrInCodeOrWithinAWordStays) {
  EXPECT_EQ(flat("[https://a.example](https://b.example) `https://c.example` xhttps://d.example"),
            "<p><a rel=\"nofollow noopener\" href=\"https://b.example\">https://a.example</a> "
            "<code>https://c.example</code> xhttps://d.example</p>");
  EXPECT_EQ(flat("https:// and http://x"), "<p>https:// and http://x</p>");
}

TEST(Markdown, RendersTables) {
  EXPECT_EQ(html("| a | b |\n| :- | -: |\n| c | `d` |\n"),
            "<table>\n<thead>\n<tr>\n<th class=\"left\">a</th>\n<th class=\"right\">b</th>\n</tr>\n"
            "</thead>\n<tbody>\n<tr>\n<td class=\"left\">c</td>\n"
            "<td class=\"right\"><code>d</code></td>\n</tr>\n</tbody>\n</table>\n");
}

TEST(Markdown, CodeIsShownAndNotRead) {
  EXPECT_EQ(html("`<b>` and `[x](javascript:y)`\n"),
            "<p><code>&lt;b&gt;</code> and <code>[x](javascript:y)</code></p>\n");
  EXPECT_EQ(html("```html\n<script>\n```\n"),
            "<pre><code class=\"language-html\">&lt;script&gt;\n</code></pre>\n");
  EXPECT_EQ(html("    <b>\n"), "<pre><code>&lt;b&gt;\n</code></pre>\n");
}

TEST(Markdown, MustacheBracesAreText) {
  EXPECT_EQ(render("{{title}} {{{body}}} {{=<% %>=}}\n").text.html,
            "<p>{{title}} {{{body}}} {{=&lt;% %&gt;=}}</p>\n");
}

TEST(Markdown, ALinkToAPageOfTheSiteIsPlain) {
  EXPECT_EQ(html("[a](/about/#x \"t\")"), "<p><a href=\"/about/#x\" title=\"t\">a</a></p>\n");
  EXPECT_EQ(flat("# B\n[a](#b)"), "<h2 id=\"b\">B</h2><p><a href=\"#b\">a</a></p>");
}

TEST(Markdown, ALinkToAnotherHostIsMarkedForSearchEngines) {
  constexpr const char* kRel = "<a rel=\"nofollow noopener\" href=";
  EXPECT_EQ(html("[a](https://x.org/)"),
            "<p>" + std::string(kRel) + "\"https://x.org/\">a</a></p>\n");
  EXPECT_THAT(html("[a](http://x.org/)"), HasSubstr(kRel));
  EXPECT_THAT(html("[a](HTTPS://x.org/)"), HasSubstr(kRel));
  EXPECT_THAT(html("<https://x.org/>"), HasSubstr(kRel));
  EXPECT_THAT(html("[a][b]\n\n[b]: https://x.org/\n"), HasSubstr(kRel));
  EXPECT_THAT(html("# [a](https://x.org/)"), HasSubstr(kRel));
}

TEST(Markdown, MailAndTelephoneLinksAreAllowed) {
  EXPECT_EQ(html("[a](mailto:a@x.org) [b](tel:+4412)"),
            "<p><a href=\"mailto:a@x.org\">a</a> <a href=\"tel:+4412\">b</a></p>\n");
  EXPECT_EQ(html("<a@x.org>"), "<p><a href=\"mailto:a@x.org\">a@x.org</a></p>\n");
}

TEST(Markdown, AForbiddenLinkNamesItsPlaceAndWhatIsAllowed) {
  EXPECT_EQ(render("First.\n\nSee [this](javascript:alert(1)) now.\n").problems,
            "content/pages/x.md:3:12: error: a link cannot lead to \"javascript:alert(1)\"\n"
            " 3 | See [this](javascript:alert(1)) now.\n"
            "   |            ^~~~~~~~~~~~~~~~~~~\n"
            "  help: begin with https://, mailto: or tel:, or with / for a page of this site\n");
}

TEST(Markdown, OnlyKnownSchemesAreAllowedHoweverTheyAreWritten) {
  for (const char* target : {"javascript:x",
                             "JaVaScRiPt:x",
                             "vbscript:x",
                             "data:text/html,x",
                             "file:///x",
                             "blob:x",
                             "view-source:x",
                             "ftp://x",
                             "//x.org/",
                             "/\\x.org/",
                             "about/",
                             "../about/",
                             "x.org",
                             "java&#x0a;script:x",
                             "java&Tab;script:x",
                             "&#106;avascript:x",
                             "javascript&colon;x",
                             "\\\\x.org",
                             "?q=x",
                             "ws://x",
                             "intent://x",
                             "chrome://x",
                             "%6aavascript:x"}) {
    EXPECT_THAT(render("[a](" + std::string(target) + ")").problems,
                HasSubstr(": error: a link cannot lead to \""))
        << target;
  }
}

TEST(Markdown, ALinkWithoutAnAddressIsReported) {
  EXPECT_THAT(render("[a]()").problems,
              HasSubstr("content/pages/x.md:1:5: error: this link leads nowhere\n"));
}

TEST(Markdown, ImagesAreFilesOfTheSite) {
  EXPECT_EQ(html("![A *b*](/assets/x.png \"t\")"),
            "<p><img src=\"/assets/x.png\" alt=\"A b\" title=\"t\" /></p>\n");
  EXPECT_EQ(render("![a](https://x.org/y.png)").problems,
            "content/pages/x.md:1:6: error: an image must be a file of this site\n"
            " 1 | ![a](https://x.org/y.png)\n"
            "   |      ^~~~~~~~~~~~~~~~~~~\n"
            "  help: put the file into layouts/assets/ and write /assets/… here: pages load "
            "nothing from other hosts\n");
  for (const char* target : {"//x.org/y.png", "data:image/png;base64,x", "y.png", "/about/y.png"}) {
    EXPECT_THAT(render("![a](" + std::string(target) + ")").problems,
                HasSubstr("an image must be a file of this site"))
        << target;
  }
}

TEST(Markdown, RawHtmlIsLeftOutWithAWarningWhereItStands) {
  const Rendered result = render("A <b>bold</b> word.\n");
  EXPECT_EQ(result.text.html, "<p>A bold word.</p>\n");
  EXPECT_EQ(result.problems,
            "content/pages/x.md:1:3: warning: HTML in a text is left out of the page\n"
            " 1 | A <b>bold</b> word.\n"
            "   |   ^~\n"
            "  help: write Markdown instead, or put the code between `backticks` to show it\n");
}

TEST(Markdown, ABlockOfHtmlIsLeftOutWhole) {
  const Rendered result = render("Before.\n\n<div onclick=\"x\">\nwithin\n</div>\n\nAfter.\n");
  EXPECT_EQ(result.text.html, "<p>Before.</p>\n<p>After.</p>\n");
  EXPECT_THAT(result.problems, HasSubstr("content/pages/x.md:3:1: warning: HTML in a text"));
}

TEST(Markdown, AuthorsRemarksAreLeftOutInSilence) {
  EXPECT_EQ(html("A <!-- to do --> b\n\n<!-- a block\nof remarks -->\n\nc\n"),
            "<p>A  b</p>\n<p>c</p>\n");
}

TEST(Markdown, HtmlThatHoldsWordsSaysHowManyAreLost) {
  EXPECT_THAT(
      render("<p>We are <b>hiring</b>.</p>\n<ul>\n<li>Teach</li>\n</ul>\n\nPlain.\n").problems,
      HasSubstr(
          "x.md:1:1: warning: HTML in a text is left out of the page, and 4 words with it\n"));
  EXPECT_THAT(render("</div> one word\n").problems, HasSubstr("and 2 words with it"));
}

TEST(Markdown, ABreakInHtmlIsOne) {
  EXPECT_EQ(html("a<br>b <BR/> c<br />d\n"), "<p>a<br />\nb <br />\n c<br />\nd</p>\n");
  EXPECT_EQ(plain("a<br>b"), "a b");
}

TEST(Markdown, WhatARemarkHidesIsSaid) {
  EXPECT_THAT(render("<!-- ask --> The salary.\n").problems,
              HasSubstr("x.md:1:1: warning: the text behind this remark is left out of the page"));
  EXPECT_THAT(render("<!-- a\nb --> text\n").problems, HasSubstr("the text behind this remark"));
  EXPECT_THAT(render("a\n\n<!-- forgotten ->\n\n## b\n").problems,
              HasSubstr("x.md:3:1: error: this remark is never closed, and hides all"));
  EXPECT_EQ(html("<!-- a --> <!-- b -->\n\nc\n"), "<p>c</p>\n");
}

TEST(Markdown, ALineThatReadsAsTheAddressOfALinkIsNotLostInSilence) {
  EXPECT_THAT(render("Text.\n\n[Remote]: Yes\n").problems,
              HasSubstr("x.md:3:1: warning: this line is not shown: it reads as the address of a "
                        "link\n 3 | [Remote]: Yes\n   | ^~~~~~~~~~~~~\n"
                        "  help: write **Remote:** instead, or \\[ for a bracket\n"));
  EXPECT_EQ(render("A [b] and [C][d].\n\n[B]: /b/\n[d]: /d/\n\n    [x]: y\n").problems, "");
  EXPECT_EQ(render("[Pay]: by the hour\n").problems, "") << "no address, so it is shown";
}

TEST(Markdown, CellsBeyondTheHeadingAreNotLostInSilence) {
  EXPECT_THAT(render("| a | b |\n|---|---|\n| c | d |\n| e | f | g |\n").problems,
              HasSubstr("x.md:4:1: warning: this row has 3 cells, but its table 2 columns: what is "
                        "beyond is not shown\n 4 | | e | f | g |\n"));
  EXPECT_THAT(render("a | b\n-|-\nc | `d|e`\n").problems, HasSubstr("x.md:3:1: warning: this row"));
  EXPECT_EQ(render("| a | b |\n|---|---|\n| c \\| d | e |\n| f |\n").problems, "");
}

TEST(Markdown, LinesThatAreMeantAsAListAreNotRunTogetherInSilence) {
  for (const char* text : {"• Build\n• Ship\n", "Tasks:\n● a\n● b\n", "-Build\n-Ship\n",
                           "– a\n– b\n", "\uf0b7 a\n\uf0b7 b\n"}) {
    EXPECT_THAT(render(text).problems, HasSubstr("run together: this sign begins no list")) << text;
  }
  EXPECT_EQ(render("• One\n\n• Two\n\n-5 degrees\n-6 degrees\n\n- a\n- b\n").problems, "");
}

TEST(Markdown, PlainTextIsTheWordsWithBlocksOnLinesOfTheirOwn) {
  EXPECT_EQ(plain("# A *b*\n\nC\n[d](/e/) `f`.\n\n- g\n- h\n"), "A b\nC d f.\ng\nh");
  EXPECT_EQ(plain("|a|b|\n|-|-|\n|c|d|\n"), "a b \nc d ");
  EXPECT_EQ(plain("```\ncode\n```\n\nx\n"), "code\nx");
  EXPECT_EQ(plain("a <b>c</b> <!-- d --> &amp; \\*e\n"), "a c  & *e");
}

TEST(Markdown, IsSafeForSeveralThreads) {
  const std::string text =
      "# A\n\n|a|b|\n|-|-|\n|c|[d](/e/)|\n\n~~f~~ https://x.org <b>g</b>\n\n- [h](https://y.org)\n";
  const std::string expected = render(text).text.html;
  std::vector<std::string> results(2000);
  parallel_for(results.size(), 8, [&](std::size_t i, std::size_t) {
    Diagnostics problems;
    Reporter report(kPagePath, problems);
    results[i] = parse_markdown(text, {1, 0, 1}, kBodyHeadings, report).html;
  });
  for (const std::string& result : results) ASSERT_EQ(result, expected);
}

TEST(Markdown, NothingOfAnotherHostIsLoadedByWhatItRenders) {
  const std::string rendered = html("[a](https://x.org) ![b](/assets/c.png) <https://y.org>");
  EXPECT_THAT(rendered, Not(HasSubstr("src=\"http")));
}

}  // namespace
}  // namespace rolepress
