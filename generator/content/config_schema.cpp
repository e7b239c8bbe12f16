#include "content/config_schema.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace rolepress {
namespace {

using enum Presence;

constexpr int kNameCharacters = 80;
constexpr int kLineCharacters = 300;
constexpr int kMaxOrder = 10'000;

bool is_query_word(std::string_view word) {
  return !word.empty() &&
         word.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~") ==
             std::string_view::npos;
}

// site.yaml ------------------------------------------------------------------------------------

constexpr std::array kPublisherFields = {
    row<Publisher>("legal_name", kOptional, text<&Publisher::legal_name>(160),
                   "the registered name of the company"),
    row<Publisher>("company_number", kOptional, text<&Publisher::company_number>(40),
                   "its number in the register"),
    row<Publisher>("company_register", kOptional, text<&Publisher::company_register>(80),
                   "the name of that register, for search engines"),
    row<Publisher>("registered_in", kOptional, text<&Publisher::registered_in>(80),
                   "the part of the country in which it is registered"),
    row<Publisher>("registered_office", kOptional, text<&Publisher::registered_office>(300),
                   "the address of its registered office"),
    row<Publisher>("email", kOptional, text<&Publisher::email>(200), "an address for letters"),
    row<Publisher>("vat_number", kOptional, text<&Publisher::vat_number>(40),
                   "its VAT number; the check digits of a United Kingdom number are verified"),
    row<Publisher>("ico_registration", kOptional, text<&Publisher::ico_registration>(40),
                   "its number in the data protection register"),
};

constexpr std::array kVoucherFields = {
    row<Voucher>("name", kRequired, text<&Voucher::name>(kNameCharacters), "the person's name"),
    row<Voucher>("title", kOptional, text<&Voucher::title>(kLineCharacters),
                 "who the person is, in a line"),
    row<Voucher>("about", kOptional, markdown<&Voucher::about, 3>(), "what the person does"),
    row<Voucher>("call", kOptional, text<&Voucher::call>(kLineCharacters),
                 "what the short call is for"),
    row<Voucher>("booking_url", kOptional, url<&Voucher::booking_url>(),
                 "the https address where one books a call"),
};

constexpr std::array kDisclosureFields = {
    row<Disclosure>("short", kRequired, text<&Disclosure::brief>(kLineCharacters),
                    "who pays whom, in a sentence, shown before any apply link"),
    row<Disclosure>("apply", kRequired, text<&Disclosure::apply>(kLineCharacters),
                    "the words beside each apply link: that it is an ad and a referral link"),
    row<Disclosure>("footer", kOptional, markdown<&Disclosure::footer, 2>(),
                    "the whole of it, for the foot of each page"),
};

constexpr std::array kSettingsFields = {
    row<Settings>("stale_after_days", kOptional, integer<&Settings::stale_after_days>(3650),
                  "after how many days without a check a role is reported"),
    row<Settings>("cards_per_page", kOptional, integer<&Settings::cards_per_page>(200),
                  "how many roles a page lists"),
    row<Settings>("newest_on_home", kOptional, integer<&Settings::newest_on_home>(100),
                  "how many roles the home page lists"),
    row<Settings>("similar_roles", kOptional, integer<&Settings::similar_roles>(24),
                  "how many similar roles a role's page lists"),
    row<Settings>("closing_soon_days", kOptional, integer<&Settings::closing_soon_days>(365),
                  "how many days before its end a role counts as closing soon"),
    row<Settings>("feed_roles", kOptional, integer<&Settings::feed_roles>(10'000),
                  "how many roles a feed lists at most, the newest first; 500 when left out"),
};

template <auto Member>
void read_colour(const YamlEntry& entry, const Shape& shape, Look& look, Reporter& report) {
  const auto colour = read_text(entry.value, shape.max, entry.key, report);
  if (!colour) return;
  const std::string& text = colour->value;
  if (text.size() != 7 || text.front() != '#' ||
      text.find_first_not_of("0123456789abcdefABCDEF", 1) != std::string::npos) {
    report.error(colour->at, "colour", fmt::format("\"{}\" is not a colour", text),
                 "write it as \"#0d5157\", in quotes: # begins a comment otherwise");
    return;
  }
  look.*Member = to_lower(text);
}

template <auto Member>
constexpr Cell<Look> colour() {
  return {{ValueType::kText, 7}, read_colour<Member>};
}

constexpr std::array kLookFields = {
    row<Look>("paper", kOptional, colour<&Look::paper>(),
              "the background, for example \"#faf7f0\""),
    row<Look>("ink", kOptional, colour<&Look::ink>(), "the text"),
    row<Look>("accent", kOptional, colour<&Look::accent>(), "rules and icons"),
};

constexpr std::array kAdminFields = {
    row<AdminEditor>("repository", kRequired, text<&AdminEditor::repository>(140),
                     "owner/name of the repository on GitHub"),
    row<AdminEditor>("branch", kOptional, text<&AdminEditor::branch>(100),
                     "the branch that is edited; main when left out"),
    row<AdminEditor>("sign_in", kOptional, url<&AdminEditor::sign_in>(),
                     "the https address of the service that signs editors in; by token when left "
                     "out"),
};

template <class Part, auto Member>
void read_part(const YamlEntry& entry, SiteConfig& site, std::span<const Field<Part>> fields,
               Reporter& report) {
  read_mapping<Part>(entry.value, fields, entry.key_at, site.*Member, report);
}

void read_publisher(const YamlEntry& entry, const Shape&, SiteConfig& site, Reporter& report) {
  site.publisher.at = entry.key_at;
  read_part<Publisher, &SiteConfig::publisher>(entry, site, kPublisherFields, report);
}

void read_voucher(const YamlEntry& entry, const Shape&, SiteConfig& site, Reporter& report) {
  site.voucher.at = entry.key_at;
  read_part<Voucher, &SiteConfig::voucher>(entry, site, kVoucherFields, report);
}

void read_disclosure(const YamlEntry& entry, const Shape&, SiteConfig& site, Reporter& report) {
  read_part<Disclosure, &SiteConfig::disclosure>(entry, site, kDisclosureFields, report);
}

void read_settings(const YamlEntry& entry, const Shape&, SiteConfig& site, Reporter& report) {
  read_part<Settings, &SiteConfig::settings>(entry, site, kSettingsFields, report);
  if (site.settings.cards_per_page > 0) return;
  for (const YamlEntry& setting : entry.value.entries) {
    if (setting.key != "cards_per_page") continue;
    report.error(setting.value.at, "number", "\"cards_per_page\" must be at least 1",
                 "write how many roles a page lists, for example 50");
  }
  site.settings.cards_per_page = 1;
}

void read_admin(const YamlEntry& entry, const Shape&, SiteConfig& site, Reporter& report) {
  read_part<AdminEditor, &SiteConfig::admin>(entry, site, kAdminFields, report);
  const Located<std::string>& repository = site.admin.repository;
  const std::size_t slash = repository.value.find('/');
  const bool plain = slash != std::string::npos && slash > 0 &&
                     repository.value.rfind('/') == slash &&
                     is_query_word(repository.value.substr(0, slash)) &&
                     is_query_word(repository.value.substr(slash + 1));
  if (repository.value.empty() || plain) return;
  report.error(repository.at, "repository",
               fmt::format("\"{}\" is not a repository", repository.value),
               "write its owner and name with a slash between: owner/name");
}

void read_look(const YamlEntry& entry, const Shape&, SiteConfig& site, Reporter& report) {
  read_part<Look, &SiteConfig::look>(entry, site, kLookFields, report);
}

// RFC 9116 asks for a URI.
void read_security_contact(const YamlEntry& entry, const Shape& shape, SiteConfig& site,
                           Reporter& report) {
  const auto contact = read_text(entry.value, shape.max, entry.key, report);
  if (!contact) return;
  const std::string& text = contact->value;
  const bool is_plain = text.find_first_of(" \t<>\"\\,;") == std::string::npos;
  const std::size_t at = text.find('@');
  const bool is_mail = at != std::string::npos && at > 0 && text.find('@', at + 1) == text.npos &&
                       text.find('.', at) != std::string::npos && text.find('/') == text.npos;
  const bool is_page = text.starts_with("https://") && text.size() > 8;
  if (!is_plain || !(is_mail || is_page)) {
    report.error(contact->at, "contact",
                 fmt::format("\"{}\" is neither an e-mail address nor an https address", text),
                 "write where a weakness of the site can be reported: security@example.org");
    return;
  }
  site.security_contact = is_page || text.starts_with("mailto:") ? text : "mailto:" + text;
}

constexpr std::array kSiteFields = {
    row<SiteConfig>("name", kRequired, text<&SiteConfig::name>(kNameCharacters),
                    "the name of the site"),
    row<SiteConfig>("short_name", kOptional, text<&SiteConfig::short_name>(30),
                    "its short name or initials"),
    row<SiteConfig>("base_url", kRequired, url<&SiteConfig::base_url>(),
                    "the https address under which it is published"),
    row<SiteConfig>("language", kOptional, text<&SiteConfig::language>(20),
                    "its language as a BCP 47 tag, for example en-GB"),
    row<SiteConfig>("time_zone", kOptional, text<&SiteConfig::time_zone>(60),
                    "its IANA time zone, for example Europe/London; it decides what day it is"),
    row<SiteConfig>("home_name", kOptional, text<&SiteConfig::home_name>(40),
                    "the name of the home page in breadcrumbs; the site's name when left out"),
    row<SiteConfig>("tagline", kOptional, text<&SiteConfig::tagline>(160), "what it is, in a line"),
    row<SiteConfig>("description", kRequired, text<&SiteConfig::description>(kLineCharacters),
                    "what it is, in a sentence for search engines"),
    row<SiteConfig>("opening", kOptional, markdown<&SiteConfig::opening, 2>(),
                    "the opening text of the home page"),
    row<SiteConfig>(
        "publisher", kOptional,
        custom<SiteConfig>(ValueType::kMapping, read_publisher, infos_of<kPublisherFields>),
        "the company behind the site"),
    row<SiteConfig>("voucher", kRequired,
                    custom<SiteConfig>(ValueType::kMapping, read_voucher, infos_of<kVoucherFields>),
                    "the person who vouches"),
    row<SiteConfig>(
        "disclosure", kRequired,
        custom<SiteConfig>(ValueType::kMapping, read_disclosure, infos_of<kDisclosureFields>),
        "who pays whom"),
    row<SiteConfig>(
        "settings", kOptional,
        custom<SiteConfig>(ValueType::kMapping, read_settings, infos_of<kSettingsFields>),
        "numbers that can be changed"),
    row<SiteConfig>("admin", kOptional,
                    custom<SiteConfig>(ValueType::kMapping, read_admin, infos_of<kAdminFields>),
                    "switches on the editor in the browser at /admin/"),
    row<SiteConfig>("look", kOptional,
                    custom<SiteConfig>(ValueType::kMapping, read_look, infos_of<kLookFields>),
                    "the colours of icons, of social images and of the frame of an installed page"),
    row<SiteConfig>(
        "security_contact", kOptional, {{ValueType::kText, 200}, read_security_contact},
        "an e-mail or https address for reports of weaknesses; it becomes security.txt"),
    row<SiteConfig>("month_names", kOptional, list<&SiteConfig::month_names>(12),
                    "the twelve months as dates show them"),
};

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
    row<PlatformEntry>("name", kRequired, text<&PlatformEntry::name>(kNameCharacters),
                       "the platform's name"),
    row<PlatformEntry>("homepage", kRequired, url<&PlatformEntry::homepage>(), "its https address"),
    row<PlatformEntry>("jobs_page", kOptional, url<&PlatformEntry::jobs_page>(),
                       "the https address of its list of roles"),
    row<PlatformEntry>("apply_hosts", kRequired, list<&PlatformEntry::apply_hosts>(20),
                       "the hosts that apply links may lead to: [jobs.example.com]"),
    row<PlatformEntry>("about", kOptional, text<&PlatformEntry::about>(kLineCharacters),
                       "what it is, in a sentence"),
    row<PlatformEntry>(
        "referral", kOptional,
        custom<PlatformEntry>(ValueType::kMapping, read_referral, infos_of<kReferralFields>),
        "parameter and code that every apply link carries"),
};

// work.yaml and questions.yaml -------------------------------------------------------------------

constexpr std::array kWorkFields = {
    row<WorkKind>("id", kRequired, text<&WorkKind::id>(40), "a short name for categories to use"),
    row<WorkKind>("title", kRequired, text<&WorkKind::title>(kNameCharacters), "its heading"),
    row<WorkKind>("text", kRequired, markdown<&WorkKind::text>(), "what one does"),
};

constexpr std::array kQuestionFields = {
    row<Question>("id", kOptional, text<&Question::id>(40),
                  "a short name; a category's question with the same one replaces this"),
    row<Question>("question", kRequired, text<&Question::question>(200), "the question"),
    row<Question>("answer", kRequired, markdown<&Question::answer>(), "the answer"),
};

constexpr int kMostWithin = 50;

constexpr std::array kSearchTestFields = {
    row<SearchTest>("query", kRequired, text<&SearchTest::query>(200), "what a visitor types"),
    row<SearchTest>("finds", kRequired, text<&SearchTest::finds>(200),
                    "a category (section/category), a role's slug, or nothing"),
    row<SearchTest>("within", kOptional, integer<&SearchTest::within>(kMostWithin),
                    "among how many first roles it must be; 3 when left out"),
};

// sections, categories, pools, pages -----------------------------------------------------------

constexpr std::array kSectionFields = {
    row<SectionEntry>("name", kRequired, text<&SectionEntry::name>(kNameCharacters),
                      "the name of the section"),
    row<SectionEntry>("summary", kOptional, text<&SectionEntry::summary>(200),
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
    row<CategoryEntry>("name", kRequired, text<&CategoryEntry::name>(kNameCharacters),
                       "the name of the category"),
    row<CategoryEntry>("label", kRequired, text<&CategoryEntry::label>(60),
                       "the word that completes \"3 live … roles\""),
    row<CategoryEntry>("judges", kOptional, text<&CategoryEntry::judges>(200),
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
    row<PoolEntry>("name", kRequired, text<&PoolEntry::name>(kNameCharacters),
                   "the name of the pool"),
    row<PoolEntry>("platform", kRequired, text<&PoolEntry::platform>(60),
                   "a platform's key from platforms.yaml"),
    row<PoolEntry>("apply", kRequired, url<&PoolEntry::apply>(),
                   "the https address where one joins, on a host of the platform"),
    row<PoolEntry>("summary", kOptional, text<&PoolEntry::summary>(kLineCharacters),
                   "who it is for, in a sentence"),
    row<PoolEntry>("professions", kOptional, list<&PoolEntry::professions>(), "who it is for"),
    row<PoolEntry>("sections", kOptional, set<&PoolEntry::sections>(),
                   "the sections that offer it; all when left out"),
    row<PoolEntry>("order", kOptional, integer<&PoolEntry::order>(kMaxOrder),
                   "its place among the pools"),
};

constexpr std::array kPageFields = {
    row<PageEntry>("title", kRequired, text<&PageEntry::title>(120), "the title of the page"),
    row<PageEntry>("description", kOptional, text<&PageEntry::description>(kLineCharacters),
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

std::span<const Field<SiteConfig>> site_fields() { return kSiteFields; }
std::span<const Field<PlatformEntry>> platform_fields() { return kPlatformFields; }
std::span<const Field<SectionEntry>> section_fields() { return kSectionFields; }
std::span<const Field<CategoryEntry>> category_fields() { return kCategoryFields; }
std::span<const Field<PoolEntry>> pool_fields() { return kPoolFields; }
std::span<const Field<PageEntry>> page_fields() { return kPageFields; }
std::span<const Field<WorkKind>> work_fields() { return kWorkFields; }
std::span<const Field<SearchTest>> search_test_fields() { return kSearchTestFields; }
std::span<const Field<Question>> question_fields() { return kQuestionFields; }

}  // namespace rolepress
