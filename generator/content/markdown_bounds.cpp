// cmark-gfm is quadratic in places, so texts are bounded before they are parsed.

#include "content/markdown_bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.h"

namespace rolepress {
namespace {

// Far above what a role needs, and low enough that no text takes cmark-gfm a second.
constexpr std::size_t kMaxBytes = std::size_t{32} * 1024;
constexpr std::size_t kMaxLines = 1500;
constexpr std::size_t kMaxPipes = 25;    // per line: a table row pads its missing cells
constexpr std::size_t kMaxMarkers = 10;  // nested quotes and lists that open on one line
constexpr std::size_t kMaxIndent = 40;
constexpr std::size_t kMaxReferences = 50;  // [name]: address lines, and their length:
constexpr std::size_t kMaxReferenceBytes = 300;
constexpr std::size_t kMaxBrackets = 2000;

std::size_t count_markers(std::string_view line) {
  std::size_t markers = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ' || line[i] == '\t') {
      ++i;
      continue;
    }
    const std::size_t sign = std::min(line.find_first_not_of("0123456789", i), line.size());
    const bool spaced = sign + 1 >= line.size() || line[sign + 1] == ' ' || line[sign + 1] == '\t';
    const std::string_view signs = sign == i ? "-*+" : ".)";
    if (line[i] == '>') {
      ++i;
    } else if (spaced && sign < line.size() && signs.find(line[sign]) != std::string_view::npos) {
      i = sign + 1;
    } else {
      break;
    }
    ++markers;
  }
  return markers;
}

// `[name]: address`, also within quotes and lists, or with a name that began on the line before.
bool begins_definition(std::string_view line) {
  const std::size_t end = line.find("]:");
  if (end == std::string_view::npos) return false;
  const std::size_t begin = line.substr(0, end).find('[');
  return begin == std::string_view::npos ||
         line.substr(0, begin).find_first_not_of(" \t>-*+0123456789.)") == std::string_view::npos;
}

// Looks at a text line by line.
class Bounds {
 public:
  // What is wrong with the next line, or empty.
  std::string_view check(std::string_view line) {
    const auto count = [&](char c) {
      return static_cast<std::size_t>(std::count(line.begin(), line.end(), c));
    };
    if (count('|') > kMaxPipes) return "a table row with more than 24 columns";
    const std::size_t text = std::min(line.find_first_not_of(" \t"), line.size());
    std::size_t indent = 0;
    for (const char c : line.substr(0, text)) indent += c == '\t' ? 4 : 1;
    if (indent > kMaxIndent && text < line.size()) return "a line indented by more than 40 spaces";
    if (count_markers(line) > kMaxMarkers) {
      return "more than 10 quotes or lists nested on one line";
    }
    brackets_ += count('[');
    if (brackets_ > kMaxBrackets) return "more than 2000 square brackets";
    return check_definition(line);
  }

 private:
  // An address and its title may stand on further lines, up to the next empty one.
  std::string_view check_definition(std::string_view line) {
    if (begins_definition(line)) {
      if (++definitions_ > kMaxReferences) return "more than 50 link definitions";
      definition_bytes_ = line.size();
    } else if (trim(line).empty()) {
      definition_bytes_ = 0;
    } else if (definition_bytes_ > 0) {
      definition_bytes_ += line.size();
    }
    return definition_bytes_ > kMaxReferenceBytes ? "a link definition of more than 300 bytes" : "";
  }

  std::size_t brackets_ = 0;
  std::size_t definitions_ = 0;
  std::size_t definition_bytes_ = 0;  // of the one that the last line belongs to
};

}  // namespace

bool is_bounded_markdown(std::span<const std::string_view> lines, Spot at, Reporter& report) {
  std::string problem;
  int line = 0;
  Bounds bounds;
  std::size_t bytes = lines.size() - 1;  // the line feeds
  for (const std::string_view text : lines) bytes += text.size();
  if (bytes > kMaxBytes) {
    problem = fmt::format("the text has {} bytes; at most {} are read", bytes, kMaxBytes);
  } else if (lines.size() > kMaxLines) {
    problem = fmt::format("the text has {} lines; at most {} are read", lines.size(), kMaxLines);
  }
  for (std::size_t i = 0; i < lines.size() && problem.empty(); ++i) {
    problem = bounds.check(lines[i]);
    line = static_cast<int>(i);
  }
  if (problem.empty()) return true;
  report.error({at.line + line, 0, 1}, "markdown-bounds", problem,
               "make the text shorter or simpler");
  return false;
}

}  // namespace rolepress
