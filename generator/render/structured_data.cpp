// JSON-LD. Rules of its own: a JobPosting stands only on the page of a live role that knows every
// fact which search engines require; a question that many pages show is marked up on one; pools
// and lists get none.

#include "render/structured_data.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "model/content_dates.h"
#include "model/country_names.h"
#include "model/job_posting.h"
#include "render/icons.h"

namespace rolepress {
namespace {

/// One JSON object under construction.
class JsonObject {
 public:
  explicit JsonObject(std::string_view type) { text("@type", type); }
  /// With `context` it stands alone in its script.
  JsonObject(std::string_view context, std::string_view type) {
    text("@context", context).text("@type", type);
  }

  JsonObject& text(std::string_view name, std::string_view value) {
    begin(name);
    append_json(out_, value);
    return *this;
  }
  JsonObject& text_if(std::string_view name, std::string_view value) {
    return value.empty() ? *this : text(name, value);
  }
  /// `value` is JSON already.
  JsonObject& raw(std::string_view name, std::string_view value) {
    begin(name);
    out_ += value;
    return *this;
  }
  [[nodiscard]] std::string str() const { return "{" + out_ + "}"; }

 private:
  void begin(std::string_view name) {
    if (!out_.empty()) out_ += ',';
    out_.append("\"").append(name).append("\":");
  }

