#include "model/text_advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;
using testing::with_line;
using testing::without_line;

std::string said_of(const std::string& fields, const std::string& body = "") {
  return Board().role("x", fields, body).problems();
}

std::string pay_in_text(const std::string& spoken, const std::string& why) {
  return " warning: the text says " + spoken + ", but \"pay\" " + why + "\n";
}

// Pay --------------------------------------------------------------------------------------------

TEST(AdviceOnPay, AnAmountInTheTextThatContradictsTheDataIsQuoted) {
  EXPECT_EQ(said_of(good_role(), "It pays $95 an hour.\n"),
            "content/roles/x.md:10:9: warning: the text says $95, but \"pay\" says otherwise\n"
            " 10 | It pays $95 an hour.\n"
            "    |         ^~~\n"
            "  help: keep pay in the field \"pay\" only: it is shown from there\n");
  for (const auto& [text, spoken] :
       {std::pair("From $40 up.", "$40"), std::pair("Pays $50-$95/hr.", "$50-$95"),
        std::pair("Pays $50–95 an hour.", "$50–95"), std::pair("Pays $50 to $120.", "$50 to $120"),
        std::pair("£ and $1,250.50 a week", "$1,250.50"), std::pair("$49.99", "$49.99"),
        std::pair("$50 - 90.01 it is", "$50 - 90.01")}) {
    EXPECT_THAT(said_of(good_role(), text), HasSubstr(pay_in_text(spoken, "says otherwise")))
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
    EXPECT_EQ(said_of(yearly, text), "") << text;
  }
  for (const auto& [text, spoken] :
       {std::pair("45.000 € bis 200.000 €", "200.000 €"), std::pair("from €30k", "€30k"),
        std::pair("€100–130k", "€100–130k"), std::pair("€5.5k in all", "€5.5k"),
        std::pair("€60 a ticket", "€60")}) {
    EXPECT_THAT(said_of(yearly, text), HasSubstr(pay_in_text(spoken, "says otherwise"))) << text;
  }
}

TEST(AdviceOnPay, AnAmountInTheSummaryIsFoundThere) {
  EXPECT_THAT(said_of(good_role("summary: Pays $95 an hour.\n")),
              HasSubstr("content/roles/x.md:9:15: warning: the text says $95, but \"pay\" says "
                        "otherwise\n 9 | summary: Pays $95 an hour.\n"));
}

TEST(AdviceOnPay, AnAmountInTheTextWhereNoneIsSetIsNamed) {
  EXPECT_THAT(said_of(without_line(good_role(), "pay"), "It pays $95 an hour."),
              HasSubstr("the text says $95, but \"pay\" is not set\n"));
}

TEST(AdviceOnPay, AnAmountThatIsTheDatasOwnIsNoContradiction) {
  for (const char* text : {"$50-$90/hr", "$50–$90 an hour", "$50 to $90", "from $50", "up to $90",
                           "$90.00", "$75", "$50 90 people", "50 roles and 95 hours",
                           "costs nothing: $", "95 USD of nothing", "US$", "C$ x"}) {
    EXPECT_EQ(said_of(good_role(), text), "") << text;
  }
}

TEST(AdviceOnPay, AmountsOfOtherThingsThanTheWorkAreNoPay) {
  for (const char* text :
       {"A bonus of $500 after a month.", "bonuses of $500 per referral", "$500 sign-on bonus",
        "a $2,000 learning and development budget", "Read invoices over $10,000.",
        "Judge claims up to $5,000.", "We raised $900k.", "a stipend of $300"}) {
    EXPECT_EQ(said_of(good_role(), text), "") << text;
  }
  for (const char* text :
       {"$120 an hour plus bonus", "$120/hr with a bonus", "No budget; it pays $120",
        "$120 per hour, bonus later", "Bonus. Then $120"}) {
    EXPECT_THAT(said_of(good_role(), text), HasSubstr("the text says $120")) << text;
  }
}

TEST(AdviceOnPay, AnAmountIsShownWhereItStandsAndNotWithinAnother) {
  EXPECT_THAT(said_of(good_role(), "Paid $75.50 at first.\nThen $7 a task.\n"),
              HasSubstr("content/roles/x.md:11:6: warning: the text says $7, but"));
}

TEST(AdviceOnPay, OfABandWithOneEndThatEndCounts) {
  const std::string only = with_line(good_role(), "pay: {min: 50, currency: USD, unit: hour}");
  EXPECT_EQ(said_of(only, "$50 an hour"), "");
  EXPECT_THAT(said_of(only, "$60 an hour"), HasSubstr("the text says $60"));
}

