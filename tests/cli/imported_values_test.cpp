// What other programs write in their lists, and what becomes of it in the role.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/commands.h"
#include "site/list_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kMapping = R"(id: "{id}"
fields:
  title: "{title}"
  platform: turing
  category: finance-ai-training/accountants-tax
  pay: {min: "{low}", max: "{high}", currency: USD, unit: hour}
  apply: "{url}"
  summary: "{text}"
  tasks: "{tasks}"
  eligibility: "{where}"
  posted: "{day}"
  countries: "{lands}"
)";

// Imports a listing with these values besides its id and address.
Outcome import_of(const std::string& values, ListBoard& board) {
  board.write("map.yaml", kMapping);
  // Every column is there in the first listing, which the mapping's check asks for.
  board.write("jobs.json",
              R"([{"id": "0", "title": "First Reader", "low": 1, "high": 2, "text": "One.",
 "url": "https://work.turing.com/jobs/0", "tasks": ["a"], "where": "UK", "day": "2026-11-01", "lands": ["GB"]},
 {"id": "1", "url": "https://work.turing.com/jobs/1", )" +
                  values + "}]");
  return board.run({"import", "jobs.json", "--map", "map.yaml"});
}

// The file of the role that is made of it.
std::string role_of(const std::string& values) {
  ListBoard board;
  const Outcome run = import_of(values, board);
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  return board.read("content/roles/tax-reader.md");
}

TEST(ImportedValues, LoseTheTagsAndEntitiesOfHtml) {
  const std::string role = role_of(R"("title": "Tax &#82;eader", "text":
      "&lt;p&gt;Audit &amp;amp; tax.&lt;/p&gt;&lt;p&gt;Explain.&lt;/p&gt;",
      "tasks": "<ul><li>read answers</li><li>explain mistakes</li></ul>")");
  EXPECT_THAT(role, HasSubstr("title: Tax Reader\n"));
  EXPECT_THAT(role, HasSubstr("summary: \"Audit & tax. Explain.\"\n"));
}

TEST(ImportedValues, LoseATimeWhereADayBelongsAndNowhereElse) {
  for (const char* day : {"2026-11-20T09:00:00Z", "2026-11-20 9:00 AM", "2026-11-20 10:00 UTC"}) {
    EXPECT_THAT(role_of(fmt::format(R"("title": "Tax Reader", "day": "{}")", day)),
                HasSubstr("posted: 2026-11-20\n"));
  }
  EXPECT_THAT(role_of(R"("title": "Tax Reader", "text": "2026-11-20 10:00 A night shift.")"),
              HasSubstr("summary: \"2026-11-20 10:00 A night shift.\"\n"));
}

TEST(ImportedValues, OfAListAreAnEntryForEachBlockOfHtml) {
  const std::string role = role_of(R"("title": "Tax Reader",
      "tasks": ["<li>read answers</li><li>explain mistakes</li>", "N/A", "read answers"])");
  EXPECT_THAT(role, HasSubstr("tasks:\n  - read answers\n  - explain mistakes\n"));
  EXPECT_THAT(role, Not(HasSubstr("N/A")));
}

TEST(ImportedValues, AreCodesWhereCountriesBelong) {
  EXPECT_THAT(role_of(R"("title": "Tax Reader", "lands": ["Germany", "de", "UK"])"),
              HasSubstr("countries:\n  - DE\n  - GB\n"));
}

TEST(ImportedValues, AreNoCodesOfACountryThatMayBeAnother) {
  ListBoard board;
  const Outcome run = import_of(R"("title": "Tax Reader", "lands": ["Georgia"])", board);
  EXPECT_EQ(run.exit_code, kContentProblems);
  EXPECT_THAT(run.err, HasSubstr("Georgia"));
}

TEST(ImportedValues, ThatSayNothingAreLeftOut) {
  for (const char* nothing : {"N/A", "n/a", "#REF!", "TBD", "null", "None", "-"}) {
    const std::string role =
        role_of(R"("title": "Tax Reader", "where": ")" + std::string(nothing) + R"(", "day": ")" +
                nothing + R"(", "low": ")" + nothing + "\"");
    for (const char* field : {"eligibility:", "posted:", "pay:"}) {
      EXPECT_THAT(role, Not(HasSubstr(field))) << nothing;
    }
  }
}

TEST(ImportedValues, OfPayAreReadWithTheirSigns) {
  for (const char* low : {"\"$1,250\"", "\"1,250.00\"", "\"$1250\"", "1250.0", "\"1.250,00\""}) {
    EXPECT_THAT(role_of(R"("title": "Tax Reader", "low": )" + std::string(low)),
                HasSubstr("pay: {min: 1250, currency: USD, unit: hour}\n"))
        << low;
  }
  EXPECT_THAT(role_of(R"("title": "Tax Reader", "low": "45,5")"), HasSubstr("{min: 45.50, "));
}

