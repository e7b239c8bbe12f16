#include "model/advice.h"

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

std::string without_line(std::string text, const std::string& key) {
  const std::size_t begin = text.find(key + ":");
  return text.erase(begin, text.find('\n', begin) + 1 - begin);
}

std::string with_line(const std::string& text, const std::string& line) {
  return without_line(text, line.substr(0, line.find(':'))) + line + "\n";
}

std::string site_yaml() { return Board().tree().find("content/site.yaml")->text; }

std::string problems(const std::string& fields, const std::string& body = "") {
  return Board().role("x", fields, body).problems();
}

// The publisher and the voucher ----------------------------------------------------------------

TEST(AdviceOnTheSite, EveryMissingParticularOfThePublisherIsNamed) {
  for (const char* field : {"legal_name", "company_number", "registered_in", "registered_office",
                            "email", "vat_number"}) {
    EXPECT_EQ(
        Board()
            .file("content/site.yaml", without_line(site_yaml(), std::string("  ") + field))
            .problems(),
        "content/site.yaml:7:1: warning: the publisher's " + std::string(field) +
            " is not given\n"
            " 7 | publisher:\n"
            "   | ^~~~~~~~~\n"
            "  help: the law asks every page of a company to state it; add it below publisher\n");
  }
}

TEST(AdviceOnTheSite, ParticularsThatAreMissingTogetherAreNamedTogether) {
  const std::string site = without_line(without_line(site_yaml(), "  legal_name"), "  email");
  EXPECT_THAT(Board().file("content/site.yaml", site).problems(),
              HasSubstr("the publisher's legal_name, email are not given\n"));
}

TEST(AdviceOnTheSite, ARegistrationThatNotEveryCompanyHasIsNotAskedFor) {
  EXPECT_EQ(site_yaml().find("ico_registration"), std::string::npos);
  EXPECT_EQ(Board().problems(), "");
}

TEST(AdviceOnTheSite, WithoutABookingLinkThatIsSaid) {
  EXPECT_EQ(
      Board().file("content/site.yaml", without_line(site_yaml(), "  booking_url")).problems(),
      "content/site.yaml:14:1: warning: there is no booking_url, so no page offers to book a "
      "call\n"
      " 14 | voucher:\n"
      "    | ^~~~~~~\n"
      "  help: add booking_url below voucher\n");
}

// Sections and categories -----------------------------------------------------------------------

TEST(AdviceOnCategories, OneWithoutATextIsNamed) {
  EXPECT_EQ(
      Board()
          .file("content/categories/finance-ai-training/accountants-tax.md",
                "---\nname: Accountants\nlabel: accounting\n---\n\n")
          .problems(),
      "content/categories/finance-ai-training/accountants-tax.md: warning: the category has no "
      "opening text\n"
      "  help: write 60 to 120 words below the front matter: what these professionals judge\n");
}

TEST(AdviceOnCategories, ASectionWithoutCategoriesIsNamed) {
  EXPECT_EQ(Board().file("content/sections/law.md", "---\nname: Law\n---\n").problems(),
            "content/sections/law.md: warning: the section has no categories\n"
            "  help: add content/categories/law/<category>.md\n");
}

// Tags -------------------------------------------------------------------------------------------

TEST(AdviceOnTags, TheRarerOfTwoSpellingsIsNamedWhereItStands) {
  const auto role = [](const std::string& title, const std::string& tags) {
    return with_line(good_role("professions: " + tags + "\n"), "title: " + title);
  };
  const std::string problems = Board()
                                   .role("x", role("One", "[Lawyer, clerk]"))
                                   .role("y", role("Two", "[Lawyer]"))
                                   .role("z", role("Three", "[clerk, lawyer]"))
                                   .problems();
  EXPECT_EQ(problems,
            "content/roles/z.md:8:22: warning: \"lawyer\" is \"Lawyer\" elsewhere, and filters "
            "count them apart\n"
            " 8 | professions: [clerk, lawyer]\n"
            "   |                      ^~~~~~\n"
            "  help: write Lawyer, as most roles do\n");
}

TEST(AdviceOnTags, PointsAtTheOneThatMostRolesSpellInAnotherWay) {
  const std::string role = good_role("professions:\n  - Rust\n  - R\n");
  Board board = Board().role("x", role);
  for (const char* name : {"a", "b"}) board.role(name, good_role("professions: [r]\n"));
  EXPECT_THAT(board.problems(),
              HasSubstr(" 11 |   - R\n    |     ^\n  help: write r, as most roles do\n"));
}

