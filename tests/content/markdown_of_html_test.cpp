#include "content/markdown_of_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content/text_problems.h"

namespace rolepress {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// What the page of a role shows of a description.
std::string page_of(const std::string& description) {
  Diagnostics problems;
  Reporter report("x.md", problems);
  const std::string html =
      parse_markdown(markdown_of_description(description), {1, 0, 1}, kRoleHeadings, report).html;
  for (const Diagnostic& problem : problems) ADD_FAILURE() << format_diagnostic(problem);
  return html;
}

TEST(MarkdownOfHtml, HeadingsListsParagraphsStrongWordsAndLinksStay) {
  EXPECT_EQ(markdown_of_description(
                "<h1>About <b>us</b></h1><p>Work on <strong>rigs </strong>&amp; more.<br>Now.</p>"
                "<ul><li>C++<ul><li>5+ years</li></ul></li><li><p>See "
                "<a href=\"https://a.org/x?a=1&amp;b=(2)\">our page</a></p><p>And ask.</p></li>"
                "</ul><ol><li>Apply</li><li>Wait</li></ol><h4>Pay</h4>"),
            "## About us\n\nWork on **rigs** & more.\\\nNow.\n\n- C++\n  - 5+ years\n- See "
            "[our page](https://a.org/x?a=1&b=%282%29)\n\n  And ask.\n1. Apply\n2. Wait\n\n"
            "#### Pay");
}

TEST(MarkdownOfHtml, HtmlThatWasEscapedOnceMoreIsReadAsHtml) {
  EXPECT_EQ(
      markdown_of_description("&lt;p&gt;C &amp;amp;&amp;nbsp;&amp;lt;and&amp;gt; D&lt;/p&gt;"),
      "C & \\<and> D");
}

TEST(MarkdownOfHtml, RowsOfATableAndLinesWithSignsAreEntriesOfAList) {
  EXPECT_EQ(markdown_of_description("<table><tr><th>Zone</th><th>Pay</th></tr>"
                                    "<tr><td>A</td><td><p>$180k</p></td></tr></table>End"),
            "- Zone · Pay\n- A · $180k\n\nEnd");
  EXPECT_EQ(markdown_of_description("<p>You:<br>• read<br>• <b>judge</b></p><p>- write</p>"),
            "You:\n\n- read\n- **judge**\n- write");
}

TEST(MarkdownOfHtml, ATableBesideAListIsAListOfItsOwn) {
  EXPECT_EQ(markdown_of_description("<ul><li>One</li><li>Two</li></ul><table><tr><td>A</td></tr>"
                                    "<tr><td>B</td></tr></table><ul><li>Three</li></ul>"),
            "- One\n- Two\n\n* A\n* B\n\n- Three");
  EXPECT_THAT(page_of("<ul><li>One<ul><li>Two</li></ul></li></ul><table><tr><td>A</td></tr>"
                      "</table>"),
              HasSubstr("</ul>\n<ul>\n<li>A</li>"));
}

TEST(MarkdownOfHtml, AnOrderedListKeepsTheNumberItStartsWith) {
  EXPECT_EQ(markdown_of_description("<ol><li>Apply</li></ol><p>then wait</p>"
                                    "<ol start=\"2\"><li>Talk</li></ol>"),
            "1. Apply\n\nthen wait\n\n2. Talk");
  EXPECT_EQ(markdown_of_description("<ol start='-3'><li>Talk</li></ol>"), "1. Talk");
}

TEST(MarkdownOfHtml, IndentedLinesThatAreSetAsTheyStandAreCode) {
  EXPECT_EQ(page_of("<p>Run</p><pre><code>for x in y:\n    print(&lt;x&gt;)\n\n```</code></pre>Go"),
            "<p>Run</p>\n<pre><code>for x in y:\n    print(&lt;x&gt;)\n\n```\n</code></pre>\n"
            "<p>Go</p>\n");
  EXPECT_EQ(markdown_of_description("<ul><li><pre>a\n b</pre></li></ul>"),
            "- ```\n  a\n   b\n  ```");
  EXPECT_EQ(markdown_of_description("<pre>We read.\nYou write.</pre>"), "We read.\\\nYou write.");
}

TEST(MarkdownOfHtml, ATermIsStrongAboveWhatIsSaidOfIt) {
  EXPECT_EQ(markdown_of_description("<dl><dt>Pay</dt><dd>by the hour</dd><dt> Place \n<dd>Remote"
                                    "<dd>Rome</dl>End"),
            "**Pay**\\\nby the hour\n\n**Place**\\\nRemote\n\nRome\n\nEnd");
}

TEST(MarkdownOfHtml, AnyElementThatBeginsAndEndsIsHtml) {
  for (const char* html :
       {"<center>We hire</center>", "<main>We hire</main>", "<NAV class=x>We hire</NAV>",
        "<details><summary>We hire</summary></details>", "<time datetime=x>We hire</time>",
        "<iframe src=\"https://v.example.org/x\"></iframe>We hire",
        "<video src=x>No video</video>We hire",
        "<form><label>We hire</label><button>Go</button></form>",
        "&lt;main&gt;We hire&lt;/main&gt;"}) {
    EXPECT_EQ(page_of(html), "<p>We hire</p>\n") << html;
  }
  EXPECT_EQ(markdown_of_description("Write to <address> or <label>"),
            "Write to \\<address> or \\<label>");
}

TEST(MarkdownOfHtml, NoScriptAndNoHtmlComesThrough) {
  for (const char* hostile :
       {"<p>a</p><script>alert(1)</script>", "<p>a</p><SCRIPT >alert(1)", "<p>a<!-- alert(1)",
        "<p>a<img src=x onerror=alert(1)></p>", "<p>a</p><style>alert(1)</style >",
        "<p onclick='alert(1)>x'>a</p>", "<p>a</p><svg onload=alert(1)>alert(1)</svg>",
        "&lt;p&gt;a&lt;script&gt;alert(1)&lt;/script&gt;", "<p>a</p><iframe srcdoc='alert(1)'>"}) {
    EXPECT_EQ(page_of(hostile), "<p>a</p>\n") << hostile;
  }
  for (const char* shown : {"<p>&lt;script>alert(1)&lt;/script></p>", "<script2>alert(1)",
                            "<p>&amp;lt;script&amp;gt;</p>", "**a** <iframe src=x>"}) {
    EXPECT_THAT(page_of(shown), Not(HasSubstr("<script"))) << shown;
    EXPECT_THAT(page_of(shown), Not(HasSubstr("<iframe"))) << shown;
  }
  EXPECT_EQ(page_of("<a href='javascript:alert(1)'>a</a> <a href=/b>b</a> <a href='data:x'>c</a>"),
            "<p>a b c</p>\n");
  EXPECT_THAT(page_of("<a href=\"https://a.org/)[x](javascript:y)\">a</a>"),
              HasSubstr("href=\"https://a.org/%29%5Bx%5D%28javascript:y%29\""));
}

TEST(MarkdownOfHtml, ATextWithoutHtmlKeepsItsWordsAndLines) {
  EXPECT_EQ(
      markdown_of_description("# 1 of 3\r\nC# and *.py\n\n2026. A year\n---\n- read\n- x_y_z"),
      "\\# 1 of 3\\\nC# and \\*.py\n\n2026\\. A year\\\n\\---\n\n- read\n- x_y_z");
  for (const char* text :
       {"1. first", "+ more", "> quoted", "a [b](c) d", "    code", "===", "`a`", "_a_ __b__",
        "| a |", "a & &amp;", "R\\&D \\", "C:\\*", "~~~", "[a]: https://b.org", "a ![x][y]"}) {
    EXPECT_THAT(page_of(text), ::testing::StartsWith("<p>")) << text;
    EXPECT_THAT(page_of(text), Not(HasSubstr("<em>"))) << text;
    EXPECT_THAT(page_of(text), Not(HasSubstr("<strong>"))) << text;
    EXPECT_THAT(page_of(text), Not(HasSubstr("<code>"))) << text;
  }
}

TEST(MarkdownOfHtml, WhatIsMarkdownAlreadyStaysBelowTheTitle) {
  EXPECT_EQ(markdown_of_description("# Role\n\n**Read** it.\n"), "## Role\n\n**Read** it.");
}

TEST(MarkdownOfHtml, StrongWordsBesideLettersAreShownAsSuch) {
  EXPECT_EQ(page_of("<b>Pay:</b>20 <b> all </b>day <b>é</b>t <b>x</b>y"),
            "<p><strong>Pay:</strong> 20 <strong>all</strong> day ét <strong>x</strong>y</p>\n");
}

}  // namespace
}  // namespace rolepress
