// The table of all rules of publishing.

#include <algorithm>
#include <array>

#include "rules/checks.h"

namespace rolepress {
namespace {

constexpr std::string_view kGoogle = "Google Search Central, job posting";
constexpr std::string_view kSchema = "schema.org";
constexpr std::string_view kLinks = "Google Search Central, links; UK CAP code 2.1; FTC 16 CFR 255";
constexpr std::string_view kCompany = "SI 2015/17; E-Commerce Regulations 2002";
constexpr std::string_view kAdverts = "SI 2003/3319 reg 27; DMCC Act 2024";
constexpr std::string_view kSitemaps = "sitemaps.org";
constexpr std::string_view kHosts = "HTTP; Content Security Policy";
constexpr std::string_view kAccess = "WCAG 2.2 AA";

constexpr Rule on_pages(std::string_view id, std::string_view origin, std::string_view text,
                        PageCheck* check) {
  return {id, origin, text, nullptr, check, {}};
}
constexpr Rule on_site(std::string_view id, std::string_view origin, std::string_view text,
                       SiteCheck* check) {
  return {id, origin, text, check, nullptr, {}};
}
constexpr Rule by_test(std::string_view id, std::string_view origin, std::string_view text,
                       std::string_view test) {
  return {id, origin, text, nullptr, nullptr, test};
}

constexpr std::array kRules = {
    on_pages("posting-place", kGoogle,
             "Job postings stand on pages of single roles only; lists and talent pools have none",
             check_posting_place),
    on_pages("posting-facts", kGoogle,
             "A job posting has title, description, datePosted, hiringOrganization and a named "
             "country to work from",
             check_posting_facts),
    on_pages("posting-presence", kGoogle,
             "A live role has a job posting exactly when every fact for it is known",
             check_posting_presence),
    on_pages("posting-shown", kGoogle, "A job posting says nothing that the page does not show",
             check_posting_shown),
    on_pages("posting-end", kGoogle,
             "validThrough is the day on which the role closes, and absent where that is not known",
             check_posting_end),
    on_pages("posting-pay", kGoogle,
             "baseSalary is the role's pay in numbers, with currency and unit", check_posting_pay),
    on_pages("posting-terms", kGoogle,
             "Job postings are of contract work and do not claim direct applications",
             check_posting_terms),
    on_pages("posting-stable", kGoogle,
             "The identifier never changes, and datePosted is never refreshed",
             check_posting_stable),
    on_pages("closed-role", kGoogle,
             "The page of a closed role stays, marked noindex, without Apply and job posting, and "
             "leaves sitemap and feeds",
             check_closed_role),
    on_pages("breadcrumbs", kSchema, "Breadcrumbs in structured data are those of the page",
             check_breadcrumbs),
    on_pages(
        "apply-marked", kLinks,
        "Apply links are sponsored nofollow noopener, with the words that they are ads before them",
        check_apply_marked),
    on_pages("apply-disclosed", kLinks,
             "Who pays whom stands before the first apply link of a page", check_apply_disclosed),
    on_pages("apply-host", kLinks,
             "Apply links are https and lead to a host of the platform that the role names",
             check_apply_host),
    on_site("particulars-given", kCompany,
            "Registered name, number, part of the country, office, e-mail and VAT number of the "
            "publisher are given",
            check_particulars_given),
    on_pages("particulars-shown", kCompany, "Those that are given stand on every page",
             check_particulars_shown),
    on_site("vat-number", kCompany, "The check digits of the VAT number are right",
            check_vat_number),
    on_pages("advert-facts", kAdverts,
             "An advert shows pay, platform, place, commitment and requirements, as far as they "
             "are known",
             check_advert_facts),
    on_pages("updated-daily", kAdverts, "\"Updated daily\" is said only while it is true",
             check_daily),
    on_site("no-urgency", kAdverts, "Nothing urges visitors with a hurry that nobody can check",
            check_urgency),
    on_site("sitemap-limits", kSitemaps, "A sitemap file has at most 50,000 addresses and 50 MB",
            check_sitemap_limits),
    on_site("sitemap-pages", kSitemaps,
            "The sitemap lists every page for search engines, and no other", check_sitemap_pages),
    on_site("sitemap-dates", kSitemaps, "lastmod comes from the content, never from the build",
            check_sitemap_dates),
    on_site("atom", "RFC 4287",
            "Atom feeds have id, title, updated, author and rel=self, and their entries ids of "
            "their own",
            check_atom),
    on_site(
        "json-feed", "jsonfeed.org",
        "JSON feeds are of version 1.1, name their address, and their items have ids of their own",
        check_json_feeds),
    on_site("search", "This project", "The search finds all live roles, and no other",
            check_search),
    on_pages("feed-links", "RFC 4287",
             "Every page leads to the feeds of the site, a category's also to its own",
             check_feed_links),
    on_pages("canonical", "RFC 6596", "Every page has one canonical address, its own",
             check_canonical),
    on_site("one-address", "RFC 3986", "No two pages claim one address", check_canonical_unique),
    on_pages("links", "HTML", "Every link to this site leads to something", check_links),
    on_site("redirects", "RFC 9110",
            "Every old address leads on: in _redirects, for nginx, and as a page",
            check_redirects_published),
    on_site("content-policy", kHosts,
            "_headers has a strict policy: nothing inline, nothing evaluated, no other host",
            check_content_policy),
    on_pages("nothing-inline", kHosts, "No page has scripts or styles of its own",
             check_nothing_inline),
    on_pages("own-host", kHosts, "Pages load only what this site publishes", check_own_host),
    on_site("caching", kHosts, "Assets are kept for ever, and their names tell their content",
            check_caching),
    on_site("robots", "RFC 9309", "robots.txt lets everybody in and names the sitemap",
            check_robots),
    on_site("security-contact", "RFC 9116",
            "security.txt names the contact and expires within a year; only when a contact is set",
            check_security_contact),
    on_site("icons", "Web App Manifest", "There is a manifest with icons, and a favicon.ico",
            check_icons),
    on_pages("social-image", "ogp.me",
             "Every page says what it is where it is shared, with a picture", check_social_image),
    on_pages("not-found", "HTTP",
             "The page for wrong addresses leads home, to the roles and to a search",
             check_not_found),
    on_pages(
        "landmarks", kAccess,
        "Every page has one header, main, footer, title and first heading, and says its language",
        check_landmarks),
    on_pages("headings", kAccess, "Headings go down one level at a time", check_headings),
    on_pages("closing-times", "This project",
             "What closes carries the day, so that a page built yesterday hides it today",
             check_closing_times),
    by_test("time-safe", "This project",
            "A page that was built yesterday hides what closed today and recounts",
            "tests/browser/time.test.js"),
    by_test(
        "accessible", kAccess,
        "Contrast, focus, target size, 320 px and 200 % zoom, reduced motion, both colour schemes",
        "tests/browser/pages.test.js"),
    by_test("announced", kAccess, "Counts of results are announced",
            "tests/browser/filters.test.js"),
    by_test("compressed", kHosts, "Compressed files stand beside text files, of the same time",
            "tests/disk/compressing_sink_test.cpp"),
    by_test("fast", "Core Web Vitals; Lighthouse",
            "Lighthouse finds nothing to mend; LCP, INP and CLS are good",
            "tests/browser/lighthouse.test.js"),
    by_test("valid-html", "W3C", "The W3C checker finds no errors", "tests/browser/site.test.js"),
};

// What stands between the two marks, wherever that is.
void collect_addresses(const std::string& path, std::string_view text, std::string_view open,
                       std::string_view close, Evidence& evidence) {
  for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at)) {
    at += open.size();
    const std::size_t end = std::min(text.find(close, at), text.size());
    auto& files = evidence.listed_in[unescape(text.substr(at, end - at))];
    if (files.empty() || files.back() != path) files.push_back(path);
  }
}

}  // namespace

