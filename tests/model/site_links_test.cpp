#include "model/site_links.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kCategoryPath = "content/categories/finance-ai-training/accountants-tax.md";

std::string category(const std::string& extra, const std::string& text = "Books.") {
  return "---\nname: Accountants\nlabel: accounting\n" + extra + "---\n" + text + "\n";
}

std::string page(const std::string& extra, const std::string& text = "Text.") {
  return "---\ntitle: About\n" + extra + "---\n" + text + "\n";
}

// Redirects --------------------------------------------------------------------------------------

std::string target_of(const Board& board, const std::string& file) {
  const std::string html = board.page(file);
  const std::size_t begin = html.find("href=\"") + 6;
  return html.substr(begin, html.find('"', begin) - begin);
}

TEST(Redirects, OldAddressesOfRolesCategoriesSectionsAndPagesLeadToTheNewOnes) {
  const Board board = Board()
                          .role("x", good_role("redirect_from: [/jobs/x/, /x.html]\n"))
                          .file(kCategoryPath, category("redirect_from: [/accountants]\n"))
                          .file("content/sections/finance-ai-training.md",
                                "---\nname: Finance\nredirect_from: [/money/]\n---\n")
                          .file("content/pages/about.md", page("redirect_from: [/us/who/]\n"));
  EXPECT_EQ(target_of(board, "jobs/x/index.html"), "/roles/x/");
  EXPECT_EQ(target_of(board, "x.html"), "/roles/x/");
  EXPECT_EQ(target_of(board, "accountants/index.html"), "/finance-ai-training/accountants-tax/");
  EXPECT_EQ(target_of(board, "money/index.html"), "/finance-ai-training/");
  EXPECT_EQ(target_of(board, "us/who/index.html"), "/about/");
}

TEST(Redirects, OfAClosedRoleStayAndOfADraftThereAreNone) {
  EXPECT_EQ(target_of(Board().role("x", good_role("status: closed\nredirect_from: [/old/]\n")),
                      "old/index.html"),
            "/roles/x/");
  EXPECT_FALSE(Board()
                   .role("x", good_role("status: draft\nredirect_from: [/old/]\n"))
                   .build()
                   .contains("old/index.html"));
}

TEST(Redirects, AnAddressThatIsTakenNamesBothFiles) {
  EXPECT_EQ(Board()
                .role("x", good_role("redirect_from: [/old/]\n"))
                .role("y", good_role("summary: Other.\nredirect_from: [/old]\n"))
                .errors(),
            "content/roles/y.md:10:17: error: the address /old is claimed by content/roles/x.md "
            "already\n"
            " 10 | redirect_from: [/old]\n"
            "    |                 ^~~~\n"
            "  help: take the address out of one of the two\n");
}

TEST(Redirects, APageKeepsItsAddressAgainstAnOldOne) {
  EXPECT_EQ(Board()
                .role("x", good_role("redirect_from: [/about/]\n"))
                .file("content/pages/about.md", page(""))
                .errors(),
            "content/roles/x.md:9:17: error: the address /about/ is claimed by "
            "content/pages/about.md already\n"
            " 9 | redirect_from: [/about/]\n"
            "   |                 ^~~~~~~\n"
            "  help: delete it: there is a page at this address now\n");
}

TEST(Addresses, APageAndASectionOfOneNameAreBothNamed) {
  EXPECT_EQ(Board().file("content/pages/finance-ai-training.md", page("")).errors(),
            "content/sections/finance-ai-training.md: error: the address /finance-ai-training/ is "
            "claimed by content/pages/finance-ai-training.md already\n"
            "  help: give one of the two files another name\n");
}

TEST(Addresses, TheBoardsOwnPagesCannotBeTaken) {
  EXPECT_EQ(Board().file("content/pages/roles.md", page("")).errors(),
            "content/pages/roles.md: error: the address /roles/ is claimed by the board itself "
            "already\n"
            "  help: give the file another name\n");
}

TEST(Addresses, NeitherCanItsFilesBeTaken) {
  for (const std::string path : {"/search/index.json", "/robots.txt", "/sitemap-2.xml"}) {
    const std::string line = "redirect_from: [" + path + "]";
    EXPECT_EQ(Board().role("x", good_role(line + "\n")).errors(),
              "content/roles/x.md:9:17: error: the address " + path +
                  " is claimed by the board itself already\n 9 | " + line +
                  "\n   |                 ^" + std::string(path.size() - 1, '~') +
                  "\n  help: delete it: there is a page at this address now\n");
  }
  EXPECT_EQ(Board().file("content/pages/sitemap-of-roles.md", page("")).errors(), "");
}

// Links of texts
// -----------------------------------------------------------------------------------

