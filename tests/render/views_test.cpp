// What the values of the real views say, seen through one-line templates.

#include "render/views.h"

#include <gtest/gtest.h>

#include "site/board.h"

namespace rolepress::testing {
namespace {

Board bare_board() { return Board().file("layouts/base.mustache", "{{> page}}"); }

constexpr const char* kRolePage = "roles/tax-reviewer/index.html";
constexpr const char* kCategoryPage = "finance-ai-training/accountants-tax/index.html";

// The role page of a board whose role has these fields.
std::string on_role(const std::string& page, const std::string& fields,
                    const std::string& body = "") {
  return bare_board()
      .file("layouts/pages/role.mustache", page)
      .role("tax-reviewer", fields, body)
      .page(kRolePage);
}

std::string role_with(const std::string& extra) {
  return "title: Tax Reviewer\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
         "apply: https://work.turing.com/jobs/1\n" +
         extra;
}

std::string pay(const std::string& fields) {
  return on_role(
      "{{#pay}}{{#is_from}}from {{/is_from}}{{#is_up_to}}up to {{/is_up_to}}{{amount}} "
      "/ {{unit}} ({{currency}}) {{hourly_max}}{{/pay}}{{^pay}}unknown{{/pay}}",
      role_with(fields));
}

TEST(PayView, BandsAmountsAndUnitsComeFromTheData) {
  EXPECT_EQ(pay("pay: {min: 50, max: 90, currency: USD, unit: hour}\n"), "$50–$90 / hour (USD) 90");
  EXPECT_EQ(pay("pay: {min: 50, currency: GBP, unit: hour}\n"), "from £50 / hour (GBP) 50");
  EXPECT_EQ(pay("pay: {max: 90, currency: EUR, unit: day}\n"), "up to €90 / day (EUR) ");
  EXPECT_EQ(pay("pay: {min: 70, max: 70, currency: USD, unit: task}\n"), "$70 / task (USD) ");
  EXPECT_EQ(pay(""), "unknown");
}

TEST(PayView, CentsAndThousandsAreShownWhereThereAreAny) {
  EXPECT_EQ(pay("pay: {min: 52.5, max: 1250, currency: USD, unit: hour}\n"),
            "$52.50–$1,250 / hour (USD) 1250");
  EXPECT_EQ(pay("pay: {min: 999, max: 1234567.05, currency: USD, unit: year}\n"),
            "$999–$1,234,567.05 / year (USD) ");
}

TEST(PayView, ACurrencyWithoutASignIsNamedOnce) {
  EXPECT_EQ(pay("pay: {min: 300, max: 500, currency: SEK, unit: hour}\n"),
            "SEK 300–500 / hour (SEK) 500");
}

TEST(DateView, DaysAreShownInBothForms) {
  const std::string page = "{{#posted}}{{iso}} {{long}}{{/posted}}{{^posted}}unknown{{/posted}}";
  EXPECT_EQ(on_role(page, role_with("posted: 2026-05-08\n")), "2026-05-08 2026-05-08");
  EXPECT_EQ(on_role(page, role_with("")), "unknown");
  Board board = bare_board();
  board.file("content/site.yaml",
             "name: B\nbase_url: https://board.example\ndescription: D\nvoucher: {name: S}\n"
             "disclosure: {short: S, apply: A}\n"
             "month_names: [Jan, Feb, Mar, Apr, Mai, Jun, Jul, Aug, Sep, Okt, Nov, Dez]\n");
  board.file("layouts/pages/role.mustache", page)
      .role("tax-reviewer", role_with("posted: 2026-05-08\n"));
  EXPECT_EQ(board.page(kRolePage), "2026-05-08 8 Mai 2026");
}

TEST(RoleView, ShowsTheFieldsOfItsFile) {
  EXPECT_EQ(on_role("{{title}}|{{slug}}|{{url}}|{{summary}}|{{eligibility}}|{{commitment}}|"
                    "{{platform}} {{platform_url}}|"
                    "{{#tasks}}{{value}}{{^last}},{{/last}}{{/tasks}}|"
                    "{{#requirements}}{{value}};{{/requirements}}|{{{body}}}",
                    role_with("summary: Check returns.\neligibility: Remote, UK\n"
                              "commitment: 10 h a week\ntasks: [review, rank]\n"
                              "requirements: [ACCA]\n"),
                    "Read **it**.\n"),
            "Tax Reviewer|tax-reviewer|/roles/tax-reviewer/|Check returns.|Remote, UK|10 h a week|"
            "Turing https://www.turing.com/|review,rank|ACCA;|<p>Read <strong>it</strong>.</p>\n");
}

TEST(RoleView, TextIsEscapedAndNeverTwice) {
  EXPECT_EQ(on_role("{{title}}|{{#software}}{{value}}{{/software}}",
                    "title: \"R&D <b> \\\"x\\\" 'y' &amp;\"\nplatform: turing\n"
                    "category: finance-ai-training/accountants-tax\n"
                    "apply: https://work.turing.com/jobs/1\nsoftware: [\"C<>&\"]\n"),
            "R&amp;D &lt;b&gt; &quot;x&quot; &#39;y&#39; &amp;amp;|C&lt;&gt;&amp;");
}

constexpr const char* kApply = "{{disclosure_short}} {{ad_label}}: <a {{{apply_attributes}}}>";

TEST(RoleView, TheApplyLinkIsMarkedAsSponsored) {
  EXPECT_EQ(on_role(kApply, role_with("")),
            "The platform pays us. Ad: <a href=\"https://work.turing.com/jobs/1\" rel=\"sponsored "
            "nofollow noopener\">");
}

TEST(RoleView, TheApplyLinkCarriesTheReferralCodeAndIsEscaped) {
  Board board = bare_board();
  board
      .file("content/platforms.yaml",
            "platforms:\n  turing:\n    name: Turing\n    homepage: https://www.turing.com/\n"
            "    apply_hosts: [work.turing.com]\n    referral: {parameter: ref, code: acj-1}\n")
      .file("layouts/pages/role.mustache", kApply)
      .role("tax-reviewer",
            "title: Tax Reviewer\nplatform: turing\n"
            "category: finance-ai-training/accountants-tax\n"
            "apply: https://work.turing.com/jobs?a=1&b='2'#top\n");
  EXPECT_EQ(board.page(kRolePage),
            "The platform pays us. Ad: <a "
            "href=\"https://work.turing.com/jobs?a=1&amp;b=&#39;2&#39;&amp;ref=acj-1#top\" "
            "rel=\"sponsored nofollow noopener\">");
}

TEST(RoleView, AClosedRoleHasNoApplyLink) {
  const std::string page = "{{#is_live}}live{{/is_live}}{{#is_closed}}closed{{/is_closed}} " +
                           std::string(kApply) + "{{#is_noindex}} noindex{{/is_noindex}}";
  EXPECT_EQ(on_role(page, role_with("status: closed\n")),
            "closed The platform pays us. Ad: <a > noindex");
  EXPECT_EQ(on_role(page, role_with("closes: 2026-11-23\n")),
            "closed The platform pays us. Ad: <a > noindex");
  EXPECT_EQ(on_role(page, role_with("closes: 2026-11-24\n")).substr(0, 8), "live The");
}

TEST(RoleView, ARoleKnowsItsCategoriesAndTheirSection) {
  EXPECT_EQ(on_role("{{#category}}{{#section}}{{name}}{{/section}} > {{name}}{{/category}}: "
                    "{{#categories}}{{url}} {{/categories}}",
                    role_with("also_in: [finance-ai-training/insurance-actuarial]\n")),
            "Finance > Accountants: /finance-ai-training/accountants-tax/ "
            "/finance-ai-training/insurance-actuarial/ ");
}

TEST(RoleView, SimilarRolesAreRolesThemselves) {
  Board board = bare_board();
  board
      .file("layouts/pages/role.mustache",
            "{{title}}:{{#similar}} {{title}}{{#pay}} {{amount}}{{/pay}}{{/similar}}")
      .role("tax-reviewer", role_with(""))
      .role("auditor", good_role().replace(7, 12, "Auditor"));
  EXPECT_EQ(board.page(kRolePage), "Tax Reviewer: Auditor $50–$90");
}

std::string on_category(Board board, const std::string& page) {
  return board.file("layouts/pages/category.mustache", page).page(kCategoryPage);
}

TEST(CategoryView, CountsDistinctLiveRoles) {
  const std::string page =
      "{{live_count}}{{#has_live}} some{{/has_live}}{{#has_one}} one"
      "{{/has_one}}{{^has_live}} none{{/has_live}} {{label}}";
  Board board = bare_board();
  EXPECT_EQ(on_category(board, page), "0 none accounting");
  board.role("a", role_with("")).role("closed", role_with("status: closed\n"));
  EXPECT_EQ(on_category(board, page), "1 some one accounting");
  board.role("b", role_with(""));
  EXPECT_EQ(on_category(board, page), "1 some one accounting") << "b repeats a";
  board.role("c", good_role().replace(7, 12, "Auditor"));
  EXPECT_EQ(on_category(board, page), "2 some accounting");
}

TEST(CategoryView, OffersNeighboursThatHaveLiveRoles) {
  const std::string page =
      "{{#neighbours}}{{name}} {{live_count}}{{/neighbours}}"
      "{{^neighbours}}none{{/neighbours}}";
  Board board = bare_board();
  EXPECT_EQ(on_category(board, page), "none");
  board.role("actuary",
             "title: Actuary\nplatform: turing\n"
             "category: finance-ai-training/insurance-actuarial\n"
             "apply: https://work.turing.com/jobs/1\n");
  EXPECT_EQ(on_category(board, page), "Insurance 1");
}

Board board_with_work() {
  return bare_board()
      .file("content/work.yaml",
            "kinds:\n  - {id: review, title: Review, text: Read.}\n"
            "  - {id: rank, title: Rank, text: Compare.}\n")
      .file("content/questions.yaml",
            "questions:\n  - {id: pay, question: \"What is paid?\", answer: It varies.}\n"
            "  - {question: \"How to start?\", answer: Apply.}\n")
      .file("content/categories/finance-ai-training/accountants-tax.md",
            "---\nname: Accountants\nlabel: accounting\nwork: {rank: Two tax returns.}\n"
            "questions:\n  - {id: pay, question: \"What do accountants get?\", answer: More.}\n"
            "  - {question: \"Is ACCA enough?\", answer: Mostly.}\n---\nBooks.\n");
}

TEST(CategoryView, ShowsKindsOfWorkWithItsOwnExamples) {
  EXPECT_EQ(on_category(board_with_work(),
                        "{{#work}}{{title}}: {{{text}}}{{#example}}e.g. {{{example}}}{{/example}}"
                        "{{/work}}"),
            "Review: <p>Read.</p>\nRank: <p>Compare.</p>\ne.g. <p>Two tax returns.</p>\n");
}

TEST(CategoryView, ItsQuestionsReplaceGeneralOnesAndFollowThem) {
  EXPECT_EQ(on_category(board_with_work(), "{{#questions}}{{id}}/{{question}} {{/questions}}"),
            "pay/What do accountants get? /How to start? /Is ACCA enough? ");
}

TEST(SectionView, ListsItsCategoriesAndCountsARoleOnce) {
  Board board = bare_board();
  board
      .file("layouts/pages/section.mustache",
            "{{name}} {{slug}} {{live_count}}:{{#categories}} {{name}} {{live_count}}"
            "{{/categories}} {{{text}}}")
      .role("a", role_with("also_in: [finance-ai-training/insurance-actuarial]\n"));
  EXPECT_EQ(board.page("finance-ai-training/index.html"),
            "Finance finance-ai-training 1: Accountants 1 Insurance 1 <p>Money.</p>\n");
}

TEST(ApplyLink, IsKnownToLeadToTheJobsPageOnly) {
  const std::string where =
      "{{#apply_is_jobs_page}}look there{{/apply_is_jobs_page}}"
      "{{^apply_is_jobs_page}}itself{{/apply_is_jobs_page}}";
  Board board = bare_board();
  board
      .file("content/platforms.yaml",
            "platforms:\n  turing:\n    name: Turing\n    homepage: https://www.turing.com/\n"
            "    jobs_page: https://work.turing.com/\n    apply_hosts: [work.turing.com]\n"
            "    referral: {parameter: ref, code: acj-1}\n")
      .file("content/pools/all.md",
            "---\nname: All\nplatform: turing\napply: https://work.turing.com/\n---\nOpen.\n")
      .file("layouts/pages/pools.mustache", "{{#site_pools}}" + where + "{{/site_pools}}")
      .file("layouts/pages/role.mustache", where)
      .role("tax-reviewer", role_with(""))
      .role("audit-reviewer",
            "title: Audit Reviewer\nplatform: turing\n"
            "category: finance-ai-training/accountants-tax\napply: https://work.turing.com/\n");
  const auto files = board.build();
  EXPECT_EQ(files.at(kRolePage), "itself");
  EXPECT_EQ(files.at("roles/audit-reviewer/index.html"), "look there");
  EXPECT_EQ(files.at("pools/index.html"), "look there");
}

TEST(PoolView, StandsOnThePageOfPools) {
  Board board = bare_board();
  board
      .file("content/pools/clinicians.md",
            "---\nname: Clinicians\nplatform: mercor\napply: https://work.mercor.com/pool\n"
            "summary: For all.\nprofessions: [nurse, doctor]\n---\nOpen.\n")
      .file(
          "layouts/pages/pools.mustache",
          "{{#site_pools}}{{name}} {{slug}} {{url}} {{platform}} {{summary}} "
          "{{#professions}}{{value}},{{/professions}} {{{text}}}{{disclosure_short}} {{ad_label}} "
          "<a {{{apply_attributes}}}>{{/site_pools}}");
  EXPECT_EQ(board.page("pools/index.html"),
            "Clinicians clinicians /pools/#clinicians Mercor For all. nurse,doctor, <p>Open.</p>\n"
            "The platform pays us. Ad <a href=\"https://work.mercor.com/pool\" rel=\"sponsored "
            "nofollow noopener\">");
}

TEST(StandingView, ShowsTheQuestionsWhereItsFileAsksForThem) {
  Board board = board_with_work();
  board.file("layouts/pages/standing.mustache",
             "{{page_title}}: {{{text}}}{{#questions}}{{question}}{{{answer}}}{{/questions}}");
  board.file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
      .file("content/pages/faq.md", "---\ntitle: FAQ\nshows: questions\n---\nAsk.\n");
  EXPECT_EQ(board.page("about/index.html"), "About: <p>Us.</p>\n");
  EXPECT_EQ(board.page("faq/index.html"),
            "FAQ: <p>Ask.</p>\nWhat is paid?<p>It varies.</p>\nHow to start?<p>Apply.</p>\n");
}

TEST(RedirectView, LeadsToThePageThatIsMeant) {
  Board board = bare_board();
  board
      .file("layouts/pages/redirect.mustache",
            "{{target_url}} {{redirect_url}}{{#is_noindex}} noindex{{/is_noindex}}")
      .role("tax-reviewer", role_with("redirect_from: [/old/]\n"));
  EXPECT_EQ(board.page("old/index.html"),
            "/roles/tax-reviewer/ https://board.example/roles/tax-reviewer/ noindex");
}

}  // namespace
}  // namespace rolepress::testing
