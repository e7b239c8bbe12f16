// The names of the fields of one mapping, held against those that it may have.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "content/foreign_fields.h"
#include "content/schema.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

// The field that an author meant by "title Tax Reviewer" or "title:Tax Reviewer".
std::string_view glued_field(const YamlEntry& entry, std::span<const std::string_view> known) {
  if (entry.value.kind != YamlNode::Kind::kNull) return {};
  const std::string_view word =
      std::string_view(entry.key).substr(0, entry.key.find_first_of(" :="));
  const auto found = std::find(known.begin(), known.end(), word);
  return found == known.end() || word.size() == entry.key.size() ? std::string_view() : *found;
}

// "Tax Reviewer" of "title = Tax Reviewer".
std::string_view value_behind(std::string_view key, std::string_view name) {
  const std::string_view rest = trim(key.substr(name.size()));
  return rest.starts_with('=') || rest.starts_with(':') ? trim(rest.substr(1)) : rest;
}

// A file whose fields all lack the blank behind their colons, or have = in their place, reads as
// one text. False if that is not what is wrong.
bool report_unparted(const YamlNode& node, std::span<const std::string_view> known,
                     Reporter& report) {
  const std::string_view text = node.scalar;
  const std::string_view word = text.substr(0, text.find_first_of(" :="));
  const std::string_view rest = trim(text.substr(word.size()));
  const bool is_field = std::find(known.begin(), known.end(), word) != known.end();
  if (!is_field || (!rest.starts_with(':') && !rest.starts_with('='))) return false;
  report.error({node.at.line, node.at.column, static_cast<int>(word.size())}, "missing-colon",
               fmt::format("a colon and a space belong after \"{}\"", word),
               fmt::format("write {}: … with a blank behind the colon{}, and so in each line below",
                           word, rest.starts_with('=') ? " and no =" : ""));
  return true;
}

bool is_digits_only(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_group(std::string_view key) {
  constexpr std::size_t kGroup = 3;
  return key.size() == kGroup && is_digits_only(key);
}

// Within braces the comma of 70,000 begins a field "000". How many such keys stand behind the
// entry; `number` becomes 70000.
std::size_t count_groups(const YamlNode& mapping, std::size_t entry, std::string& number) {
  const std::string_view text = mapping.entries[entry].value.scalar;
  const std::size_t digits = text.find_last_not_of("0123456789") + 1;  // npos + 1 is 0
  constexpr std::size_t kMostDigits = 3;
  if (digits == text.size() || text.size() - digits > kMostDigits) return 0;
  number = text.substr(digits);
  std::size_t groups = 0;
  for (std::size_t i = entry + 1; i < mapping.entries.size(); ++i) {
    const YamlEntry& next = mapping.entries[i];
    if (!is_group(next.key) || next.value.kind != YamlNode::Kind::kNull) break;
    number += next.key;
    ++groups;
  }
  return groups;
}

// The number of "25,50", whose cents have become a field "50" within braces; empty where the entry
// has none.
std::string with_decimals(const YamlNode& mapping, std::size_t entry) {
  constexpr std::size_t kDecimals = 2;
  const std::string& text = mapping.entries[entry].value.scalar;
  if (entry + 1 == mapping.entries.size() || !is_digits_only(text)) return {};
  const YamlEntry& next = mapping.entries[entry + 1];
  const bool is_cents = next.value.kind == YamlNode::Kind::kNull && is_digits_only(next.key) &&
                        next.key.size() <= kDecimals;
  return is_cents ? fmt::format("{}.{}", text, next.key) : std::string();
}

// Tells of the first number with commas; the keys that its groups make are nothing else.
bool report_commas(const YamlNode& mapping, Reporter& report) {
  for (std::size_t i = 0; i < mapping.entries.size(); ++i) {
    std::string number;
    const YamlEntry& entry = mapping.entries[i];
    const bool has_groups = count_groups(mapping, i, number) > 0;
    if (!has_groups) number = with_decimals(mapping, i);
    if (number.empty()) continue;
    report.error(entry.value.at, "amount",
                 fmt::format("the comma in \"{}\" ends the number", entry.key),
                 fmt::format("write numbers {}: {}", has_groups ? "without commas" : "with a point",
                             number));
    return true;
  }
  return false;
}

// The field with a table of its own in which the key stands: "pay" for "min".
std::string_view outer_field(std::string_view key, std::span<const FieldInfo> fields) {
  for (const FieldInfo& field : fields) {
    if (field.nested == nullptr || field.shape.type != ValueType::kMapping) continue;
    for (const FieldInfo& part : field.nested()) {
      if (part.key == key) return field.key;
    }
  }
  return {};
}

// The field that was meant by a key which is none; empty where nobody can tell.
std::string_view report_unknown_key(const YamlEntry& entry, const YamlNode& mapping,
                                    std::span<const FieldInfo> fields,
                                    std::span<const std::string_view> known, Reporter& report) {
  Diagnostic& problem =
      report.error(entry.key_at, "unknown-key", fmt::format("there is no field \"{}\"", entry.key));
  if (const std::string_view outer = outer_field(entry.key, fields); !outer.empty()) {
    problem.help = fmt::format("write it below {}:, indented by two spaces", outer);
    return nearest(entry.key, known);
  }
  if (ForeignField foreign = find_foreign_field(entry.key, fields); !foreign.help.empty()) {
    const bool is_there = !foreign.ours.empty() && find_field(mapping, foreign.ours) != nullptr;
    // No replacement: what stands behind it has another form as a rule.
    problem.help = is_there ? fmt::format("delete the line: {} is there already", foreign.ours)
                            : std::move(foreign.help);
    return foreign.ours;
  }
  problem.replacement = nearest(entry.key, known);
  problem.help = suggest(entry.key, known);
  if (problem.help.empty()) {
    problem.help = fmt::format("the fields here are {}", fmt::join(known, ", "));
  }
  return nearest(entry.key, known);
}

}  // namespace

