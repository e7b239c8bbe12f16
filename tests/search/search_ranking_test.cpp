// What small boards find, and in which order.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "search/search_index.h"
#include "search/search_reader.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

SearchReader search_of(const Board& board) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  const auto site = load_site(board.tree(), options, problems);
  auto reader = SearchReader::open(build_search_index(*site, 1));
  EXPECT_TRUE(reader.has_value());
  return std::move(*reader);
}

// The titles that a board of these finds, best first.
std::vector<std::string> found_among(const std::vector<std::string>& titles,
                                     const std::string& groups, const std::string& query) {
  Board board;
  board.file("content/synonyms.yaml", "groups:\n" + groups);
  for (std::size_t i = 0; i < titles.size(); ++i) {
    std::string fields = good_role();
    fields.replace(0, fields.find('\n'), "title: " + titles[i]);
    board.role("role-" + std::to_string(i), fields);
  }
  std::vector<std::string> found;
  for (const SearchHit& hit : search_of(board).search(query, 9).hits) found.push_back(hit.title);
  return found;
}

TEST(SearchRanking, ADepartmentIsNoUnitOfPay) {
  const std::vector<std::string> titles = {"HR Manager", "Night Nurse"};
  const std::string groups = "  - [hourly, per hour, \"/hr\"]\n";
  EXPECT_THAT(found_among(titles, groups, "hr "), ElementsAre("HR Manager"));
  EXPECT_THAT(found_among(titles, groups, "$60/hr"),
              UnorderedElementsAre("HR Manager", "Night Nurse"));
}

TEST(SearchRanking, SynonymsAreMatchedAsTheyAreWrittenAndNotByTheirStem) {
  const std::string groups =
      "  - [lawyer, attorney, counsel, advocate]\n  - [sysadmin, it administrator]\n";
  const std::vector<std::string> titles = {
      "Counselling Lead", "Night Counsellor", "Corporate Counsel",   "Advocacy Lead",
      "Lawyer",           "IT Administrator", "Office Administrator"};
  EXPECT_THAT(found_among(titles, groups, "attorney"),
              UnorderedElementsAre("Corporate Counsel", "Lawyer"));
  EXPECT_THAT(found_among(titles, groups, "counselling"),
              ElementsAre("Counselling Lead", "Night Counsellor"));
  EXPECT_THAT(found_among(titles, groups, "counsel "), ElementsAre("Corporate Counsel", "Lawyer"));
  EXPECT_THAT(found_among(titles, groups, "sysadmin"), ElementsAre("IT Administrator"));
}

TEST(SearchRanking, APhraseForATitleIsFoundAsOne) {
  const std::string groups = "  - [lorry driver, truck operator]\n";
  const std::vector<std::string> titles = {"Crane Operator", "Lorry Driver", "Truck Mechanic"};
  EXPECT_EQ(found_among(titles, groups, "truck operator").front(), "Lorry Driver");
}

TEST(SearchRanking, WordsThatAreSplitFindTheJoined) {
  const std::vector<std::string> titles = {"Database Keeper", "Data Clerk", "Base Jumper"};
  EXPECT_EQ(found_among(titles, "  - [a, b]\n", "data base").front(), "Database Keeper");
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "databases"), ElementsAre("Database Keeper"));
}

TEST(SearchRanking, ATradeAndWhoFollowsItFindEachOther) {
  const std::vector<std::string> titles = {"Plumber", "Plumbing Lead", "Banker", "Bank Nurse"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "plumber "),
              ElementsAre("Plumber", "Plumbing Lead"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "plumbing "),
              ElementsAre("Plumbing Lead", "Plumber"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "banker "), ElementsAre("Banker"));
}

TEST(SearchRanking, AnInternAndAnInternshipFindEachOther) {
  const std::vector<std::string> titles = {"Data Intern", "Legal Internship", "Land Surveyor",
                                           "Surveying Lead"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "internship "),
              ElementsAre("Legal Internship", "Data Intern"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "surveying "),
              ElementsAre("Surveying Lead", "Land Surveyor"));
}

