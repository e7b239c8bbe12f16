// What a role must know before search engines are told of it, and the dates and names that outputs
// take from the content.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/content_dates.h"
#include "model/country_names.h"
#include "model/iso_codes.h"
#include "model/job_posting.h"
#include "model/vat_number.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The site of a board with one role, "a".
std::unique_ptr<Site> site_with(const std::string& fields, const std::string& body = "") {
  Board board;
  board.role("a",
             "title: Auditor\nplatform: turing\ncategory: finance-ai-training/accountants-tax\n"
             "apply: https://work.turing.com/jobs/1\n" +
                 fields,
             body);
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  return load_site(board.tree(), options, problems);
}

std::vector<std::string> missing(const std::string& fields, const std::string& body = "") {
  const auto site = site_with(fields, body);
  std::vector<std::string> names;
  for (const PostingFact fact : missing_facts(site->roles.front())) {
    names.emplace_back(fact_name(fact));
  }
  return names;
}

TEST(PostingFacts, ARoleThatKnowsAllIsComplete) {
  EXPECT_THAT(missing("summary: Check books.\nposted: 2026-11-20\ncountries: [GB]\n"), IsEmpty());
  EXPECT_THAT(missing("posted: 2026-11-24\ncountries: [GB]\n", "Check books.\n"), IsEmpty());
}

TEST(PostingFacts, EachMissingFactIsNamed) {
  EXPECT_THAT(missing(""), ElementsAre("summary or text", "posted", "countries"));
  EXPECT_THAT(missing("summary: Auditor\nposted: 2026-11-25\ncountries: [GB]\n"),
              ElementsAre("summary or text", "posted"))
      << "the title again, and a day to come";
  for (const char* place : {"On-site in Leeds", "Hybrid, London", "In person", "San Francisco, CA",
                            "Remote is no option: in-office (NYC)", "No remote work",
                            "Remote work is not possible", "Vor Ort in Berlin"}) {
    EXPECT_THAT(missing("summary: Books.\nposted: 2026-11-20\ncountries: [GB]\neligibility: " +
                        std::string(place) + "\n"),
                ElementsAre("an eligibility that says remote"));
  }
}

TEST(PostingFacts, ADenialOfSomethingElseLeavesARoleRemote) {
  for (const char* place : {"Remote, no visa sponsorship", "Not for students; remote worldwide"}) {
    EXPECT_THAT(missing("summary: Books.\nposted: 2026-11-20\ncountries: [GB]\neligibility: " +
                        std::string(place) + "\n"),
                IsEmpty())
        << place;
  }
}

TEST(PostingFacts, RemoteIsSaidInManyLanguages) {
  for (const char* place : {"عن بعد",
                            "完全远程",
                            "リモート可",
                            "在宅勤務",
                            "재택근무",
                            "praca zdalna",
                            "uzaktan çalışma",
                            "làm việc từ xa",
                            "удалённо",
                            "Удаленная работа",
                            "עבודה מהבית",
                            "à distance",
                            "À distance",
                            "Télétravail",
                            "op afstand",
                            "thuiswerk",
                            "Home office",
                            "WFH",
                            "Da remoto",
                            "100% remota",
                            "på distans",
                            "hjemmefra",
                            "東京またはフルリモート",
                            "etätyö"}) {
    EXPECT_NE(said_remote(place), "") << place;
  }
  for (const char* place :
       {"Hybride, télétravail deux jours", "リモート不可", "praca zdalna nie",
        "Không làm việc từ xa", "удалённо/гибрид", "Remoto híbrido", "3 jours au bureau", "東京都",
        "Distance learning", "재택 불가", "Steiermark", "home visits", "不支持远程"}) {
    EXPECT_EQ(said_remote(place), "") << place;
  }
}

TEST(PostingFacts, AreCountedOverTheListedRoles) {
  const auto site = site_with("summary: Books.\n");
  const PostingCounts counts = count_postings(*site);
  EXPECT_EQ(counts.listed, 1u);
  EXPECT_EQ(counts.complete, 0u);
  EXPECT_THAT(counts.lacking, ElementsAre(0u, 1u, 1u, 0u));
}

TEST(ContentDates, AreTheNewestOfPostedAndCheckedThatHavePassed) {
  const auto day = [](const std::string& fields) {
    const auto site = site_with(fields);
    const auto found = content_day(site->roles.front(), site->date());
    return found ? format_date(*found) : "";
  };
  EXPECT_EQ(day(""), "");
  EXPECT_EQ(day("posted: 2026-11-20\n"), "2026-11-20");
  EXPECT_EQ(day("posted: 2026-11-20\nchecked: 2026-11-23\n"), "2026-11-23");
  EXPECT_EQ(day("posted: 2026-11-20\nchecked: 2026-11-25\n"), "2026-11-20");
}

TEST(FirstPath, IsTheOldAddressOfTheSameKind) {
  const auto first = [](const std::string& redirects) {
    return first_path(site_with("redirect_from: " + redirects + "\n")->roles.front());
  };
  EXPECT_EQ(first("[]"), "/roles/a/");
  EXPECT_EQ(first("[/roles/b/, /roles/c/]"), "/roles/b/");
  EXPECT_EQ(first("[/jobs/b/, /roles/b.html, /roles/]"), "/roles/a/");
}

TEST(VatNumber, CheckDigitsOfTheUnitedKingdom) {
  for (const char* number : {"987-3626-64", "GB 987 3626 64", "987362664", "gb987362664001",
                             "GB100000034"}) {  // the last is of the series since 2010
    EXPECT_TRUE(is_plausible_vat_number(number)) << number;
  }
  for (const char* number : {"987-3626-65", "GB 987 3626 46", "98736266", "9873626640", "GB"}) {
    EXPECT_FALSE(is_plausible_vat_number(number)) << number;
  }
  EXPECT_TRUE(is_plausible_vat_number("DE123")) << "not ours to judge";
}

TEST(CountryNames, EveryCodeHasOne) {
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      const std::string code = {a, b};
      if (!is_country(code)) continue;
      EXPECT_GT(country_name(code).size(), 2u) << code;
    }
  }
  EXPECT_EQ(country_name("GB"), "United Kingdom");
  EXPECT_EQ(country_name("QQ"), "QQ");
}

TEST(LastSecond, CarriesTheOffsetOfItsZone) {
  EXPECT_EQ(last_second(*parse_date("2026-12-31"), "Europe/London"), "2026-12-31T23:59:59+00:00");
  EXPECT_EQ(last_second(*parse_date("2026-07-01"), "Europe/London"), "2026-07-01T23:59:59+01:00");
  EXPECT_EQ(last_second(*parse_date("2026-07-01"), "America/St_Johns"),
            "2026-07-01T23:59:59-02:30");
}

}  // namespace
}  // namespace rolepress::testing
