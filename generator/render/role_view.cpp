// What templates can name of a role.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "model/country_names.h"
#include "model/named_countries.h"
#include "render/model_views.h"
#include "render/similar_roles.h"

namespace rolepress {
namespace {

const CivilDate* date_of(const std::optional<Located<CivilDate>>& date) {
  return date ? &date->value : nullptr;
}

// What cannot have been yet on the day of the build is not known.
const CivilDate* past_date(const std::optional<Located<CivilDate>>& date, const Site& site) {
  return date && date->value <= site.date() ? &date->value : nullptr;
}

std::string names_of_countries(const RoleEntry& entry) {
  std::string names;
  for (const auto& country : entry.countries) {
    names += names.empty() ? "" : ", ";
    names += country_name(country.value);
  }
  return names;
}

// Of those that search engines are told, what the eligibility does not name.
std::string unsaid_countries(const RoleEntry& entry) {
  const std::vector<NamedCountry> said = countries_named(entry.eligibility.value);
  std::string names;
  for (const auto& country : entry.countries) {
    if (std::any_of(said.begin(), said.end(),
                    [&](const NamedCountry& named) { return named.code == country.value; })) {
      continue;
    }
    names += names.empty() ? "" : ", ";
    names += country_name(country.value);
  }
  return names;
}

// Of what is in the role's own language, on pages in the site's.
std::string language_attributes(const Role& role, const Site& site) {
  const std::string_view language = site.foreign_language(role);
  if (language.empty()) return {};
  const bool is_leftward = is_right_to_left(language);
  const bool turns = is_leftward != is_right_to_left(site.config().language);
  return fmt::format(" lang=\"{}\"{}", language,
                     !turns        ? ""
                     : is_leftward ? " dir=\"rtl\""
                                   : " dir=\"ltr\"");
}

void add_role_texts(ViewBuilder<Role>& view) {
  view.text(
          "title",
          [](const Role& r, const Site&) -> const std::string& { return r.entry->title.value; },
          "the name of the role")
      .text(
          "url", [](const Role& r, const Site& s) { return s.urls.href(r.path); },
          "the address of its page")
      .text(
          "slug", [](const Role& r, const Site&) -> const std::string& { return r.entry->slug; },
          "its name in addresses")
      .text(
          "summary",
          [](const Role& r, const Site&) -> const std::string& { return r.entry->summary.value; },
          "what the work is; may be empty")
      .text(
          "excerpt", [](const Role& r, const Site&) { return r.excerpt(); },
          "the summary, or how the text begins where there is none; may be empty")
      .html(
          "body",
          [](const Role& r, const Site&) -> const std::string& { return r.entry->body.html; },
          "its text; may be empty")
      .html("language_attributes", language_attributes,
            "lang, and dir where it turns, for an element with its words; empty where they are in "
            "the "
            "site's language")
      .text(
          "platform",
          [](const Role& r, const Site&) -> const std::string& { return r.platform->name; },
          "the platform's name")
      .text(
          "platform_about",
          [](const Role& r, const Site&) -> const std::string& { return r.platform->about; },
          "what the platform is; may be empty")
      .text(
          "platform_url",
          [](const Role& r, const Site&) -> const std::string& {
            return r.platform->homepage.value;
          },
          "the platform's own address");
}

void add_role_terms(ViewBuilder<Role>& view) {
  view.object(
          "pay", pay_view,
          [](const Role& r, const Site&) -> const Pay* {
            return r.entry->pay ? &*r.entry->pay : nullptr;
          },
          "what it pays, where that is known")
      .text(
          "eligibility",
          [](const Role& r, const Site&) -> const std::string& {
            return r.entry->eligibility.value;
          },
          "where one may work from; may be empty")
      .text(
          "countries", [](const Role& r, const Site&) { return names_of_countries(*r.entry); },
          "the countries that one may work from, in English; may be empty")
      .text(
          "unsaid_countries", [](const Role& r, const Site&) { return unsaid_countries(*r.entry); },
          "those of them that the eligibility does not name")
      .text(
          "commitment",
          [](const Role& r, const Site&) -> const std::string& { return r.entry->commitment; },
          "hours and length; may be empty");
}

void add_role_lists(ViewBuilder<Role>& view) {
  view.list(
          "professions", text_view,
          [](const Role& r, const Site&) -> const std::vector<std::string>& {
            return r.entry->professions;
          },
          "who it is for")
      .list(
          "tasks", text_view,
          [](const Role& r, const Site&) -> const std::vector<std::string>& {
            return r.entry->tasks;
          },
          "what one does")
      .list(
          "software", text_view,
          [](const Role& r, const Site&) -> const std::vector<std::string>& {
            return r.entry->software;
          },
          "what one works with")
      .list(
          "requirements", text_view,
          [](const Role& r, const Site&) -> const std::vector<std::string>& {
            return r.entry->requirements;
          },
          "what one must bring");
}

void add_role_state(ViewBuilder<Role>& view) {
  view.object(
          "posted", date_view,
          [](const Role& r, const Site&) { return r.posted ? &*r.posted : nullptr; },
          "the day on which it was posted, where known")
      .object(
          "checked", date_view,
          [](const Role& r, const Site& s) { return past_date(r.entry->checked, s); },
          "the day on which somebody last saw that it is open, where known")
      .object(
          "closes", date_view, [](const Role& r, const Site&) { return date_of(r.entry->closes); },
          "the last day on which one can apply, where known")
      .flag(
          "is_closed", [](const Role& r, const Site&) { return r.lifecycle == Lifecycle::kClosed; },
          "one can no longer apply")
      .flag(
          "is_live", [](const Role& r, const Site&) { return r.lifecycle == Lifecycle::kLive; },
          "one can apply");
}

void add_role_places(ViewBuilder<Role>& view) {
  view.object(
          "category", category_view,
          [](const Role& r, const Site&) { return r.categories.front(); }, "its own category")
      .list(
          "categories", category_view,
          [](const Role& r, const Site&) -> const std::vector<const Category*>& {
            return r.categories;
          },
          "all categories that list it, its own first");
}

void add_apply_link(ViewBuilder<Role>& view) {
  view.text(
          "ad_label",
          [](const Role&, const Site& s) -> const std::string& {
            return s.config().disclosure.apply;
          },
          "the words beside the apply link: that it is an ad and a referral link")
      .html(
          "apply_attributes",
          [](const Role& r, const Site&) {
            return r.lifecycle == Lifecycle::kLive ? apply_attributes(r.apply_url())
                                                   : std::string();
          },
          "href and rel of the apply link; empty for a closed role", "ad_label")
      .flag(
          "apply_is_jobs_page", [](const Role& r, const Site&) { return r.apply_is_jobs_page(); },
          "the apply link leads to the platform's jobs page, not to the role itself");
}

ViewBuilder<Role> begin_role_view(const char* name) {
  ViewBuilder<Role> view(name);
  add_role_texts(view);
  add_role_terms(view);
  add_role_lists(view);
  add_role_state(view);
  add_role_places(view);
  return view;
}

}  // namespace

// Without roles like it in turn: else a page could show any role of the site, and would have to be
// made again whenever one changes.
const ViewType& similar_role_view() {
  static const ViewType type = [] {
    ViewBuilder<Role> view = begin_role_view("similar role");
    add_apply_link(view);
    return view.build();
  }();
  return type;
}

const ViewType& role_view() {
  static const ViewType type = [] {
    ViewBuilder<Role> view = begin_role_view("role");
    view.list(
        "similar", similar_role_view,
        [](const Role& r, const Site& s) { return similar_roles(s, r); },
        "live roles that are most like it");
    add_apply_link(view);
    return view.build();
  }();
  return type;
}

}  // namespace rolepress
