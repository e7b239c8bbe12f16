// What every page can show of the site and of itself.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;

// The site's fields that tests do not change.
std::string site_yaml(const std::string& extra) {
  return "name: Test Board\nbase_url: https://board.example\ndescription: Roles for tests.\n"
         "voucher: {name: Sean Key}\ndisclosure: {short: The platform pays us., apply: Ad}\n" +
         extra;
}

std::string home(Board board, const std::string& page) {
  return board.file("layouts/base.mustache", "{{> page}}")
      .file("layouts/pages/home.mustache", page)
      .page("index.html");
}

std::string role_named(const std::string& title, const std::string& extra = "") {
  return "title: " + title +
         "\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
         "apply: https://work.turing.com/jobs/1\n" +
         extra;
}

TEST(SiteView, ShowsWhatTheSiteFileSays) {
  EXPECT_EQ(home(Board(),
                 "{{site_name}}|{{site_short_name}}|{{site_description}}|{{language}}|"
                 "{{voucher_name}}|{{booking_url}}|{{disclosure_short}}|{{legal_name}}|"
                 "{{company_number}}|{{registered_in}}|{{registered_office}}|{{email}}|"
                 "{{vat_number}}"),
            "Test Board|TB|Roles for tests.|en-GB|Sean Key|https://calls.example/sean|"
            "The platform pays us.|TEST LTD|01234567|England and Wales|1 Test Street, London|"
            "office@board.example|987-3626-64");
}

TEST(SiteView, WhatIsNotGivenIsEmptyAndNothingIsInvented) {
  EXPECT_EQ(home(Board().file("content/site.yaml", site_yaml("")),
                 "{{#booking_url}}book{{/booking_url}}{{#email}}write{{/email}}"
                 "{{#site_tagline}}tag{{/site_tagline}}{{#voucher_about}}about{{/voucher_about}}"
                 "{{#last_update}}updated{{/last_update}}{{site_short_name}}"),
            "Test Board");
}

TEST(SiteView, MarkdownOfTheSiteFileIsHtml) {
  EXPECT_EQ(home(Board().file("content/site.yaml", site_yaml("opening: Read **this**.\n")),
                 "{{{site_opening}}}"),
            "<p>Read <strong>this</strong>.</p>\n");
}

TEST(SiteView, CountsDistinctLiveRoles) {
  const std::string page =
      "{{site_live_count}}{{#site_has_live}} some{{/site_has_live}}"
      "{{#site_has_one}} one{{/site_has_one}}";
  Board board;
  EXPECT_EQ(home(board, page), "0");
  board.role("a", role_named("Auditor")).role("b", role_named("Auditor"));
  EXPECT_EQ(home(board, page), "1 some one");
  board.role("c", role_named("Bookkeeper"));
  EXPECT_EQ(home(board, page), "2 some");
}

TEST(SiteView, UpdatedDailyMustBeTrueWhenItIsShown) {
  const std::string page =
      "{{#is_updated_daily}}daily{{/is_updated_daily}}"
      "{{^is_updated_daily}}{{#last_update}}{{iso}}{{/last_update}}"
      "{{/is_updated_daily}}";
  const auto shown = [&](const std::string& fields) {
    return home(Board().role("a", role_named("Auditor", fields)), page);
  };
  EXPECT_EQ(shown("checked: 2026-11-24\n"), "daily");
  EXPECT_EQ(shown("checked: 2026-11-23\n"), "daily");
  EXPECT_EQ(shown("checked: 2026-11-22\n"), "2026-11-22");
  EXPECT_EQ(shown("posted: 2026-11-24\n"), "2026-11-24") << "posted is not checked";
  EXPECT_EQ(shown("posted: 2026-11-21\nchecked: 2026-11-22\n"), "2026-11-22");
  EXPECT_EQ(shown(""), "");
  EXPECT_EQ(shown("checked: 2026-11-23\nstatus: closed\n"), "")
      << "a closed role counts for nothing";
}

TEST(RoleView, WhatCannotHaveBeenYetIsNotKnown) {
  const auto shown = [](const std::string& fields) {
    Board board = Board().role("a", role_named("Auditor", fields));
    board.file("layouts/pages/role.mustache",
               "[{{#posted}}{{iso}}{{/posted}} {{#checked}}{{iso}}{{/checked}}]");
    return board.build().at("roles/a/index.html");
  };
  EXPECT_THAT(shown("posted: 2026-11-24\nchecked: 2026-11-25\n"), HasSubstr("[2026-11-24 ]"));
  EXPECT_THAT(shown("posted: 2027-11-24\n"), HasSubstr("[ ]"));
}

