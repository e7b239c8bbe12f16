#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using ::testing::HasSubstr;
using ::testing::Not;

std::string role_at(const std::string& title, const std::string& platform,
                    const std::string& listing) {
  return "title: " + title + "\nplatform: " + platform +
         "\ncategory: finance-ai-training/accountants-tax\n"
         "pay: {min: 50, max: 90, currency: USD, unit: hour}\napply: https://work." +
         platform + ".com/jobs/" + listing + "\nposted: 2026-11-20\nchecked: 2026-11-23\n";
}

// Each with a listing of its own.
std::string role_titled(const std::string& title, const std::string& platform = "turing") {
  static int listing = 0;
  return role_at(title, platform, std::to_string(++listing));
}

constexpr const char* kFirstText =
    "You read what a model wrote, mark what is wrong, missing or misleading, score it against a "
    "rubric and say in a sentence or two why another member of your profession would agree. The "
    "work is done from home, by the task, in hours that you choose, and is paid every week.\n";

// With one word of the text changed.
std::string changed(std::string text = kFirstText) {
  return text.replace(text.find("choose"), 6, "like");
}

std::string warning(const std::string& title) {
  return "content/roles/b.md:2:8: warning: title and text are nearly those of content/roles/a.md\n"
         " 2 | title: " +
         title + "\n   |        ^" + std::string(title.size() - 1, '~') +
         "\n  help: if it is the same posting, delete one of the two files\n";
}

std::string problems_of_two(const std::string& first, const std::string& second,
                            const std::string& text = changed()) {
  return Board()
      .role("a", role_titled(first), kFirstText)
      .role("b", role_titled(second), text)
      .problems();
}

TEST(NearDuplicates, ATitleWithATextNearlyAlikeIsNamedWithItsPair) {
  EXPECT_EQ(problems_of_two("Tax Reviewer", "Tax Reviewer"), warning("Tax Reviewer"));
}

TEST(NearDuplicates, SlipsAndPluralsOfATitleAreStillAlike) {
  EXPECT_EQ(problems_of_two("Nurse Reviewer", "Nurses Reviewer", kFirstText),
            warning("Nurses Reviewer"));
  EXPECT_EQ(problems_of_two("Tax Reviewer", "Tax Reveiwer", kFirstText), warning("Tax Reveiwer"));
  EXPECT_EQ(problems_of_two("Tax Reviewer", "tax-reviewer"), warning("tax-reviewer"));
}

TEST(NearDuplicates, RolesOfAnotherPlatformAreNot) {
  EXPECT_EQ(Board()
                .role("a", role_titled("Tax Reviewer"), kFirstText)
                .role("b", role_titled("Tax Reviewer", "mercor"), changed())
                .problems(),
            "");
}

TEST(NearDuplicates, RolesWithAnotherTextAreNot) {
  EXPECT_EQ(problems_of_two(
                "Tax Reviewer", "Tax Reviewers",
                "You write hard questions from your own field with a reference answer that you "
                "can defend.\n"),
            "");
  EXPECT_EQ(problems_of_two("Tax Reviewer", "Tax Reviewers", ""), "");
}

TEST(NearDuplicates, RolesForOtherLanguagesAreNot) {
  for (const auto& [first, second] :
       {std::pair("French", "Greek"), std::pair("Spanish", "Swedish"),
        std::pair("Bosnian", "Russian"), std::pair("Persian", "Russian"),
        std::pair("Slovenian", "Slovakian"), std::pair("Norwegian", "Georgian"),
        std::pair("Romanian", "Armenian"), std::pair("Thai", "Tamil"),
        std::pair("Turkish", "Finnish"), std::pair("Korean", "German"),
        std::pair("Italian", "Iranian"), std::pair("Austrian", "Australian")}) {
    EXPECT_EQ(problems_of_two(std::string(first) + " Transcription Expert",
                              std::string(second) + " Transcription Expert", kFirstText),
              "")
        << first << ", " << second;
  }
}

TEST(NearDuplicates, RolesForOtherSpecialtiesOrGradesAreNot) {
  for (const auto& [first, second] :
       {std::pair("Cardiologist", "Radiologist"), std::pair("Urologist", "Neurologist"),
        std::pair("Biology Expert", "Geology Expert"), std::pair("Nephrology", "Neurology"),
        std::pair("Annotator II", "Annotator III"), std::pair("Physics PhD", "Physics MSc"),
        std::pair("Tax Reviewer", "Senior Tax Reviewer"), std::pair("Psychiatry", "Podiatry"),
        std::pair("Auditor", "Editor")}) {
    EXPECT_EQ(problems_of_two(first, second, kFirstText), "") << first << ", " << second;
  }
}

