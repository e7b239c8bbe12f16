#include "content/import_mapping.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "base/date.h"
#include "base/text.h"
#include "content/role_schema.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

using enum Presence;

constexpr int kRuleCharacters = 300;
constexpr std::string_view kDigits = "0123456789";

void read_names(const YamlEntry& entry, const Shape&, ImportRule& rule, Reporter& report) {
  if (entry.value.kind != YamlNode::Kind::kMapping) {
    report.error(entry.value.at, "type", "\"names\" must be a mapping of their words to ours",
                 "write names: {Their Word: our-word}");
    return;
  }
  for (const YamlEntry& name : entry.value.entries) {
    if (const auto ours = read_text(name.value, kMaxItemCharacters, name.key, report)) {
      rule.names.emplace_back(name.key, ours->value);
    }
  }
}

constexpr std::array kRuleFields = {
    row<ImportRule>("from", kRequired, text<&ImportRule::from>(kRuleCharacters),
                    "a text in which {column} stands for what the listing says there"),
    row<ImportRule>("names", kOptional, custom<ImportRule>(ValueType::kMapping, read_names),
                    "their words and ours: {Mercor: mercor}; other words stay"),
    row<ImportRule>("separator", kOptional, text<&ImportRule::separator>(5),
                    "what stands between the entries of a list within one cell"),
    row<ImportRule>("date", kOptional, choice<&ImportRule::date>(kDateForms),
                    "how the list writes days; a time behind them, and seconds or milliseconds "
                    "since 1970, are understood without it"),
    row<ImportRule>("elsewhere", kOptional, choice<&ImportRule::elsewhere>(kElsewhere),
                    "for apply: jobs_page puts the platform's jobs page where the address stands "
                    "on another host"),
};

// A rule is written as its `from` alone, or as a mapping.
ImportRule read_rule(const YamlEntry& entry, Reporter& report) {
  ImportRule rule;
  if (entry.value.kind == YamlNode::Kind::kScalar) {
    if (auto from = read_text(entry.value, kRuleCharacters, entry.key, report))
      rule.from = std::move(*from);
  } else {
    read_mapping<ImportRule>(entry.value, kRuleFields, entry.key_at, rule, report);
  }
  std::string_view rest = rule.from.value;
  for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos) {
      report.error(rule.from.at, "placeholder", "a brace is opened and not closed",
                   "write the name of a column between { and }");
      break;
    }
    rest.remove_prefix(close + 1);
  }
  return rule;
}

void read_id(const YamlEntry& entry, const Shape&, ImportMapping& mapping, Reporter& report) {
  mapping.id = read_rule(entry, report);
}

void read_slug(const YamlEntry& entry, const Shape&, ImportMapping& mapping, Reporter& report) {
  mapping.slug = read_rule(entry, report);
}

void read_pay_rules(const YamlEntry& entry, ImportMapping& mapping, Reporter& report) {
  if (!check_keys(entry.value, pay_fields(), entry.key_at, report)) return;
  for (const FieldInfo& part : pay_fields()) {
    for (const YamlEntry& rule : entry.value.entries) {
      if (rule.key == part.key && !is_empty(rule.value)) {
        mapping.rules.emplace_back("pay." + rule.key, read_rule(rule, report));
      }
    }
  }
}

void read_rules(const YamlEntry& entry, const Shape&, ImportMapping& mapping, Reporter& report) {
  const std::vector<FieldInfo> fields = field_infos(role_fields());
  if (!check_keys(entry.value, fields, entry.key_at, report)) return;
  for (const FieldInfo& field : fields) {
    for (const YamlEntry& rule : entry.value.entries) {
      if (rule.key != field.key || is_empty(rule.value)) continue;
      if (rule.key == "pay") {
        read_pay_rules(rule, mapping, report);
      } else {
        mapping.rules.emplace_back(rule.key, read_rule(rule, report));
      }
    }
  }
}

constexpr std::array kMappingFields = {
    row<ImportMapping>("listings", kOptional, text<&ImportMapping::list>(100),
                       "the key of a .json or .yaml file below which the list stands; the file "
                       "itself when left out"),
    row<ImportMapping>("id", kRequired, {{ValueType::kText, kRuleCharacters}, read_id},
                       "a rule for what never changes about a listing, for example \"{url}\""),
    row<ImportMapping>("slug", kOptional, {{ValueType::kText, kRuleCharacters}, read_slug},
                       "a rule for the name of a new role's file; made from the title when left "
                       "out"),
    row<ImportMapping>("fields", kRequired, custom<ImportMapping>(ValueType::kMapping, read_rules),
                       "a rule for each field of a role; body, whose HTML becomes Markdown, is "
                       "written into the file of a new role alone: then it is the editor's"),
};

template <class Visit>
void for_each_column(std::string_view from, Visit visit) {
  for (std::size_t open = from.find('{'); open != std::string_view::npos; open = from.find('{')) {
    const std::size_t close = std::min(from.find('}', open), from.size());
    visit(trim(from.substr(open + 1, close - open - 1)));
    from.remove_prefix(std::min(close + 1, from.size()));
  }
}

