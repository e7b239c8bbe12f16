#pragma once

// The tables of every file of content/ that is not a role.

#include <algorithm>
#include <span>

#include "base/text.h"
#include "content/schema.h"
#include "model/site_config.h"
#include "model/taxonomy.h"

namespace rolepress {

inline constexpr int kNameCharacters = 80;
inline constexpr int kLineCharacters = 300;

[[nodiscard]] std::span<const Field<SiteConfig>> site_fields();
[[nodiscard]] std::span<const Field<PlatformEntry>> platform_fields();
[[nodiscard]] std::span<const Field<SectionEntry>> section_fields();
[[nodiscard]] std::span<const Field<CategoryEntry>> category_fields();
[[nodiscard]] std::span<const Field<PoolEntry>> pool_fields();
[[nodiscard]] std::span<const Field<PageEntry>> page_fields();
[[nodiscard]] std::span<const Field<WorkKind>> work_fields();
[[nodiscard]] std::span<const Field<Question>> question_fields();
[[nodiscard]] std::span<const Field<SearchTest>> search_test_fields();

/// Whether a word can stand in an address as it is.
[[nodiscard]] bool is_query_word(std::string_view word);

/// The items of a list of mappings, each read by a table.
template <class T>
[[nodiscard]] std::vector<T> read_mappings(const YamlEntry& entry, std::span<const Field<T>> fields,
                                           Reporter& report) {
  std::vector<T> result;
  if (entry.value.kind != YamlNode::Kind::kSequence) {
    report.error(entry.value.at, "type",
                 "\"" + entry.key + "\" must be a list, not " + std::string(kind_name(entry.value)),
                 "begin each entry with a hyphen");
    return result;
  }
  for (const YamlNode& item : entry.value.items) {
    read_mapping<T>(item, fields, item.at, result.emplace_back(), report);
  }
  return result;
}

/// Reports ids that cannot stand in an address and those that are used twice.
template <class T>
void check_ids(const std::vector<T>& items, Reporter& report) {
  for (auto item = items.begin(); item != items.end(); ++item) {
    const Located<std::string>& id = item->id;
    if (id.value.empty()) continue;
    if (!is_slug(id.value)) {
      report.error(id.at, "slug", "\"" + id.value + "\" cannot be an id",
                   "use lower-case letters, digits and single hyphens");
    }
    const auto first = std::find_if(items.begin(), item,
                                    [&](const T& other) { return other.id.value == id.value; });
    if (first == item) continue;
    report.error(id.at, "same-id", "the id \"" + id.value + "\" is used twice",
                 "it stands on line " + std::to_string(first->id.at.line) +
                     " already: give this one another");
  }
}

inline constexpr std::string_view kMenus[] = {"none", "header", "footer"};
inline constexpr std::string_view kAdditions[] = {"nothing", "questions"};

}  // namespace rolepress
