#pragma once

// What other programs write in their lists, in the form that the fields of a role have.

#include "content/schema.h"

namespace rolepress {

/// Brings the value of a field into its form where one is meant beyond doubt: words without HTML,
/// days without their time. What says nothing ("N/A") becomes empty. Anything else stays, for the
/// check to name.
void tidy_import(const Shape& shape, YamlNode& value);

/// Writes countries by their codes: "DE" for "Germany" and "de".
void tidy_imported_countries(YamlNode& countries);

}  // namespace rolepress
