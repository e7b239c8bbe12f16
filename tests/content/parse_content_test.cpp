#include "content/parse_content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using ::testing::ElementsAre;
using testing::good_role;

Entries parse(const Board& board, int jobs = 1) {
  Diagnostics problems;
  const FileTree tree = board.tree();
  Entries entries = parse_content(tree, jobs, problems);
  quote_sources(problems, tree);
  for (const Diagnostic& problem : problems) ADD_FAILURE() << format_diagnostic(problem);
  return entries;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

TEST(ParseContent, GivesEveryEntryOfASmallBoard) {
  const Entries entries = parse(Board().role("tax-reviewer", good_role()));
  EXPECT_EQ(entries.site.name, "Test Board");
  EXPECT_EQ(entries.site.path, "content/site.yaml");
  EXPECT_EQ(entries.platforms.size(), 2u);
  EXPECT_EQ(entries.sections.size(), 1u);
  EXPECT_EQ(entries.categories.size(), 2u);
  EXPECT_EQ(entries.roles.size(), 1u);
}

TEST(ParseContent, ReadsTheWholeOfTheSiteFile) {
  const Entries entries = parse(Board().file("content/site.yaml", R"(name: Board
base_url: https://board.example/jobs//
language: en-GB
time_zone: Pacific/Apia
tagline: "Work: for you"
description: What it is.
opening: |
  # Hello

  World.
publisher:
  legal_name: TEST LTD
  company_number: "01234567"
  registered_in: Wales
  registered_office: 1 Street
  email: a@b.example
  vat_number: GB 987 3626 64
  ico_registration: Z1
voucher:
  name: Sean
  title: Editor
  about: It's *him*.
  call: A call.
  booking_url: https://calls.example/x
disclosure: {short: Paid., apply: Ad, footer: All of it.}
settings:
  stale_after_days: 30
  cards_per_page: 10
  newest_on_home: 0
  similar_roles: 3
  closing_soon_days: 5
month_names: [January, February, March, April, May, June, July, August, September, October, November, December]
)"));
  const SiteConfig& site = entries.site;
  EXPECT_EQ(site.base_url.value, "https://board.example/jobs");
  EXPECT_EQ(site.short_name, "Board");
  EXPECT_EQ(site.language, "en-GB");
  EXPECT_EQ(site.time_zone.value, "Pacific/Apia");
  EXPECT_EQ(site.tagline, "Work: for you");
  EXPECT_EQ(site.opening.plain, "Hello\nWorld.");
  EXPECT_EQ(site.publisher.company_number, "01234567");
  EXPECT_EQ(site.publisher.vat_number.value, "GB 987 3626 64");
  EXPECT_EQ(site.publisher.ico_registration, "Z1");
  EXPECT_EQ(site.voucher.about.html, "<p>It's <em>him</em>.</p>\n");
  EXPECT_EQ(site.voucher.booking_url.value, "https://calls.example/x");
  EXPECT_EQ(site.disclosure.brief, "Paid.");
  EXPECT_EQ(site.disclosure.apply, "Ad");
  EXPECT_EQ(site.disclosure.footer.plain, "All of it.");
  EXPECT_EQ(site.settings.stale_after_days, 30);
  EXPECT_EQ(site.settings.cards_per_page, 10);
  EXPECT_EQ(site.settings.newest_on_home, 0);
  EXPECT_EQ(site.settings.similar_roles, 3);
  EXPECT_EQ(site.settings.closing_soon_days, 5);
  EXPECT_EQ(site.month_names.size(), 12u);
}

TEST(ParseContent, ReadsPlatformsWithHostsInLowerCaseAndTheReferral) {
  const Entries entries = parse(Board().file("content/platforms.yaml", R"(platforms:
  micro1:
    name: micro1
    homepage: https://www.micro1.ai/
    jobs_page: https://jobs.micro1.ai/
    apply_hosts: [Jobs.Micro1.ai, apply.micro1.ai]
    about: It's a platform.
    referral: {parameter: ref, code: ab-12_3}
)"));
  ASSERT_EQ(entries.platforms.size(), 1u);
  const PlatformEntry& platform = entries.platforms[0];
  EXPECT_EQ(platform.key, "micro1");
  EXPECT_EQ(platform.jobs_page.value, "https://jobs.micro1.ai/");
  EXPECT_EQ(platform.apply_hosts[0].value, "jobs.micro1.ai");
  EXPECT_EQ(platform.apply_hosts[1].value, "apply.micro1.ai");
  EXPECT_EQ(platform.about, "It's a platform.");
  EXPECT_EQ(platform.referral->parameter, "ref");
  EXPECT_EQ(platform.referral->code, "ab-12_3");
}

TEST(ParseContent, ReadsWorkQuestionsAndSynonyms) {
  const Entries entries =
      parse(Board()
                .file("content/work.yaml",
                      "kinds:\n- id: review\n  title: Reviewing\n  text: |\n    It's text.\n")
                .file("content/questions.yaml",
                      "questions:\n  - id: pay\n    question: What's the pay?\n    answer: "
                      "\"Varies: see cards.\"\n"
                      "  - question: Who?\n    answer: Us.\n")
                .file("content/synonyms.yaml",
                      "groups:\n  - [rn, registered nurse]\n  - - md\n    - physician\n"));
  ASSERT_EQ(entries.work.size(), 1u);
  EXPECT_EQ(entries.work[0].id.value, "review");
  EXPECT_EQ(entries.work[0].text.plain, "It's text.");
  ASSERT_EQ(entries.questions.size(), 2u);
  EXPECT_EQ(entries.questions[0].question, "What's the pay?");
  EXPECT_EQ(entries.questions[0].answer.plain, "Varies: see cards.");
  EXPECT_EQ(entries.questions[1].id.value, "");
  ASSERT_EQ(entries.synonyms.size(), 2u);
  EXPECT_THAT(entries.synonyms[0], ElementsAre("rn", "registered nurse"));
  EXPECT_THAT(entries.synonyms[1], ElementsAre("md", "physician"));
}

TEST(ParseContent, ReadsSectionsCategoriesPoolsAndPages) {
  const Entries entries =
      parse(Board()
                .file("content/work.yaml", "kinds: [{id: review, title: R, text: T}]\n")
                .file("content/sections/law.md",
                      "---\nname: Law\nsummary: Texts.\norder: 3\n"
                      "redirect_from: [/legal/]\n---\nAbout *law*.\n")
                .file("content/categories/law/judges.md",
                      "---\nname: Judges\nlabel: judging\njudges: Cases.\norder: 2\n"
                      "work:\n  review: |\n    A *case*.\nquestions:\n  - id: pay\n    question: "
                      "Q?\n    answer: A.\n"
                      "---\n# Heading\n")
                .file("content/pools/lawyers.md",
                      "---\nname: Lawyers\nplatform: mercor\napply: "
                      "https://work.mercor.com/\nsummary: All.\n"
                      "professions: [lawyer]\nsections: [law]\norder: 1\n---\n# Join\n")
                .file("content/pages/about.md",
                      "---\ntitle: About\ndescription: Us.\nmenu: header\nshows: questions\norder: "
                      "4\n---\n# We\n"));
  const SectionEntry& section = entries.sections[1];
  EXPECT_EQ(section.slug, "law");
  EXPECT_EQ(section.order, 3);
  EXPECT_EQ(section.redirect_from[0].value, "/legal/");
  EXPECT_EQ(section.text.html, "<p>About <em>law</em>.</p>\n");
  const CategoryEntry& category = entries.categories[2];
  EXPECT_EQ(category.section, "law");
  EXPECT_EQ(category.slug, "judges");
  EXPECT_EQ(category.label, "judging");
  EXPECT_EQ(category.judges, "Cases.");
  EXPECT_EQ(category.work[0].kind.value, "review");
  EXPECT_EQ(category.work[0].text.plain, "A case.");
  EXPECT_EQ(category.questions[0].id.value, "pay");
  EXPECT_THAT(category.text.ids, ElementsAre("heading"));
  const PoolEntry& pool = entries.pools[0];
  EXPECT_EQ(pool.sections[0].value, "law");
  EXPECT_TRUE(pool.text.ids.empty()) << "pools share one page, so their headings have no ids";
  const PageEntry& page = entries.pages[0];
  EXPECT_EQ(page.menu, Menu::kHeader);
  EXPECT_EQ(page.shows, Addition::kQuestions);
  EXPECT_EQ(page.order, 4);
}

TEST(ParseContent, FilesSavedByOtherEditorsGiveTheSameEntries) {
  Board windows;
  const Board plain;
  const FileTree tree = plain.tree();
  for (const SourceFile& file : tree.files()) {
    if (!file.path.starts_with("content/")) continue;
    std::string text = "\xef\xbb\xbf";
    for (const char c : file.text) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    windows.file(file.path, text);
  }
  const Entries theirs = parse(windows);
  const Entries ours = parse(plain);
  EXPECT_EQ(theirs.site.name, ours.site.name);
  EXPECT_EQ(theirs.site.publisher.registered_office, ours.site.publisher.registered_office);
  EXPECT_EQ(theirs.platforms[0].apply_hosts[0].value, ours.platforms[0].apply_hosts[0].value);
  EXPECT_EQ(theirs.sections[0].text.html, ours.sections[0].text.html);
  EXPECT_EQ(theirs.categories[1].label, ours.categories[1].label);
}

TEST(ParseContent, TheSameEntriesInTheSameOrderOnAnyNumberOfThreads) {
  Board board;
  for (int i = 0; i < 100; ++i) board.role("role-" + std::to_string(i), good_role());
  const Entries one = parse(board, 1);
  const Entries eight = parse(board, 8);
  ASSERT_EQ(one.roles.size(), 100u);
  ASSERT_EQ(eight.roles.size(), 100u);
  for (std::size_t i = 0; i < one.roles.size(); ++i)
    EXPECT_EQ(one.roles[i].slug, eight.roles[i].slug);
}

TEST(ParseContent, FilesBesideTheContentAreNotItsBusiness) {
  EXPECT_EQ(parse(Board().file("README.md", "x").file("notes/x.md", "y")).roles.size(), 0u);
}

TEST(ParseContent, AFileThatIsMissingIsNamed) {
  EXPECT_EQ(first_line(Board().without("content/platforms.yaml").errors()),
            "content/platforms.yaml: error: the file is missing");
}

TEST(ParseContent, AFileThatNothingIsMadeFromIsReportedWithWhatWasMeant) {
  EXPECT_EQ(Board().file("content/role/x.md", "---\n").errors(),
            "content/role/x.md: error: no page is made from a file of this name here\n"
            "  help: did you mean \"roles\"?\n");
  EXPECT_EQ(Board().file("content/platform.yaml", "").errors(),
            "content/platform.yaml: error: no page is made from a file of this name here\n"
            "  help: did you mean \"platforms.yaml\"?\n");
}

TEST(ParseContent, ANameThatCannotBeAnAddressIsReported) {
  EXPECT_EQ(Board().role("Tax_Reviewer", good_role()).errors(),
            "content/roles/Tax_Reviewer.md: error: the file's name becomes its address and cannot "
            "be used as it is\n"
            "  help: use lower-case letters, digits and single hyphens: tax-reviewer.md\n");
}

TEST(ParseContent, VatNumbersAreCheckedByTheirDigits) {
  const auto errors = [](const std::string& number) {
    return Board()
        .file("content/site.yaml",
              "name: B\nbase_url: https://b.example\ndescription: D\nvoucher: {name: S}\n"
              "disclosure: {short: A, apply: B}\npublisher:\n  vat_number: " +
                  number + "\n")
        .errors();
  };
  for (const char* good : {"\"987-3626-64\"", "GB987362664", "987 3626 64", "DE123456789"}) {
    EXPECT_EQ(errors(good), "") << good;
  }
  EXPECT_EQ(errors("987-3626-65"),
            "content/site.yaml:7:15: error: \"987-3626-65\" is no VAT number: its check digits do "
            "not fit\n"
            " 7 |   vat_number: 987-3626-65\n"
            "   |               ^~~~~~~~~~~\n"
            "  help: compare it with the certificate of registration\n");
}

TEST(ParseContent, WhatNobodyCanSeeIsLeftOutWithAWarning) {
  const testing::Board board =
      testing::Board().role("tax-reviewer",
                            "title: Tax\u200b Reviewer\n"
                            "platform: turing\n"
                            "category: finance-ai-training/accountants-tax\n"
                            "a\ufeffpply: https://work.turing.com/jobs/1\n",
                            "\u202eReview\u2028returns.\n");
  EXPECT_EQ(board.errors(), "");
  EXPECT_NE(board.problems().find("content/roles/tax-reviewer.md:2:11: warning: a character that "
                                  "nobody can see (U+200B) stands here\n"),
            std::string::npos);
  const std::string page = board.page("roles/tax-reviewer/index.html");
  EXPECT_NE(page.find("<h1>Tax Reviewer</h1>"), std::string::npos);
  EXPECT_NE(page.find("<p>Review returns.</p>"), std::string::npos);
}

TEST(ParseContent, WhatNobodyCanSeeIsLeftOutAlsoWhereItIsWrittenAsAnEscape) {
  const testing::Board board =
      testing::Board().role("tax-reviewer",
                            "title: \"Tax\\u200b\\u202e Reviewer\"\n"
                            "platform: turing\n"
                            "category: finance-ai-training/accountants-tax\n"
                            "apply: https://work.turing.com/jobs/1\n");
  EXPECT_EQ(board.errors(), "");
  EXPECT_NE(board.problems().find("content/roles/tax-reviewer.md:2:8: warning: a character that "
                                  "nobody can see (U+200B) is written in this text\n"),
            std::string::npos);
  EXPECT_NE(board.page("roles/tax-reviewer/index.html").find("<h1>Tax Reviewer</h1>"),
            std::string::npos);
}

TEST(ParseContent, ACopyThatAnEditorLeftIsToBeDeleted) {
  for (const char* path :
       {"content/roles/x.md.bak", "content/pages/y.md.orig", "content/site.yaml.old"}) {
    EXPECT_EQ(Board().file(path, "x").errors(),
              std::string(path) +
                  ": error: no page is made from a file of this name here\n"
                  "  help: delete this copy, or move it out of content/\n");
  }
}

}  // namespace
}  // namespace rolepress