// Pay --------------------------------------------------------------------------------------------

TEST(AdviceOnPay, ALiveRoleWithoutPayIsNamed) {
  EXPECT_EQ(problems(without_line(good_role(), "pay")),
            "content/roles/x.md:2:8: warning: nobody has entered what the role pays\n"
            " 2 | title: Tax Reviewer\n"
            "   |        ^~~~~~~~~~~~\n"
            "  help: add pay if the listing states it; the page says that it is unknown\n");
}

TEST(AdviceOnPay, OneThatCannotBeReadIsNotCalledMissing) {
  EXPECT_EQ(problems(with_line(good_role(), "pay: $90 an hour")),
            "content/roles/x.md:8:6: error: \"pay\" must be a mapping, not a text\n"
            " 8 | pay: $90 an hour\n"
            "   |      ^~~~~~~~~~~\n"
            "  help: write pay: {min: 50, max: 90, currency: USD, unit: hour}\n");
}

TEST(AdviceOnPay, ARoleThatNobodySeesNeedsNone) {
  for (const char* line : {"status: draft\n", "status: closed\n", "opens: 2026-11-25\n"}) {
    EXPECT_EQ(problems(without_line(good_role(), "pay") + line), "") << line;
  }
}

std::string pay_in_text(const std::string& spoken, const std::string& why) {
  return " warning: the text says " + spoken + ", but \"pay\" " + why + "\n";
}

TEST(AdviceOnPay, AnAmountInTheTextThatContradictsTheDataIsQuoted) {
  EXPECT_EQ(problems(good_role(), "It pays $95 an hour.\n"),
            "content/roles/x.md:10:9: warning: the text says $95, but \"pay\" says otherwise\n"
            " 10 | It pays $95 an hour.\n"
            "    |         ^~~\n"
            "  help: keep pay in the field \"pay\" only: it is shown from there\n");
  for (const auto& [text, spoken] :
       {std::pair("From $40 up.", "$40"), std::pair("Pays $50-$95/hr.", "$50-$95"),
        std::pair("Pays $50–95 an hour.", "$50–95"), std::pair("Pays $50 to $120.", "$50 to $120"),
        std::pair("£ and $1,250.50 a week", "$1,250.50"), std::pair("$49.99", "$49.99"),
        std::pair("$50 - 90.01 it is", "$50 - 90.01")}) {
    EXPECT_THAT(problems(good_role(), text), HasSubstr(pay_in_text(spoken, "says otherwise")))
        << text;
  }
}

TEST(AdviceOnPay, AmountsAreReadAsTheirLanguageWritesThem) {
  const std::string yearly =
      with_line(good_role(), "pay: {min: 45000, max: 120000, currency: EUR, unit: year}");
  for (const char* text :
       {"€45.000–€60.000", "€45,000 to €60,000", "€120k", "€50k-€60K", "€50-60k a year",
        "45.000 € bis 100.000 €", "50.000\u00a0€", "€50.000,50", "We manage €2.5 billion.",
        "€250 million raised", "€250M", "€3bn in all", "5 Mio", "€30 Mio. Umsatz"}) {
    EXPECT_EQ(problems(yearly, text), "") << text;
  }
  for (const auto& [text, spoken] :
       {std::pair("45.000 € bis 200.000 €", "200.000 €"), std::pair("from €30k", "€30k"),
        std::pair("€100–130k", "€100–130k"), std::pair("€5.5k in all", "€5.5k"),
        std::pair("€60 a ticket", "€60")}) {
    EXPECT_THAT(problems(yearly, text), HasSubstr(pay_in_text(spoken, "says otherwise"))) << text;
  }
}

TEST(AdviceOnPay, AnAmountInTheSummaryIsFoundThere) {
  EXPECT_THAT(problems(good_role("summary: Pays $95 an hour.\n")),
              HasSubstr("content/roles/x.md:9:15: warning: the text says $95, but \"pay\" says "
                        "otherwise\n 9 | summary: Pays $95 an hour.\n"));
}

TEST(AdviceOnPay, AnAmountInTheTextWhereNoneIsSetIsNamed) {
  EXPECT_THAT(problems(without_line(good_role(), "pay"), "It pays $95 an hour."),
              HasSubstr("the text says $95, but \"pay\" is not set\n"));
}

TEST(AdviceOnPay, AnAmountThatIsTheDatasOwnIsNoContradiction) {
  for (const char* text : {"$50-$90/hr", "$50–$90 an hour", "$50 to $90", "from $50", "up to $90",
                           "$90.00", "$75", "$50 90 people", "50 roles and 95 hours",
                           "costs nothing: $", "95 USD of nothing", "US$", "C$ x"}) {
    EXPECT_EQ(problems(good_role(), text), "") << text;
  }
}

