#include "content/read_listings.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/text.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

// CSV --------------------------------------------------------------------------------------------

struct CsvRow {
  int line = 1;
  std::vector<std::string> cells;
};

// libcsv tells of cells and rows, but not where they stand: fed one byte at a time, the line is
// known to the caller.
class CsvReader {
 public:
  CsvReader() {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // spaces belong to the text
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  std::vector<CsvRow> read(std::string_view text, Reporter& report) {
    int column = 0;
    for (const char c : text) {
      if (csv_parse(&parser_, &c, 1, end_cell, end_row, this) != 1) {
        report.error({line_, column, 1}, "csv", "a quote stands where none can stand",
                     "put the whole cell in double quotes and write each quote within it twice");
        return {};
      }
      ++column;
      if (c == '\n') {
        ++line_;
        column = 0;
        if (row_.cells.empty()) row_.line = line_;
      }
    }
    const int begun = row_.line;
    if (csv_fini(&parser_, end_cell, end_row, this) != 0) {
      report.error({begun, 0, 1}, "csv", "a double quote is opened in this row and never closed",
                   "close it, or write a quote within a cell twice");
      return {};
    }
    return std::move(rows_);
  }

 private:
  static void end_cell(void* text, std::size_t size, void* self) {
    static_cast<CsvReader*>(self)->row_.cells.emplace_back(static_cast<const char*>(text), size);
  }
  static void end_row(int, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.rows_.push_back(std::move(reader.row_));
    reader.row_ = {reader.line_, {}};
  }

  csv_parser parser_{};
  int line_ = 1;
  CsvRow row_;
  std::vector<CsvRow> rows_;
};

std::vector<Listing> read_csv(std::string_view text, Reporter& report) {
  std::vector<CsvRow> rows = CsvReader().read(text, report);
  if (report.has_errors()) return {};
  if (rows.empty()) {
    report.error({}, "csv", "the file is empty", "its first row must name the columns");
    return {};
  }
  const std::vector<std::string> names = rows.front().cells;
  std::set<std::string_view> known;
  for (const std::string& name : names) {
    if (known.insert(trim(name)).second) continue;
    report.error({1, 0, 1}, "csv", fmt::format("two columns are called \"{}\"", name),
                 "give each column a name of its own");
  }
  std::vector<Listing> listings;
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    if (row->cells.size() != names.size()) {
      report.error({row->line, 0, 1}, "csv",
                   fmt::format("this row has {}, the first one {}",
                               counted(row->cells.size(), "cell"), names.size()),
                   "a cell that holds a comma must stand in double quotes");
      continue;
    }
    Listing& listing = listings.emplace_back();
    listing.at = {row->line, 0, 1};
    listing.columns.kind = YamlNode::Kind::kMapping;
    for (std::size_t i = 0; i < names.size(); ++i) {
      listing.columns.entries.push_back(
          {std::string(trim(names[i])), {}, text_node(row->cells[i])});
    }
  }
  return listings;
}

// JSON -------------------------------------------------------------------------------------------

YamlNode to_node(const nlohmann::ordered_json& json) {
  YamlNode node;
  if (json.is_array()) {
    node.kind = YamlNode::Kind::kSequence;
    for (const auto& item : json) node.items.push_back(to_node(item));
  } else if (json.is_object()) {
    node.kind = YamlNode::Kind::kMapping;
    for (const auto& [key, value] : json.items()) node.entries.push_back({key, {}, to_node(value)});
  } else if (json.is_string()) {
    node = text_node(json.get<std::string>());
  } else if (!json.is_null()) {
    node = text_node(json.dump());
  }
  return node;
}

std::optional<YamlNode> parse_json(std::string_view text, Reporter& report) {
  constexpr int kMostLevels = 32;
  bool deep = false;
  try {
    const auto json = nlohmann::ordered_json::parse(
        text, [&](int depth, auto, auto&) { return deep = deep || depth > kMostLevels, !deep; });
    if (deep) {
      report.error({}, "json", "values are nested too deep", "make the list flatter");
      return std::nullopt;
    }
    return to_node(json);
  } catch (const nlohmann::ordered_json::parse_error& error) {
    const std::string_view before = text.substr(0, error.byte == 0 ? 0 : error.byte - 1);
    const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 = 0
    report.error({line, static_cast<int>(before.size() - start), 1}, "json",
                 "the file is no JSON from here on", "save it anew from where it came from");
  }
  return std::nullopt;
}

std::vector<Listing> items_of(const YamlNode& root, std::string_view list, Reporter& report) {
  const YamlNode* node = list.empty() ? &root : find_column(root, list);
  if (node == nullptr || node->kind != YamlNode::Kind::kSequence) {
    report.error(node == nullptr ? root.at : node->at, "listings",
                 list.empty() ? "the file is no list"
                              : fmt::format("there is no list called \"{}\" in the file", list),
                 "set `listings` in the mapping to the key below which the list stands");
    return {};
  }
  std::vector<Listing> listings;
  for (const YamlNode& item : node->items) {
    if (item.kind == YamlNode::Kind::kMapping) {
      listings.push_back({item.at, item});
    } else {
      report.error(item.at, "listings",
                   fmt::format("listing {} has no fields", listings.size() + 1),
                   "each listing must be a mapping of names to values");
    }
  }
  return listings;
}

}  // namespace

const YamlNode* find_column(const YamlNode& columns, std::string_view name) {
  if (const YamlNode* whole = find_field(columns, name)) return whole;
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return nullptr;
  const YamlNode* outer = find_field(columns, name.substr(0, dot));
  return outer == nullptr ? nullptr : find_column(*outer, name.substr(dot + 1));
}

std::vector<Listing> read_listings(const SourceFile& file, std::string_view list,
                                   Reporter& report) {
  const std::string_view text = without_bom(file.text);
  if (const auto offset = find_invalid_utf8(text)) {
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*offset), '\n');
    report.error({static_cast<int>(line) + 1, 0, 1}, "utf-8", "this is not UTF-8 text",
                 "save the list as UTF-8");
    return {};
  }
  if (file.path.ends_with(".csv")) return read_csv(text, report);
  std::optional<YamlNode> root;
  if (file.path.ends_with(".json")) {
    root = parse_json(text, report);
  } else if (file.path.ends_with(".yaml") || file.path.ends_with(".yml")) {
    root = parse_yaml(text, 1, report);
  } else {
    report.error({}, "listings", "a list ends in .csv, .json or .yaml", "rename the file");
  }
  return root ? items_of(*root, list, report) : std::vector<Listing>();
}

}  // namespace rolepress