TEST(ImportedValues, OfPayInOneColumnGiveBothEnds) {
  for (const char* band : {"$50 - $90", "$50–$90 / hr", "50-90", "$50-$90 per hour"}) {
    EXPECT_THAT(role_of(R"("title": "Tax Reader", "low": ")" + std::string(band) +
                        R"(", "high": ")" + band + "\""),
                HasSubstr("pay: {min: 50, max: 90, currency: USD, unit: hour}\n"))
        << band;
  }
}

TEST(ImportedValues, OfPayWithoutAnEndGiveTheBeginning) {
  EXPECT_THAT(role_of(R"("title": "Tax Reader", "low": "$50+/hr", "high": "$50+/hr")"),
              HasSubstr("pay: {min: 50, currency: USD, unit: hour}\n"));
}

TEST(ImportedValues, OfPayThatAreZeroAreNotKnown) {
  EXPECT_THAT(role_of(R"("title": "Tax Reader", "low": 0, "high": "0.00")"), Not(HasSubstr("pay")));
  EXPECT_THAT(role_of(R"("title": "Tax Reader", "low": 0, "high": 90)"), HasSubstr("{max: 90, "));
}

// What an import of one listing with these values says when it refuses.
std::string refusal_of(const std::string& values, const std::string& mapping = kMapping) {
  ListBoard board;
  board.write("map.yaml", mapping);
  board.write("jobs.json", R"([{"id": "1", "title": "Tax Reader", "text": "One.",
 "url": "https://work.turing.com/jobs/1", "tasks": ["a"], "where": "UK", "lands": ["GB"],
 "high": "", "day": "2026-11-01", )" +
                               values + "}]");
  const Outcome run = board.run({"import", "jobs.json", "--map", "map.yaml"});
  EXPECT_EQ(run.exit_code, kContentProblems);
  return run.err;
}

TEST(ImportedValues, OfPayThatMayBeAnotherAreForAnEditor) {
  for (const char* low : {"1.250", "about 40", "$95+?", "40 hours/week", "$40/hr - $300/day"}) {
    const std::string err = refusal_of(fmt::format("\"low\": \"{}\"", low));
    EXPECT_THAT(err, HasSubstr(fmt::format("\"low\" is not an amount of pay: {}\n", low)));
    EXPECT_THAT(err, HasSubstr("Nothing was written: 1 error and 0 warnings."));
  }
  EXPECT_THAT(refusal_of("\"low\": \"$50k\""),
              HasSubstr("\"low\" is not an amount by the hour: $50k\n"));
}

TEST(ImportedValues, OfPayMayHaveACurrencyAndAUnitOfTheirOwn) {
  const std::pair<const char*, const char*> kPay[] = {
      {"£40", "{min: 40, max: 40, currency: GBP, unit: hour}"},
      {"€400 - €500 per day", "{min: 400, max: 500, currency: EUR, unit: day}"},
      {"CAD 45/hr", "{min: 45, max: 45, currency: CAD, unit: hour}"},
      {"$50k – $70k a year", "{min: 50000, max: 70000, currency: USD, unit: year}"}};
  for (const auto& [text, pay] : kPay) {
    EXPECT_THAT(role_of(fmt::format(R"("title": "Tax Reader", "low": "{0}", "high": "{0}")", text)),
                HasSubstr(fmt::format("pay: {}\n", pay)));
  }
}

TEST(ImportedValues, OfPayMayBeAllThatNamesTheCurrency) {
  std::string mapping = kMapping;
  mapping.replace(mapping.find("currency: USD, unit: hour"), 25,
                  "currency: \"{low}\", unit: \"{low}\"");
  EXPECT_THAT(refusal_of(R"("low": "$40/hr")", mapping),
              HasSubstr("the field \"currency\" is missing"));
}

TEST(ImportedValues, OfPayThatContradictAColumnAreForAnEditor) {
  std::string mapping = kMapping;
  mapping.replace(mapping.find("currency: USD"), std::string_view("currency: USD").size(),
                  "currency: \"{where}\"");
  EXPECT_THAT(refusal_of(R"("low": "£40", "where": "USD")", mapping),
              HasSubstr("\"low\" is not in USD, the currency of the listing: £40\n"));
  EXPECT_THAT(refusal_of(R"("low": "$40", "where": "£")", mapping),
              HasSubstr("\"low\" is not in GBP, the currency of the listing: $40\n"));
  EXPECT_THAT(refusal_of(R"("low": "$25", "where": "INR")", mapping),
              HasSubstr("\"low\" is not in INR, the currency of the listing: $25\n"));
}

