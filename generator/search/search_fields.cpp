#include "search/search_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "model/country_names.h"

namespace rolepress {
namespace {

using Texts = std::vector<FieldText>;

void add_all(const std::vector<std::string>& values, Place place, Texts& out) {
  for (const std::string& value : values) out.push_back({place, value});
}

// What is searched: add a row to search another field.
struct SearchField {
  Place place;
  void (*texts)(const Role& role, Place place, Texts& out);
};

constexpr SearchField kFields[] = {
    {Place::kTitle,
     [](const Role& r, Place p, Texts& out) {
       out.push_back({p, r.entry->title.value});
     }},
    {Place::kFact,
     [](const Role& r, Place p, Texts& out) { add_all(r.entry->professions, p, out); }},
    {Place::kFact, [](const Role& r, Place p, Texts& out) { add_all(r.entry->tasks, p, out); }},
    {Place::kFact, [](const Role& r, Place p, Texts& out) { add_all(r.entry->software, p, out); }},
    {Place::kFact,
     [](const Role& r, Place p, Texts& out) {
       for (const Category* category : r.categories) {
         out.push_back({p, category->entry->name});
         out.push_back({p, category->section->entry->name});
       }
     }},
    {Place::kFact,
     [](const Role& r, Place p, Texts& out) {
       out.push_back({p, r.platform->name});
     }},
    {Place::kArea,
     [](const Role& r, Place p, Texts& out) {
       constexpr std::size_t kMostTold = 40;  // of more, few would say so
       const auto& countries = r.entry->countries;
       for (std::size_t i = 0; countries.size() <= kMostTold && i < countries.size(); ++i) {
         const std::string_view name = country_name(countries[i].value);
         const std::string& said = r.entry->eligibility.value;
         if (find_word(said, name) == std::string::npos) out.push_back({p, name});
       }
       out.push_back({p, r.entry->eligibility.value});
     }},
    {Place::kTerms,
     [](const Role& r, Place p, Texts& out) {
       out.push_back({p, r.entry->commitment});
     }},
    {Place::kText,
     [](const Role& r, Place p, Texts& out) { add_all(r.entry->requirements, p, out); }},
    {Place::kText,
     [](const Role& r, Place p, Texts& out) {
       out.push_back({p, r.entry->summary.value});
     }},
    {Place::kText,
     [](const Role& r, Place p, Texts& out) {
       out.push_back({p, r.entry->body.plain});
     }},
};

std::string_view currency_sign(std::string_view currency) {
  if (currency == "GBP") return "£";
  if (currency == "EUR") return "€";
  return currency == "USD" ? "$" : "";
}

constexpr std::int64_t kMinorPerUnit = 100;
constexpr std::int64_t kPayStep = 5;
constexpr std::int64_t kHighestHourly = 500;

void add_amount(std::int64_t amount, std::string_view sign, std::string_view suffix,
                std::vector<std::string>& out) {
  std::string word = fmt::format_int(amount).str();
  word.append(suffix);
  if (!sign.empty()) out.push_back(std::string(sign).append(word));
  out.push_back(std::move(word));
}

// "£50" finds every hourly band that holds 50, "$100+" every one that reaches 100; other pay is
// found by the amounts it names.
std::vector<std::string> words_of_pay(const Pay& pay) {
  std::vector<std::string> words;
  const std::string_view sign = currency_sign(pay.currency);
  const std::int64_t low = pay.min_minor.value_or(pay.max_minor.value_or(0)) / kMinorPerUnit;
  const std::int64_t high = pay.max_minor.value_or(pay.min_minor.value_or(0)) / kMinorPerUnit;
  add_amount(low, sign, "", words);
  if (high != low) add_amount(high, sign, "", words);
  if (pay.unit != PayUnit::kHour) return words;
  for (const char* word : {"hour", "hourly"}) words.emplace_back(word);
  const std::int64_t end = std::min(high, kHighestHourly);
  for (std::int64_t amount = kPayStep; amount <= end; amount += kPayStep) {
    if (amount > low && amount < high) add_amount(amount, sign, "", words);
    add_amount(amount, sign, "+", words);
  }
  return words;
}

std::string_view last_word(std::string_view title) {
  const std::size_t end = title.find_last_not_of(" )]");
  if (end == std::string_view::npos) return title;
  const std::size_t space = title.rfind(' ', end);
  return space == std::string_view::npos ? title : title.substr(space + 1);
}

std::uint64_t days_of(CivilDate date) {
  const auto days = date.time_since_epoch().count();
  return days > 0 ? static_cast<std::uint64_t>(days) : 0;
}

void texts_as_values(const std::vector<std::string>& texts, std::vector<FacetValue>& out) {
  for (const std::string& text : texts) out.push_back({text, text});
}

std::uint64_t hourly_reach(const Role& role, std::string_view currency) {
  const auto& pay = role.entry->pay;
  if (!pay || pay->unit != PayUnit::kHour || pay->currency != currency) return 0;
  const std::int64_t minor = pay->max_minor.value_or(pay->min_minor.value_or(0));
  return minor > 0 ? static_cast<std::uint64_t>(minor) : 0;
}

}  // namespace

SearchDocument search_document(const Role& role) {
  SearchDocument document;
  document.role = &role;
  for (const SearchField& field : kFields) field.texts(role, field.place, document.texts);
  if (role.entry->pay) document.pay_words = words_of_pay(*role.entry->pay);
  return document;
}

std::vector<const Role*> index_order(const Site& site) {
  struct Sorted {
    const Category* home;  // in one vector, in the editors' order
    std::string_view last, title, slug;
    const Role* role;

    [[nodiscard]] auto key() const { return std::tie(home, last, title, slug); }
  };
  std::vector<Sorted> places;
  places.reserve(site.listed.size());
  for (const Role* role : site.listed) {
    const std::string_view title = role->entry->title.value;
    places.push_back({role->categories.front(), last_word(title), title, role->entry->slug, role});
  }
  std::sort(places.begin(), places.end(),
            [](const Sorted& a, const Sorted& b) { return a.key() < b.key(); });
  std::vector<const Role*> roles;
  roles.reserve(places.size());
  for (const Sorted& place : places) roles.push_back(place.role);
  return roles;
}

const std::vector<Facet>& facets() {
  using Values = std::vector<FacetValue>;
  static const std::vector<Facet> table = {
      {"profession",
       [](const Role& r, Values& out) { texts_as_values(r.entry->professions, out); }},
      {"task", [](const Role& r, Values& out) { texts_as_values(r.entry->tasks, out); }},
      {"software", [](const Role& r, Values& out) { texts_as_values(r.entry->software, out); }},
      {"platform",
       [](const Role& r, Values& out) {
         out.push_back({r.platform->name, r.platform->name});
       }},
      {"category",
       [](const Role& r, Values& out) {
         for (const Category* c : r.categories) {
           const auto inner = [](std::string_view path) { return path.substr(1, path.size() - 2); };
           out.push_back({inner(c->path), c->entry->name});
           out.push_back({inner(c->section->path), c->section->entry->name});
         }
       }},
      {"eligibility",
       [](const Role& r, Values& out) {
         const std::string& text = r.entry->eligibility.value;
         if (!text.empty()) out.push_back({text, text});
       }},
  };
  return table;
}

std::uint64_t posted_day(const Role& role) { return role.posted ? days_of(*role.posted) : 0; }

std::uint64_t checked_day(const Role& role, CivilDate today) {
  const auto& checked = role.entry->checked;
  return checked && checked->value <= today ? days_of(checked->value) : 0;
}

std::uint64_t closing_day(const Role& role) {
  return role.entry->closes ? days_of(role.entry->closes->value) : 0;
}

const std::vector<NumberColumn>& number_columns() {
  static const std::vector<NumberColumn> table = {
      {"pay", hourly_reach},
      {"posted", [](const Role& r, std::string_view) { return posted_day(r); }},
      {"closes", [](const Role& r, std::string_view) { return closing_day(r); }},
  };
  return table;
}

std::string hourly_currency(const std::vector<const Role*>& roles) {
  std::map<std::string_view, std::size_t> counts;
  for (const Role* role : roles) {
    const auto& pay = role->entry->pay;
    if (pay && pay->unit == PayUnit::kHour) ++counts[pay->currency];
  }
  const auto most =
      std::max_element(counts.begin(), counts.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string() : std::string(most->first);
}

}  // namespace rolepress
