#pragma once

// A kind of source file is a table of fields. The table is all that knows a field's key, its form,
// its bounds and what it means: validation, `new`, and documentation read the same rows.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "content/front_matter.h"
#include "content/markdown.h"
#include "content/plain_text.h"
#include "model/role.h"

namespace rolepress {

enum class Presence { kOptional, kRequired };

enum class ValueType { kText, kMarkdown, kDate, kInteger, kUrl, kChoice, kList, kMapping };

/// The form of a field's value.
struct Shape {
  ValueType type = ValueType::kText;
  int max = 0;  // characters of a text, entries of a list, largest integer
  std::span<const std::string_view> choices = {};
  bool any_order = false;  // of a list: its order says nothing
  int min = 0;             // the smallest integer
};

struct FieldInfo;
/// The table of a value that is a mapping, or of the items of a list of mappings.
using NestedFields = std::span<const FieldInfo> (*)();

/// One row of a table: a key that a mapping of type T may hold.
template <class T>
struct Field {
  std::string_view key;
  Presence presence;
  Shape shape;
  void (*read)(const YamlEntry& entry, const Shape& shape, T& out, Reporter& report);
  std::string_view about;         // for the documentation
  NestedFields nested = nullptr;  // null where the value has no table of its own
};

/// A field without its target type, for checks and documentation.
struct FieldInfo {
  std::string_view key;
  Presence presence;
  Shape shape;
  std::string_view about;
  NestedFields nested = nullptr;
};

inline constexpr int kMaxListEntries = 60;
inline constexpr int kMaxItemCharacters = 200;
inline constexpr int kMaxUrlCharacters = 2000;

/// Reads one value; reports and returns nullopt where it does not have the form. An empty value
/// gives nullopt without a report: check_keys has reported it where the field is required.
[[nodiscard]] std::optional<Located<std::string>> read_text(const YamlNode& node, int max,
                                                            std::string_view key, Reporter& report);
[[nodiscard]] std::optional<Located<std::string>> read_url(const YamlNode& node,
                                                           std::string_view key, Reporter& report);
[[nodiscard]] std::optional<Located<CivilDate>> read_date(const YamlNode& node,
                                                          std::string_view key, Reporter& report);
[[nodiscard]] std::optional<int> read_integer(const YamlNode& node, const Shape& shape,
                                              std::string_view key, Reporter& report);
[[nodiscard]] std::optional<std::size_t> read_choice(const YamlNode& node,
                                                     std::span<const std::string_view> choices,
                                                     std::string_view key, Reporter& report);
[[nodiscard]] std::vector<Located<std::string>> read_list(const YamlNode& node, int max_entries,
                                                          std::string_view key, Reporter& report);
[[nodiscard]] MarkdownText read_markdown(const YamlEntry& entry, Headings headings,
                                         Reporter& report);

/// Reports unknown keys, with the nearest known one, and required keys that are missing or empty.
/// False if `node` is no mapping at all.
[[nodiscard]] bool check_keys(const YamlNode& node, std::span<const FieldInfo> fields, Spot whole,
                              Reporter& report);
[[nodiscard]] bool is_empty(const YamlNode& node);
/// A word for the form of a value, e.g. "a list".
[[nodiscard]] std::string_view kind_name(const YamlNode& node);

template <class T>
[[nodiscard]] std::vector<FieldInfo> field_infos(std::span<const Field<T>> fields) {
  std::vector<FieldInfo> infos;
  for (const Field<T>& field : fields) {
    infos.push_back({field.key, field.presence, field.shape, field.about, field.nested});
  }
  return infos;
}

/// The table as the documentation reads it; `fields` must live as long as the program.
template <const auto& fields>
[[nodiscard]] std::span<const FieldInfo> infos_of() {
  using Row = typename std::remove_cvref_t<decltype(fields)>::value_type;
  static const std::vector<FieldInfo> infos = field_infos(std::span<const Row>(fields));
  return infos;
}

/// Reads a mapping by its table. `whole` is where to report what is missing.
template <class T>
void read_mapping(const YamlNode& node, std::span<const Field<T>> fields, Spot whole, T& out,
                  Reporter& report) {
  // Nearly every type has one table, and a board reads it ten thousand times.
  static const std::pair usual{fields.data(), field_infos(fields)};
  const bool is_usual = fields.data() == usual.first;
  const auto own = is_usual ? std::vector<FieldInfo>() : field_infos(fields);
  if (!check_keys(node, is_usual ? usual.second : own, whole, report)) return;
  for (const YamlEntry& entry : node.entries) {
    for (const Field<T>& field : fields) {
      if (field.key == entry.key && !is_empty(entry.value)) {
        field.read(entry, field.shape, out, report);
      }
    }
  }
}

// Rows -----------------------------------------------------------------------------------------

template <class M>
struct MemberOf;
template <class T, class V>
struct MemberOf<V T::*> {
  using Owner = T;
  using Value = V;
};
template <auto Member>
using OwnerOf = typename MemberOf<decltype(Member)>::Owner;

/// What a row says of its value; Field adds the key, the presence and the explanation.
template <class T>
struct Cell {
  Shape shape;
  void (*read)(const YamlEntry&, const Shape&, T&, Reporter&);
  NestedFields nested = nullptr;
};

template <class T>
constexpr Field<T> row(std::string_view key, Presence presence, Cell<T> cell,
                       std::string_view about) {
  return {key, presence, cell.shape, cell.read, about, cell.nested};
}

inline void store(Located<std::string> value, std::string& out) { out = std::move(value.value); }
inline void store(Located<std::string> value, Located<std::string>& out) { out = std::move(value); }

template <auto Member>
constexpr Cell<OwnerOf<Member>> text(int max) {
  return {{ValueType::kText, max},
          [](const YamlEntry& entry, const Shape& shape, OwnerOf<Member>& out, Reporter& report) {
            if (auto value = read_text(entry.value, shape.max, entry.key, report)) {
              store(std::move(*value), out.*Member);
            }
          }};
}

/// A text that readers see as it stands, without HTML or Markdown.
template <auto Member>
constexpr Cell<OwnerOf<Member>> shown_text(int max) {
  return {{ValueType::kText, max},
          [](const YamlEntry& entry, const Shape& shape, OwnerOf<Member>& out, Reporter& report) {
            if (auto value = read_text(entry.value, shape.max, entry.key, report)) {
              warn_of_markup(*value, entry.key, report);
              store(std::move(*value), out.*Member);
            }
          }};
}

template <auto Member>
constexpr Cell<OwnerOf<Member>> url() {
  return {{ValueType::kUrl, kMaxUrlCharacters},
          [](const YamlEntry& entry, const Shape&, OwnerOf<Member>& out, Reporter& report) {
            if (auto value = read_url(entry.value, entry.key, report)) {
              store(std::move(*value), out.*Member);
            }
          }};
}

template <auto Member>
constexpr Cell<OwnerOf<Member>> date() {
  return {{ValueType::kDate},
          [](const YamlEntry& entry, const Shape&, OwnerOf<Member>& out, Reporter& report) {
            out.*Member = read_date(entry.value, entry.key, report);
          }};
}

template <auto Member>
constexpr Cell<OwnerOf<Member>> integer(int max, int min = 0) {
  return {{ValueType::kInteger, max, {}, false, min},
          [](const YamlEntry& entry, const Shape& shape, OwnerOf<Member>& out, Reporter& report) {
            if (const auto value = read_integer(entry.value, shape, entry.key, report)) {
              out.*Member = *value;
            }
          }};
}

/// An enum whose values are numbered as the choices are.
template <auto Member>
constexpr Cell<OwnerOf<Member>> choice(std::span<const std::string_view> choices) {
  return {{ValueType::kChoice, 0, choices},
          [](const YamlEntry& entry, const Shape& shape, OwnerOf<Member>& out, Reporter& report) {
            if (const auto index = read_choice(entry.value, shape.choices, entry.key, report)) {
              out.*Member = static_cast<typename MemberOf<decltype(Member)>::Value>(*index);
            }
          }};
}

template <auto Member>
constexpr Cell<OwnerOf<Member>> list(int max_entries = kMaxListEntries) {
  return {{ValueType::kList, max_entries},
          [](const YamlEntry& entry, const Shape& shape, OwnerOf<Member>& out, Reporter& report) {
            auto& target = out.*Member;
            for (auto& item : read_list(entry.value, shape.max, entry.key, report)) {
              store(std::move(item), target.emplace_back());
            }
          }};
}

/// A list whose order says nothing.
template <auto Member>
constexpr Cell<OwnerOf<Member>> set(int max_entries = kMaxListEntries) {
  Cell<OwnerOf<Member>> cell = list<Member>(max_entries);
  cell.shape.any_order = true;
  return cell;
}

/// A shorter text within a page, its headings from the level `top` on.
template <auto Member, int top = kInnerHeadings.top>
constexpr Cell<OwnerOf<Member>> markdown() {
  return {{ValueType::kMarkdown},
          [](const YamlEntry& entry, const Shape&, OwnerOf<Member>& out, Reporter& report) {
            out.*Member = read_markdown(entry, {top, kInnerHeadings.ids}, report);
          }};
}

/// A value that a function reads; `nested` is the table of its keys where it has one.
template <class T>
constexpr Cell<T> custom(ValueType type,
                         void (*read)(const YamlEntry&, const Shape&, T&, Reporter&),
                         NestedFields nested = nullptr) {
  return {{type}, read, nested};
}

}  // namespace rolepress
