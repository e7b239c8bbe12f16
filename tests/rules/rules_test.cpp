// Every rule passes on a good board, and fails on one that breaks it: broken by its sources where
// they can, else by a doctored output.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <set>

#include "rules/rule.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using Files = std::map<std::string, std::string>;

constexpr const char* kRole = "roles/tax-reviewer/index.html";
constexpr const char* kClosed = "roles/closed/index.html";
constexpr const char* kCategory = "finance-ai-training/accountants-tax/index.html";

// A board with all that rules speak of, in the project's own layouts.
Board good_board() {
  Board board;
  const std::string site = board.tree().find("content/site.yaml")->text;
  return board.real_layouts()
      .file("content/pages/how-it-works.md", "---\ntitle: How it works\n---\nSo.\n")
      .file("content/site.yaml", site +
                                     "security_contact: safe@board.example\n"
                                     "tagline: Work\n")
      .role("tax-reviewer",
            good_role("summary: Check tax answers.\ncountries: [GB]\neligibility: Remote\n"
                      "requirements: [a licence]\ncloses: 2026-12-31\nredirect_from: [/old/]\n"))
      .role("closed", good_role("status: closed\nsummary: Another text.\n"));
}

struct Built {
  std::unique_ptr<Site> site;
  Files files;
};

Built build(const Board& board) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  MapSink sink;
  const auto summary = build_site(board.tree(), options, sink);
  if (!summary) {
    for (const Diagnostic& problem : summary.error()) ADD_FAILURE() << format_diagnostic(problem);
  }
  Diagnostics problems;
  return {load_site(board.tree(), options, problems), std::move(sink.files)};
}

// The rules that fail, each with its first finding.
std::map<std::string, std::string> failing(const Built& built) {
  std::map<std::string, std::string> found;
  for (const Verdict& verdict : judge_rules({*built.site, built.files})) {
    if (verdict.outcome != Outcome::kFail) continue;
    const Finding& finding = verdict.findings.front();
    found[std::string(verdict.rule->id)] =
        finding.source + "|" + finding.page + "|" + finding.message;
  }
  return found;
}

TEST(Rules, AllPassOnAGoodBoard) {
  std::set<std::string_view> ids;
  for (const auto& [id, finding] : failing(build(good_board())))
    ADD_FAILURE() << id << " " << finding;
  const Built built = build(good_board());
  for (const Verdict& verdict : judge_rules({*built.site, built.files})) {
    EXPECT_TRUE(ids.insert(verdict.rule->id).second) << verdict.rule->id;
    EXPECT_FALSE(verdict.rule->text.empty());
    EXPECT_FALSE(verdict.rule->origin.empty());
    if (verdict.outcome == Outcome::kHeldByTest) continue;
    if (verdict.rule->id == "updated-daily") continue;
    EXPECT_EQ(verdict.outcome, Outcome::kPass) << verdict.rule->id << " speaks of nothing here";
  }
}

TEST(Rules, AHomepageWhereOneAppliesTooIsNoApplyLink) {
  Board board = good_board();
  std::string platforms = board.tree().find("content/platforms.yaml")->text;
  platforms.replace(platforms.find("[work.turing.com]"), 17, "[work.turing.com, www.turing.com]");
  for (const auto& [id, finding] : failing(build(board.file("content/platforms.yaml", platforms))))
    ADD_FAILURE() << id << " " << finding;
}

TEST(Rules, WhatABoardDoesNotHaveIsNotApplicable) {
  Board board;
  const Built built = build(board.real_layouts());
  std::set<std::string_view> absent;
  for (const Verdict& verdict : judge_rules({*built.site, built.files})) {
    if (verdict.outcome == Outcome::kNotApplicable) absent.insert(verdict.rule->id);
  }
  for (const char* id : {"posting-facts", "closed-role", "security-contact", "redirects",
                         "closing-times", "apply-marked"}) {
    EXPECT_TRUE(absent.contains(id)) << id;
  }
}

