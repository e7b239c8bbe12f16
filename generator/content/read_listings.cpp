#include "content/read_listings.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/text.h"
#include "content/csv_list.h"
#include "content/read_json.h"
#include "content/schema.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

// An object on each line.
std::optional<YamlNode> read_json_lines(std::string_view text, Reporter& report) {
  YamlNode list;
  list.kind = YamlNode::Kind::kSequence;
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    auto item = read_json(line, JsonText::kLine, number, report);
    if (item) list.items.push_back(std::move(*item));
  }
  return list;
}

const YamlNode* find_list(const YamlNode& node, std::string_view path) {
  if (const YamlNode* whole = find_field(node, path)) return whole;
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const YamlNode* outer = find_field(node, path.substr(0, dot));
  return outer == nullptr ? nullptr : find_list(*outer, path.substr(dot + 1));
}

// A mapping of ids to listings, as some programs write a list: all of them begin alike.
std::optional<YamlNode> list_by_id(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::kMapping || node.entries.size() < 2) return std::nullopt;
  const std::vector<YamlEntry>& first = node.entries.front().value.entries;
  const bool are_listings =
      !first.empty() &&
      std::all_of(node.entries.begin(), node.entries.end(), [&](const YamlEntry& entry) {
        return find_field(entry.value, first.front().key) != nullptr;
      });
  if (!are_listings) return std::nullopt;
  YamlNode list;
  list.kind = YamlNode::Kind::kSequence;
  list.at = node.at;
  for (const YamlEntry& entry : node.entries) list.items.push_back(entry.value);
  return list;
}

std::vector<Listing> items_of(const YamlNode& root, std::string_view list, Reporter& report) {
  const YamlNode* node = list.empty() ? &root : find_list(root, list);
  const auto by_id = node == nullptr ? std::nullopt : list_by_id(*node);
  if (by_id) node = &*by_id;
  if (node == nullptr || node->kind != YamlNode::Kind::kSequence) {
    report.error(node == nullptr ? root.at : node->at, "listings",
                 list.empty() ? "the file is no list"
                              : fmt::format("there is no list called \"{}\" in the file", list),
                 "set `listings` in the mapping to the key below which the list stands");
    return {};
  }
  std::vector<Listing> listings;
  std::size_t number = 0;
  for (const YamlNode& item : node->items) {
    ++number;
    if (item.kind == YamlNode::Kind::kMapping) {
      listings.push_back({item.at, number, item});
    } else {
      report.error(item.at, "listings", fmt::format("listing {} has no fields", number),
                   "each listing must be a mapping of names to values");
    }
  }
  return listings;
}

// Every second byte of Latin text in UTF-16 is 0; Excel calls it "Unicode Text".
bool is_utf16(std::string_view text) {
  constexpr std::size_t kLooked = 200;
  const std::string_view begin = text.substr(0, kLooked);
  return begin.starts_with("\xff\xfe") || begin.starts_with("\xfe\xff") ||
         (begin.size() > 1 && std::count(begin.begin(), begin.end(), '\0') >=
                                  static_cast<std::ptrdiff_t>(begin.size() / 3));
}

// Nobody can know which letters the bytes of another encoding stand for, so none is converted.
bool check_encoding(std::string_view text, Reporter& report) {
  constexpr std::string_view kHelp =
      "save the list again: in Excel as \"CSV UTF-8 (Comma delimited)\", elsewhere with the "
      "encoding UTF-8";
  if (is_utf16(text)) {
    report.error({}, "utf-8", "this is not UTF-8 text, but UTF-16", std::string(kHelp));
    return false;
  }
  const auto offset = find_invalid_utf8(text);
  if (!offset) return true;
  const std::string_view before = text.substr(0, *offset);
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0
  report.error({line + 1, static_cast<int>(*offset - begin), 1}, "utf-8",
               "this is not UTF-8 text, but most likely Windows-1252, as Excel saves a plain CSV",
               std::string(kHelp));
  return false;
}

void add_values(const YamlNode& node, ColumnValues& found) {
  if (node.kind == YamlNode::Kind::kSequence) {
    found.is_list = true;
    for (const YamlNode& item : node.items) add_values(item, found);
  } else if (!is_empty(node)) {
    found.values.push_back(&node);
  }
}

void follow(const YamlNode& node, std::string_view path, ColumnValues& found) {
  if (node.kind == YamlNode::Kind::kSequence) {
    found.is_list = true;
    for (const YamlNode& item : node.items) follow(item, path, found);
    return;
  }
  if (const YamlNode* whole = find_field(node, path)) {
    found.is_there = true;
    add_values(*whole, found);
    return;
  }
  const std::size_t dot = path.find('.');
  const YamlNode* outer =
      dot == std::string_view::npos ? nullptr : find_field(node, path.substr(0, dot));
  if (outer != nullptr) follow(*outer, path.substr(dot + 1), found);
}

}  // namespace

ColumnValues find_values(const YamlNode& columns, std::string_view path) {
  ColumnValues found;
  follow(columns, path, found);
  return found;
}

std::vector<Listing> read_listings(const SourceFile& file, std::string_view list,
                                   Reporter& report) {
  const std::string name = to_lower(file.path);
  for (const std::string_view ending : {".xlsx", ".xls", ".ods", ".numbers"}) {
    if (!name.ends_with(ending)) continue;
    report.error({}, "listings", "a spreadsheet cannot be read as it is",
                 "save it as CSV (UTF-8) in the program that made it, and import that file");
    return {};
  }
  const std::string_view text = without_bom(file.text);
  if (!check_encoding(text, report)) return {};
  if (name.ends_with(".csv") || name.ends_with(".tsv")) return read_csv(text, report);
  std::optional<YamlNode> root;
  if (name.ends_with(".json")) {
    root = read_json(text, JsonText::kFile, 1, report);
  } else if (name.ends_with(".jsonl") || name.ends_with(".ndjson")) {
    root = read_json_lines(text, report);
  } else if (name.ends_with(".yaml") || name.ends_with(".yml")) {
    root = parse_yaml(text, 1, report);
  } else {
    report.error({}, "listings", "a list ends in .csv, .tsv, .json, .jsonl or .yaml",
                 "save it in one of these forms, and end its name in it");
  }
  return root ? items_of(*root, list, report) : std::vector<Listing>();
}

}  // namespace rolepress
