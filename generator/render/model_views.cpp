// What templates can name of the things of the content: categories, pools, questions …

#include "render/model_views.h"

#include <fmt/format.h>

#include <iterator>

#include "model/hourly_range.h"
#include "model/iso_codes.h"
#include "render/page.h"

namespace rolepress {
namespace {

// "1,250" or "52.50" from hundredths.
std::string format_amount(std::int64_t minor) {
  std::string digits = std::to_string(minor / 100);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return minor % 100 == 0 ? digits : fmt::format("{}.{:02}", digits, minor % 100);
}

std::string with_currency(std::int64_t minor, const std::string& currency) {
  const std::string_view prefix = currency_prefix(currency);
  std::string text(prefix.empty() ? std::string_view(currency) : prefix);
  if (prefix.empty()) text += ' ';
  return text += format_amount(minor);
}

// "$50–$90"; "$50+" or "≤ $90" where only one limit is known.
std::string limited_amount(const Pay& pay) {
  return (pay.min_minor ? "" : "≤ ") + pay_amount(pay) + (pay.max_minor ? "" : "+");
}

std::string_view unit_name(PayUnit unit) { return kPayUnits[static_cast<std::size_t>(unit)]; }

std::string long_date(CivilDate date, const Site& site) {
  const auto& months = site.config().month_names;
  if (months.empty()) return format_date(date);
  const std::chrono::year_month_day parts(date);
  std::string text = std::to_string(static_cast<unsigned>(parts.day()));
  text.append(" ").append(months[static_cast<unsigned>(parts.month()) - 1]).append(" ");
  return text += std::to_string(static_cast<int>(parts.year()));
}

}  // namespace

std::string apply_attributes(const std::string& url) {
  return fmt::format("href=\"{}\" rel=\"sponsored nofollow noopener\"", escape_html(url));
}

// By the subtags of BCP 47: the script where one is given, else the language.
bool is_right_to_left(std::string_view language) {
  constexpr std::array<std::string_view, 15> kLanguages = {"ar", "arc", "ckb", "dv",  "fa",
                                                           "he", "iw",  "nqo", "pnb", "ps",
                                                           "sd", "syr", "ug",  "ur",  "yi"};
  constexpr std::array<std::string_view, 5> kScripts = {"arab", "hebr", "nkoo", "syrc", "thaa"};
  const std::string lower = to_lower(language);
  const std::vector<std::string_view> subtags = split(lower, '-');
  const bool has_script = subtags.size() > 1 && subtags[1].size() == 4;
  return has_script
             ? std::find(kScripts.begin(), kScripts.end(), subtags[1]) != kScripts.end()
             : std::find(kLanguages.begin(), kLanguages.end(), subtags[0]) != kLanguages.end();
}

std::string pay_amount(const Pay& pay) {
  if (!pay.min_minor) return with_currency(*pay.max_minor, pay.currency);
  std::string min = with_currency(*pay.min_minor, pay.currency);
  if (!pay.max_minor || *pay.max_minor == *pay.min_minor) return min;
  const bool is_named_once = currency_prefix(pay.currency).empty();
  min.append("–").append(is_named_once ? format_amount(*pay.max_minor)
                                       : with_currency(*pay.max_minor, pay.currency));
  return min;
}

std::string pay_text(const Pay& pay) {
  return fmt::format("{} / {}", limited_amount(pay), unit_name(pay.unit));
}

std::string hourly_pay_text(const std::vector<const Role*>& roles) {
  const std::optional<Pay> range = hourly_range(roles);
  return range ? limited_amount(*range) : std::string();
}

std::string closings_text(const Closings& closings) {
  std::string text;
  for (const auto& [day, count] : closings) {
    fmt::format_to(std::back_inserter(text), "{}{}:{}", text.empty() ? "" : " ", format_date(day),
                   count);
  }
  return text;
}

const ViewType& text_view() {
  static const ViewType type =
      ViewBuilder<std::string>("text")
          .text(
              "value", [](const std::string& s, const Site&) -> const std::string& { return s; },
              "the text")
          .build();
  return type;
}

const ViewType& date_view() {
  static const ViewType type =
      ViewBuilder<CivilDate>("date")
          .text(
              "iso", [](const CivilDate& d, const Site&) { return format_date(d); },
              "the day as 2026-05-28")
          .text(
              "long", [](const CivilDate& d, const Site& s) { return long_date(d, s); },
              "the day as 28 May 2026, with the month_names of site.yaml")
          .build();
  return type;
}

const ViewType& pay_view() {
  static const ViewType type =
      ViewBuilder<Pay>("pay")
          .text(
              "amount", [](const Pay& p, const Site&) { return pay_amount(p); },
              "the band or the one amount, with its currency: $50–$90")
          .text(
              "unit", [](const Pay& p, const Site&) { return unit_name(p.unit); },
              "hour, day, week, month, year, project or task")
          .text(
              "currency",
              [](const Pay& p, const Site&) -> const std::string& { return p.currency; },
              "the ISO 4217 code")
          .flag(
              "is_from", [](const Pay& p, const Site&) { return !p.max_minor; },
              "only the lowest amount is known")
          .flag(
              "is_up_to", [](const Pay& p, const Site&) { return !p.min_minor; },
              "only the highest amount is known")
          .text(
              "hourly_max",
              [](const Pay& p, const Site&) {
                if (p.unit != PayUnit::kHour) return std::string();
                return std::to_string(p.max_minor.value_or(p.min_minor.value_or(0)) / 100);
              },
              "the highest whole amount an hour; empty for other units")
          .build();
  return type;
}

const ViewType& question_view() {
  static const ViewType type =
      ViewBuilder<Question>("question")
          .text(
              "id", [](const Question& q, const Site&) -> const std::string& { return q.id.value; },
              "its short name; may be empty")
          .text(
              "question",
              [](const Question& q, const Site&) -> const std::string& { return q.question; },
              "the question")
          .html(
              "answer",
              [](const Question& q, const Site&) -> const std::string& { return q.answer.html; },
              "the answer")
          .build();
  return type;
}

const ViewType& work_view() {
  static const ViewType type =
      ViewBuilder<CategoryWork>("work")
          .text(
              "title",
              [](const CategoryWork& w, const Site&) -> const std::string& {
                return w.kind->title;
              },
              "the kind of work")
          .html(
              "text",
              [](const CategoryWork& w, const Site&) -> const std::string& {
                return w.kind->text.html;
              },
              "what one does")
          .html(
              "example",
              [](const CategoryWork& w, const Site&) -> std::string_view {
                return w.example == nullptr ? std::string_view() : w.example->html;
              },
              "the category's own example; may be empty")
          .build();
  return type;
}

const ViewType& pool_view() {
  static const ViewType type =
      ViewBuilder<Pool>("pool")
          .text(
              "name",
              [](const Pool& p, const Site&) -> const std::string& { return p.entry->name; },
              "its name")
          .text(
              "slug",
              [](const Pool& p, const Site&) -> const std::string& { return p.entry->slug; },
              "its id on the page of pools")
          .text(
              "url",
              [](const Pool& p, const Site& s) {
                return s.urls.href(kPoolsPath) + "#" + p.entry->slug;
              },
              "its place on the page of pools")
          .text(
              "platform",
              [](const Pool& p, const Site&) -> const std::string& { return p.platform->name; },
              "the platform's name")
          .text(
              "summary",
              [](const Pool& p, const Site&) -> const std::string& { return p.entry->summary; },
              "who it is for")
          .html(
              "text",
              [](const Pool& p, const Site&) -> const std::string& { return p.entry->text.html; },
              "its text")
          .list(
              "professions", text_view,
              [](const Pool& p, const Site&) -> const std::vector<std::string>& {
                return p.entry->professions;
              },
              "who it is for")
          .text(
              "ad_label",
              [](const Pool&, const Site& s) -> const std::string& {
                return s.config().disclosure.apply;
              },
              "the words beside the link: that it is an ad and a referral link")
          .html(
              "apply_attributes",
              [](const Pool& p, const Site&) { return apply_attributes(p.apply_url()); },
              "href and rel of the link to join", "ad_label")
          .flag(
              "apply_is_jobs_page",
              [](const Pool& p, const Site&) { return p.apply_is_jobs_page(); },
              "the link to join leads to the platform's jobs page, not to a page of the pool")
          .build();
  return type;
}

namespace {

template <class T>
std::string count_of(const T& group) {
  return std::to_string(group.roles.size());
}

void add_category_texts(ViewBuilder<Category>& view) {
  view.text(
          "name",
          [](const Category& c, const Site&) -> const std::string& { return c.entry->name; },
          "its name")
      .text(
          "label",
          [](const Category& c, const Site&) -> const std::string& { return c.entry->label; },
          "the word that completes \"3 live … roles\"")
      .text(
          "url", [](const Category& c, const Site& s) { return s.urls.href(c.path); },
          "the address of its page")
      .text(
          "judges",
          [](const Category& c, const Site&) -> const std::string& { return c.entry->judges; },
          "what these professionals judge; may be empty")
      .html(
          "text",
          [](const Category& c, const Site&) -> const std::string& { return c.entry->text.html; },
          "the opening text; may be empty")
      .text(
          "live_count", [](const Category& c, const Site&) { return count_of(c); },
          "how many distinct live roles it has")
      .counts_roles()
      .text(
          "closings", [](const Category& c, const Site&) { return closings_text(c.closings); },
          "how many of them close on which last day: 2026-11-30:2 2026-12-04:1; may be empty")
      .counts_roles()
      .flag(
          "has_live", [](const Category& c, const Site&) { return !c.roles.empty(); },
          "it has live roles")
      .counts_roles()
      .flag(
          "has_one", [](const Category& c, const Site&) { return c.roles.size() == 1; },
          "it has exactly one live role")
      .counts_roles()
      .text(
          "hourly_pay", [](const Category& c, const Site&) { return hourly_pay_text(c.roles); },
          "the range of what its live roles state by the hour: $50–$90; may be empty")
      .counts_roles();
}

void add_category_lists(ViewBuilder<Category>& view) {
  view.object(
          "section", section_view, [](const Category& c, const Site&) { return c.section; },
          "the section that holds it")
      .list(
          "neighbours", category_view,
          [](const Category& c, const Site&) {
            std::vector<const Category*> others;
            for (const Category* other : c.section->categories) {
              if (other != &c && !other->roles.empty()) others.push_back(other);
            }
            return others;
          },
          "the other categories of its section that have live roles")
      .counts_roles()
      .list(
          "work", work_view,
          [](const Category& c, const Site&) -> const std::vector<CategoryWork>& { return c.work; },
          "the kinds of work")
      .list(
          "questions", question_view,
          [](const Category& c, const Site&) -> const std::vector<const Question*>& {
            return c.questions;
          },
          "the common questions, its own in the place of general ones")
      .list(
          "pools", pool_view,
          [](const Category& c, const Site&) -> const std::vector<const Pool*>& { return c.pools; },
          "the talent pools offered in its section");
}

}  // namespace

const ViewType& category_view() {
  static const ViewType type = [] {
    ViewBuilder<Category> view("category");
    add_category_texts(view);
    add_category_lists(view);
    return view.build();
  }();
  return type;
}

const ViewType& section_view() {
  static const ViewType type =
      ViewBuilder<Section>("section")
          .text(
              "name",
              [](const Section& s, const Site&) -> const std::string& { return s.entry->name; },
              "its name")
          .text(
              "url", [](const Section& s, const Site& site) { return site.urls.href(s.path); },
              "the address of its page")
          .text(
              "slug",
              [](const Section& s, const Site&) -> const std::string& { return s.entry->slug; },
              "its name in addresses")
          .text(
              "summary",
              [](const Section& s, const Site&) -> const std::string& { return s.entry->summary; },
              "what it holds; may be empty")
          .html(
              "text",
              [](const Section& s, const Site&) -> const std::string& {
                return s.entry->text.html;
              },
              "its text; may be empty")
          .text(
              "live_count", [](const Section& s, const Site&) { return count_of(s); },
              "how many distinct live roles it has")
          .counts_roles()
          .text(
              "closings", [](const Section& s, const Site&) { return closings_text(s.closings); },
              "how many of them close on which last day: 2026-11-30:2 2026-12-04:1; may be empty")
          .counts_roles()
          .flag(
              "has_live", [](const Section& s, const Site&) { return !s.roles.empty(); },
              "it has live roles")
          .counts_roles()
          .flag(
              "has_one", [](const Section& s, const Site&) { return s.roles.size() == 1; },
              "it has exactly one live role")
          .counts_roles()
          .text(
              "hourly_pay", [](const Section& s, const Site&) { return hourly_pay_text(s.roles); },
              "the range of what its live roles state by the hour: $50–$90; may be empty")
          .counts_roles()
          .list(
              "categories", category_view,
              [](const Section& s, const Site&) -> const std::vector<const Category*>& {
                return s.categories;
              },
              "its categories")
          .build();
  return type;
}

}  // namespace rolepress