TEST(RoleView, WordsInALanguageOfTheirOwnSaySo) {
  Board board;
  board.real_layouts();
  const auto page_in = [&](const std::string& language) {
    return board.role("x", good_role("summary: Summary.\nlanguage: " + language + "\n"), "Text.\n")
        .page("roles/x/index.html");
  };
  const std::string german = page_in("de-AT");
  for (const char* part :
       {"<h1 lang=\"de-AT\">Tax Reviewer</h1>", "<p class=\"lead\" lang=\"de-AT\">Summary.</p>",
        "<div class=\"body\" lang=\"de-AT\">"}) {
    EXPECT_THAT(german, HasSubstr(part));
  }
  EXPECT_THAT(page_in("he"), HasSubstr("<h1 lang=\"he\" dir=\"rtl\">Tax Reviewer</h1>"));
  EXPECT_THAT(board.page("roles/index.html"),
              HasSubstr("\" lang=\"he\" dir=\"rtl\">Tax Reviewer</a></h3>"));
  EXPECT_THAT(page_in("EN-gb"), HasSubstr("<h1>Tax Reviewer</h1>"));
  board.file("content/site.yaml", site_yaml("language: ar\n"));
  EXPECT_THAT(page_in("de"), HasSubstr("<h1 lang=\"de\" dir=\"ltr\">Tax Reviewer</h1>"));
}

TEST(SiteView, AddressesStandBelowTheBasePath) {
  Board board;
  std::string site = site_yaml("");
  site.replace(site.find("https://board.example"), 21, "https://board.example/jobs");
  board.file("content/site.yaml", site).role("a", role_named("Auditor"));
  EXPECT_EQ(home(board,
                 "{{home_url}} {{roles_url}} {{pools_url}} {{canonical_url}} "
                 "{{#roles}}{{url}}{{/roles}}"),
            "/jobs/ /jobs/roles/ /jobs/pools/ https://board.example/jobs/ /jobs/roles/a/");
}

TEST(PageView, KnowsItsKind) {
  Board board;
  board
      .file("layouts/base.mustache",
            "{{#is_home}}home{{/is_home}}{{#is_section}}section{{/is_section}}"
            "{{#is_category}}category{{/is_category}}{{#is_roles}}roles{{/is_roles}}"
            "{{#is_role}}role{{/is_role}}{{#is_pools}}pools{{/is_pools}}"
            "{{#is_not_found}}not found{{/is_not_found}}{{#is_redirect}}redirect{{/is_redirect}}"
            "{{#is_noindex}} noindex{{/is_noindex}} {{page_title}}{{#page_platform}} on "
            "{{page_platform}}{{/page_platform}} {{canonical_url}}"
            "<!--{{> page}}-->")
      .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
      .file("layouts/pages/role.mustache", "role")
      .role("a", role_named("Auditor", "redirect_from: [/old/]\n"));
  const auto files = board.build();
  const auto head = [&](const std::string& path) {
    return files.at(path).substr(0, files.at(path).find("<!--"));
  };
  EXPECT_EQ(head("index.html"), "home Test Board https://board.example/");
  EXPECT_EQ(head("finance-ai-training/index.html"),
            "section Finance https://board.example/finance-ai-training/");
  EXPECT_EQ(head("finance-ai-training/accountants-tax/index.html"),
            "category Accountants https://board.example/finance-ai-training/accountants-tax/");
  EXPECT_EQ(head("roles/index.html"), "roles  https://board.example/roles/");
  EXPECT_EQ(head("roles/a/index.html"), "role Auditor on Turing https://board.example/roles/a/");
  EXPECT_EQ(head("pools/index.html"), "pools  https://board.example/pools/");
  EXPECT_EQ(head("about/index.html"), " About https://board.example/about/");
  EXPECT_EQ(head("404.html"), "not found noindex  https://board.example/404.html");
  EXPECT_EQ(head("old/index.html"), "redirect noindex  https://board.example/old/");
}

TEST(PageView, MenusListStandingPagesAndMarkTheCurrentOne) {
  Board board;
  board
      .file("layouts/base.mustache",
            "{{#header_links}}{{title}} {{url}}{{#is_current}}*{{/is_current}} {{/header_links}}|"
            "{{#footer_links}} {{title}}{{#is_current}}*{{/is_current}}{{/footer_links}}"
            "<!--{{> page}}-->")
      .file("layouts/pages/role.mustache", "role")
      .file("content/pages/about.md", "---\ntitle: About\nmenu: header\norder: 2\n---\nUs.\n")
      .file("content/pages/how.md", "---\ntitle: How\nmenu: header\norder: 1\n---\nSo.\n")
      .file("content/pages/privacy.md", "---\ntitle: Privacy\nmenu: footer\n---\nNone.\n")
      .file("content/pages/hidden.md", "---\ntitle: Hidden\n---\nNo.\n");
  const auto files = board.build();
  EXPECT_TRUE(files.at("index.html").starts_with("How /how/ About /about/ | Privacy<!--"));
  EXPECT_TRUE(files.at("about/index.html").starts_with("How /how/ About /about/* | Privacy<!--"));
  EXPECT_TRUE(files.at("privacy/index.html").starts_with("How /how/ About /about/ | Privacy*<!--"));
}

