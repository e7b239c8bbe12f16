#include "content/csv_list.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/text.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

struct CsvRow {
  int line = 1;
  std::vector<std::string> cells;
  std::vector<Spot> places;  // of the cells, as far as their first lines go
};

bool is_blank(std::string_view text) { return trim(text).empty(); }

// Tables are saved with rows of empty cells below them.
bool says_something(const CsvRow& row) {
  return !std::all_of(row.cells.begin(), row.cells.end(), is_blank);
}

// What breaks the form of a row, and from where on the next row is looked for.
struct CsvSlip {
  std::size_t offset;
  Spot at;
  std::string message;
  std::string help;
};

// libcsv tells of cells and rows, but not where they stand: fed one byte at a time, the line is
// known to the caller.
class CsvReader {
 public:
  CsvReader(char separator, int first_line) : separator_(separator), line_(first_line) {
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
      reached_ = {line_, static_cast<int>(i - line_begin), 1};
      if (in_row_ && !cell_begin_) cell_begin_ = reached_;
      if (csv_parse(&parser_, &c, 1, end_cell, end_row, this) != 1) {
        return wrong_quote(text, i, row_begin);
      }
      if (c == '\n') {
        ++line_;
        line_begin = i + 1;
      }
    }
    const int begun = row_.line;
    reached_ = {line_, static_cast<int>(text.size() - line_begin), 1};
    if (csv_fini(&parser_, end_cell, end_row, this) == 0) return std::nullopt;
    return CsvSlip{row_begin,
                   {begun, 0, 1},
                   "a double quote is opened in this row and never closed",
                   "close it, or write a quote within a cell twice"};
  }

 private:
  // At a sign behind a quote that ends no cell. Where that quote begins a cell, it is another one,
  // in a line before, that was never closed.
  [[nodiscard]] CsvSlip wrong_quote(std::string_view text, std::size_t at,
                                    std::size_t row_begin) const {
    constexpr std::string_view kHelp =
        "put the whole cell in double quotes and write each quote within it twice";
    const Spot cell = cell_begin_.value_or(reached_);
    if (cell.line == line_) {
      return {at, reached_, "a quote stands where none can stand", std::string(kHelp)};
    }
    const bool begins_cell =
        at >= 2 && text[at - 1] == '"' && (text[at - 2] == '\n' || text[at - 2] == separator_);
    if (begins_cell && cell.line == row_.line) {
      return {row_begin, cell,
              fmt::format("a double quote is opened here and not closed before line {}", line_),
              "close it, or write a quote within a cell twice"};
    }
    return {
        at, reached_, "a quote stands where none can stand",
        fmt::format("close the quote that begins the cell in line {}, or {}", cell.line, kHelp)};
  }

  static void end_cell(void* text, std::size_t size, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    Spot at = reader.cell_begin_.value_or(reader.reached_);
    if (at.line == reader.reached_.line)
      at.length = std::max(1, reader.reached_.column - at.column);
    reader.row_.cells.emplace_back(static_cast<const char*>(text), size);
    reader.row_.places.push_back(at);
    reader.cell_begin_.reset();
  }
  static void end_row(int, void* self) {
    auto& reader = *static_cast<CsvReader*>(self);
    reader.rows.push_back(std::move(reader.row_));
    reader.row_ = {};
    reader.in_row_ = false;
    reader.cell_begin_.reset();
  }

  csv_parser parser_{};
  char separator_;
  int line_;
  bool in_row_ = false;
  Spot reached_;
  std::optional<Spot> cell_begin_;
  CsvRow row_;
};

// All rows that keep the form; of the others it is told. None where the first, with the names of
// the columns, does not.
std::vector<CsvRow> read_rows(std::string_view text, char separator, int line, Reporter& report) {
  std::vector<CsvRow> rows;
  for (;;) {
    CsvReader reader(separator, line);
    const auto slip = reader.read(text);
    std::copy_if(reader.rows.begin(), reader.rows.end(), std::back_inserter(rows), says_something);
    if (!slip) return rows;
    report.error(slip->at, "csv", slip->message, slip->help);
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

}  // namespace

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
  const std::vector<std::string>& names = rows.front().cells;
  std::vector<Listing> listings;
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    if (row->cells.size() != names.size()) {
      report.error(
          {row->line, 0, 1}, "csv",
          fmt::format("this row has {}, the first one {}", counted(row->cells.size(), "cell"),
                      names.size()),
          row->cells.size() > names.size()
              ? fmt::format("a cell that holds a {} must stand in double quotes", separator.name)
              : "write empty cells as well; a cell that goes over lines must stand in double "
                "quotes");
      continue;
    }
    Listing& listing = listings.emplace_back();
    listing.at = {row->line, 0, 1};
    listing.columns.kind = YamlNode::Kind::kMapping;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string_view name = trim(names[i]);
      if (name.empty()) continue;
      YamlNode cell = text_node(row->cells[i]);
      cell.at = row->places[i];
      listing.columns.entries.push_back({std::string(name), {}, std::move(cell)});
    }
  }
  return listings;
}

}  // namespace rolepress