TEST(AdviceOnPay, AmountsOfOtherThingsThanTheWorkAreNoPay) {
  for (const char* text :
       {"A bonus of $500 after a month.", "bonuses of $500 per referral", "$500 sign-on bonus",
        "a $2,000 learning and development budget", "Read invoices over $10,000.",
        "Judge claims up to $5,000.", "We raised $900k.", "a stipend of $300"}) {
    EXPECT_EQ(problems(good_role(), text), "") << text;
  }
  for (const char* text :
       {"$120 an hour plus bonus", "$120/hr with a bonus", "No budget; it pays $120",
        "$120 per hour, bonus later", "Bonus. Then $120"}) {
    EXPECT_THAT(problems(good_role(), text), HasSubstr("the text says $120")) << text;
  }
}

TEST(AdviceOnPay, AnAmountIsShownWhereItStandsAndNotWithinAnother) {
  EXPECT_THAT(problems(good_role(), "Paid $75.50 at first.\nThen $7 a task.\n"),
              HasSubstr("content/roles/x.md:11:6: warning: the text says $7, but"));
}

TEST(AdviceOnPay, OfABandWithOneEndThatEndCounts) {
  const std::string only = with_line(good_role(), "pay: {min: 50, currency: USD, unit: hour}");
  EXPECT_EQ(problems(only, "$50 an hour"), "");
  EXPECT_THAT(problems(only, "$60 an hour"), HasSubstr("the text says $60"));
}

TEST(AdviceOnPay, TheTextOfAClosedRoleIsNotRead) {
  EXPECT_EQ(problems(good_role("status: closed\n"), "It pays $95, remote, on Mercor."), "");
}

TEST(AdviceOnPay, CentsAndSalariesByTheHourAreHardlyMeant) {
  const auto with_pay = [](const std::string& pay) {
    return problems(with_line(good_role(), "pay: " + pay));
  };
  EXPECT_THAT(with_pay("{min: 5000, max: 7000, currency: USD, unit: hour}"),
              HasSubstr("hardly anybody pays 7000 USD by the hour\n"));
  EXPECT_THAT(with_pay("{min: 60, currency: GBP, unit: year}"),
              HasSubstr("hardly anybody pays 60 GBP by the year\n"));
  EXPECT_EQ(with_pay("{min: 5000, currency: JPY, unit: hour}"), "");
  EXPECT_EQ(with_pay("{min: 40, max: 90, currency: EUR, unit: hour}"), "");
}

// Place ------------------------------------------------------------------------------------------

TEST(AdviceOnPlace, RemoteInTheTextOfARoleOnSiteIsNamed) {
  EXPECT_EQ(problems(good_role("eligibility: On-site in London\n"), "Fully remote work.\n"),
            "content/roles/x.md:11:1: warning: the text says \"remote\", but \"eligibility\" says "
            "\"on site\"\n"
            " 11 | Fully remote work.\n"
            "    | ^\n"
            "  help: correct one of the two\n");
  for (const char* place : {"Onsite", "In person", "Office-based", "Hybrid, two days"}) {
    EXPECT_THAT(problems(good_role("eligibility: " + std::string(place) + "\n"), "REMOTE."),
                HasSubstr("the text says \"remote\""))
        << place;
  }
}

TEST(AdviceOnPlace, OnSiteInTheTextOfARemoteRoleIsNamed) {
  EXPECT_EQ(
      problems(good_role("eligibility: Remote, UK\nsummary: Work on site.\n")),
      "content/roles/x.md:10:10: warning: the text says \"on site\", but \"eligibility\" says "
      "\"remote\"\n"
      " 10 | summary: Work on site.\n"
      "    |          ^~~~~~~~~~~~~\n"
      "  help: correct one of the two\n");
}

TEST(AdviceOnPlace, WordsThatOnlyLookAlikeAreNoContradiction) {
  for (const auto& [eligibility, text] :
       {std::pair("On-site", "Remotely sensed images; a remoter place."),
        std::pair("Remote", "Remote work."), std::pair("Remote", "Hybrid models of language."),
        std::pair("Remote", "Common sites and the personnel."),
        std::pair("UK", "Remote or on site."), std::pair("On-site", "In person, in London.")}) {
    EXPECT_EQ(problems(good_role("eligibility: " + std::string(eligibility) + "\n"), text), "")
        << text;
  }
  EXPECT_EQ(problems(good_role(), "Remote or on site."), "");
}