TEST(AdviceOnPay, TheTextOfAClosedRoleIsNotRead) {
  EXPECT_EQ(said_of(good_role("status: closed\n"), "It pays $95, remote, on Mercor."), "");
}

// Place ------------------------------------------------------------------------------------------

TEST(AdviceOnPlace, RemoteInTheTextOfARoleOnSiteIsNamed) {
  EXPECT_EQ(said_of(good_role("eligibility: On-site in London\n"), "Fully remote work.\n"),
            "content/roles/x.md:11:1: warning: the text says \"remote\", but \"eligibility\" says "
            "\"on site\"\n"
            " 11 | Fully remote work.\n"
            "    | ^\n"
            "  help: correct one of the two\n");
  for (const char* place : {"Onsite", "In person", "Office-based", "Hybrid, two days"}) {
    EXPECT_THAT(said_of(good_role("eligibility: " + std::string(place) + "\n"), "REMOTE."),
                HasSubstr("the text says \"remote\""))
        << place;
  }
}

TEST(AdviceOnPlace, OnSiteInTheTextOfARemoteRoleIsNamed) {
  EXPECT_EQ(
      said_of(good_role("eligibility: Remote, UK\nsummary: Work on site.\n")),
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
    EXPECT_EQ(said_of(good_role("eligibility: " + std::string(eligibility) + "\n"), text), "")
        << text;
  }
  EXPECT_EQ(said_of(good_role(), "Remote or on site."), "");
}

TEST(AdviceOnPlace, WhatTheTextDeniesIsNoContradiction) {
  for (const char* text : {"You never work on site.", "No in-person meetings.",
                           "All of it is remote, nothing on-site."}) {
    EXPECT_EQ(said_of(good_role("eligibility: Remote\n"), text), "") << text;
  }
  EXPECT_EQ(said_of(good_role("eligibility: On-site\n"), "This is not remote."), "");
  EXPECT_THAT(said_of(good_role("eligibility: Remote\n"), "No tests. Work on site."),
              HasSubstr("the text says \"on site\""));
}

// Another platform's name
// --------------------------------------------------------------------------

TEST(AdviceOnPlatforms, AnotherPlatformsNameInTheTextIsNamed) {
  EXPECT_EQ(said_of(good_role(), "Join Mercor's team.\n"),
            "content/roles/x.md:10:6: warning: the text names Mercor, but \"platform\" is turing\n"
            " 10 | Join Mercor's team.\n"
            "    |      ^~~~~~\n"
            "  help: correct one of the two\n");
}

TEST(AdviceOnPlatforms, TheNameIsFoundInTitleAndSummaryToo) {
  EXPECT_THAT(said_of(with_line(good_role(), "title: Reviewer (Mercor)")),
              HasSubstr("content/roles/x.md:8:18: warning: the text names Mercor"));
  EXPECT_THAT(said_of(good_role("summary: Mercor pays.\n")),
              HasSubstr("content/roles/x.md:9:10: warning: the text names Mercor"));
}

TEST(AdviceOnPlatforms, ItsOwnNamePartsOfWordsAndSmallLettersAreNone) {
  for (const char* text : {"Turing pays.", "Mercorian studies", "xMercor", "the mercor of old",
                           "Mercor1", "Mercore"}) {
    EXPECT_EQ(said_of(good_role(), text), "") << text;
  }
}

// What texts say against fields ----------------------------------------------------------------

TEST(AdviceOnTexts, WithCountriesAndNoEligibilityWorkOnSiteIsNotRemote) {
  const std::string fields = good_role("countries: [FR]\n");
  EXPECT_THAT(said_of(fields, "Lieu de travail : Caen (sur site), CDI.\n"),
              HasSubstr("warning: the text says \"sur site\", but the page says \"remote\""));
  EXPECT_EQ(said_of(fields, "Remote, or on site in Caen.\n"), "");
  for (const char* text : {"You are never on site.", "You have worked on site for 5 years.",
                           "Nurses with experience on site.", "You argue in person.",
                           "Familiar with hybrid apps.", "You review on-site inspections."}) {
    EXPECT_EQ(said_of(fields, text), "") << text;
  }
  EXPECT_EQ(said_of(good_role(), "You work on site.\n"), "");
}

TEST(AdviceOnTexts, WhatBearsTheNameOfAManIsNotThePlatform) {
  const std::string mercor = with_line(with_line(good_role(), "platform: mercor"),
                                       "apply: https://work.mercor.com/jobs/1");
  for (const char* text : {"She won the Turing Award.", "Alan Turing wrote.",
                           "Turing's halting problem", "Turing Completeness", "Turing-complete"}) {
    EXPECT_EQ(said_of(mercor, text), "") << text;
  }
  EXPECT_THAT(said_of(mercor, "First line.\n\nApply at Turing today.\n"),
              HasSubstr(":12:10: warning: the text names Turing"));
}

