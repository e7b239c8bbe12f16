#include "content/role_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "content/parse_role.h"

namespace rolepress {
namespace {

using ::testing::ElementsAre;

// A role file that is right, read.
RoleEntry read(const std::string& fields, const std::string& body = "",
               const std::string& name = "x.md") {
  const bool is_yaml = name.ends_with(".yaml");
  const SourceFile file{"content/roles/" + name, "content/roles/" + name,
                        is_yaml ? fields : "---\n" + fields + "---\n" + body};
  Diagnostics problems;
  Reporter report(file.shown, problems);
  auto role = parse_role(file, report);
  for (const Diagnostic& problem : problems) ADD_FAILURE() << format_diagnostic(problem);
  return role ? std::move(*role) : RoleEntry{};
}

constexpr const char* kNeeded =
    "title: Tax Reviewer\n"
    "platform: turing\n"
    "category: finance-ai-training/accountants-tax\n"
    "apply: https://work.turing.com/jobs/1\n";

RoleEntry with(const std::string& fields) { return read(kNeeded + fields); }

// What is reported of a role with these further fields: "line:column message | help", by line.
std::vector<std::string> problems_of(const std::string& fields) {
  const SourceFile file{"content/roles/x.yaml", "content/roles/x.yaml", kNeeded + fields};
  Diagnostics problems;
  Reporter report(file.shown, problems);
  static_cast<void>(parse_role(file, report));
  std::vector<std::string> result;
  for (const Diagnostic& problem : problems) {
    result.push_back(std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column + 1) +
                     " " + problem.message + " | " + problem.help);
  }
  return result;
}

std::vector<std::string> texts(const std::vector<Located<std::string>>& list) {
  std::vector<std::string> result;
  for (const auto& item : list) result.push_back(item.value);
  return result;
}

TEST(RoleFile, TheFourNeededFieldsAreEnough) {
  const RoleEntry role = read(kNeeded, "", "tax-reviewer.md");
  EXPECT_EQ(role.slug, "tax-reviewer");
  EXPECT_EQ(role.path, "content/roles/tax-reviewer.md");
  EXPECT_EQ(role.title.value, "Tax Reviewer");
  EXPECT_EQ(role.platform.value, "turing");
  EXPECT_EQ(role.category.value, "finance-ai-training/accountants-tax");
  EXPECT_EQ(role.apply.value, "https://work.turing.com/jobs/1");
  EXPECT_FALSE(role.pay);
  EXPECT_FALSE(role.posted || role.checked || role.opens || role.closes);
  EXPECT_EQ(role.status, RoleStatus::kLive);
  EXPECT_TRUE(role.body.empty());
}

TEST(RoleFile, EveryFieldIsRead) {
  const RoleEntry role = with(
      "also_in: [a/b, c/d]\n"
      "summary: Reviews returns.\n"
      "professions: [accountant]\n"
      "tasks:\n  - reviewing\n  - writing\n"
      "software: ['Excel', \"QuickBooks\"]\n"
      "requirements: [CPA]\n"
      "eligibility: Remote, UK\n"
      "countries: [GB, IE]\n"
      "commitment: 10 hours a week\n"
      "posted: 2026-11-01\nchecked: 2026-11-20\nopens: 2026-11-02\ncloses: 2026-12-24\n"
      "status: closed\n"
      "redirect_from: [/old/, /jobs/1.html]\n");
  EXPECT_THAT(texts(role.also_in), ElementsAre("a/b", "c/d"));
  EXPECT_EQ(role.summary.value, "Reviews returns.");
  EXPECT_THAT(role.professions, ElementsAre("accountant"));
  EXPECT_THAT(role.tasks, ElementsAre("reviewing", "writing"));
  EXPECT_THAT(role.software, ElementsAre("Excel", "QuickBooks"));
  EXPECT_THAT(role.requirements, ElementsAre("CPA"));
  EXPECT_EQ(role.eligibility.value, "Remote, UK");
  EXPECT_THAT(texts(role.countries), ElementsAre("GB", "IE"));
  EXPECT_EQ(role.commitment, "10 hours a week");
  EXPECT_EQ(format_date(role.posted->value), "2026-11-01");
  EXPECT_EQ(format_date(role.checked->value), "2026-11-20");
  EXPECT_EQ(format_date(role.opens->value), "2026-11-02");
  EXPECT_EQ(format_date(role.closes->value), "2026-12-24");
  EXPECT_EQ(role.status, RoleStatus::kClosed);
  EXPECT_THAT(texts(role.redirect_from), ElementsAre("/old/", "/jobs/1.html"));
}

TEST(RoleFile, TheSchemaNamesEveryFieldOfAFullRole) {
  std::vector<std::string_view> keys;
  for (const auto& field : role_fields()) {
    keys.push_back(field.key);
    EXPECT_FALSE(field.about.empty()) << field.key;
  }
  EXPECT_THAT(keys, ElementsAre("title", "platform", "category", "also_in", "pay", "apply",
                                "summary", "professions", "tasks", "software", "requirements",
                                "eligibility", "countries", "commitment", "posted", "checked",
                                "opens", "closes", "status", "language", "redirect_from", "body"));
}

TEST(RoleFile, AYamlFileGivesTheSameRoleAsAMarkdownFile) {
  const RoleEntry markdown = read(kNeeded, "# About\n\nText.\n");
  const RoleEntry yaml =
      read(std::string(kNeeded) + "body: |\n  # About\n\n  Text.\n", "", "x.yaml");
  EXPECT_EQ(yaml.slug, markdown.slug);
  EXPECT_EQ(yaml.title.value, markdown.title.value);
  EXPECT_EQ(yaml.body.html, markdown.body.html);
  EXPECT_EQ(yaml.body.ids, markdown.body.ids);
}

TEST(RoleFile, TextsThatLookLikeOtherThingsStayTexts) {
  const RoleEntry role =
      with("summary: \"no\"\ncommitment: 007\nsoftware: [no, 1.0, 2026-01-02]\n");
  EXPECT_EQ(role.summary.value, "no");
  EXPECT_EQ(role.commitment, "007");
  EXPECT_THAT(role.software, ElementsAre("no", "1.0", "2026-01-02"));
}

TEST(RoleFile, TextOverSeveralLinesBecomesOneLine) {
  EXPECT_EQ(with("summary: One\n  two.\n").summary.value, "One two.");
  EXPECT_EQ(with("summary: |\n  One\n  two.\n").summary.value, "One two.");
  EXPECT_EQ(with("summary: >-\n  One\n  two.\n").summary.value, "One two.");
  EXPECT_EQ(with("summary: \"  One two.  \"\n").summary.value, "One two.");
}

TEST(RoleFile, LengthsAreCountedInCharacters) {
  std::string summary;
  for (int i = 0; i < 300; ++i) summary += "é";
  EXPECT_EQ(with("summary: " + summary + "\n").summary.value, summary);
  EXPECT_THAT(problems_of("summary: " + summary + "é\n"),
              ElementsAre("5:10 \"summary\" has 301 characters; at most 300 are allowed | "
                          "shorten it by 1"));
}

TEST(RoleFile, AnEmptyOptionalFieldIsAsGoodAsNone) {
  const RoleEntry role = with("summary:\nposted:\ntasks: []\npay:\ncountries:\n");
  EXPECT_EQ(role.summary.value, "");
  EXPECT_FALSE(role.posted);
  EXPECT_TRUE(role.tasks.empty());
  EXPECT_FALSE(role.pay);
}

TEST(RolePay, IsKeptInHundredthsSoThatItStaysExact) {
  const Pay pay = *with("pay: {min: 52.5, max: 90.25, currency: GBP, unit: day}\n").pay;
  EXPECT_EQ(pay.min_minor, 5250);
  EXPECT_EQ(pay.max_minor, 9025);
  EXPECT_EQ(pay.currency, "GBP");
  EXPECT_EQ(pay.unit, PayUnit::kDay);
}

TEST(RolePay, MayGiveTheLowestOrTheHighestAlone) {
  const Pay from = *with("pay: {min: 50, currency: USD, unit: hour}\n").pay;
  EXPECT_EQ(from.min_minor, 5000);
  EXPECT_FALSE(from.max_minor);
  const Pay up_to = *with("pay:\n  max: '0.05'\n  currency: USD\n  unit: task\n").pay;
  EXPECT_FALSE(up_to.min_minor);
  EXPECT_EQ(up_to.max_minor, 5);
}

TEST(RolePay, EveryUnitIsKnownByItsName) {
  int number = 0;
  for (const char* unit : {"hour", "day", "week", "month", "year", "project", "task"}) {
    const RoleEntry role = with("pay: {min: 1, currency: EUR, unit: " + std::string(unit) + "}\n");
    EXPECT_EQ(static_cast<int>(role.pay->unit), number++) << unit;
  }
}

TEST(RolePay, EqualAmountsAreNoMistake) {
  const Pay pay = *with("pay: {min: 70, max: 70.00, currency: USD, unit: hour}\n").pay;
  EXPECT_EQ(pay.min_minor, pay.max_minor);
}

TEST(RolePay, TheLowestAboveTheHighestIsRefused) {
  EXPECT_THAT(problems_of("pay: {min: 90, max: 50, currency: USD, unit: hour}\n"),
              ElementsAre("5:12 the lowest pay (90) is more than the highest (50) | "
                          "swap min and max"));
}

TEST(RolePay, WithoutAnAmountIsRefused) {
  EXPECT_THAT(problems_of("pay: {currency: USD, unit: hour}\n"),
              ElementsAre("5:1 \"pay\" gives no amount | write min, max or both, or delete \"pay\" "
                          "if nobody knows it"));
}

TEST(RolePay, AnAmountIsANumberAlone) {
  for (const char* amount :
       {"$50", "50k", "50.123", "50.", ".5", "-5", "1e3", "50-60", "fifty", "'1,000'", "0x10"}) {
    EXPECT_EQ(
        problems_of("pay: {min: " + std::string(amount) + ", currency: USD, unit: hour}\n").size(),
        1u)
        << amount;
  }
}

TEST(RolePay, ACurrencyIsACodeOfTheStandard) {
  EXPECT_THAT(problems_of("pay: {min: 5, currency: usx, unit: hour}\n"),
              ElementsAre("5:25 \"usx\" is not a currency code | write the three letters of ISO "
                          "4217: USD, GBP, EUR"));
  for (const char* code : {"USDD", "US", "XXX", "D A", "£"}) {
    EXPECT_EQ(
        problems_of("pay: {min: 5, currency: " + std::string(code) + ", unit: hour}\n").size(), 1u)
        << code;
  }
}

TEST(RoleDates, AreRefusedWhereTheyContradictEachOther) {
  EXPECT_THAT(problems_of("opens: 2026-12-02\ncloses: 2026-12-01\n"),
              ElementsAre("6:9 the role closes (2026-12-01) before it opens (2026-12-02) | "
                          "correct one of the two days"));
  EXPECT_THAT(problems_of("posted: 2026-12-02\ncloses: 2026-12-01\n"),
              ElementsAre("6:9 the role closes (2026-12-01) before it was posted (2026-12-02) | "
                          "correct one of the two days"));
  EXPECT_THAT(problems_of("posted: 2026-12-02\nchecked: 2026-12-01\n"),
              ElementsAre("6:10 the role was checked (2026-12-01) before it was posted "
                          "(2026-12-02) | correct one of the two days"));
}

TEST(RoleDates, MayFallOnOneDay) {
  EXPECT_THAT(problems_of("posted: 2026-12-01\nchecked: 2026-12-01\nopens: 2026-12-01\n"
                          "closes: 2026-12-01\n"),
              ElementsAre());
}

TEST(RoleDates, InOtherFormsAreOfferedInTheRightOne) {
  for (const char* habit : {"01/12/2026", "1.12.2026", "2026/12/1", "1-12-2026"}) {
    EXPECT_THAT(problems_of("posted: " + std::string(habit) + "\n"),
                ElementsAre("5:9 \"posted\" is not a date: " + std::string(habit) +
                            " | write 2026-12-01 if that is the day you mean (YYYY-MM-DD)"));
  }
}

TEST(RoleRedirects, ArePathsOfThisSite) {
  EXPECT_THAT(problems_of("redirect_from: [/a/, /b/c.html, /D_1~2/]\n"), ElementsAre());
  for (const char* path : {"old/", "https://x.org/", "//x.org/", "/a//b/", "/../x", "/.well-known/",
                           "'/a b/'", "/a?b", "'/a#b'", "/", "'/<b>'", "/é/"}) {
    EXPECT_EQ(problems_of("redirect_from: [" + std::string(path) + "]\n").size(), 1u) << path;
  }
}

TEST(RoleApply, IsAWholeHttpsAddress) {
  const auto problems = [](const std::string& apply) {
    const SourceFile file{"content/roles/x.yaml", "content/roles/x.yaml",
                          "title: x\nplatform: y\ncategory: z\napply: " + apply + "\n"};
    Diagnostics found;
    Reporter report(file.shown, found);
    static_cast<void>(parse_role(file, report));
    return found.empty() ? "" : found[0].message;
  };
  for (const char* good : {"https://work.turing.com", "https://work.turing.com/a?b=c&d=e#f",
                           "https://work.turing.com/a%20b/(c)~;,'!$*+"}) {
    EXPECT_EQ(problems(good), "") << good;
  }
  for (const char* bad : {"http://work.turing.com/", "work.turing.com/jobs", "//work.turing.com/",
                          "javascript:alert(1)", "HTTPS://work.turing.com/"}) {
    EXPECT_EQ(problems(bad), "\"apply\" must begin with https://") << bad;
  }
  for (const char* bad :
       {"https://turing", "https://user@turing.com/", "https://user:80@turing.com/",
        "https://.turing.com/", "https://turing..com/", "https:///jobs", "https://turing.com:x/"}) {
    EXPECT_EQ(problems(bad), "\"apply\" is not a web address: its host is not a plain name") << bad;
  }
  EXPECT_EQ(problems("https://turing.com:8080/"),
            "\"apply\" is not a web address: it names a port");
  EXPECT_EQ(problems("https://türing.com/"),
            "\"apply\" is not a web address: its host is not written in ASCII");
  for (const char* bad : {"https://turing.com/a b", "'https://turing.com/<b>'",
                          "'https://turing.com/\"x'", "https://turing.com/a\\b"}) {
    EXPECT_EQ(
        problems(bad),
        "\"apply\" is not a web address: it holds a space or a character that must be encoded")
        << bad;
  }
  for (const char* sign : {"{", "`", "é", "|"}) {
    EXPECT_EQ(problems(std::string("'https://turing.com/x") + sign + "'"),
              std::string("\"apply\" is not a web address: ") + sign + " must be encoded in it");
  }
}

}  // namespace
}  // namespace rolepress