TEST(AdviceOnPlace, WhatTheTextDeniesIsNoContradiction) {
  for (const char* text : {"You never work on site.", "No in-person meetings.",
                           "All of it is remote, nothing on-site."}) {
    EXPECT_EQ(problems(good_role("eligibility: Remote\n"), text), "") << text;
  }
  EXPECT_EQ(problems(good_role("eligibility: On-site\n"), "This is not remote."), "");
  EXPECT_THAT(problems(good_role("eligibility: Remote\n"), "No tests. Work on site."),
              HasSubstr("the text says \"on site\""));
}

// Another platform's name
// --------------------------------------------------------------------------

TEST(AdviceOnPlatforms, AnotherPlatformsNameInTheTextIsNamed) {
  EXPECT_EQ(problems(good_role(), "Join Mercor's team.\n"),
            "content/roles/x.md:10:6: warning: the text names Mercor, but \"platform\" is turing\n"
            " 10 | Join Mercor's team.\n"
            "    |      ^~~~~~\n"
            "  help: correct one of the two\n");
}

TEST(AdviceOnPlatforms, TheNameIsFoundInTitleAndSummaryToo) {
  EXPECT_THAT(problems(with_line(good_role(), "title: Reviewer (Mercor)")),
              HasSubstr("content/roles/x.md:8:18: warning: the text names Mercor"));
  EXPECT_THAT(problems(good_role("summary: Mercor pays.\n")),
              HasSubstr("content/roles/x.md:9:10: warning: the text names Mercor"));
}

TEST(AdviceOnPlatforms, ItsOwnNamePartsOfWordsAndSmallLettersAreNone) {
  for (const char* text : {"Turing pays.", "Mercorian studies", "xMercor", "the mercor of old",
                           "Mercor1", "Mercore"}) {
    EXPECT_EQ(problems(good_role(), text), "") << text;
  }
}

// Freshness
// ----------------------------------------------------------------------------------------

std::string checked(const std::string& posted, const std::string& checked_day) {
  std::string fields = without_line(without_line(good_role(), "posted"), "checked");
  if (!posted.empty()) fields += "posted: " + posted + "\n";
  if (!checked_day.empty()) fields += "checked: " + checked_day + "\n";
  return fields;
}

TEST(AdviceOnFreshness, ARoleNotCheckedForLongIsNamedWithTheDays) {
  EXPECT_EQ(problems(checked("2026-01-01", "2026-09-24")),
            "content/roles/x.md:8:10: warning: last checked 61 days ago\n"
            " 8 | checked: 2026-09-24\n"
            "   |          ^~~~~~~~~~\n"
            "  help: see whether the listing is still open, then set checked or status\n");
}

TEST(AdviceOnFreshness, ARoleNeverCheckedCountsFromItsPosting) {
  EXPECT_EQ(problems(checked("2026-09-24", "")),
            "content/roles/x.md:7:9: warning: posted 61 days ago and never checked since\n"
            " 7 | posted: 2026-09-24\n"
            "   |         ^~~~~~~~~~\n"
            "  help: see whether the listing is still open, then set checked or status\n");
}

TEST(AdviceOnFreshness, ARoleWithoutDatesIsNamed) {
  EXPECT_EQ(
      problems(checked("", "")),
      "content/roles/x.md:2:8: warning: nobody has entered when the role was posted or checked\n"
      " 2 | title: Tax Reviewer\n"
      "   |        ^~~~~~~~~~~~\n"
      "  help: see whether the listing is still open, then set checked or status\n");
}

TEST(AdviceOnFreshness, OnTheLastDayARoleIsStillFresh) {
  EXPECT_EQ(problems(checked("2026-01-01", "2026-09-25")), "");
  EXPECT_EQ(problems(checked("2026-09-25", "")), "");
  EXPECT_EQ(problems(checked("", "2026-11-24")), "");
}

TEST(AdviceOnFreshness, TheEditorSetsHowLong) {
  const std::string site = site_yaml() + "settings: {stale_after_days: 1}\n";
  const auto told = [&](const std::string& day) {
    return Board().file("content/site.yaml", site).role("x", checked("2026-11-01", day)).problems();
  };
  EXPECT_EQ(told("2026-11-23"), "");
  EXPECT_THAT(told("2026-11-22"), HasSubstr("last checked 2 days ago"));
}