std::string renamed(const ImportRule& rule, std::string_view text) {
  for (const auto& [theirs, ours] : rule.names) {
    if (theirs == text) return ours;
  }
  return std::string(text);
}

// The day that nothing but a time follows: "11/18/2026" of "11/18/2026 9:00 AM".
std::string_view without_time(std::string_view text) {
  constexpr std::string_view kTime = "0123456789:.+- AMPampTUCGZz";
  const std::size_t end = text.find_first_of(" T");
  if (end == std::string_view::npos) return text;
  const std::string_view time = trim(text.substr(end + 1));
  const std::size_t hours = time.find_first_not_of(kDigits);
  const bool is_time = (hours == 1 || hours == 2) && time[hours] == ':' &&
                       time.find_first_not_of(kTime) == std::string_view::npos;
  return is_time ? text.substr(0, end) : text;
}

void add_item(std::string_view text, const ImportRule& rule, YamlNode& list) {
  const std::string item = renamed(rule, trim(text));
  const bool known = std::any_of(list.items.begin(), list.items.end(),
                                 [&](const YamlNode& other) { return other.scalar == item; });
  if (!item.empty() && !known) list.items.push_back(text_node(item));
}

// The text of a rule with its columns filled in; nullopt where one is empty.
std::optional<std::string> filled(std::string_view from, const YamlNode& columns) {
  std::string text;
  while (!from.empty()) {
    const std::size_t open = from.find('{');
    text += from.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = std::min(from.find('}', open), from.size());
    const ColumnValues column = find_values(columns, trim(from.substr(open + 1, close - open - 1)));
    if (column.values.empty()) return std::nullopt;
    std::string list;
    for (const YamlNode* value : column.values) {
      if (!list.empty()) list += ", ";
      list += trim(value->scalar);
    }
    text += list;
    from.remove_prefix(std::min(close + 1, from.size()));
  }
  // The same list may come with the line ends of either system.
  for (std::size_t at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) {
    text.erase(at, 1);
  }
  return text;
}

std::string on_one_line(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

// The list that a rule names whole: "{professions}".
std::optional<ColumnValues> whole_list(const ImportRule& rule, const YamlNode& columns) {
  const std::string_view from = rule.from.value;
  if (!from.starts_with("{") || from.find('}') != from.size() - 1) return std::nullopt;
  ColumnValues column = find_values(columns, trim(from.substr(1, from.size() - 2)));
  return column.is_list ? std::optional(std::move(column)) : std::nullopt;
}

// Every name that a rule may write for a part of the listings: "title", "departments.name".
void add_paths(const YamlNode& node, const std::string& path, std::set<std::string>& paths) {
  for (const YamlNode& item : node.items) add_paths(item, path, paths);
  for (const YamlEntry& entry : node.entries) {
    add_paths(entry.value, path.empty() ? entry.key : path + "." + entry.key, paths);
  }
  const bool has_text = node.kind == YamlNode::Kind::kScalar || is_empty(node);
  if (has_text && !path.empty()) paths.insert(path);
}

// A path may be right though no listing has it: one that leads through what is empty in all.
bool may_be_there(std::string_view path, const std::vector<Listing>& listings) {
  for (std::size_t dot = path.rfind('.'); dot != std::string_view::npos; dot = path.rfind('.')) {
    path = path.substr(0, dot);
    bool is_there = false;
    for (const Listing& listing : listings) {
      const ColumnValues outer = find_values(listing.columns, path);
      if (!outer.values.empty()) return false;
      is_there = is_there || outer.is_there;
    }
    if (is_there) return true;
  }
  return false;
}

void report_unknown(const Located<std::string>& from, std::string_view name,
                    const std::vector<Listing>& listings, Reporter& report) {
  std::set<std::string> paths;
  for (const Listing& listing : listings) add_paths(listing.columns, {}, paths);
  report.error(from.at, "unknown-column", fmt::format("no listing has a column \"{}\"", name),
               suggest(name, std::vector<std::string_view>(paths.begin(), paths.end())));
}

// A mapping is no text: what it holds would be lost without a word.
void report_parts(const Located<std::string>& from, std::string_view name,
                  const std::vector<std::string_view>& parts, Reporter& report) {
  constexpr std::string_view kLikely[] = {"name", "title"};
  const auto* likely =
      std::find_first_of(std::begin(kLikely), std::end(kLikely), parts.begin(), parts.end());
  report.error(from.at, "column-parts",
               fmt::format("\"{}\" is no text: it holds {}", name, fmt::join(parts, ", ")),
               fmt::format("write {{{}.{}}}, or another of them in this way", name,
                           likely == std::end(kLikely) ? parts.front() : *likely));
}

void check_column(const Located<std::string>& from, std::string_view name,
                  const std::vector<Listing>& listings, Reporter& report) {
  bool is_known = false;
  std::vector<std::string_view> parts;
  for (const Listing& listing : listings) {
    const ColumnValues column = find_values(listing.columns, name);
    is_known = is_known || column.is_there;
    for (const YamlNode* value : column.values) {
      for (const YamlEntry& part : value->entries) {
        if (std::find(parts.begin(), parts.end(), part.key) == parts.end()) {
          parts.push_back(part.key);
        }
      }
    }
  }
  const std::vector<YamlEntry>& columns = listings.front().columns.entries;
  const auto same = std::count_if(columns.begin(), columns.end(),
                                  [&](const YamlEntry& column) { return column.key == name; });
  if (same > 1) {
    report.error(from.at, "csv-columns",
                 fmt::format("{} columns of the list are called \"{}\"", same, name),
                 "give each of them a name of its own in the first row of the list");
  }
  if (!is_known && !may_be_there(name, listings)) report_unknown(from, name, listings, report);
  if (!parts.empty()) report_parts(from, name, parts, report);
}

}  // namespace

