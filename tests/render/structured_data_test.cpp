#include "render/structured_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

constexpr const char* kComplete =
    "summary: Check \"tax\" </script><!-- & say why.\ncountries: [GB, US]\n"
    "requirements: [\"a <licence>\"]\n";

Board board() { return Board().file("layouts/base.mustache", "{{{structured_data}}}{{> page}}"); }

// The objects of that type on a page.
std::vector<Json> objects(const std::string& page, const std::string& type) {
  const std::string open = "<script type=\"application/ld+json\">";
  std::vector<Json> found;
  for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
    at += open.size();
    Json json = Json::parse(page.substr(at, page.find("</script>", at) - at));
    EXPECT_EQ(json["@context"], "https://schema.org");
    if (json["@type"] == type) found.push_back(std::move(json));
  }
  return found;
}

std::vector<Json> postings(const std::string& fields, const std::string& body = "") {
  return objects(
      board().role("tax-reviewer", good_role(fields), body).page("roles/tax-reviewer/index.html"),
      "JobPosting");
}

TEST(JobPosting, SaysWhatTheRoleKnows) {
  const auto found = postings(std::string(kComplete) + "closes: 2026-12-31\n", "More **here**.\n");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(
      found[0],
      Json(
          {{"@context", "https://schema.org"},
           {"@type", "JobPosting"},
           {"title", "Tax Reviewer"},
           {"description",
            "<p>Check &quot;tax&quot; &lt;/script&gt;&lt;!-- &amp; say why.</p><p>More "
            "<strong>here</strong>.</p>\n<ul><li>a &lt;licence&gt;</li></ul>"},
           {"identifier",
            {{"@type", "PropertyValue"}, {"name", "Test Board"}, {"value", "tax-reviewer"}}},
           {"url", "https://board.example/roles/tax-reviewer/"},
           {"datePosted", "2026-11-20"},
           {"validThrough", "2026-12-31T23:59:59+00:00"},
           {"employmentType", "CONTRACTOR"},
           {"hiringOrganization",
            {{"@type", "Organization"}, {"name", "Turing"}, {"sameAs", "https://www.turing.com/"}}},
           {"jobLocationType", "TELECOMMUTE"},
           {"applicantLocationRequirements",
            {{{"@type", "Country"}, {"name", "United Kingdom"}},
             {{"@type", "Country"}, {"name", "United States"}}}},
           {"baseSalary",
            {{"@type", "MonetaryAmount"},
             {"currency", "USD"},
             {"value",
              {{"@type", "QuantitativeValue"},
               {"minValue", 50},
               {"maxValue", 90},
               {"unitText", "HOUR"}}}}},
           {"directApply", false}}));
}

TEST(JobPosting, LinksOfItsTextLeadToTheSiteFromAnywhere) {
  const auto found = postings(kComplete, "[Here](/roles/) and [there](https://x.example/).\n");
  ASSERT_EQ(found.size(), 1u);
  const std::string text = found[0]["description"];
  EXPECT_THAT(text, HasSubstr("<a href=\"https://board.example/roles/\">Here</a>"));
  EXPECT_THAT(text, HasSubstr("href=\"https://x.example/\">there</a>"));
}

TEST(JobPosting, CannotEndItsScript) {
  const std::string page =
      board().role("tax-reviewer", good_role(kComplete)).page("roles/tax-reviewer/index.html");
  EXPECT_THAT(page.substr(0, page.find("<h1>")), Not(HasSubstr("<!--")));
  EXPECT_EQ(objects(page, "JobPosting").size(), 1u);
}

TEST(JobPosting, IsLeftOutWhereAFactIsMissing) {
  EXPECT_THAT(postings(""), IsEmpty());
  EXPECT_THAT(postings("countries: [GB]\n"), IsEmpty()) << "nothing describes it";
  EXPECT_THAT(postings("summary: Check tax.\n"), IsEmpty()) << "no country";
  EXPECT_THAT(postings("summary: Check tax.\ncountries: [GB]\neligibility: On site\n"), IsEmpty());
}

TEST(JobPosting, IsLeftOutForRolesThatAreNotLive) {
  EXPECT_THAT(postings(std::string(kComplete) + "status: closed\n"), IsEmpty());
  EXPECT_THAT(postings(std::string(kComplete) + "closes: 2026-11-23\n"), IsEmpty());
}

TEST(JobPosting, StandsOnNoOtherPage) {
  for (const auto& [path, page] : board().role("tax-reviewer", good_role(kComplete)).build()) {
    if (!path.ends_with(".html") || path == "roles/tax-reviewer/index.html") continue;
    EXPECT_THAT(page, Not(HasSubstr("JobPosting"))) << path;
  }
}

TEST(JobPosting, PayFollowsTheUnitAndWhatIsKnown) {
  const auto salary = [](const std::string& pay) {
    const auto found = objects(
        board()
            .role("a",
                  "title: A\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
                  "apply: https://work.turing.com/1\nposted: 2026-11-20\nsummary: Check tax.\n"
                  "countries: [GB]\n" +
                      pay)
            .page("roles/a/index.html"),
        "JobPosting");
    return found.at(0).value("baseSalary", Json());
  };
  EXPECT_EQ(salary(""), Json());
  EXPECT_EQ(salary("pay: {min: 5, currency: USD, unit: task}\n"), Json())
      << "schema.org has no word for a task";
  EXPECT_EQ(salary("pay: {min: 52.50, max: 52.50, currency: GBP, unit: day}\n")["value"],
            Json({{"@type", "QuantitativeValue"}, {"value", 52.5}, {"unitText", "DAY"}}));
  EXPECT_EQ(salary("pay: {max: 90, currency: EUR, unit: hour}\n")["value"],
            Json({{"@type", "QuantitativeValue"}, {"maxValue", 90}, {"unitText", "HOUR"}}));
}

