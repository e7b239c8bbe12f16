#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "model/content_dates.h"
#include "model/country_names.h"
#include "model/job_posting.h"
#include "model/named_countries.h"
#include "rules/checks.h"

namespace rolepress {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The objects of schema.org on a page, of one type. What is no JSON counts as an empty object.
std::vector<Json> objects_of(const PublishedPage& page, std::string_view type) {
  std::vector<Json> objects;
  for (std::size_t i = 0; i + 1 < page.tokens.size(); ++i) {
    const MarkupToken& token = page.tokens[i];
    if (!token.opens("script") || token.get("type") != "application/ld+json") continue;
    Json json = Json::parse(page.tokens[i + 1].text, nullptr, false);
    if (json.is_object() && text_at(json, "@type") == type) objects.push_back(std::move(json));
  }
  return objects;
}

// Calls judge(posting, role) for the job posting of a role's page.
template <class Judgement>
void with_posting(const PublishedPage& page, const Judgement& judge) {
  const Role* role = page.role();
  if (role == nullptr) return;
  for (const Json& posting : objects_of(page, "JobPosting")) judge(posting, *role);
}

bool names_a_country(const Json& posting) {
  const auto places = posting.find("applicantLocationRequirements");
  if (places == posting.end() || !places->is_array() || places->empty()) return false;
  return std::all_of(places->begin(), places->end(), [](const Json& place) {
    return place.is_object() && text_at(place, "@type") == "Country" &&
           !text_at(place, "name").empty();
  });
}

}  // namespace

void check_posting_place(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  const bool has_posting =
      page.html.find("JobPosting") != std::string::npos && !objects_of(page, "JobPosting").empty();
  judge.expect(!has_posting || page.role() != nullptr, page.page.path, page.source(evidence.site),
               0, "a job posting stands on a page that is not of a single role");
}

void check_posting_facts(const Evidence&, const PublishedPage& page, Judge& judge) {
  with_posting(page, [&](const Json& posting, const Role& role) {
    judge.apply();
    const auto miss = [&](std::string_view fact) {
      judge.fail(page.page.path, role.entry->path, 0,
                 fmt::format("the job posting has no {}", fact));
    };
    for (const char* name : {"title", "description", "datePosted"}) {
      if (text_at(posting, name).empty()) miss(name);
    }
    if (text_at(posting, "description") == text_at(posting, "title"))
      miss("description of its own");
    const auto employer = posting.find("hiringOrganization");
    if (employer == posting.end() || text_at(*employer, "name").empty()) miss("hiringOrganization");
    if (text_at(posting, "jobLocationType") != "TELECOMMUTE" || !names_a_country(posting)) {
      miss("place: TELECOMMUTE with a named country");
    }
  });
}

void check_posting_presence(const Evidence&, const PublishedPage& page, Judge& judge) {
  const Role* role = page.role();
  if (role == nullptr || !role->is_listed()) return;
  const bool is_complete = missing_facts(*role).empty();
  const std::size_t count = objects_of(page, "JobPosting").size();
  judge.expect(count == (is_complete ? 1U : 0U), page.page.path, role->entry->path, 0,
               is_complete ? "the role is complete, and has no job posting of its own"
                           : "the role lacks a fact, and has a job posting all the same");
}

void check_posting_shown(const Evidence&, const PublishedPage& page, Judge& judge) {
  with_posting(page, [&](const Json& posting, const Role& role) {
    judge.apply();
    const auto expect_shown = [&](const std::string& what, std::string_view name) {
      if (page.text.find(squeeze(what)) != std::string::npos) return;
      judge.fail(page.page.path, role.entry->path, 0,
                 fmt::format("the job posting says {} \"{}\", and the page does not", name, what));
    };
    expect_shown(text_at(posting, "title"), "title");
    if (posting.contains("hiringOrganization")) {
      expect_shown(text_at(posting["hiringOrganization"], "name"), "hiringOrganization");
    }
    if (names_a_country(posting)) {
      // "US" names the United States too.
      const auto named = countries_named(role.entry->eligibility.value);
      for (const Json& place : posting["applicantLocationRequirements"]) {
        const std::string name = text_at(place, "name");
        const bool is_named = std::any_of(named.begin(), named.end(), [&](const NamedCountry& c) {
          return country_name(c.code) == name;
        });
        if (!is_named) expect_shown(name, "country");
      }
    }
    const std::string description = text_at(posting, "description");
    for (const MarkupToken& token : read_markup(description)) {
      if (token.kind != MarkupToken::Kind::kText) continue;
      const std::string words = squeeze(unescape(token.text));
      if (!words.empty()) expect_shown(words, "description");
    }
    const bool dated = std::any_of(page.tokens.begin(), page.tokens.end(), [&](const auto& token) {
      return token.opens("time") && token.get("datetime") == text_at(posting, "datePosted");
    });
    if (!dated) expect_shown(text_at(posting, "datePosted"), "datePosted");
  });
}

