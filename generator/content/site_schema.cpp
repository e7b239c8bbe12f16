// The table of site.yaml.

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "content/config_schema.h"
#include "content/language_tag.h"

namespace rolepress {
namespace {

using enum Presence;

// Letters, digits and the rest of what an address without quotes is made of, round a single @.
bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.find_first_of(" \t<>\"\\,;:/()[]") == std::string_view::npos && at > 0 &&
         at != std::string_view::npos && text.find('@', at + 1) == std::string_view::npos &&
         text.find('.', at) > at + 1 && text.find('.', at) != std::string_view::npos &&
         !text.ends_with('.');
}

void read_email(const YamlEntry& entry, const Shape& shape, Publisher& publisher,
                Reporter& report) {
  const auto email = read_text(entry.value, shape.max, entry.key, report);
  if (!email) return;
  publisher.email = email->value;
  if (is_mail_address(email->value)) return;
  report.error(email->at, "contact", fmt::format("\"{}\" is no e-mail address", email->value),
               "write the address alone: letters@example.org");
}

// Of what is wrong, too, it is known that it is there.
void read_booking_url(const YamlEntry& entry, const Shape&, Voucher& voucher, Reporter& report) {
  const auto url = read_url(entry.value, entry.key, report);
  voucher.booking_url = url ? *url : Located<std::string>{entry.value.scalar, entry.value.at};
}

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
    row<Publisher>("email", kOptional, {{ValueType::kText, 200}, read_email},
                   "an address for letters"),
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
    row<Voucher>("booking_url", kOptional, {{ValueType::kUrl, kMaxUrlCharacters}, read_booking_url},
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
    row<Settings>("cards_per_page", kOptional, integer<&Settings::cards_per_page>(200, 1),
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
  constexpr std::string_view kMail = "mailto:";
  const bool is_named = text.starts_with(kMail);
  const bool is_mail = is_mail_address(std::string_view(text).substr(is_named ? kMail.size() : 0));
  const bool is_page = text.starts_with("https://") && text.size() > 8 &&
                       text.find_first_of(" \t<>\"\\,;") == std::string::npos;
  if (!is_mail && !is_page) {
    report.error(contact->at, "contact",
                 fmt::format("\"{}\" is neither an e-mail address nor an https address", text),
                 "write where a weakness of the site can be reported: security@example.org");
    return;
  }
  site.security_contact = is_page || is_named ? text : std::string(kMail) + text;
}

constexpr std::array kSiteFields = {
    row<SiteConfig>("name", kRequired, text<&SiteConfig::name>(kNameCharacters),
                    "the name of the site"),
    row<SiteConfig>("short_name", kOptional, text<&SiteConfig::short_name>(30),
                    "its short name or initials"),
    row<SiteConfig>("base_url", kRequired, url<&SiteConfig::base_url>(),
                    "the https address under which it is published"),
    row<SiteConfig>("language", kOptional, language<&SiteConfig::language>(),
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

}  // namespace

std::span<const Field<SiteConfig>> site_fields() { return kSiteFields; }

}  // namespace rolepress