TEST(NearDuplicates, AreFoundAmongManyRolesThatShareTheirText) {
  Board board;
  const std::string many[] = {"Dutch",  "French", "German",  "Greek", "Hindi",  "Italian",
                              "Korean", "Polish", "Spanish", "Thai",  "Turkish"};
  for (const std::string& language : many) {
    board.role("x-" + to_lower(language), role_titled(language + " Expert"), kFirstText);
  }
  board.role("y", role_titled("Turkish Experts"), changed());
  EXPECT_THAT(board.problems(),
              HasSubstr("content/roles/y.md:2:8: warning: title and text are nearly those of "
                        "content/roles/x-turkish.md\n"));
  EXPECT_THAT(board.problems(), Not(HasSubstr("x-dutch.md:2:8")));
}

TEST(NearDuplicates, ClosedRolesAndDraftsAreNotCompared) {
  for (const char* status : {"status: closed\n", "status: draft\n", "opens: 2026-11-25\n"}) {
    EXPECT_EQ(Board()
                  .role("a", role_titled("Tax Reviewer") + status, kFirstText)
                  .role("b", role_titled("Tax Reviewer"), changed())
                  .problems(),
              "")
        << status;
  }
}

TEST(NearDuplicates, TheSamePostingIsNotReportedTwice) {
  const std::string told = problems_of_two("Tax Reviewer", "Tax Reviewer", kFirstText);
  EXPECT_THAT(told, HasSubstr("this is the same posting"));
  EXPECT_THAT(told, Not(HasSubstr("nearly those")));
}

TEST(NearDuplicates, OneListingUnderOneTitleIsNamedWithoutATextToo) {
  const auto problems_of = [](const std::string& first, const std::string& second) {
    return Board()
        .role("a", role_at("Tax Reviewer", "turing", first))
        .role("b", role_at("Tax Reviewers", "turing", second))
        .problems();
  };
  EXPECT_THAT(problems_of("7?id=1", "7?id=1&utm_source=x&referralCode=y"),
              HasSubstr("b.md:2:8: warning: title and listing are nearly those of "
                        "content/roles/a.md\n"));
  EXPECT_EQ(problems_of("7?id=1", "7?id=2"), "");
  EXPECT_EQ(problems_of("7", "8"), "");
}

TEST(MistakableRoles, OfOneListingAreNamed) {
  EXPECT_EQ(Board()
                .role("a", role_at("Tax Reviewer", "turing", "70007"))
                .role("b", role_at("Lawyer", "turing", "70007"))
                .role("c", role_at("Nurse", "turing", "70008"))
                .problems(),
            "content/roles/b.md:6:8: warning: content/roles/a.md leads to the same listing\n"
            " 6 | apply: https://work.turing.com/jobs/70007\n"
            "   |        ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
            "  help: correct one of the two addresses, or delete one of the two files\n");
  Board many;
  for (const char* title : {"Nurse", "Lawyer", "Actuary", "Auditor"}) {
    many.role(to_lower(title), role_at(title, "turing", "70007"));
  }
  EXPECT_EQ(many.problems(), "") << "one form for all";
  EXPECT_EQ(Board()
                .role("a", role_at("Nurse", "turing", "apply-2026"))
                .role("b", role_at("Lawyer", "turing", "apply-2026"))
                .problems(),
            "")
      << "no listing of one role";
}

TEST(MistakableRoles, OfOneTitleAreNamed) {
  EXPECT_EQ(problems_of_two("Tax Reviewer", "Tax reviewer", "Other words altogether.\n"),
            "content/roles/b.md:2:8: warning: content/roles/a.md has the same title, so that tabs "
            "and search results do not tell the two apart\n"
            " 2 | title: Tax reviewer\n"
            "   |        ^~~~~~~~~~~~\n"
            "  help: add to one what differs: a place, a field or a level\n");
  EXPECT_EQ(problems_of_two("C++ Developer", "C# Developer", "Other words altogether.\n"), "");
}

}  // namespace
}  // namespace rolepress
