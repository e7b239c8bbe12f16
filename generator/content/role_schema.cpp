#include "content/role_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "content/language_tag.h"
#include "content/written_pay.h"
#include "model/iso_codes.h"

namespace rolepress {
namespace {

using enum Presence;

// Hundredths from "50" or "52.50"; nullopt for anything else.
std::optional<std::int64_t> parse_amount(std::string_view text) {
  constexpr std::int64_t kMaxAmount = 100'000'000;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view cents = point == std::string_view::npos ? "" : text.substr(point + 1);
  const auto digits = [](std::string_view s) {
    return s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (whole.empty() || whole.size() > 9 || !digits(whole) || !digits(cents)) return std::nullopt;
  if (point != std::string_view::npos && (cents.empty() || cents.size() > 2)) return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(whole.data(), whole.data() + whole.size(), value);
  std::int64_t fraction = 0;
  std::from_chars(cents.data(), cents.data() + cents.size(), fraction);
  if (cents.size() == 1) fraction *= 10;
  if (value > kMaxAmount) return std::nullopt;
  return value * 100 + fraction;
}

struct PayDraft {
  Located<std::string> min;
  Located<std::string> max;
  Located<std::string> currency;
  int unit = 0;
};

constexpr std::array kPayFields = {
    row<PayDraft>("min", kOptional, text<&PayDraft::min>(12), "the lowest rate, a number"),
    row<PayDraft>("max", kOptional, text<&PayDraft::max>(12), "the highest rate, a number"),
    row<PayDraft>("currency", kRequired, text<&PayDraft::currency>(12),
                  "an ISO 4217 code such as USD or GBP"),
    row<PayDraft>("unit", kRequired, choice<&PayDraft::unit>(kPayUnits),
                  "hour, day, week, month, year, project or task"),
};

// The number to write in the place of one in another form, or both that "4.000" may be.
std::string amount_help(std::string_view text) {
  const auto said = read_written_pay(text);
  if (said && said->min_minor && said->min_minor == said->max_minor && *said->min_minor > 0) {
    const std::string number = decimal_of(*said->min_minor);
    if (parse_amount(number)) return fmt::format("write {}: the number alone", number);
  }
  constexpr std::size_t kGroup = 3;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = text.substr(std::min(point, text.size() - 1) + 1);
  const auto is_number = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (point != std::string_view::npos && is_number(whole) && is_number(rest) &&
      whole.size() <= kGroup && rest.size() == kGroup && whole != "0") {
    const std::string cents(rest.substr(0, 2));
    if (rest.back() != '0') {
      return fmt::format("write {}{} if the point parts thousands, or two decimals at most", whole,
                         rest);
    }
    return fmt::format("write {}{} if the point parts thousands, or {}{} if it parts decimals",
                       whole, rest, whole, cents == "00" ? "" : "." + cents);
  }
  return "write the number alone with two decimals at most, for example 50 or 52.50, up to "
         "100000000";
}

std::optional<std::int64_t> read_amount(const Located<std::string>& amount, std::string_view key,
                                        std::string_view currency, Reporter& report) {
  if (amount.value.empty()) return std::nullopt;
  const auto minor = parse_amount(amount.value);
  if (!minor) {
    report.error(amount.at, "amount", fmt::format("\"{}\" is not an amount: {}", key, amount.value),
                 amount_help(amount.value));
  } else if (*minor % 100 != 0 && !has_minor_units(currency)) {
    report.error(amount.at, "amount",
                 fmt::format("\"{}\" has decimals, and amounts in {} have none: {}", key, currency,
                             amount.value),
                 "write a whole number");
  }
  return minor;
}

std::string currency_help(std::string_view currency) {
  if (currency == "¥") return "write JPY";  // if it is not CNY
  const std::string code = currency_of_words(currency);
  return code.empty() ? "write the three letters of ISO 4217: USD, GBP, EUR"
                      : fmt::format("write {}", code);
}

void read_pay(const YamlEntry& entry, const Shape&, RoleEntry& role, Reporter& report) {
  if (entry.value.kind != YamlNode::Kind::kMapping) {
    report.error(entry.value.at, "type",
                 fmt::format("\"pay\" must be a mapping, not {}", kind_name(entry.value)),
                 "write pay: {min: 50, max: 90, currency: USD, unit: hour}");
    return;
  }
  PayDraft draft;
  read_mapping<PayDraft>(entry.value, kPayFields, entry.key_at, draft, report);
  // Commas within the numbers, which check_keys tells of, leave no number as it was meant.
  const bool is_cut = std::any_of(
      entry.value.entries.begin(), entry.value.entries.end(), [](const YamlEntry& part) {
        return part.key.find_first_not_of("0123456789") == std::string::npos;
      });
  if (is_cut) return;
  Pay pay;
  pay.at = entry.key_at;
  pay.currency = draft.currency.value;
  pay.min_minor = read_amount(draft.min, "min", pay.currency, report);
  pay.max_minor = read_amount(draft.max, "max", pay.currency, report);
  pay.unit = static_cast<PayUnit>(draft.unit);
  if (!pay.currency.empty() && !is_currency(pay.currency)) {
    report
        .error(draft.currency.at, "currency",
               fmt::format("\"{}\" is not a currency code", pay.currency),
               currency_help(pay.currency))
        .replacement = currency_of_words(pay.currency);
  }
  if (draft.min.value.empty() && draft.max.value.empty()) {
    report.error(entry.key_at, "pay", "\"pay\" gives no amount",
                 "write min, max or both, or delete \"pay\" if nobody knows it");
  }
  const auto highest = pay.max_minor ? pay.max_minor : pay.min_minor;
  if (highest == 0 && pay.min_minor.value_or(0) == 0) {
    report.error(entry.key_at, "pay", "\"pay\" says that nothing is paid",
                 "write what is paid, or delete \"pay\" if nobody knows it");
  }
  if (pay.min_minor && pay.max_minor && *pay.min_minor > *pay.max_minor) {
    report.error(draft.min.at, "pay",
                 fmt::format("the lowest pay ({}) is more than the highest ({})", draft.min.value,
                             draft.max.value),
                 "swap min and max");
  }
  role.pay = pay;
}

void read_body(const YamlEntry& entry, const Shape&, RoleEntry& role, Reporter& report) {
  role.body = read_markdown(entry, kRoleHeadings, report);
}

constexpr std::array kRoleFields = {
    row<RoleEntry>("title", kRequired, shown_text<&RoleEntry::title>(120), "the name of the role"),
    row<RoleEntry>("platform", kRequired, text<&RoleEntry::platform>(60),
                   "a platform's key from platforms.yaml"),
    row<RoleEntry>("category", kRequired, text<&RoleEntry::category>(120),
                   "section/category, for example legal-ai-training/paralegals"),
    row<RoleEntry>("also_in", kOptional, list<&RoleEntry::also_in>(10),
                   "further categories that list the role"),
    row<RoleEntry>("pay", kOptional,
                   custom<RoleEntry>(ValueType::kMapping, read_pay, infos_of<kPayFields>),
                   "min, max, currency and unit; leave it out when nobody knows"),
    row<RoleEntry>("apply", kRequired, url<&RoleEntry::apply>(),
                   "the https address where one applies, on a host of the platform"),
    row<RoleEntry>("summary", kOptional, shown_text<&RoleEntry::summary>(300),
                   "what the work is, in one or two sentences"),
    row<RoleEntry>("professions", kOptional, list<&RoleEntry::professions>(),
                   "who the role is for"),
    row<RoleEntry>("tasks", kOptional, list<&RoleEntry::tasks>(), "what one does"),
    row<RoleEntry>("software", kOptional, list<&RoleEntry::software>(), "what one works with"),
    row<RoleEntry>("requirements", kOptional, list<&RoleEntry::requirements>(),
                   "what one must bring"),
    row<RoleEntry>(
        "eligibility", kOptional, shown_text<&RoleEntry::eligibility>(300),
        "where one may work from, in words; search engines are told of the role where they "
        "say remote, in any language, or are left out"),
    row<RoleEntry>("countries", kOptional, set<&RoleEntry::countries>(250),
                   "the same as ISO 3166 codes, if the list is complete: [GB, US]"),
    row<RoleEntry>("commitment", kOptional, shown_text<&RoleEntry::commitment>(120),
                   "hours and length, in words"),
    row<RoleEntry>("posted", kOptional, date<&RoleEntry::posted>(),
                   "the day on which the role was posted"),
    row<RoleEntry>("checked", kOptional, date<&RoleEntry::checked>(),
                   "the day on which somebody last saw that it is open"),
    row<RoleEntry>("opens", kOptional, date<&RoleEntry::opens>(),
                   "the day from which the role is shown"),
    row<RoleEntry>("closes", kOptional, date<&RoleEntry::closes>(),
                   "the last day on which one can apply"),
    row<RoleEntry>("status", kOptional, choice<&RoleEntry::status>(kRoleStatuses),
                   "live, draft or closed; live when left out"),
    row<RoleEntry>("language", kOptional, language<&RoleEntry::language>(),
                   "the language of its texts as a BCP 47 tag, where it is not the site's: de"),
    row<RoleEntry>("redirect_from", kOptional, list<&RoleEntry::redirect_from>(),
                   "old addresses of the page, for example /roles/old-name/"),
    row<RoleEntry>("body", kOptional, custom<RoleEntry>(ValueType::kMarkdown, read_body),
                   "the text as Markdown; in an .md file it stands below the front matter"),
};

}  // namespace

std::span<const Field<RoleEntry>> role_fields() { return kRoleFields; }

std::span<const FieldInfo> pay_fields() { return infos_of<kPayFields>(); }

}  // namespace rolepress