Evidence::Evidence(const Site& the_site, const std::map<std::string, std::string>& all)
    : site(the_site), files(all) {
  for (const auto& [path, text] : files) {
    if (is_sitemap(path)) {
      collect_addresses(path, text, "<loc>", "</loc>", *this);
    } else if (path.ends_with(kAtomName)) {
      collect_addresses(path, text, "href=\"", "\"", *this);
    } else if (path.ends_with(kJsonFeedName)) {
      collect_addresses(path, text, "\"url\":\"", "\"", *this);
    }
  }
  for (const Role* role : site.listed) apply_urls.insert(role->apply_url());
}

std::span<const Rule> rules() { return kRules; }

std::string_view outcome_name(Outcome outcome) {
  constexpr std::array<std::string_view, 4> kNames = {"pass", "fail", "not applicable",
                                                      "held by a test"};
  return kNames[static_cast<std::size_t>(outcome)];
}

const std::string& Evidence::file(std::string_view path) const {
  static const std::string kNothing;
  const auto found = files.find(std::string(path));
  return found == files.end() ? kNothing : found->second;
}

bool Evidence::has(std::string_view path) const { return files.contains(std::string(path)); }

const Role* PublishedPage::role() const {
  return page.kind == PageKind::kRole ? &page.about<Role>() : nullptr;
}

const Category* PublishedPage::category() const {
  return page.kind == PageKind::kCategory ? &page.about<Category>() : nullptr;
}

std::string PublishedPage::source(const Site& site) const {
  switch (page.kind) {
    case PageKind::kRole:
      return role()->entry->path;
    case PageKind::kCategory:
      return category()->entry->path;
    case PageKind::kSection:
      return page.about<Section>().entry->path;
    case PageKind::kStanding:
      return page.about<PageEntry>().path;
    default:
      return site.config().path;
  }
}

std::vector<Verdict> judge_rules(const Evidence& evidence) {
  std::vector<Judge> judges(kRules.size());
  for (const Page& page : plan_pages(evidence.site)) {
    const std::string& html = evidence.file(output_file(page.path));
    PublishedPage published{page, html, read_markup(html), {}};
    published.text = visible_text(published.tokens, 0, published.tokens.size());
    for (std::size_t i = 0; i < kRules.size(); ++i) {
      if (kRules[i].check_page != nullptr) kRules[i].check_page(evidence, published, judges[i]);
    }
  }
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    const Rule& rule = kRules[i];
    Judge& judge = judges[i];
    if (rule.check_site != nullptr) rule.check_site(evidence, judge);
    Outcome outcome = Outcome::kPass;
    if (!rule.held_by.empty()) {
      outcome = Outcome::kHeldByTest;
    } else if (!judge.findings().empty()) {
      outcome = Outcome::kFail;
    } else if (judge.judged() == 0) {
      outcome = Outcome::kNotApplicable;
    }
    verdicts.push_back({&rule, outcome, judge.judged(), std::move(judge.findings())});
  }
  return verdicts;
}

}  // namespace rolepress
