#pragma once

// The mapping file of `import`: which column of a platform's list becomes which field of a role.

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "content/read_listings.h"
#include "content/schema.h"

namespace rolepress {

enum class DateForm { kYearFirst, kDayFirst, kMonthFirst, kDotted };
enum class Elsewhere { kKeep, kJobsPage };

inline constexpr std::string_view kDateForms[] = {"YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY",
                                                  "DD.MM.YYYY"};
inline constexpr std::string_view kElsewhere[] = {"keep", "jobs_page"};

/// How one value is made: a text in which {column} stands for what the listing says there. It is
/// left out where one of its columns is empty.
struct ImportRule {
  Located<std::string> from;
  std::vector<std::pair<std::string, std::string>> names;  // their word → ours
  std::string separator;                                   // between the entries of a list
  DateForm date = DateForm::kYearFirst;
  Elsewhere elsewhere = Elsewhere::kKeep;  // an apply link on a host that is not the platform's
};

/// A whole mapping. The keys of `rules` are "title" or "pay.min", in the order of role_fields.
struct ImportMapping {
  std::string path;
  std::string list;
  ImportRule id;
  ImportRule slug;  // its `from` is empty where the title names the file
  std::vector<std::pair<std::string, ImportRule>> rules;
};

[[nodiscard]] std::span<const Field<ImportRule>> import_rule_fields();
[[nodiscard]] std::span<const Field<ImportMapping>> import_mapping_fields();

[[nodiscard]] std::optional<ImportMapping> parse_import_mapping(const SourceFile& file,
                                                                Reporter& report);

/// A day in the list's own form as YYYY-MM-DD; a time behind it is dropped. Anything else stays as
/// it is, so that the check can name it.
[[nodiscard]] std::string iso_date(std::string_view text, DateForm form);

/// Reports columns that no listing has, and those that hold others in the place of a text.
void check_columns(const ImportMapping& mapping, const std::vector<Listing>& listings,
                   Reporter& report);

/// Whether anything stands in one of the columns that the mapping names.
[[nodiscard]] bool has_columns(const ImportMapping& mapping, const YamlNode& columns);

/// What stands in a column of a listing, as the list has it.
struct ImportCell {
  std::string_view column;
  std::string text;
  Spot at;  // line 0 where the list does not tell
};

/// The cells that a rule names, without those that are empty.
[[nodiscard]] std::vector<ImportCell> cells_of(const ImportRule& rule, const YamlNode& columns);

/// The text that a rule makes of a listing for a value of that type: a date is YYYY-MM-DD where it
/// can be read, a list has its entries. Null where there is no value.
[[nodiscard]] YamlNode apply_rule(const ImportRule& rule, const YamlNode& columns, ValueType type);

}  // namespace rolepress