TEST(AdviceOnDates, ADayOfPostingOrCheckingInTheFutureIsNamed) {
  EXPECT_EQ(
      problems(checked("2026-11-25", "2026-11-26")),
      "content/roles/x.md:7:9: warning: \"posted\" is in the future: 2026-11-25 (the build's "
      "day is 2026-11-24)\n"
      " 7 | posted: 2026-11-25\n"
      "   |         ^~~~~~~~~~\n"
      "  help: correct the date\n"
      "content/roles/x.md:8:10: warning: \"checked\" is in the future: 2026-11-26 (the build's "
      "day is 2026-11-24)\n"
      " 8 | checked: 2026-11-26\n"
      "   |          ^~~~~~~~~~\n"
      "  help: correct the date\n");
}

TEST(AdviceOnDates, TodayIsNotTheFuture) {
  EXPECT_EQ(problems(checked("2026-11-24", "2026-11-24")), "");
}

// Strict ---------------------------------------------------------------------------------------

TEST(Strict, WarningsAreErrorsAndNothingIsPublished) {
  Board board = Board().role("x", without_line(good_role(), "pay"));
  EXPECT_EQ(board.errors(), "");
  board.strict();
  EXPECT_EQ(board.errors(),
            "content/roles/x.md:2:8: error: nobody has entered what the role pays\n"
            " 2 | title: Tax Reviewer\n"
            "   |        ^~~~~~~~~~~~\n"
            "  help: add pay if the listing states it; the page says that it is unknown\n");
}

TEST(Strict, ABoardWithoutWarningsIsPublished) {
  const auto files = Board().role("x", good_role()).strict().build();
  EXPECT_TRUE(files.contains("roles/x/index.html"));
}

// What texts say against fields ----------------------------------------------------------------

TEST(AdviceOnTexts, WithCountriesAndNoEligibilityWorkOnSiteIsNotRemote) {
  const std::string fields = good_role("countries: [FR]\n");
  EXPECT_THAT(problems(fields, "Lieu de travail : Caen (sur site), CDI.\n"),
              HasSubstr("warning: the text says \"sur site\", but the page says \"remote\""));
  EXPECT_EQ(problems(fields, "Remote, or on site in Caen.\n"), "");
  for (const char* text : {"You are never on site.", "You have worked on site for 5 years.",
                           "Nurses with experience on site.", "You argue in person.",
                           "Familiar with hybrid apps.", "You review on-site inspections."}) {
    EXPECT_EQ(problems(fields, text), "") << text;
  }
  EXPECT_EQ(problems(good_role(), "You work on site.\n"), "");
}

TEST(AdviceOnTexts, WhatBearsTheNameOfAManIsNotThePlatform) {
  const std::string mercor = with_line(with_line(good_role(), "platform: mercor"),
                                       "apply: https://work.mercor.com/jobs/1");
  for (const char* text : {"She won the Turing Award.", "Alan Turing wrote.",
                           "Turing's halting problem", "Turing Completeness", "Turing-complete"}) {
    EXPECT_EQ(problems(mercor, text), "") << text;
  }
  EXPECT_THAT(problems(mercor, "First line.\n\nApply at Turing today.\n"),
              HasSubstr(":12:10: warning: the text names Turing"));
}

TEST(AdviceOnTexts, ALinkPastTheApplyLinkIsNamed) {
  const std::string warning = "warning: this link leads to Turing, past the Apply link";
  EXPECT_THAT(problems(good_role(), "Text.\n\n[Apply](https://work.turing.com/jobs/1)!\n"),
              HasSubstr(":12:9: " + warning));
  EXPECT_THAT(problems(good_role(), "<https://work.turing.com/jobs?id=2>\n"), HasSubstr(warning));
  EXPECT_EQ(problems(good_role(), "[They](https://work.turing.com/) and [we](/about/x/).\n")
                .find("apply"),
            std::string::npos);
  EXPECT_EQ(problems(good_role(), "[She](https://work.turing.com/in/she).\n"), "");
  EXPECT_EQ(problems(good_role(), "[A paper](https://example.org/paper).\n"), "");
}

TEST(AdviceOnRoles, ThousandsInThePlaceOfUnitsAreUnlikelyInAnyCurrency) {
  const auto with_pay = [](const std::string& pay) {
    return with_line(good_role(), "pay: " + pay);
  };
  EXPECT_THAT(problems(with_pay("{min: 900, max: 1400, currency: JPY, unit: year}")),
              HasSubstr("hardly anybody pays 900 JPY by the year"));
  EXPECT_EQ(problems(with_pay("{min: 9000000, max: 14000000, currency: JPY, unit: year}")), "");
}

}  // namespace
}  // namespace rolepress
