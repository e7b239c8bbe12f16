#pragma once

// What other programs write in their lists, in the form that the fields of a role have.

#include <string>
#include <string_view>

#include "content/import_mapping.h"
#include "content/schema.h"

namespace rolepress {

/// Brings the value of a field into its form where one is meant beyond doubt: words without HTML,
/// days without their time. What says nothing ("N/A") becomes empty. Anything else stays, for the
/// check to name.
void tidy_import(const Shape& shape, YamlNode& value);

/// How the mapping of a field says in which form its list writes such a day; empty where no form
/// has it.
[[nodiscard]] std::string form_of_day_help(std::string_view key, const ImportRule& rule,
                                           std::string_view day);

/// Writes countries by their codes: "DE" for "Germany" and "de".
void tidy_imported_countries(YamlNode& countries);

}  // namespace rolepress
