#include "model/named_countries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using ::testing::ElementsAre;
using testing::good_role;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> codes_in(std::string_view text) {
  std::vector<std::string> codes;
  for (const auto& [code, words] : countries_named(text)) codes.emplace_back(code);
  return codes;
}

std::string said_of_place(const std::string& eligibility, const std::string& countries) {
  return Board()
      .role("x",
            good_role("eligibility: \"" + eligibility + "\"\ncountries: [" + countries + "]\n"))
      .problems();
}

TEST(NamedCountries, AreFoundByTheNamesThatPeopleWrite) {
  EXPECT_THAT(codes_in("US, UK, the U.S. or the UAE; U.K.-based"),
              ElementsAre("US", "GB", "US", "AE", "GB"));
  EXPECT_THAT(codes_in("Czech Republic, Czechia, Turkey, Türkiye, Holland, Russian Federation"),
              ElementsAre("CZ", "CZ", "TR", "TR", "NL", "RU"));
  EXPECT_THAT(codes_in("South Sudan and Papua New Guinea (Nigeria)"),
              ElementsAre("SS", "PG", "NG"));
  EXPECT_THAT(codes_in("join us, New Mexico, New Jersey, USAID, Indiana, EU, Latin America"),
              IsEmpty());
}

TEST(NamedCountries, OneThatTheCountriesLeaveOutIsTold) {
  EXPECT_EQ(said_of_place("Remote, US only", "GB"),
            "content/roles/x.md:9:14: warning: \"eligibility\" names United States, but "
            "\"countries\" is [GB]\n"
            " 9 | eligibility: \"Remote, US only\"\n"
            "   |              ^~~~~~~~~~~~~~~~~\n"
            "  help: add US to countries, or correct one of the two: search engines are told "
            "countries\n");
  EXPECT_THAT(said_of_place("US, UK, Canada or Germany", "US, GB"),
              HasSubstr("names Canada, Germany, but"));
}

TEST(NamedCountries, WordsThatMayTellOfSomethingElseAreLeftAlone) {
  for (const char* place :
       {"Remote from the UK", "Remote, not from the US", "Worldwide except Iran",
        "Remote, US hours", "UK residents with US bar admission", "Anywhere outside Germany",
        "US clients", "Remote, Georgia", "Licensed to practice law in the United States", "America",
        "Remote", "England", "US-style writing", "Remote from New Jersey"}) {
    EXPECT_EQ(said_of_place(place, "GB"), "") << place;
  }
  EXPECT_EQ(Board().role("x", good_role("eligibility: Remote, US only\n")).problems(), "");
}

}  // namespace
}  // namespace rolepress
