#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <tuple>

#include "base/file_tree.h"
#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxPerFile = 100;  // problems; nobody mends more at a time
constexpr std::size_t kMessageWidth = 1000;
constexpr std::size_t kQuotedWidth = 100;  // a longer line is shown as a window round the caret

std::string_view severity_word(Severity severity) {
  return severity == Severity::kWarning ? "warning" : "error";
}

std::string_view line_text(std::string_view text, int line) {
  text = without_bom(text);  // spots do not count the mark
  for (int current = 1; current < line; ++current) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  std::string_view result = text.substr(0, text.find('\n'));
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

// One character a code point, so that columns count alike in the source and in its quotation.
std::u32string printable(std::string_view line) {
  std::u32string result;
  for (std::size_t i = 0; i < line.size();) {
    const char32_t c = decode_utf8(line, i);
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
    const bool turns_line = c == 0x061c || c == 0x200e || c == 0x200f ||
                            (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    const bool invisible = c == 0x200b || c == 0x2060 || c == 0xfeff;
    const bool unsafe = control || turns_line || invisible;
    result.push_back(c == U'\t' ? U' ' : (unsafe ? kReplacementCharacter : c));
  }
  return result;
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  for (const char32_t c : text) append_utf8(result, c);
  return result;
}

// Content is read without what nobody can see: where a column of such a line stands in the file.
std::size_t column_in_file(std::string_view line, std::size_t column) {
  std::size_t skipped = 0;  // bytes of the line that readers did not get
  for (std::size_t from = 0; const auto unseen = find_unseen(line.substr(from));) {
    const std::size_t at = from + *unseen;
    if (at - skipped > column) break;
    from = at;
    static_cast<void>(decode_utf8(line, from));
    skipped += from - at - without_unseen(line.substr(at, from - at)).size();
  }
  return column + skipped;
}

void quote(Diagnostic& diagnostic, const SourceFile& file) {
  if (diagnostic.at.line == 0) return;
  const std::string_view line = line_text(file.text, diagnostic.at.line);
  auto column = static_cast<std::size_t>(std::max(diagnostic.at.column, 0));
  if (file.path.starts_with("content/") && diagnostic.rule != "unseen-character") {
    column = column_in_file(line, column);
  }
  column = std::min(column, line.size());
  const std::size_t length =
      std::min(static_cast<std::size_t>(std::max(diagnostic.at.length, 1)), line.size() - column);
  diagnostic.column = static_cast<int>(count_characters(line.substr(0, column))) + 1;
  diagnostic.width = std::max(1, static_cast<int>(count_characters(line.substr(column, length))));
  diagnostic.source_line = std::string(line);
}

// Names of thousands of characters, as a broken file may hold, say nothing more than their begin.
std::string shortened(std::string_view text) {
  std::u32string line = printable(text);
  if (line.size() > kMessageWidth) line = line.substr(0, kMessageWidth) + U"…";
  return to_utf8(line);
}

std::string quotation(const Diagnostic& diagnostic) {
  std::u32string line = printable(diagnostic.source_line);
  std::size_t caret = static_cast<std::size_t>(diagnostic.column) - 1;
  std::size_t width = static_cast<std::size_t>(diagnostic.width);
  if (line.size() > kQuotedWidth) {
    const std::size_t start = caret > kQuotedWidth / 2 ? caret - kQuotedWidth / 2 : 0;
    const bool cut_end = start + kQuotedWidth < line.size();
    line = (start > 0 ? U"…" : U"") + line.substr(start, kQuotedWidth) + (cut_end ? U"…" : U"");
    caret = caret - start + (start > 0 ? 1 : 0);
  }
  width = std::min(width, std::max<std::size_t>(1, line.size() - std::min(caret, line.size())));
  const std::string number = std::to_string(diagnostic.at.line);
  return fmt::format("\n {} | {}\n {} | {}^{}", number, to_utf8(line),
                     std::string(number.size(), ' '), std::string(caret, ' '),
                     std::string(width - 1, '~'));
}

}  // namespace

Diagnostic& Reporter::error(Spot at, std::string_view rule, std::string message, std::string help) {
  ++errors_;
  out_.push_back({Severity::kError,
                  rule,
                  std::string(path_),
                  at,
                  std::move(message),
                  std::move(help),
                  0,
                  1,
                  {}});
  return out_.back();
}

Diagnostic& Reporter::warn(Spot at, std::string_view rule, std::string message, std::string help) {
  out_.push_back({Severity::kWarning,
                  rule,
                  std::string(path_),
                  at,
                  std::move(message),
                  std::move(help),
                  0,
                  1,
                  {}});
  return out_.back();
}

Diagnostic machine_failure(std::string path, std::string message, std::string help) {
  return {Severity::kFailure,
          "machine",
          std::move(path),
          {},
          std::move(message),
          std::move(help),
          0,
          1,
          {}};
}

namespace {

// With no digits of a longer number behind it.
std::size_t find_whole(std::string_view line, std::string_view words) {
  const auto is_digit = [&](std::size_t at) {
    return at < line.size() && std::isdigit(static_cast<unsigned char>(line[at])) != 0;
  };
  std::size_t at = line.find(words);
  while (at != std::string_view::npos &&
         (is_digit(at + words.size()) || (line.substr(at + words.size()).find_first_of(",.") == 0 &&
                                          is_digit(at + words.size() + 1)))) {
    at = line.find(words, at + 1);
  }
  return at;
}

// Keeps the first problems of each file and tells how many more there are: a quotation for each of
// thousands would take seconds. `diagnostics` are sorted by path.
Diagnostics take_first(const std::vector<Diagnostic*>& sorted) {
  Diagnostics kept;
  kept.reserve(sorted.size());
  for (std::size_t begin = 0, end = 0; begin < sorted.size(); begin = end) {
    const std::string path = sorted[begin]->path;
    const std::size_t shown_end = std::min(sorted.size(), begin + kMaxPerFile);
    Severity worst = Severity::kWarning;
    for (; end < sorted.size() && sorted[end]->path == path; ++end) {
      if (end < shown_end) {
        kept.push_back(std::move(*sorted[end]));
      } else {
        worst = std::max(worst, sorted[end]->severity);
      }
    }
    if (end <= shown_end) continue;
    kept.push_back(machine_failure(
        path, fmt::format("{} in this file", counted(end - shown_end, "further problem")),
        "mend those above, then look again"));
    kept.back().severity = worst;
    kept.back().rule = "more";
  }
  return kept;
}

}  // namespace

Spot find_words(const SourceFile* file, Spot from, std::string_view words) {
  if (file == nullptr) return from;
  const std::vector<std::string_view> lines = split(file->text, '\n');
  for (auto i = static_cast<std::size_t>(std::max(from.line, 1)); i <= lines.size(); ++i) {
    const std::size_t column = find_whole(lines[i - 1], words);
    if (column == std::string_view::npos) continue;
    return {static_cast<int>(i), static_cast<int>(column), static_cast<int>(words.size())};
  }
  return from;
}

void quote_sources(Diagnostics& diagnostics, const FileTree& sources) {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.path, d.at.line, d.at.column, d.rule, d.message);
  };
  std::vector<Diagnostic*> order;  // each is moved once
  order.reserve(diagnostics.size());
  for (Diagnostic& diagnostic : diagnostics) order.push_back(&diagnostic);
  std::sort(order.begin(), order.end(),
            [&](const Diagnostic* a, const Diagnostic* b) { return key(*a) < key(*b); });
  order.erase(
      std::unique(order.begin(), order.end(),
                  [&](const Diagnostic* a, const Diagnostic* b) { return key(*a) == key(*b); }),
      order.end());
  diagnostics = take_first(order);
  for (Diagnostic& diagnostic : diagnostics) {
    if (const SourceFile* file = sources.find_shown(diagnostic.path)) quote(diagnostic, *file);
  }
}

