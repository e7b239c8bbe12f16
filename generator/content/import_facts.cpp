#include "content/import_facts.h"

#include <algorithm>
#include <string_view>

#include "content/import_values.h"
#include "content/markdown_of_html.h"
#include "content/plain_text.h"
#include "content/role_schema.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

constexpr std::string_view kPayPrefix = "pay.";
constexpr std::string_view kBody = "body";

void sort_items(YamlNode& list) {
  std::sort(list.items.begin(), list.items.end(),
            [](const YamlNode& a, const YamlNode& b) { return a.scalar < b.scalar; });
}

ImportedPay read_pay_columns(const ImportMapping& mapping, const YamlNode& columns) {
  ImportedPay pay;
  pay.values.kind = YamlNode::Kind::kMapping;
  for (const auto& [key, rule] : mapping.rules) {
    if (!key.starts_with(kPayPrefix)) continue;
    const std::string part = key.substr(kPayPrefix.size());
    YamlNode value = apply_rule(rule, columns, ValueType::kText);
    tidy_import(Shape{}, value);
    const bool is_usual = rule.from.value.find('{') == std::string::npos;
    if (part == "currency") pay.currency_is_usual = is_usual;
    if (part == "unit") pay.unit_is_usual = is_usual;
    if (!is_empty(value)) pay.values.entries.push_back({part, {}, std::move(value)});
  }
  return pay;
}

void add_fact(const Field<RoleEntry>& field, const ImportRule& rule, const YamlNode& columns,
              YamlNode& facts) {
  YamlNode value = apply_rule(rule, columns, field.shape.type);
  tidy_import(field.shape, value);
  if (is_empty(value)) return;
  if (field.key == "countries") tidy_imported_countries(value);
  if (field.shape.any_order) sort_items(value);
  facts.entries.push_back({std::string(field.key), {}, std::move(value)});
}

std::string read_body(const ImportRule& rule, const YamlNode& columns, ValueType type) {
  const std::string text = apply_rule(rule, columns, type).scalar;
  return says_nothing(text) ? std::string() : markdown_of_description(text);
}

}  // namespace

ListingFacts read_facts(const ImportMapping& mapping, const YamlNode& columns) {
  ListingFacts facts;
  facts.fields.kind = YamlNode::Kind::kMapping;
  for (const Field<RoleEntry>& field : role_fields()) {
    for (const auto& [key, rule] : mapping.rules) {
      if (key != field.key) continue;
      if (key == kBody) {
        facts.body = read_body(rule, columns, field.shape.type);
      } else {
        add_fact(field, rule, columns, facts.fields);
      }
    }
    if (field.key != "pay") continue;
    YamlNode pay = settle_pay(read_pay_columns(mapping, columns), facts.unread_pay);
    if (!is_empty(pay)) facts.fields.entries.push_back({"pay", {}, std::move(pay)});
  }
  for (const auto& [key, rule] : mapping.rules) {
    const std::vector<ImportCell> cells = cells_of(rule, columns);
    if (cells.empty() || cells.front().at.line == 0) continue;
    facts.cells.emplace_back(key.starts_with(kPayPrefix) ? "pay" : key, cells.front().at);
  }
  return facts;
}

}  // namespace rolepress