void check_posting_end(const Evidence&, const PublishedPage& page, Judge& judge) {
  with_posting(page, [&](const Json& posting, const Role& role) {
    const std::string end = text_at(posting, "validThrough");
    const std::string closes = role.entry->closes ? format_date(role.entry->closes->value) : "";
    if (end.empty() && closes.empty()) return;
    judge.expect(!closes.empty() && end.starts_with(closes), page.page.path, role.entry->path,
                 role.entry->closes ? role.entry->closes->at.line : 0,
                 fmt::format("validThrough is \"{}\", the role closes \"{}\"", end, closes));
  });
}

void check_posting_pay(const Evidence&, const PublishedPage& page, Judge& judge) {
  with_posting(page, [&](const Json& posting, const Role& role) {
    const std::optional<Pay>& pay = role.entry->pay;
    const auto salary = posting.find("baseSalary");
    if (salary == posting.end()) return;
    bool holds = pay && text_at(*salary, "currency") == pay->currency && salary->contains("value");
    if (holds) {
      const Json& value = (*salary)["value"];
      static const std::set<std::string> kUnits = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR"};
      holds = kUnits.contains(text_at(value, "unitText"));
      for (const char* name : {"value", "minValue", "maxValue"}) {
        if (value.contains(name) && !value[name].is_number()) holds = false;
      }
      const auto low = value.contains("value") ? value["value"] : value.value("minValue", Json());
      if (pay->min_minor &&
          (!low.is_number() || std::llround(low.get<double>() * 100) != *pay->min_minor)) {
        holds = false;
      }
    }
    judge.expect(holds, page.page.path, role.entry->path, pay ? pay->at.line : 0,
                 "baseSalary is not the role's pay in numbers, with its currency and unit");
  });
}

void check_posting_terms(const Evidence&, const PublishedPage& page, Judge& judge) {
  with_posting(page, [&](const Json& posting, const Role& role) {
    judge.expect(text_at(posting, "employmentType") == "CONTRACTOR" &&
                     posting.value("directApply", Json()) == Json(false),
                 page.page.path, role.entry->path, 0,
                 "employmentType is not CONTRACTOR, or directApply is not false");
  });
}

void check_posting_stable(const Evidence&, const PublishedPage& page, Judge& judge) {
  with_posting(page, [&](const Json& posting, const Role& role) {
    const auto& posted = role.entry->posted;
    const bool same_day = posted && text_at(posting, "datePosted") == format_date(posted->value);
    judge.expect(same_day, page.page.path, role.entry->path, posted ? posted->at.line : 0,
                 "datePosted is not the day in \"posted\"");
    const std::string first = first_path(role);
    judge.expect(posting.contains("identifier") &&
                     text_at(posting["identifier"], "value") == split(first, '/')[2],
                 page.page.path, role.entry->path, 0,
                 "the identifier is not the name that the role's page had first");
  });
}

void check_closed_role(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  const Role* role = page.role();
  if (role == nullptr || role->lifecycle != Lifecycle::kClosed) return;
  judge.apply();
  const std::string url = evidence.site.urls.absolute(role->path);
  const std::string apply = role->apply_url();
  const auto fail = [&](const char* message) {
    judge.fail(page.page.path, role->entry->path, 0, message);
  };
  const auto any = [&](const auto& holds) {
    return std::any_of(page.tokens.begin(), page.tokens.end(), holds);
  };
  // A similar live role may lead to the same jobs page.
  const bool is_shared = evidence.apply_urls.contains(apply);
  if (!is_shared && any([&](const auto& t) { return t.opens("a") && t.get("href") == apply; })) {
    fail("a closed role still has its apply link");
  }
  if (!any([](const auto& t) {
        return t.opens("meta") && t.get("name") == "robots" &&
               t.get("content").find("noindex") != std::string::npos;
      })) {
    fail("a closed role is not marked noindex");
  }
  if (!objects_of(page, "JobPosting").empty()) fail("a closed role still has its job posting");
  const auto listed = evidence.listed_in.find(url);
  if (listed == evidence.listed_in.end()) return;
  for (const std::string_view file : listed->second) {
    judge.fail(std::string(file), role->entry->path, 0, "a closed role is still listed");
  }
}

void check_breadcrumbs(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  for (const Json& list : objects_of(page, "BreadcrumbList")) {
    judge.apply();
    const auto items = list.find("itemListElement");
    if (items == list.end() || !items->is_array() || items->size() < 2) {
      judge.fail(page.page.path, page.source(evidence.site), 0,
                 "a breadcrumb list needs two items");
      continue;
    }
    for (const Json& item : *items) {
      const std::string name = text_at(item, "name");
      if (!name.empty() && page.text.find(squeeze(name)) != std::string::npos) continue;
      judge.fail(page.page.path, page.source(evidence.site), 0,
                 fmt::format("the breadcrumb \"{}\" is not on the page", name));
    }
  }
}

}  // namespace rolepress