std::string errors_of_link(const std::string& link) {
  return Board()
      .role("live", good_role("redirect_from: [/old/]\n"), "# Pay\n")
      .role("closed", good_role("summary: A.\nstatus: closed\n"))
      .role("draft", good_role("summary: B.\nstatus: draft\nredirect_from: [/older/]\n"))
      .role("later", good_role("summary: C.\nopens: 2026-11-25\n"))
      .file("content/questions.yaml", "questions:\n- id: pay\n  question: Q?\n  answer: A.\n")
      .file("content/pages/questions.md", page("shows: questions\n", "# Rights & duties\n"))
      .file("content/pools/all.md",
            "---\nname: All\nplatform: turing\napply: https://work.turing.com/\n---\n")
      .file(kCategoryPath, category("", "# Own\n\n[x](" + link + ")"))
      .errors();
}

TEST(LinksOfTexts, ToPagesAndTheirHeadingsAreFine) {
  for (const char* link :
       {"/", "/roles/", "/pools/", "/404.html", "/roles/live/", "/roles/live/#pay",
        "/roles/closed/", "/finance-ai-training/", "/finance-ai-training/insurance-actuarial/",
        "/questions/", "/questions/#pay", "/questions/#rights-duties", "/pools/#all", "/old/",
        "/roles/?q=x", "/roles/live/?a=b#pay", "#own",
        "/finance-ai-training/accountants-tax/#own"}) {
    EXPECT_EQ(errors_of_link(link), "") << link;
  }
}

std::string dead(const std::string& link, const std::string& message, const std::string& help) {
  return std::string(kCategoryPath) + ":7:5: error: " + message + "\n 7 | [x](" + link +
         ")\n   |     ^" + std::string(link.size() - 1, '~') + "\n  help: " + help + "\n";
}

TEST(LinksOfTexts, ToAPageThatDoesNotExistNameTheNearest) {
  EXPECT_EQ(errors_of_link("/role/live/"),
            dead("/role/live/", "there is no page /role/live/ on this site",
                 "did you mean \"/roles/live/\"?"));
}

TEST(LinksOfTexts, ToARoleThatHasNoPageTodaySayWhy) {
  for (const std::string link : {"/roles/draft/", "/roles/later/"}) {
    EXPECT_EQ(errors_of_link(link),
              dead(link, "there is no page " + link + " on this site",
                   "that role is a draft or opens later, so it has no page yet"));
  }
  EXPECT_THAT(errors_of_link("/older/"), HasSubstr("there is no page /older/ on this site"));
}

TEST(LinksOfTexts, ToAHeadingThatDoesNotExistNameTheNearest) {
  EXPECT_EQ(errors_of_link("/roles/live/#pya"),
            dead("/roles/live/#pya", "there is no heading #pya on /roles/live/",
                 "did you mean \"pay\"?"));
  EXPECT_EQ(errors_of_link("#onw"),
            dead("#onw", "there is no heading #onw on this page", "did you mean \"own\"?"));
}

TEST(LinksOfTexts, ToAQuestionLeadOnlyToThePageThatShowsIt) {
  EXPECT_EQ(
      Board()
          .file("content/questions.yaml", "questions:\n- id: pay\n  question: Q?\n  answer: A.\n")
          .file("content/pages/about.md", page("", "[x](/privacy/#pay)"))
          .file("content/pages/privacy.md", page(""))
          .errors(),
      "content/pages/about.md:4:5: error: there is no heading #pay on /privacy/\n"
      " 4 | [x](/privacy/#pay)\n"
      "   |     ^~~~~~~~~~~~~\n"
      "  help: correct the address, or take the link out\n");
}

TEST(LinksOfTexts, ToAssetsAreFilesOfTheLayouts) {
  Board board;
  board.file("layouts/assets/a.png", "x")
      .file("content/pages/about.md", page("", "![a](/assets/a.png)"));
  EXPECT_EQ(board.errors(), "");
  EXPECT_EQ(board.file("content/pages/about.md", page("", "![a](/assets/b.png)")).errors(),
            "content/pages/about.md:4:6: error: there is no file layouts/assets/b.png\n"
            " 4 | ![a](/assets/b.png)\n"
            "   |      ^~~~~~~~~~~~~\n"
            "  help: did you mean \"a.png\"?\n");
}

