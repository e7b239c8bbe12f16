#include <array>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/new_entry.h"
#include "cli/new_site.h"
#include "content/config_schema.h"
#include "content/role_schema.h"

namespace rolepress {
namespace {

NewKind role_kind() {
  return {"role",  "Write content/roles/<slug>.md; on a terminal it asks for what is missing",
          "roles", field_infos(role_fields()),
          "title", {"pay", "summary", "professions", "posted"},
          false,   {{"pay.currency", "USD"}, {"pay.unit", "hour"}}};
}

NewKind category_kind() {
  NewKind kind{
      "category",
      "Write content/categories/<section>/<slug>.md; on a terminal it asks for what is missing",
      "categories",
      {{"section", Presence::kRequired, {ValueType::kText, 60}, "the section it stands in"}},
      "name",
      {"judges"},
      true,
      {}};
  for (const FieldInfo& field : field_infos(category_fields())) kind.fields.push_back(field);
  return kind;
}

NewKind pool_kind() {
  return {"pool",  "Write content/pools/<slug>.md; on a terminal it asks for what is missing",
          "pools", field_infos(pool_fields()),
          "name",  {"summary"},
          false,   {}};
}

}  // namespace

RunCommand declare_new(CLI::App& app) {
  static const std::array kKinds = {role_kind(), category_kind(), pool_kind()};
  std::vector<std::pair<CLI::App*, RunCommand>> declared;
  for (const NewKind& kind : kKinds) {
    CLI::App* sub = app.add_subcommand(std::string(kind.name), std::string(kind.about));
    declared.emplace_back(sub, declare_new_entry(*sub, kind));
  }
  CLI::App* site = app.add_subcommand("site", "Write a small board of its own into a new folder");
  declared.emplace_back(site, declare_new_site(*site));
  for (const auto& [sub, run] : declared) sub->fallthrough();
  app.require_subcommand(1);
  return [declared](const CommonOptions& options) {
    for (const auto& [sub, run] : declared) {
      if (sub->parsed()) return run(options);
    }
    return static_cast<int>(kWrongUsage);
  };
}

}  // namespace rolepress