TEST(JobPosting, ItsIdentifierAndDayNeverChange) {
  Board renamed = board();
  renamed.role("auditor", good_role(std::string(kComplete) + "redirect_from: [/roles/first/]\n"));
  const Json before = objects(renamed.page("roles/auditor/index.html"), "JobPosting").at(0);
  EXPECT_EQ(before["identifier"]["value"], "first");
  const Json later =
      objects(renamed.date("2026-12-24").page("roles/auditor/index.html"), "JobPosting").at(0);
  EXPECT_EQ(before, later);
}

TEST(Breadcrumbs, AreThePagesAboveAndThePageItself) {
  const auto files = board().role("tax-reviewer", good_role()).build();
  const auto names = [&](const std::string& path) {
    std::vector<std::string> found;
    for (const Json& list : objects(files.at(path), "BreadcrumbList")) {
      for (const Json& item : list["itemListElement"]) {
        found.push_back(item["name"].get<std::string>() + " " + item.value("item", "-"));
      }
    }
    return found;
  };
  EXPECT_THAT(names("roles/tax-reviewer/index.html"),
              ElementsAre("Test Board https://board.example/",
                          "Finance https://board.example/finance-ai-training/",
                          "Accountants https://board.example/finance-ai-training/accountants-tax/",
                          "Tax Reviewer -"));
  EXPECT_THAT(names("finance-ai-training/index.html"),
              ElementsAre("Test Board https://board.example/", "Finance -"));
  EXPECT_THAT(names("index.html"), IsEmpty());
  EXPECT_THAT(names("404.html"), IsEmpty());
}

TEST(Breadcrumbs, CallTheHomePageAsTheSiteDoes) {
  Board named = board();
  named.file("content/site.yaml",
             named.tree().find("content/site.yaml")->text + "home_name: Start\n");
  EXPECT_THAT(named.page("finance-ai-training/index.html"), HasSubstr("\"name\":\"Start\""));
}

TEST(Questions, AreMarkedUpOnOnePageOnly) {
  const auto files =
      board()
          .file(
              "content/questions.yaml",
              "questions:\n  - {id: pay, question: \"What is paid?\", answer: \"It *varies*.\"}\n")
          .file("content/pages/questions.md",
                "---\ntitle: Questions\nshows: questions\n---\nAll of them.\n")
          .file("content/categories/finance-ai-training/accountants-tax.md",
                "---\nname: Accountants\nlabel: accounting\nquestions:\n"
                "  - {question: \"Which standard?\", answer: Any.}\n---\nBooks.\n")
          .build();
  const Json all = objects(files.at("questions/index.html"), "FAQPage").at(0)["mainEntity"];
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0]["name"], "What is paid?");
  EXPECT_EQ(all[0]["acceptedAnswer"]["text"], "<p>It <em>varies</em>.</p>\n");
  const Json own =
      objects(files.at("finance-ai-training/accountants-tax/index.html"), "FAQPage").at(0);
  ASSERT_EQ(own["mainEntity"].size(), 1u) << "its own question, not the general one";
  EXPECT_EQ(own["mainEntity"][0]["name"], "Which standard?");
  EXPECT_THAT(objects(files.at("finance-ai-training/insurance-actuarial/index.html"), "FAQPage"),
              IsEmpty());
}

TEST(Publisher, StandsOnTheHomePageAsFarAsItIsKnown) {
  const auto found = objects(board().page("index.html"), "Organization");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0]["legalName"], "TEST LTD");
  EXPECT_EQ(found[0]["vatID"], "987-3626-64");
  EXPECT_EQ(found[0]["email"], "office@board.example");
  EXPECT_EQ(found[0]["identifier"], Json({{"@type", "PropertyValue"}, {"value", "01234567"}}));
  Board silent = board();
  silent.file("content/site.yaml",
              "name: N\nbase_url: https://n.example\ndescription: D.\nvoucher: {name: V}\n"
              "disclosure: {short: S., apply: Ad}\n");
  const Json other = objects(silent.page("index.html"), "Organization").at(0);
  for (const char* name : {"legalName", "vatID", "email", "address", "identifier"}) {
    EXPECT_FALSE(other.contains(name)) << name;
  }
  EXPECT_THAT(objects(board().page("pools/index.html"), "Organization"), IsEmpty());
  silent.file("content/site.yaml",
              "name: N\nbase_url: https://n.example\ndescription: D.\nvoucher: {name: V}\n"
              "disclosure: {short: S., apply: Ad}\n"
              "publisher: {company_number: \"7\", company_register: Register}\n");
  EXPECT_EQ(objects(silent.page("index.html"), "Organization").at(0)["identifier"]["propertyID"],
            "Register");
}

}  // namespace
}  // namespace rolepress::testing