TEST(LinksOfTexts, OfEveryTextOfTheContentAreChecked) {
  const std::string dead_link = "[x](/nowhere-at-all/)";
  const std::string site = Board().tree().find("content/site.yaml")->text;
  std::string about = site;
  about.insert(about.find("  booking_url"), "  about: \"" + dead_link + "\"\n");
  std::string footer = site;
  footer.insert(footer.find("  apply: Ad"), "  footer: \"" + dead_link + "\"\n");
  const Board boards[] = {
      Board().file("content/site.yaml", site + "opening: \"" + dead_link + "\"\n"),
      Board().file("content/site.yaml", about),
      Board().file("content/site.yaml", footer),
      Board().file("content/work.yaml",
                   "kinds:\n- id: a\n  title: A\n  text: \"" + dead_link + "\"\n"),
      Board().file("content/questions.yaml",
                   "questions:\n- question: Q\n  answer: \"" + dead_link + "\"\n"),
      Board().file("content/sections/finance-ai-training.md", "---\nname: F\n---\n" + dead_link),
      Board().file(kCategoryPath, category("", dead_link)),
      Board()
          .file(kCategoryPath, category("work: {a: \"" + dead_link + "\"}\n"))
          .file("content/work.yaml", "kinds:\n- id: a\n  title: A\n  text: T\n"),
      Board().file(kCategoryPath,
                   category("questions:\n- question: Q\n  answer: \"" + dead_link + "\"\n")),
      Board().file(
          "content/pools/p.md",
          "---\nname: P\nplatform: turing\napply: https://work.turing.com/\n---\n" + dead_link),
      Board().file("content/pages/about.md", page("", dead_link)),
      Board().role("x", good_role(), dead_link),
  };
  for (const Board& board : boards) {
    EXPECT_THAT(board.errors(), HasSubstr("there is no page /nowhere-at-all/ on this site"));
  }
}

// A base URL with a path
// ------------------------------------------------------------------------------

Board below(const std::string& base) {
  std::string site = Board().tree().find("content/site.yaml")->text;
  const std::string usual = "https://board.example\n";
  site.replace(site.find(usual), usual.size(), base + "\n");
  return Board().file("content/site.yaml", site);
}

TEST(BasePath, StandsBeforeEveryLinkOfThePages) {
  const auto files =
      below("https://board.example/jobs")
          .real_layouts()
          .role("x", good_role("redirect_from: [/old/]\n"), "[a](/roles/) [b](#c)\n\n# C\n")
          .role("y", good_role("summary: Other.\n"))
          .file("content/pages/about.md", page("menu: header\n", "[a](/pools/)"))
          .build();
  int links = 0;
  for (const auto& [path, text] : files) {
    if (!path.ends_with(".html")) continue;
    for (const char* attribute : {"href=\"/", "src=\"/", "action=\"/", "url=/"}) {
      const std::string start = attribute;
      for (std::size_t at = text.find(start); at != std::string::npos;
           at = text.find(start, at + 1)) {
        ++links;
        EXPECT_EQ(text.substr(at + start.size() - 1, 6), "/jobs/")
            << path << ": " << text.substr(at, 60);
      }
    }
  }
  EXPECT_GT(links, 50);
  EXPECT_THAT(files.at("roles/x/index.html"), HasSubstr("<a href=\"/jobs/roles/\">a</a>"));
  EXPECT_THAT(files.at("roles/x/index.html"), HasSubstr("<a href=\"#c\">b</a>"));
  EXPECT_THAT(files.at("old/index.html"), HasSubstr("https://board.example/jobs/roles/x/"));
}

TEST(BasePath, StandsBeforeTheLinksAndImagesOfMarkdownOnce) {
  const std::string text =
      below("https://board.example/a/b/")
          .file("layouts/assets/x.png", "x")
          .file("content/pages/about.md", page("",
                                               "[a](/roles/ \"t\") [b](/) ![c](/assets/x.png) "
                                               "[d](https://x.org/) `href=\"/\"` href=\"/"))
          .page("about/index.html");
  EXPECT_THAT(text, HasSubstr("<a href=\"/a/b/roles/\" title=\"t\">a</a> <a href=\"/a/b/\">b</a> "
                              "<img src=\"/a/b/assets/x."));
  EXPECT_THAT(text, HasSubstr("href=\"https://x.org/\""));
  EXPECT_THAT(text, HasSubstr("<code>href=&quot;/&quot;</code> href=&quot;/"));
}

TEST(BasePath, OfASiteAtTheRootIsEmpty) {
  EXPECT_THAT(Board().role("x", good_role(), "[a](/roles/)").page("roles/x/index.html"),
              HasSubstr("<a href=\"/roles/\">a</a>"));
}

TEST(BasePath, IsEscapedWithinATextAsEverywhere) {
  const std::string text = below("https://board.example/a&quot;b'c")
                               .file("content/pages/about.md", page("", "[a](/roles/)"))
                               .page("about/index.html");
  EXPECT_THAT(text, HasSubstr("<a href=\"/a&amp;quot;b&#39;c/roles/\">"));
}

}  // namespace
}  // namespace rolepress