TEST(AdviceOnTexts, ALinkPastTheApplyLinkIsNamed) {
  const std::string warning = "warning: this link leads to Turing, past the Apply link";
  EXPECT_THAT(said_of(good_role(), "Text.\n\n[Apply](https://work.turing.com/jobs/1)!\n"),
              HasSubstr(":12:9: " + warning));
  EXPECT_THAT(said_of(good_role(), "<https://work.turing.com/jobs?id=2>\n"), HasSubstr(warning));
  EXPECT_EQ(said_of(good_role(), "[They](https://work.turing.com/) and [we](/about/x/).\n")
                .find("past the Apply link"),
            std::string::npos);
  EXPECT_EQ(said_of(good_role(), "[She](https://work.turing.com/in/she).\n"), "");
  EXPECT_EQ(said_of(good_role(), "[A paper](https://example.org/paper).\n"), "");
}

TEST(AdviceOnTexts, HurryIsTold) {
  EXPECT_THAT(said_of(good_role(), "Line.\n\nDo hurry, only 3 places left!\n"),
              HasSubstr("content/roles/x.md:12:4: warning: \"hurry\" urges visitors with something "
                        "nobody can check\n"));
  EXPECT_THAT(said_of(with_line(good_role(), "title: \"URGENT: Tax Reviewer\"")),
              HasSubstr("content/roles/x.md:8:8: warning: \"urgent\" urges"));
  for (const char* text : {"You judge what is urgently needed.\n", "For urgent care physicians.\n",
                           "Mark messages as not urgent.\n", "There is no hurry.\n"}) {
    EXPECT_EQ(said_of(good_role(), text), "") << text;
  }
}

TEST(AdviceOnTexts, ATextInAnotherLanguageThanItsPageSaysIsTold) {
  const std::string german =
      "Sie prüfen die Antworten einer Maschine und schreiben auf, was daran falsch ist. Wir zahlen "
      "nach Stunden, und Sie teilen sich die Arbeit für den Tag selbst ein.\n";
  EXPECT_THAT(said_of(good_role(), german),
              HasSubstr("content/roles/x.md:10:1: warning: the text seems to be in \"de\", and its "
                        "page says \"en-GB\"\n"));
  for (const auto& [language, text] : {
           std::pair("fr",
                     "Vous relisez les réponses d'un modèle et vous notez les erreurs avec "
                     "une courte explication pour chacune. Le travail est payé à l'heure."),
           std::pair("ar", "تراجع إجابات نموذج الذكاء الاصطناعي وتكتب ما هو خطأ فيها."),
           std::pair("uk", "Ви перевіряєте відповіді моделі й пишете, що в них хибно і чому."),
           std::pair("ja", "モデルの回答を読み、間違いを指摘して理由を書く仕事です。在宅勤務。"),
           std::pair("ko", "모델의 답변을 검토하고 잘못된 점과 그 이유를 기록하는 일입니다."),
       }) {
    EXPECT_THAT(said_of(good_role(), text),
                HasSubstr(std::string("add language: ") + language + ","));
  }
  EXPECT_EQ(said_of(good_role("language: de\n"), german), "");
}

TEST(AdviceOnTexts, AFewForeignWordsAreNoOtherLanguage) {
  for (const char* text :
       {"You translate contracts between German and English, and say where a word such as "
        "\"Gesellschaft mit beschränkter Haftung\" or \"der Vorstand\" has no counterpart.",
        "Read a line like 今日は雨です。 and the answer to it, then say whether it is natural.",
        "Und der für mit.",
        "Translate these terms of Arabic law and say for each of them what it is in England and in "
        "Egypt: عقد البيع، عقد الإيجار، الوكالة، الكفالة"}) {
    EXPECT_EQ(said_of(good_role(), text), "") << text;
  }
}

TEST(AdviceOnTexts, WorkOnSiteIsNoRemoteWorkInOtherWordsEither) {
  EXPECT_THAT(said_of(good_role("eligibility: Télétravail\n"), "You work on site in Lyon.\n"),
              HasSubstr("the text says \"on site\", but \"eligibility\" says that the work is "
                        "remote\n"));
  EXPECT_EQ(said_of(good_role("eligibility: Worldwide\n"), "You work on site.\n"), "");
}

}  // namespace
}  // namespace rolepress