TEST(SearchRanking, ATradeIsAlsoKnownFromTexts) {
  const auto titled = [](const std::string& title) {
    std::string fields = good_role();
    return fields.replace(0, fields.find('\n'), "title: " + title);
  };
  Board board;
  board.role("land", titled("Land Surveyor")).role("nurse", titled("Nurse"), "No surveying.");
  const auto hits = search_of(board).search("surveying ", 9).hits;
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].title, "Land Surveyor");
}

TEST(SearchRanking, AnEditorsPhraseOfOneRoleIsFoundAsOne) {
  const std::vector<std::string> titles = {"Teacher at Head Start", "Headteacher", "Head of Music"};
  EXPECT_EQ(found_among(titles, "  - [headteacher, head teacher]\n", "head teacher").front(),
            "Headteacher");
}

TEST(SearchRanking, AWordThatTheEditorsKnowIsNoSlip) {
  const std::vector<std::string> titles = {"Parametric Designer", "Ambulance Driver"};
  const std::string groups = "  - [paramedic, ambulance technician]\n";
  for (const char* query : {"paramedic", "paramedics ", "paramedi"}) {
    EXPECT_THAT(found_among(titles, groups, query), ElementsAre()) << query;
  }
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "paramedric"),
              ElementsAre("Parametric Designer"));
}

TEST(SearchRanking, AShortWordDoesNotLoseAConsonantButMayMissOne) {
  const std::vector<std::string> titles = {"Unit Lead", "Excel Trainer", "Chef"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "unity "), ElementsAre());
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "exel "), ElementsAre("Excel Trainer"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "cheff "), ElementsAre("Chef"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "chfe "), ElementsAre("Chef"));
}

TEST(SearchRanking, AWordOfTextsSaysLessThanOneOfTheTitle) {
  Board board;
  for (int i = 0; i < 12; ++i) {
    std::string fields = good_role();
    const std::string name = i < 4 ? "Night Lawyer" : "Physicist";
    fields.replace(0, fields.find('\n'), "title: " + name + " " + std::to_string(i));
    board.role("role-" + std::to_string(i), fields, i == 9 ? "A full day with a lawyer." : "Text.");
  }
  EXPECT_TRUE(search_of(board).search("full lawyer", 1).hits[0].title.starts_with("Night Lawyer"));
}

TEST(SearchRanking, AnAreaRefinesAndTheWorkDecides) {
  const std::vector<std::pair<std::string, std::string>> roles = {
      {"Generalist", "UK or Europe"}, {"Writer", "UK"},        {"Tax Adviser", "Remote"},
      {"Tax Auditor", "US or UK"},    {"Tax Clerk", "Remote"}, {"Tax Lead", "Remote"}};
  Board board;
  int number = 0;
  for (const auto& [title, area] : roles) {
    std::string fields = good_role("eligibility: " + area + "\n");
    fields.replace(0, fields.find('\n'), "title: " + title);
    board.role("role-" + std::to_string(number++), fields);
  }
  board.file("content/synonyms.yaml", "groups:\n  - [uk, britain]\n");
  for (const char* query : {"uk tax", "tax britain", "britain tax "}) {
    const auto hits = search_of(board).search(query, 9).hits;
    ASSERT_EQ(hits.size(), 6U) << query;
    EXPECT_EQ(hits[0].title, "Tax Auditor") << query;
    EXPECT_TRUE(hits[3].title.starts_with("Tax")) << query;
  }
  EXPECT_EQ(search_of(board).search("uk", 9).total, 3U);
}

TEST(SearchRanking, FullStackIsNoFullTimeWork) {
  Board board;
  board.role("lawyer", good_role("commitment: Full-time or part-time contract\n"));
  const SearchReader search = search_of(board);
  for (const char* query : {"full time", "full-time", "fulltime", "part time", "contract"}) {
    EXPECT_EQ(search.search(query, 9).total, 1U) << query;
  }
  EXPECT_EQ(search.search("full stack", 9).total, 0U);
}