Board board_of_five() {
  Board board;
  board.file("content/site.yaml", site_yaml("settings: {cards_per_page: 2, newest_on_home: 3}\n"))
      .file("layouts/base.mustache", "{{> page}}")
      .file("layouts/pages/roles.mustache",
            "{{#roles}}{{slug}} {{/roles}}[{{previous_url}}|{{next_url}}] {{page_number}}"
            "{{#is_first_page}}!{{/is_first_page}}{{#page_numbers}} {{number}}{{url}}"
            "{{#is_current}}*{{/is_current}}{{/page_numbers}}");
  const std::vector<std::string> titles = {"Auditor", "Bookkeeper", "Controller", "Tax Adviser",
                                           "Treasury Analyst"};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const std::string day = std::to_string(i + 1);
    board.role("r" + day, role_named(titles[i], "posted: 2026-11-0" + day + "\n"));
  }
  return board;
}

TEST(PageView, AListIsPagedNewestFirst) {
  const auto files = board_of_five().build();
  EXPECT_EQ(files.at("roles/index.html"),
            "r5 r4 [|/roles/page/2/] 1! 1/roles/* 2/roles/page/2/ 3/roles/page/3/");
  EXPECT_EQ(files.at("roles/page/2/index.html"),
            "r3 r2 [/roles/|/roles/page/3/] 2 1/roles/ 2/roles/page/2/* 3/roles/page/3/");
  EXPECT_EQ(files.at("roles/page/3/index.html"),
            "r1 [/roles/page/2/|] 3 1/roles/ 2/roles/page/2/ 3/roles/page/3/*");
}

TEST(PageView, ALongListLinksItsEndsAndThePagesAroundEach) {
  Board board;
  board.file("content/site.yaml", site_yaml("settings: {cards_per_page: 1}\n"))
      .file("layouts/base.mustache", "{{> page}}")
      .file("layouts/pages/roles.mustache",
            "{{#page_numbers}}{{#is_after_gap}} …{{/is_after_gap}} {{number}}"
            "{{#is_current}}*{{/is_current}}{{/page_numbers}} of {{page_count}}");
  for (int i = 1; i <= 9; ++i) {
    board.role(fmt::format("r{}", i), role_named(fmt::format("Auditor {}", i), ""));
  }
  const auto files = board.build();
  EXPECT_EQ(files.at("roles/index.html"), " 1* 2 3 … 9 of 9");
  EXPECT_EQ(files.at("roles/page/4/index.html"), " 1 2 3 4* 5 6 … 9 of 9");
  EXPECT_EQ(files.at("roles/page/5/index.html"), " 1 2 3 4 5* 6 7 8 9 of 9");
  EXPECT_EQ(files.at("roles/page/6/index.html"), " 1 … 4 5 6* 7 8 9 of 9");
  EXPECT_EQ(files.at("roles/page/9/index.html"), " 1 … 7 8 9* of 9");
}

TEST(PageView, TheHomePageListsTheNewestRoles) {
  EXPECT_EQ(home(board_of_five(),
                 "{{#roles}}{{slug}} {{/roles}}{{^page_numbers}}one page{{/page_numbers}}"),
            "r5 r4 r3 one page");
}

TEST(RoleView, ShowsTheCountriesThatItsEligibilityDoesNotName) {
  const auto shown = [](const std::string& eligibility, const std::string& countries) {
    return Board()
        .file("layouts/base.mustache", "{{> page}}")
        .file("layouts/pages/role.mustache", "{{unsaid_countries}}")
        .role("x", role_named("X", "eligibility: \"" + eligibility + "\"\ncountries: [" +
                                       countries + "]\n"))
        .page("roles/x/index.html");
  };
  for (const char* place : {"US", "Remote from the USA", "Remote, United States", "U.S. only"}) {
    EXPECT_EQ(shown(place, "US"), "") << place;
  }
  EXPECT_EQ(shown("Czech Republic, UK, Turkey or the UAE", "AE, CZ, GB, TR"), "");
  EXPECT_EQ(shown("US, UK or EU", "AT, BE, GB, US"), "Austria, Belgium");
  EXPECT_EQ(shown("Remote", "AT, GB"), "Austria, United Kingdom");
}

}  // namespace
}  // namespace rolepress::testing