bool check_keys(const YamlNode& node, std::span<const FieldInfo> fields, Spot whole,
                Reporter& report) {
  std::vector<std::string_view> known;
  for (const FieldInfo& field : fields) known.push_back(field.key);
  if (node.kind != YamlNode::Kind::kMapping && node.kind != YamlNode::Kind::kNull) {
    if (report_unparted(node, known, report)) return false;
    report.error(node.at, "type",
                 fmt::format("fields are expected here (key: value), not {}", kind_name(node)),
                 fmt::format("write for example {}: …", fields.front().key));
    return false;
  }
  std::vector<std::string_view> misspelt;  // reported as unknown, so not as missing as well
  const bool has_commas = report_commas(node, report);
  for (const YamlEntry& entry : node.entries) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    if (has_commas && is_digits_only(entry.key)) continue;
    if (const std::string_view name = glued_field(entry, known); !name.empty()) {
      misspelt.push_back(name);
      report.error(entry.key_at, "missing-colon",
                   fmt::format("a colon and a space belong after \"{}\"", name),
                   fmt::format("write {}: {}", name, value_behind(entry.key, name)));
      continue;
    }
    misspelt.push_back(report_unknown_key(entry, node, fields, known, report));
  }
  for (const FieldInfo& field : fields) {
    if (field.presence != Presence::kRequired) continue;
    const auto entry =
        std::find_if(node.entries.begin(), node.entries.end(),
                     [&](const YamlEntry& candidate) { return candidate.key == field.key; });
    if (entry == node.entries.end()) {
      if (std::find(misspelt.begin(), misspelt.end(), field.key) != misspelt.end()) continue;
      report.error(whole, "missing", fmt::format("the field \"{}\" is missing", field.key),
                   fmt::format("add {}: {}", field.key, field.about));
    } else if (is_empty(entry->value)) {
      report.error(entry->key_at, "empty", fmt::format("the field \"{}\" is empty", field.key),
                   fmt::format("write {}", field.about));
    }
  }
  return true;
}

}  // namespace rolepress