TEST(ImportedValues, OfPayThatTellNoAmountAreLeftOut) {
  for (const char* nothing :
       {"Competitive", "DOE", "Negotiable", "Competitive salary, depending on experience"}) {
    EXPECT_THAT(
        role_of(fmt::format(R"("title": "Tax Reader", "low": "{0}", "high": "{0}")", nothing)),
        Not(HasSubstr("pay:")))
        << nothing;
  }
}

TEST(ImportedValues, OfPayInTheOnlyColumnGiveBothEnds) {
  const std::pair<const char*, const char*> kPay[] = {{"$50 - $60", "{min: 50, max: 60, "},
                                                      {"up to $60/hr", "{max: 60, "},
                                                      {"from $50", "{min: 50, "},
                                                      {"$50", "{min: 50, "}};
  for (const auto& [text, pay] : kPay) {
    EXPECT_THAT(role_of(fmt::format(R"("title": "Tax Reader", "low": "{}")", text)),
                HasSubstr(pay + std::string("currency: USD")));
  }
}

TEST(ImportedValues, OfPayThatManyListingsHaveAreToldOfOnceAtTheFirstCell) {
  ListBoard board;
  std::string list = board.read("jobs.csv");
  list.replace(list.find(",50,"), 4, ",about 50,");
  list.replace(list.find(",40,"), 4, ",about 50,");
  board.write("jobs.csv", list);
  expect_refused(board,
                 "jobs.csv:2:31: error: \"low\" is not an amount of pay: about 50 (and in 1 other "
                 "listing of this list: line 3)\n"
                 " 2 | \"Tax Reviewer, Senior\",Turing,about 50,90,");
}

TEST(ImportedValues, OfDaysAreReadInTheFormsThatAllowOneDayOnly) {
  for (const char* day : {"1795014000000", "1795014000", "\"2026-11-18T10:20:30-05:00\"",
                          "\"18 November 2026\"", "\"2026/11/18\""}) {
    EXPECT_THAT(role_of(R"("title": "Tax Reader", "day": )" + std::string(day)),
                HasSubstr("posted: 2026-11-18\n"))
        << day;
  }
}

TEST(ImportedValues, OfDaysInAnotherFormThanTheMappingsAreForAnEditor) {
  ListBoard board;
  replace(board, "jobs.csv", "20/11/2026", "11/20/2026");
  expect_refused(board, "\"posted\" is not a date: 11/20/2026\n");
}

TEST(ImportedValues, OfANoticeInTheListAreNoListing) {
  ListBoard board;
  board.write("map.yaml", kMapping);
  board.write("jobs.json",
              R"([{"legal": "Link back to us."},
 {"id": "1", "title": "Tax Reader", "low": 1, "high": 2, "text": "One.",
 "url": "https://work.turing.com/jobs/1", "tasks": ["a"], "where": "UK", "lands": ["GB"], "day": "2026-11-01"}])");
  const Outcome run = board.run({"import", "jobs.json", "--map", "map.yaml"});
  EXPECT_EQ(run.exit_code, kDone);
  EXPECT_THAT(run.err, HasSubstr("jobs.json:1:2: warning: listing 1 has nothing that the mapping "
                                 "names, so it is left out\n"));
  EXPECT_THAT(run.out, HasSubstr("1 opened."));
}

TEST(ImportedValues, ADescriptionIsTheBodyOfANewRoleAlone) {
  ListBoard board;
  board.write("map.yaml",
              "id: \"{id}\"\nfields:\n  title: \"{title}\"\n  platform: turing\n"
              "  category: finance-ai-training/accountants-tax\n  apply: \"{url}\"\n"
              "  body: \"{content}\"\n");
  const auto list = [&](const std::string& title, const std::string& content) {
    board.write("jobs.json", R"([{"id": 1, "url": "https://work.turing.com/jobs/1", "title": ")" +
                                 title + R"(", "content": ")" + content + R"("}])");
    return board.run({"import", "jobs.json", "--map", "map.yaml"});
  };
  EXPECT_EQ(list("Tax Reader", "&lt;p&gt;Audit.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;a").exit_code, kDone);
  const std::string role = board.read("content/roles/tax-reader.md");
  EXPECT_THAT(role, HasSubstr("jobs/1\n---\nAudit.\n\n- a\n"));
  EXPECT_THAT(list("Tax Reader", "Other words").out, HasSubstr("1 same."));
  EXPECT_EQ(board.read("content/roles/tax-reader.md"), role);
  EXPECT_THAT(board.read("map.record.json"), Not(HasSubstr("Audit")));
}

}  // namespace
}  // namespace rolepress::testing
