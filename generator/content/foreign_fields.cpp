#include "content/foreign_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace rolepress {
namespace {

struct ForeignName {
  std::string_view theirs;  // small letters and digits only
  std::string_view ours;
};

// schema.org, the feeds of Greenhouse, Lever, Ashby and others, Jekyll, Hugo, Astro. The first of
// the same name whose field the file has counts: a page is called by its title, a category by name.
constexpr ForeignName kForeignNames[] = {
    {"position", "title"},
    {"role", "title"},
    {"jobtitle", "title"},
    {"headline", "title"},
    {"name", "title"},
    {"title", "name"},
    {"company", "platform"},
    {"companyname", "platform"},
    {"employer", "platform"},
    {"organization", "platform"},
    {"organisation", "platform"},
    {"hiringorganization", "platform"},
    {"client", "platform"},
    {"section", "category"},
    {"department", "category"},
    {"team", "category"},
    {"salary", "pay"},
    {"salaryrange", "pay"},
    {"basesalary", "pay"},
    {"compensation", "pay"},
    {"rate", "pay"},
    {"hourlyrate", "pay"},
    {"payrate", "pay"},
    {"payrange", "pay"},
    {"wage", "pay"},
    {"url", "apply"},
    {"link", "apply"},
    {"applyurl", "apply"},
    {"applylink", "apply"},
    {"applicationurl", "apply"},
    {"applicationlink", "apply"},
    {"joburl", "apply"},
    {"joblink", "apply"},
    {"hostedurl", "apply"},
    {"externalurl", "apply"},
    {"description", "summary"},
    {"summary", "description"},
    {"excerpt", "summary"},
    {"excerpt", "description"},
    {"teaser", "summary"},
    {"intro", "summary"},
    {"subtitle", "summary"},
    {"shortdescription", "summary"},
    {"who", "professions"},
    {"audience", "professions"},
    {"occupation", "professions"},
    {"responsibilities", "tasks"},
    {"duties", "tasks"},
    {"tools", "software"},
    {"tech", "software"},
    {"technologies", "software"},
    {"techstack", "software"},
    {"stack", "software"},
    {"skills", "requirements"},
    {"qualifications", "requirements"},
    {"experience", "requirements"},
    {"education", "requirements"},
    {"location", "eligibility"},
    {"locations", "eligibility"},
    {"joblocation", "eligibility"},
    {"remote", "eligibility"},
    {"workplace", "eligibility"},
    {"workplacetype", "eligibility"},
    {"region", "eligibility"},
    {"country", "countries"},
    {"lang", "language"},
    {"locale", "language"},
    {"inlanguage", "language"},
    {"hours", "commitment"},
    {"type", "commitment"},
    {"jobtype", "commitment"},
    {"employmenttype", "commitment"},
    {"contract", "commitment"},
    {"contracttype", "commitment"},
    {"schedule", "commitment"},
    {"duration", "commitment"},
    {"workload", "commitment"},
    {"date", "posted"},
    {"dateposted", "posted"},
    {"posteddate", "posted"},
    {"postedat", "posted"},
    {"publishedat", "posted"},
    {"publicationdate", "posted"},
    {"pubdate", "posted"},
    {"created", "posted"},
    {"createdat", "posted"},
    {"verified", "checked"},
    {"lastchecked", "checked"},
    {"startdate", "opens"},
    {"publishdate", "opens"},
    {"expires", "closes"},
    {"expiry", "closes"},
    {"expirydate", "closes"},
    {"expirationdate", "closes"},
    {"validthrough", "closes"},
    {"deadline", "closes"},
    {"applicationdeadline", "closes"},
    {"closingdate", "closes"},
    {"enddate", "closes"},
    {"draft", "status"},
    {"published", "status"},
    {"active", "status"},
    {"open", "status"},
    {"closed", "status"},
    {"aliases", "redirect_from"},
    {"weight", "order"},
    {"content", "body"},
};

struct Advice {
  std::string_view theirs;
  std::string_view help;
};

constexpr Advice kNeedless[] = {
    {"permalink", "delete the line: the file's name is the address"},
    {"slug", "delete the line: the file's name is the address"},
    {"layout", "delete the line: the file's folder says what kind of page it is"},
};

// Of several fields, each of which may be meant.
constexpr Advice kSeveral[] = {
    {"tags", "write its words below professions, tasks or software"},
    {"keywords", "write its words below professions, tasks or software"},
};

std::string plain_name(std::string_view key) {
  std::string plain = to_lower(key);
  std::erase_if(plain, [](char c) { return c == '_' || c == '-' || c == ' '; });
  return plain;
}

const FieldInfo* find_field_info(std::string_view key, std::span<const FieldInfo> fields) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const FieldInfo& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace

ForeignField find_foreign_field(std::string_view key, std::span<const FieldInfo> fields) {
  const std::string plain = plain_name(key);
  for (const ForeignName& name : kForeignNames) {
    if (name.theirs != plain) continue;
    if (const FieldInfo* field = find_field_info(name.ours, fields)) {
      return {field->key, fmt::format("here it is called {}: {}", field->key, field->about)};
    }
  }
  for (const Advice& advice : kNeedless) {
    if (advice.theirs == plain) return {{}, std::string(advice.help)};
  }
  const bool has_terms = find_field_info("professions", fields) != nullptr &&
                         find_field_info("software", fields) != nullptr;
  for (const Advice& advice : kSeveral) {
    if (has_terms && advice.theirs == plain) return {{}, std::string(advice.help)};
  }
  return {};
}

}  // namespace rolepress