  std::string out_;
};

constexpr std::string_view kSchema = "https://schema.org";

std::string script_of(const JsonObject& object) {
  return fmt::format("<script type=\"application/ld+json\">{}</script>\n", object.str());
}

// Empty where schema.org has no word for the unit.
std::string_view unit_text(PayUnit unit) {
  constexpr std::string_view kNames[] = {"HOUR", "DAY", "WEEK", "MONTH", "YEAR", "", ""};
  return kNames[static_cast<std::size_t>(unit)];
}

std::string salary(const Pay& pay) {
  JsonObject value("QuantitativeValue");
  if (pay.min_minor && pay.max_minor && *pay.min_minor == *pay.max_minor) {
    value.raw("value", decimal_of(*pay.min_minor));
  } else {
    if (pay.min_minor) value.raw("minValue", decimal_of(*pay.min_minor));
    if (pay.max_minor) value.raw("maxValue", decimal_of(*pay.max_minor));
  }
  value.text("unitText", unit_text(pay.unit));
  return JsonObject("MonetaryAmount")
      .text("currency", pay.currency)
      .raw("value", value.str())
      .str();
}

// Read on its own, HTML has no page that its links could begin at. Only links of a text give these
// sequences.
std::string with_absolute_links(const Site& site, std::string html) {
  const std::string home = site.urls.absolute("");
  const std::string origin =
      escape_html(home.substr(0, home.size() - site.urls.base_path().size()));
  for (const std::string_view start : {R"(href="/)", R"(src="/)"}) {
    for (std::size_t at = html.find(start); at != std::string::npos;
         at = html.find(start, at + start.size())) {
      html.insert(at + start.size() - 1, origin);
    }
  }
  return html;
}

// The whole of what the page says of the work, as HTML.
std::string description(const Site& site, const RoleEntry& entry) {
  std::string html;
  if (!entry.summary.value.empty()) html += "<p>" + escape_html(entry.summary.value) + "</p>";
  html += with_absolute_links(site, entry.body.html);
  for (const auto* list : {&entry.tasks, &entry.requirements}) {
    if (list->empty()) continue;
    html += "<ul>";
    for (const std::string& item : *list) html += "<li>" + escape_html(item) + "</li>";
    html += "</ul>";
  }
  return html;
}

std::string job_posting(const Site& site, const Role& role) {
  const RoleEntry& entry = *role.entry;
  const std::string first = first_path(role);
  JsonObject job(kSchema, "JobPosting");
  job.text("title", entry.title.value)
      .text("description", description(site, entry))
      .raw("identifier", JsonObject("PropertyValue")
                             .text("name", site.config().name)
                             .text("value", split(first, '/')[2])
                             .str())
      .text("url", site.urls.absolute(role.path))
      .text("datePosted", format_date(*role.posted));
  if (entry.closes) {
    job.text("validThrough", last_second(entry.closes->value, site.config().zone()));
  }
  job.text("employmentType", "CONTRACTOR")
      .raw("hiringOrganization", JsonObject("Organization")
                                     .text("name", role.platform->name)
                                     .text("sameAs", role.platform->homepage.value)
                                     .str())
      .text("jobLocationType", "TELECOMMUTE");
  std::string countries;
  for (const auto& country : entry.countries) {
    if (!countries.empty()) countries += ',';
    countries += JsonObject("Country").text("name", country_name(country.value)).str();
  }
  job.raw("applicantLocationRequirements", "[" + countries + "]");
  if (entry.pay && !unit_text(entry.pay->unit).empty()) job.raw("baseSalary", salary(*entry.pay));
  return script_of(job.raw("directApply", "false"));
}

// Only where the page has a name of its own and others above it.
std::string breadcrumbs(const Site& site, const PageFrame& frame) {
  if (frame.crumbs.empty() || frame.title.empty() || frame.page->number > 1) return {};
  std::string items;
  std::size_t position = 1;
  for (const MenuLink& crumb : frame.crumbs) {
    items += JsonObject("ListItem")
                 .raw("position", std::to_string(position++))
                 .text("name", crumb.title)
                 .text("item", site.urls.absolute(crumb.path))
                 .str() +
             ",";
  }
  items += JsonObject("ListItem")
               .raw("position", std::to_string(position))
               .text("name", frame.title)
               .str();
  return script_of(JsonObject(kSchema, "BreadcrumbList").raw("itemListElement", "[" + items + "]"));
}

std::string questions_page(const Site& site, const std::vector<const Question*>& questions) {
  if (questions.empty()) return {};
  std::string items;
  for (const Question* question : questions) {
    if (!items.empty()) items += ',';
    items += JsonObject("Question")
                 .text("name", question->question)
                 .raw("acceptedAnswer",
                      JsonObject("Answer")
                          .text("text", with_absolute_links(site, question->answer.html))
                          .str())
                 .str();
  }
  return script_of(JsonObject(kSchema, "FAQPage").raw("mainEntity", "[" + items + "]"));
}

// The common questions on the page of questions; on a category's page only its own.
std::string questions_of(const Site& site, const PageFrame& frame) {
  std::vector<const Question*> questions;
  if (frame.page->kind == PageKind::kStanding) {
    const auto& page = frame.page->about<PageEntry>();
    if (page.shows == Addition::kQuestions) {
      for (const Question& question : site.entries().questions) questions.push_back(&question);
    }
  } else if (frame.page->kind == PageKind::kCategory && frame.page->number == 1) {
    for (const Question& question : frame.page->about<Category>().entry->questions) {
      questions.push_back(&question);
    }
  }
  return questions_page(site, questions);
}

std::string organization(const Site& site) {
  const SiteConfig& config = site.config();
  const Publisher& publisher = config.publisher;
  const std::string home = site.urls.absolute(kHomePath);
  const std::string other_name = config.short_name == config.name ? "" : config.short_name;
  JsonObject organization(kSchema, "Organization");
  organization.text("@id", home + "#organization")
      .text("name", config.name)
      .text("url", home)
      .text("logo", site.urls.absolute(icon_path(config, kLargeIconSize)))
      .text("description", config.description)
      .text_if("alternateName", other_name)
      .text_if("legalName", publisher.legal_name)
      .text_if("vatID", publisher.vat_number.value)
      .text_if("email", publisher.email)
      .text_if("address", publisher.registered_office);
  if (!publisher.company_number.empty()) {
    JsonObject number("PropertyValue");
    number.text_if("propertyID", publisher.company_register)
        .text("value", publisher.company_number);
    organization.raw("identifier", number.str());
  }
  JsonObject website(kSchema, "WebSite");
  website.text("@id", home + "#website")
      .text("name", config.name)
      .text_if("alternateName", other_name)
      .text("url", home)
      .raw("publisher", JsonObject("Organization").text("@id", home + "#organization").str());
  return script_of(organization) + script_of(website);
}

}  // namespace

std::string structured_data(const Site& site, const PageFrame& frame) {
  std::string out = breadcrumbs(site, frame) + questions_of(site, frame);
  if (frame.page->kind == PageKind::kHome) out += organization(site);
  if (frame.page->kind == PageKind::kRole) {
    const auto& role = frame.page->about<Role>();
    if (role.is_listed() && missing_facts(role).empty()) {
      out += job_posting(site, role);
    }
  }
  return out;
}

}  // namespace rolepress
