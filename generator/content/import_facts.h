#pragma once

// A listing as the fields of a role.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/import_mapping.h"
#include "content/import_pay.h"

namespace rolepress {

struct ListingFacts {
  YamlNode fields;   // in the order of role_fields, without the body
  std::string body;  // as Markdown
  std::optional<UnreadPay> unread_pay;
  std::vector<std::pair<std::string, Spot>> cells;  // where the list says each field
};

/// What the mapping makes of a listing, in the form that a role's fields have.
[[nodiscard]] ListingFacts read_facts(const ImportMapping& mapping, const YamlNode& columns);

}  // namespace rolepress