// A way to break one rule.
struct Breach {
  const char* rule;
  const char* name;
  std::function<void(Files&)> doctor;
  const char* message;
};

void PrintTo(const Breach& breach, std::ostream* out) { *out << breach.name; }

void replace(Files& files, const std::string& path, const std::string& from,
             const std::string& to) {
  std::string& text = files.at(path);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << path << " has no " << from;
  for (std::size_t i = at; i != std::string::npos; i = text.find(from, i + to.size())) {
    text.replace(i, from.size(), to);
  }
}

std::function<void(Files&)> swap(const std::string& path, const std::string& from,
                                 const std::string& to) {
  return [=](Files& files) { replace(files, path, from, to); };
}

std::function<void(Files&)> without(const std::string& path) {
  return [=](Files& files) { ASSERT_EQ(files.erase(path), 1u) << path; };
}

bool is_of_the_search(std::string_view path) {
  return path.starts_with("search/") || path.starts_with("assets/search/");
}

// The good board before its closed role had closed.
Built closed_was_open() {
  Board board = good_board();
  return build(board.role("closed", good_role("summary: Another text.\n")));
}

const std::vector<Breach>& breaches() {
  static const std::string kPosting =
      "<script type=\"application/ld+json\">{\"@type\":\"JobPosting\"}</script></head>";
  static const std::string kFeed = "finance-ai-training/accountants-tax/feed.xml";
  static const std::vector<Breach> table = {
      {"posting-place", "OnAList", swap(kCategory, "</head>", kPosting), "not of a single role"},
      {"posting-place", "OnPools", swap("pools/index.html", "</head>", kPosting), "single role"},
      {"posting-facts", "NoDescription", swap(kRole, "\"description\":", "\"d\":"), "description"},
      {"posting-facts", "NoCountry", swap(kRole, "\"@type\":\"Country\"", "\"@type\":\"\""),
       "country"},
      {"posting-facts", "NoEmployer", swap(kRole, "\"hiringOrganization\"", "\"h\""), "hiring"},
      {"posting-presence", "Absent", swap(kRole, "\"JobPosting\"", "\"Thing\""), "no job posting"},
      {"posting-shown", "OtherTitle", swap(kRole, "\"title\":\"Tax", "\"title\":\"Wax"), "title"},
      {"posting-shown", "OtherText", swap(kRole, "Check tax answers.\\u003c", "Earn.\\u003c"),
       "Earn."},
      {"posting-shown", "OtherCountry",
       swap(kRole, "\"name\":\"United Kingdom\"", "\"name\":\"Chad\""), "Chad"},
      {"posting-end", "OtherDay",
       swap(kRole, "\"validThrough\":\"2026-12-31", "\"validThrough\":\"2027-12-31"), "2027"},
      {"posting-pay", "OtherAmount", swap(kRole, "\"minValue\":50", "\"minValue\":60"), "pay"},
      {"posting-pay", "OtherCurrency", swap(kRole, "\"currency\":\"USD\"", "\"currency\":\"GBP\""),
       "pay"},
      {"posting-pay", "NoUnit", swap(kRole, "\"HOUR\"", "\"TASK\""), "pay"},
      {"posting-terms", "Employed", swap(kRole, "CONTRACTOR", "FULL_TIME"), "CONTRACTOR"},
      {"posting-terms", "Direct", swap(kRole, "\"directApply\":false", "\"directApply\":true"),
       "directApply"},
      {"posting-stable", "Refreshed",
       swap(kRole, "\"datePosted\":\"2026-11-20", "\"datePosted\":\"2026-11-24"), "posted"},
      {"posting-stable", "Renamed", swap(kRole, "\"value\":\"tax-reviewer\"", "\"value\":\"x\""),
       "identifier"},
      {"closed-role", "Indexed", swap(kClosed, "content=\"noindex\"", "content=\"all\""),
       "noindex"},
      {"closed-role", "WithPosting", swap(kClosed, "</head>", kPosting), "job posting"},
      {"closed-role", "InSitemap",
       swap("sitemap.xml", "</urlset>",
            "<url><loc>https://board.example/roles/closed/</loc></url></urlset>"),
       "listed"},
      {"closed-role", "InFeed",
       swap("feed.json", "\"items\":[",
            "\"items\":[{\"url\":\"https://board.example/roles/closed/\"},"),
       "listed"},
      {"breadcrumbs", "OfAnotherPage", swap(kRole, "\"name\":\"Finance\"", "\"name\":\"Law\""),
       "Law"},
      {"apply-marked", "NoRel", swap(kRole, "sponsored nofollow noopener", "noopener"),
       "sponsored"},
      {"apply-marked", "NoLabel", swap(kRole, "aria-describedby=\"ad-", "aria-details=\"ad-"),
       "before it"},
      {"apply-disclosed", "NotBefore", swap(kRole, "The platform pays us.", ""), "pays whom"},
      {"apply-host", "Stranger", swap(kRole, "https://work.turing.com", "https://evil.example"),
       "evil.example"},
      {"apply-host", "NotHttps", swap(kRole, "https://work.turing.com", "http://work.turing.com"),
       "http://"},
      {"particulars-shown", "NoOffice", swap(kRole, "1 Test Street, London", ""),
       "registered_office"},
      {"advert-facts", "NoPay", swap(kRole, "$50–$90", "good"), "pay"},
      {"advert-facts", "NoRequirement", swap(kRole, "a licence", "nothing"), "requirement"},
      {"sitemap-limits", "TooMany",
       [](Files& files) {
         for (int i = 0; i < 50'001; ++i) files["sitemap.xml"] += "<loc>x</loc>";
       },
       "addresses"},
      {"sitemap-limits", "Absent", without("sitemap.xml"), "no sitemap"},
      {"sitemap-pages", "Missing",
       swap("sitemap.xml", "<loc>https://board.example/pools/</loc>", ""), "missing"},
      {"sitemap-pages", "Stranger", swap("sitemap.xml", "example/pools/", "example/ponds/"),
       "missing"},
      {"sitemap-dates", "OfTheBuild",
       swap("sitemap.xml", "<lastmod>2026-11-23", "<lastmod>2026-11-24"), "2026-11-24"},
      {"atom", "NoId", swap(kFeed, "<id>", "<i>"), "no id"},
      {"atom", "NoUpdated", swap(kFeed, "<updated>", "<u>"), "no updated"},
      {"atom", "NoAuthor", swap(kFeed, "<name>", "<n>"), "author"},
      {"atom", "OtherSelf", swap(kFeed, "rel=\"self\"", "rel=\"up\""), "rel=self"},
      {"json-feed", "NoJson", swap("feed.json", "]}", ""), "no JSON feed"},
      {"json-feed", "OldVersion", swap("feed.json", "version/1.1", "version/1"), "version"},
      {"json-feed", "NoIds", swap("feed.json", "{\"id\"", "{\"x\""), "id"},
      {"search", "OfAnotherDay",
       [](Files& files) {
         const Files before = closed_was_open().files;
         std::erase_if(files, [](const auto& file) { return is_of_the_search(file.first); });
         for (const auto& [path, bytes] : before) {
           if (is_of_the_search(path)) files[path] = bytes;
         }
       },
       "not open"},
      {"search", "Damaged", swap("search/index.json", "\"format\"", "\"f\""), "cannot be read"},
      {"feed-links", "NotOffered", swap(kCategory, "accountants-tax/feed.json", "other.json"),
       "does not lead"},
      {"canonical", "Other",
       swap(kRole, "<link rel=\"canonical\" href=\"https", "<link rel=\"canonical\" href=\"http"),
       "canonical"},
      {"links", "Dead", swap(kRole, "href=\"/pools/", "href=\"/ponds/"), "/ponds/"},
      {"redirects", "NotInFile", swap("_redirects", "/old/ ", "/new/ "), "/old/ is missing"},
      {"redirects", "NotInMap", swap("_redirects.map", "\"/old/\"", "\"/new/\""),
       "/old/ is missing"},
      {"redirects", "NoPage", without("old/index.html"), "no page"},
      {"content-policy", "Inline",
       swap("_headers", "style-src 'self'", "style-src 'self' 'unsafe-inline'"), "unsafe-inline"},
      {"content-policy", "Sniffed", swap("_headers", "nosniff", "x"), "nosniff"},
      {"content-policy", "OtherHost",
       swap("_headers", "img-src 'self'", "img-src https://cdn.example"), "https:"},
      {"nothing-inline", "Script", swap(kRole, "</head>", "<script>x</script></head>"), "inline"},
      {"nothing-inline", "Style", swap(kRole, "<h1>", "<h1 style=\"x\">"), "style"},
      {"nothing-inline", "Handler", swap(kRole, "<h1>", "<h1 onclick=\"x\">"), "onclick"},
      {"own-host", "Tracker",
       swap(kRole, "</head>", "<script src=\"https://t.example/x.js\"></script></head>"),
       "t.example"},
      {"own-host", "Unpublished", swap(kRole, "</head>", "<img src=\"/gone.png\"></head>"),
       "gone.png"},
      {"caching", "Unnamed", [](Files& files) { files["assets/plain.css"] = "p{}"; }, "name"},
      {"caching", "NotKept", swap("_headers", "immutable", "private"), "not kept"},
      {"robots", "NoSitemap", swap("robots.txt", "Sitemap:", "X:"), "sitemap"},
      {"security-contact", "Expired", swap(".well-known/security.txt", "2027", "2020"), "expire"},
      {"security-contact", "Absent", without(".well-known/security.txt"), "contact"},
      {"icons", "NoFavicon", without("favicon.ico"), "favicon"},
      {"icons", "NoIcon", swap("manifest.webmanifest", "icons/icon", "icons/gone"),
       "not published"},
      {"social-image", "NoTitle", swap(kRole, "og:title", "og:x"), "og:title"},
      {"social-image", "NoPicture", swap(kRole, "/assets/social/", "/assets/antisocial/"),
       "not published"},
      {"not-found", "NoWayOut", swap("404.html", "href=\"/\"", "href=\"/x/\""), "wrong addresses"},
      {"landmarks", "NoMain", swap(kRole, "<main", "<div"), "<main>"},
      {"landmarks", "NoLanguage", swap(kRole, "lang=\"en-GB\"", ""), "language"},
      {"headings", "Skipped", swap(kRole, "<h2", "<h4"), "level 4"},
      {"closing-times", "NoDay", swap(kRole, "data-closes=", "data-x="), "carries the day"},
      {"updated-daily", "OldCheck",
       swap(kCategory, "</main>", "<span class=\"daily\">daily</span></main>"), "older"},
  };
  return table;
}

class RuleBreach : public ::testing::TestWithParam<Breach> {};

// The board of all breaches; building it once keeps the tests quick.
const Built& good() {
  static const Built built = build(good_board());
  return built;
}
const Built& unchecked() {
  static const Built built = [] {
    Board board = good_board();
    return build(board.role("tax-reviewer",
                            "title: Tax Reviewer\nplatform: turing\n"
                            "category: finance-ai-training/accountants-tax\n"
                            "apply: https://work.turing.com/jobs/1\n"));
  }();
  return built;
}

TEST_P(RuleBreach, IsFound) {
  const Breach& breach = GetParam();
  const Built& base = std::string_view(breach.rule) == "updated-daily" ? unchecked() : good();
  Files files = base.files;
  breach.doctor(files);
  std::string found;
  for (const Verdict& verdict : judge_rules({*base.site, files})) {
    if (verdict.rule->id != breach.rule) continue;
    for (const Finding& finding : verdict.findings) found += finding.message + "\n";
    EXPECT_EQ(verdict.outcome, Outcome::kFail);
  }
  EXPECT_THAT(found, HasSubstr(breach.message));
}

INSTANTIATE_TEST_SUITE_P(Output, RuleBreach, ::testing::ValuesIn(breaches()),
                         [](const auto& parameter) {
                           std::string name;
                           for (const char c :
                                std::string(parameter.param.rule) + "_" + parameter.param.name) {
                             name += c == '-' ? '_' : c;
                           }
                           return name;
                         });

TEST(Rules, WhatTheSourcesBreakIsNamedWithFileAndLine) {
  Board board = good_board();
  std::string site = board.tree().find("content/site.yaml")->text;
  site.erase(site.find("  email:"), site.find("  vat_number:") - site.find("  email:"));
  board.file("content/site.yaml", site)
      .role("urgent", good_role("summary: Urgent - last chance to apply.\n"));
  const Built built = build(board);
  std::map<std::string, std::vector<Finding>> found;
  for (Verdict& verdict : judge_rules({*built.site, built.files})) {
    if (verdict.outcome == Outcome::kFail) {
      found[std::string(verdict.rule->id)] = std::move(verdict.findings);
    }
  }
  ASSERT_EQ(found.size(), 2u);
  ASSERT_EQ(found["particulars-given"].size(), 1u);
  EXPECT_EQ(found["particulars-given"][0].source, "content/site.yaml");
  EXPECT_EQ(found["particulars-given"][0].line, 7);
  EXPECT_EQ(found["particulars-given"][0].message, "the publisher's email is not given");
  ASSERT_EQ(found["no-urgency"].size(), 1u);
  EXPECT_EQ(found["no-urgency"][0].source, "content/roles/urgent.md");
  EXPECT_EQ(found["no-urgency"][0].line, 9);
}

TEST(Rules, EveryRuleIsBrokenByATest) {
  std::set<std::string_view> broken = {"particulars-given", "no-urgency"};  // above
  // A build refuses both: ParseContent.VatNumbersAreCheckedByTheirDigits, SiteLinks.
  broken.insert({"vat-number", "one-address"});
  for (const Breach& breach : breaches()) broken.insert(breach.rule);
  for (const Rule& rule : rules()) {
    if (!rule.held_by.empty()) continue;
    EXPECT_TRUE(broken.contains(rule.id)) << rule.id;
  }
}

TEST(Rules, TestsThatHoldRulesExist) {
  for (const Rule& rule : rules()) {
    if (rule.held_by.empty()) continue;
    EXPECT_TRUE(std::filesystem::exists(std::filesystem::path(PROJECT_FOLDER) / rule.held_by))
        << rule.held_by;
  }
}

TEST(MarkupReader, ReadsWhatTheGeneratorWrites) {
  const auto tokens = read_markup(
      "<!doctype html><!-- <b> --><p class=\"a &amp; b\" hidden>x &lt; <br/>y\n z</p>"
      "<script>if (a<b) {}</script>");
  ASSERT_EQ(tokens.size(), 8u);
  EXPECT_TRUE(tokens[0].opens("p"));
  EXPECT_EQ(tokens[0].get("class"), "a & b");
  EXPECT_TRUE(tokens[0].has("hidden"));
  EXPECT_EQ(visible_text(tokens, 0, tokens.size()), "x < y z");
  EXPECT_EQ(tokens[6].text, "if (a<b) {}");
  for (const char* odd :
       {"", "<", "<a", "<a b=\"", "<!--", "<script>", "</", "a<", "<a b='>", "<p>x</p><"}) {
    static_cast<void>(read_markup(odd));
  }
}

}  // namespace
}  // namespace rolepress::testing