std::string format_diagnostic(const Diagnostic& diagnostic) {
  const std::string path = printable_text(diagnostic.path);
  const std::string where =
      diagnostic.at.line == 0
          ? path
          : fmt::format("{}:{}:{}", path, diagnostic.at.line, std::max(1, diagnostic.column));
  std::string text = fmt::format("{}: {}: {}", where, severity_word(diagnostic.severity),
                                 shortened(diagnostic.message));
  if (diagnostic.column > 0) text += quotation(diagnostic);
  if (!diagnostic.help.empty()) text += "\n  help: " + shortened(diagnostic.help);
  return text + "\n";
}

std::string printable_text(std::string_view text) { return to_utf8(printable(text)); }

Diagnostics added_errors(Diagnostics after, const Diagnostics& before) {
  const auto key = [](const Diagnostic& d) { return std::tuple(d.path, d.rule, d.message); };
  std::multiset<std::tuple<std::string, std::string_view, std::string>> known;
  for (const Diagnostic& problem : before) known.insert(key(problem));
  std::erase_if(after, [&](const Diagnostic& problem) {
    if (problem.severity == Severity::kWarning) return true;
    const auto same = known.find(key(problem));
    if (same == known.end()) return false;
    known.erase(same);
    return true;
  });
  return after;
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity != Severity::kWarning; });
}

std::set<std::string, std::less<>> paths_with_errors(const Diagnostics& diagnostics) {
  std::set<std::string, std::less<>> paths;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::kWarning) paths.insert(diagnostic.path);
  }
  return paths;
}

bool has_failures(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kFailure; });
}

void append(Diagnostics& to, Diagnostics from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace rolepress
