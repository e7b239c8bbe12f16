#include "content/read_listings.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
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

// What breaks the form of a row, and from where on the next row is looked for.
struct CsvSlip {
  std::size_t offset;
  Spot at;
  std::string_view message;
  std::string_view help;
};

// libcsv tells of cells and rows, but not where they stand: fed one byte at a time, the line is
// known to the caller.
class CsvReader {
 public:
  CsvReader(char separator, int first_line) : line_(first_line) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser_, [](unsigned char) { return 0; });  // spaces belong to the text
  }
  ~CsvReader() { csv_free(&parser_); }
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  std::vector<CsvRow> rows;

  // Reads to the end, or to the first slip.
  std::optional<CsvSlip> read(std::string_view text) {
    std::size_t row_begin = 0;
    std::size_t line_begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (!in_row_ && c != '\n' && c != '\r') {
        in_row_ = true;
        row_.line = line_;
        row_begin = i;
      }
      if (csv_parse(&parser_, &c, 1, end_cell, end_row, this) != 1) {
        return CsvSlip{i,
                       {line_, static_cast<int>(i - line_begin), 1},
                       "a quote stands where none can stand",
                       "put the whole cell in double quotes and write each quote within it twice"};
      }
      if (c == '\n') {
        ++line_;
        line_begin = i + 1;
      }
    }
    const int begun = row_.line;
    if (csv_fini(&parser_, end_cell, end_row, this) == 0) return std::nullopt;
    return CsvSlip{row_begin,
                   {begun, 0, 1},
                   "a double quote is opened in this row and never closed",
                   "close it, or write a quote within a cell twice"};
  }

 private:
  static void end_cell(void* text, std::size_t size, void* self) {
    static_cast<CsvReader*>(self)->row_.cells.emplace_back(static_cast<const char*>(text), size);
  }
  static void end_row(int, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.rows.push_back(std::move(reader.row_));
    reader.row_ = {};
    reader.in_row_ = false;
  }

  csv_parser parser_{};
  int line_;
  bool in_row_ = false;
  CsvRow row_;
};

// All rows that keep the form; of the others it is told. None where the first, with the names of
// the columns, does not.
std::vector<CsvRow> read_rows(std::string_view text, char separator, int line, Reporter& report) {
  std::vector<CsvRow> rows;
  for (;;) {
    CsvReader reader(separator, line);
    const auto slip = reader.read(text);
    std::move(reader.rows.begin(), reader.rows.end(), std::back_inserter(rows));
    if (!slip) return rows;
    report.error(slip->at, "csv", std::string(slip->message), std::string(slip->help));
    const std::size_t end = text.find('\n', slip->offset);
    if (rows.empty() || end == std::string_view::npos) return rows;
    line = slip->at.line + 1;
    text.remove_prefix(end + 1);
  }
}

struct CsvSeparator {
  char sign;
  std::string_view name;
};

constexpr CsvSeparator kCsvSeparators[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}};

// What stands between cells: Excel may say it in a line of its own ("sep=;"), which is then taken
// away; else it is what the names of the columns have most of between them.
CsvSeparator take_separator(std::string_view& text, int& line) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view header = text.substr(0, end);
  if (header.ends_with('\r')) header.remove_suffix(1);
  constexpr std::string_view kSaid = "sep=";
  if (header.size() == kSaid.size() + 1 && to_lower(header).starts_with(kSaid)) {
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    for (const CsvSeparator& separator : kCsvSeparators) {
      if (separator.sign == header.back()) return separator;
    }
    return {header.back(), "separator"};
  }
  const auto count = [&](char sign) {
    bool is_quoted = false;
    return std::count_if(header.begin(), header.end(), [&](char c) {
      is_quoted = is_quoted != (c == '"');
      return c == sign && !is_quoted;
    });
  };
  return *std::max_element(
      std::begin(kCsvSeparators), std::end(kCsvSeparators),
      [&](const auto& a, const auto& b) { return count(a.sign) < count(b.sign); });
}

std::vector<Listing> read_csv(std::string_view text, Reporter& report) {
  int first_line = 1;
  const CsvSeparator separator = take_separator(text, first_line);
  const std::vector<CsvRow> rows = read_rows(text, separator.sign, first_line, report);
  if (rows.empty()) {
    if (!report.has_errors()) {
      report.error({}, "csv", "the file is empty", "its first row must name the columns");
    }
    return {};
  }
  const std::vector<std::string> names = rows.front().cells;
  std::set<std::string_view> known;
  for (const std::string& name : names) {
    if (known.insert(trim(name)).second) continue;
    report.error({first_line, 0, 1}, "csv", fmt::format("two columns are called \"{}\"", name),
                 "give each column a name of its own");
  }
  std::vector<Listing> listings;
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    if (row->cells.size() != names.size()) {
      report.error(
          {row->line, 0, 1}, "csv",
          fmt::format("this row has {}, the first one {}", counted(row->cells.size(), "cell"),
                      names.size()),
          fmt::format("a cell that holds a {} must stand in double quotes", separator.name));
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

Spot spot_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 = 0
  return {line, static_cast<int>(before.size() - start), 1};
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
    report.error(spot_at(text, error.byte == 0 ? 0 : error.byte - 1), "json",
                 "the file is no JSON from here on", "save it anew from where it came from");
  } catch (const nlohmann::ordered_json::exception& error) {
    // "number overflow parsing '1e999'" is all that the library says of the place.
    const std::string_view said = error.what();
    const std::size_t quote = std::min(said.find('\'') + 1, said.size());
    const std::string_view number = said.substr(quote, said.rfind('\'') - quote);
    Spot at = spot_at(text, std::min(text.find(number), text.size()));
    at.length = static_cast<int>(number.size());
    report.error(at, "json", "this number is larger than any that can be read",
                 "correct it, or write it as a text in double quotes");
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
  const std::string name = to_lower(file.path);
  for (const std::string_view ending : {".xlsx", ".xls", ".ods", ".numbers"}) {
    if (!name.ends_with(ending)) continue;
    report.error({}, "listings", "a spreadsheet cannot be read as it is",
                 "save it as CSV (UTF-8) in the program that made it, and import that file");
    return {};
  }
  const std::string_view text = without_bom(file.text);
  if (const auto offset = find_invalid_utf8(text)) {
    const auto line =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*offset), '\n');
    report.error({static_cast<int>(line) + 1, 0, 1}, "utf-8", "this is not UTF-8 text",
                 "save the list as UTF-8");
    return {};
  }
  if (name.ends_with(".csv") || name.ends_with(".tsv")) return read_csv(text, report);
  std::optional<YamlNode> root;
  if (name.ends_with(".json")) {
    root = parse_json(text, report);
  } else if (name.ends_with(".yaml") || name.ends_with(".yml")) {
    root = parse_yaml(text, 1, report);
  } else {
    report.error({}, "listings", "a list ends in .csv, .json or .yaml", "rename the file");
  }
  return root ? items_of(*root, list, report) : std::vector<Listing>();
}

}  // namespace rolepress
