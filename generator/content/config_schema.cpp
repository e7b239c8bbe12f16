#include "content/config_schema.h"

#include <fmt/format.h>

#include <array>

namespace rolepress {
namespace {

using enum Presence;

constexpr int kMaxOrder = 10'000;

// platforms.yaml -------------------------------------------------------------------------------

constexpr std::array kReferralFields = {
    row<PlatformEntry::Referral>("parameter", kRequired,
                                 text<&PlatformEntry::Referral::parameter>(40),
                                 "the name of the query parameter"),
    row<PlatformEntry::Referral>("code", kRequired, text<&PlatformEntry::Referral::code>(100),
                                 "the referral code"),
};

void read_referral(const YamlEntry& entry, const Shape&, PlatformEntry& platform,
                   Reporter& report) {
  if (entry.value.kind != YamlNode::Kind::kMapping) {
    report.error(entry.value.at, "type",
                 fmt::format("\"referral\" must be a mapping, not {}", kind_name(entry.value)),
                 "copy both from a referral link: referral: {parameter: ref, code: abc}");
    return;
  }
  PlatformEntry::Referral referral;
  read_mapping<PlatformEntry::Referral>(entry.value, kReferralFields, entry.key_at, referral,
                                        report);
  if (referral.parameter.empty() || referral.code.empty()) return;  // reported
  if (!is_query_word(referral.parameter) || !is_query_word(referral.code)) {
    report.error(entry.key_at, "referral",
                 "parameter and code may hold only letters, digits and - . _ ~",
                 "copy both from a referral link: …?parameter=code");
    return;
  }
  platform.referral = referral;
}

constexpr std::array kPlatformFields = {
    row<PlatformEntry>("name", kRequired, shown_text<&PlatformEntry::name>(kNameCharacters),
                       "the platform's name"),
    row<PlatformEntry>("homepage", kRequired, url<&PlatformEntry::homepage>(), "its https address"),
    row<PlatformEntry>("jobs_page", kOptional, url<&PlatformEntry::jobs_page>(),
                       "the https address of its list of roles"),
    row<PlatformEntry>("apply_hosts", kRequired, list<&PlatformEntry::apply_hosts>(20),
                       "the hosts that apply links may lead to: [jobs.example.com]"),
    row<PlatformEntry>("about", kOptional, shown_text<&PlatformEntry::about>(kLineCharacters),
                       "what it is, in a sentence"),
    row<PlatformEntry>(
        "referral", kOptional,
        custom<PlatformEntry>(ValueType::kMapping, read_referral, infos_of<kReferralFields>),
        "parameter and code that every apply link carries"),
};

// work.yaml and questions.yaml -------------------------------------------------------------------

constexpr std::array kWorkFields = {
    row<WorkKind>("id", kRequired, text<&WorkKind::id>(40), "a short name for categories to use"),
    row<WorkKind>("title", kRequired, shown_text<&WorkKind::title>(kNameCharacters), "its heading"),
    row<WorkKind>("text", kRequired, markdown<&WorkKind::text>(), "what one does"),
};

constexpr std::array kQuestionFields = {
    row<Question>("id", kOptional, text<&Question::id>(40),
                  "a short name; a category's question with the same one replaces this"),
    row<Question>("question", kRequired, shown_text<&Question::question>(200), "the question"),
    row<Question>("answer", kRequired, markdown<&Question::answer>(), "the answer"),
};

constexpr int kMostWithin = 50;

constexpr std::array kSearchTestFields = {
    row<SearchTest>("query", kRequired, text<&SearchTest::query>(200), "what a visitor types"),
    row<SearchTest>("finds", kRequired, text<&SearchTest::finds>(200),
                    "a category (section/category), a role's slug, or nothing"),
    row<SearchTest>("within", kOptional, integer<&SearchTest::within>(kMostWithin, 1),
                    "among how many first roles it must be; 3 when left out"),
};

// sections, categories, pools, pages -----------------------------------------------------------

constexpr std::array kSectionFields = {
    row<SectionEntry>("name", kRequired, shown_text<&SectionEntry::name>(kNameCharacters),
                      "the name of the section"),
    row<SectionEntry>("summary", kOptional, shown_text<&SectionEntry::summary>(200),
                      "what it holds, in a sentence"),
    row<SectionEntry>("order", kOptional, integer<&SectionEntry::order>(kMaxOrder),
                      "its place among the sections"),
    row<SectionEntry>("redirect_from", kOptional, list<&SectionEntry::redirect_from>(),
                      "old addresses of the page"),
};

void read_category_work(const YamlEntry& entry, const Shape&, CategoryEntry& category,
                        Reporter& report) {
  if (entry.value.kind != YamlNode::Kind::kMapping) {
    report.error(entry.value.at, "type",
                 fmt::format("\"work\" must be a mapping, not {}", kind_name(entry.value)),
                 "write the id of a kind of work from work.yaml, a colon and the example");
    return;
  }
  for (const YamlEntry& example : entry.value.entries) {
    if (is_empty(example.value)) continue;
    category.work.push_back(
        {{example.key, example.key_at}, read_markdown(example, kInnerHeadings, report)});
  }
}

void read_category_questions(const YamlEntry& entry, const Shape&, CategoryEntry& category,
                             Reporter& report) {
  category.questions = read_mappings<Question>(entry, kQuestionFields, report);
  check_ids(category.questions, report);
}

constexpr std::array kCategoryFields = {
    row<CategoryEntry>("name", kRequired, shown_text<&CategoryEntry::name>(kNameCharacters),
                       "the name of the category"),
    row<CategoryEntry>("label", kRequired, shown_text<&CategoryEntry::label>(60),
                       "the word that completes \"3 live … roles\""),
    row<CategoryEntry>("judges", kOptional, shown_text<&CategoryEntry::judges>(200),
                       "what these professionals judge, in a sentence"),
    row<CategoryEntry>("order", kOptional, integer<&CategoryEntry::order>(kMaxOrder),
                       "its place in its section"),
    row<CategoryEntry>("work", kOptional,
                       custom<CategoryEntry>(ValueType::kMapping, read_category_work),
                       "an example for each kind of work of work.yaml"),
    row<CategoryEntry>(
        "questions", kOptional,
        custom<CategoryEntry>(ValueType::kList, read_category_questions, infos_of<kQuestionFields>),
        "questions of its own"),
    row<CategoryEntry>("redirect_from", kOptional, list<&CategoryEntry::redirect_from>(),
                       "old addresses of the page"),
};

constexpr std::array kPoolFields = {
    row<PoolEntry>("name", kRequired, shown_text<&PoolEntry::name>(kNameCharacters),
                   "the name of the pool"),
    row<PoolEntry>("platform", kRequired, text<&PoolEntry::platform>(60),
                   "a platform's key from platforms.yaml"),
    row<PoolEntry>("apply", kRequired, url<&PoolEntry::apply>(),
                   "the https address where one joins, on a host of the platform"),
    row<PoolEntry>("summary", kOptional, shown_text<&PoolEntry::summary>(kLineCharacters),
                   "who it is for, in a sentence"),
    row<PoolEntry>("professions", kOptional, list<&PoolEntry::professions>(), "who it is for"),
    row<PoolEntry>("sections", kOptional, set<&PoolEntry::sections>(),
                   "the sections that offer it; all when left out"),
    row<PoolEntry>("order", kOptional, integer<&PoolEntry::order>(kMaxOrder),
                   "its place among the pools"),
};

constexpr std::array kPageFields = {
    row<PageEntry>("title", kRequired, shown_text<&PageEntry::title>(120), "the title of the page"),
    row<PageEntry>("description", kOptional, shown_text<&PageEntry::description>(kLineCharacters),
                   "what it says, in a sentence for search engines"),
    row<PageEntry>("menu", kOptional, choice<&PageEntry::menu>(kMenus),
                   "where it is linked: header, footer or none"),
    row<PageEntry>("shows", kOptional, choice<&PageEntry::shows>(kAdditions),
                   "what stands below its text: questions for all of questions.yaml, or nothing"),
    row<PageEntry>("order", kOptional, integer<&PageEntry::order>(kMaxOrder),
                   "its place in the menu"),
    row<PageEntry>("redirect_from", kOptional, list<&PageEntry::redirect_from>(),
                   "old addresses of the page"),
};

}  // namespace

bool is_query_word(std::string_view word) {
  return !word.empty() &&
         word.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~") ==
             std::string_view::npos;
}

std::span<const Field<PlatformEntry>> platform_fields() { return kPlatformFields; }
std::span<const Field<SectionEntry>> section_fields() { return kSectionFields; }
std::span<const Field<CategoryEntry>> category_fields() { return kCategoryFields; }
std::span<const Field<PoolEntry>> pool_fields() { return kPoolFields; }
std::span<const Field<PageEntry>> page_fields() { return kPageFields; }
std::span<const Field<WorkKind>> work_fields() { return kWorkFields; }
std::span<const Field<SearchTest>> search_test_fields() { return kSearchTestFields; }
std::span<const Field<Question>> question_fields() { return kQuestionFields; }

}  // namespace rolepress