std::span<const Field<ImportRule>> import_rule_fields() { return kRuleFields; }
std::span<const Field<ImportMapping>> import_mapping_fields() { return kMappingFields; }

std::optional<ImportMapping> parse_import_mapping(const SourceFile& file, Reporter& report) {
  ImportMapping mapping;
  mapping.path = file.shown;
  const auto fields = parse_yaml(without_bom(file.text), 1, report);
  if (!fields) return std::nullopt;
  read_mapping<ImportMapping>(*fields, kMappingFields, {1, 0, 1}, mapping, report);
  if (report.has_errors()) return std::nullopt;
  return mapping;
}

void check_columns(const ImportMapping& mapping, const std::vector<Listing>& listings,
                   Reporter& report) {
  if (listings.empty()) return;
  const auto check = [&](const ImportRule& rule) {
    for_each_column(rule.from.value, [&](std::string_view name) {
      check_column(rule.from, name, listings, report);
    });
  };
  check(mapping.id);
  check(mapping.slug);
  for (const auto& [key, rule] : mapping.rules) check(rule);
}

std::string iso_date(std::string_view text, DateForm form) {
  const std::string_view day = without_time(text);
  if (form == DateForm::kYearFirst) return std::string(parse_date(day) ? day : text);
  std::vector<std::string_view> parts = split(day, form == DateForm::kDotted ? '.' : '/');
  constexpr std::size_t kMostDigits[] = {2, 2, 4};
  if (parts.size() != std::size(kMostDigits) || parts[2].size() != 4) return std::string(text);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_number = parts[i].find_first_not_of(kDigits) == std::string_view::npos;
    if (!is_number || parts[i].empty() || parts[i].size() > kMostDigits[i]) {
      return std::string(text);
    }
  }
  if (form == DateForm::kMonthFirst) std::swap(parts[0], parts[1]);
  const std::string iso = fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[1], parts[0]);
  return parse_date(iso) ? iso : std::string(text);
}

bool has_columns(const ImportMapping& mapping, const YamlNode& columns) {
  bool found = false;
  const auto look = [&](const ImportRule& rule) {
    for_each_column(rule.from.value, [&](std::string_view name) {
      found = found || !find_values(columns, name).values.empty();
    });
  };
  look(mapping.id);
  for (const auto& [key, rule] : mapping.rules) look(rule);
  return found;
}

std::vector<ImportCell> cells_of(const ImportRule& rule, const YamlNode& columns) {
  std::vector<ImportCell> cells;
  for_each_column(rule.from.value, [&](std::string_view name) {
    const ColumnValues column = find_values(columns, name);
    if (column.values.empty()) return;
    const YamlNode& value = *column.values.front();
    cells.push_back({name, std::string(trim(value.scalar)), value.at});
  });
  return cells;
}

YamlNode apply_rule(const ImportRule& rule, const YamlNode& columns, ValueType type) {
  const bool wants_list = type == ValueType::kList;
  YamlNode list;
  list.kind = YamlNode::Kind::kSequence;
  if (const auto whole = wants_list ? whole_list(rule, columns) : std::nullopt) {
    for (const YamlNode* item : whole->values) add_item(item->scalar, rule, list);
    return list.items.empty() ? YamlNode() : list;
  }
  auto text = filled(rule.from.value, columns);
  if (text && type != ValueType::kMarkdown) text = on_one_line(std::move(*text));
  if (!text || trim(*text).empty()) return {};
  text = std::string(trim(*text));
  if (!wants_list) {
    const std::string value = renamed(rule, *text);
    return text_node(type == ValueType::kDate ? iso_date(value, rule.date) : value);
  }
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end =
        rule.separator.empty() ? std::string_view::npos : rest.find(rule.separator);
    add_item(rest.substr(0, end), rule, list);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + rule.separator.size());
  }
  return list.items.empty() ? YamlNode() : list;
}

}  // namespace rolepress