TEST(SearchRanking, WordsWrittenAsOneMayShareTheirLetter) {
  const std::vector<std::string> titles = {"Staff Nurse", "Staff Nurse Lead", "Chef"};
  for (const char* query : {"staffnurse", "stafnurse"}) {
    EXPECT_EQ(found_among(titles, "  - [a, b]\n", query).size(), 2U) << query;
  }
}

TEST(SearchRanking, AWordThatNobodyHasFindsItsFamily) {
  const std::vector<std::string> titles = {"Truck Instructor", "Optometry Lead", "Nurse"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "trucker"), ElementsAre("Truck Instructor"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "optometrics "), ElementsAre("Optometry Lead"));
  for (const char* query : {"nurzzbq", "trolley", "acoustician"}) {
    EXPECT_THAT(found_among(titles, "  - [a, b]\n", query), ElementsAre()) << query;
  }
}

TEST(SearchRanking, ACompoundIsWhatItEndsWith) {
  const std::vector<std::string> titles = {"Softwareentwickler", "Entwickler", "Software Lead",
                                           "Kundenbetreuer"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "entwickler "),
              ElementsAre("Entwickler", "Softwareentwickler"));
}

TEST(SearchRanking, TheTermsOfWorkHaveOtherWordsToo) {
  Board board;
  board.file("content/synonyms.yaml", "groups:\n  - [temporary, temp, interim]\n");
  board.role("a", good_role() + "commitment: Temporary\n").role("b", good_role());
  const auto hits = search_of(board).search("temp ", 9).hits;
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].slug, "a");
}

TEST(SearchRanking, AnUnknownTradeLeadsToWhatItIsNamedAfter) {
  const std::vector<std::string> titles = {"Roof Inspector", "Arzt", "Referral Lead"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "roofer"), ElementsAre("Roof Inspector"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "Ärztin"), ElementsAre("Arzt"));
}

TEST(SearchRanking, AWordOfTheEditorsIsMeantWhereNoneOfTheRolesIsNear) {
  const std::vector<std::string> titles = {"Sculptor", "Nurse"};
  EXPECT_THAT(found_among(titles, "  - [sculptor, woodcarving]\n", "wodcarving"),
              ElementsAre("Sculptor"));
}

TEST(SearchRanking, ARareWordOfATitleComesBeforeTheWordThatMayBeMeant) {
  std::vector<std::string> titles = {"Sign Carver"};
  for (int i = 0; i < 600; ++i) titles.push_back("Carer " + std::to_string(i));
  const auto found = found_among(titles, "  - [a, b]\n", "carver");
  ASSERT_EQ(found.size(), 9U);
  EXPECT_EQ(found[0], "Sign Carver");
  EXPECT_THAT(found[1], ::testing::StartsWith("Carer"));
}

TEST(SearchRanking, WordsAreFoundWithinARunOfAScriptWithoutSpaces) {
  const std::vector<std::string> titles = {"法律专家", "中文翻译", "ทนายความ", "データ分析者"};
  for (const auto& [query, title] :
       std::vector<std::pair<const char*, std::string>>{{"专家", "法律专家"},
                                                        {"翻", "中文翻译"},
                                                        {"ความ", "ทนายความ"},
                                                        {"分析 ", "データ分析者"}}) {
    EXPECT_THAT(found_among(titles, "  - [a, b]\n", query), ElementsAre(title)) << query;
  }
}

TEST(SearchRanking, WhatSaysNothingDoesNotChooseRoles) {
  const std::vector<std::string> titles = {"Social Work Educator", "Nurse", "Imaging Lead"};
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "work as a nurse "), ElementsAre("Nurse"));
  EXPECT_THAT(found_among(titles, "  - [a, b]\n", "I'm becoming a nurse"), ElementsAre("Nurse"));
}

}  // namespace
}  // namespace rolepress::testing
