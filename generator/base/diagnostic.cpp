#include "base/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/file_tree.h"
#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kQuotedWidth = 100;  // a longer line is shown as a window round the caret

std::string_view severity_word(Severity severity) {
  return severity == Severity::kWarning ? "warning" : "error";
}

std::string_view line_text(std::string_view text, int line) {
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
    const bool unsafe = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 ||
                        (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    result.push_back(c == U'\t' ? U' ' : (unsafe ? kReplacementCharacter : c));
  }
  return result;
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  for (const char32_t c : text) append_utf8(result, c);
  return result;
}

void quote(Diagnostic& diagnostic, std::string_view text) {
  if (diagnostic.at.line == 0) return;
  const std::string_view line = line_text(text, diagnostic.at.line);
  const auto column = std::min<std::size_t>(std::max(diagnostic.at.column, 0), line.size());
  const auto length =
      std::min<std::size_t>(std::max(diagnostic.at.length, 1), line.size() - column);
  diagnostic.column = static_cast<int>(count_characters(line.substr(0, column))) + 1;
  diagnostic.width = std::max(1, static_cast<int>(count_characters(line.substr(column, length))));
  diagnostic.source_line = std::string(line);
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

void Reporter::error(Spot at, std::string_view rule, std::string message, std::string help) {
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
}

void Reporter::warn(Spot at, std::string_view rule, std::string message, std::string help) {
  out_.push_back({Severity::kWarning,
                  rule,
                  std::string(path_),
                  at,
                  std::move(message),
                  std::move(help),
                  0,
                  1,
                  {}});
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

void quote_sources(Diagnostics& diagnostics, const FileTree& sources) {
  const auto key = [](const Diagnostic& d) {
    return std::tie(d.path, d.at.line, d.at.column, d.rule, d.message);
  };
  std::sort(diagnostics.begin(), diagnostics.end(),
            [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  diagnostics.erase(
      std::unique(diagnostics.begin(), diagnostics.end(),
                  [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); }),
      diagnostics.end());
  for (Diagnostic& diagnostic : diagnostics) {
    if (const SourceFile* file = sources.find_shown(diagnostic.path)) quote(diagnostic, file->text);
  }
}

std::string format_diagnostic(const Diagnostic& diagnostic) {
  const std::string path = to_utf8(printable(diagnostic.path));
  const std::string where =
      diagnostic.at.line == 0
          ? path
          : fmt::format("{}:{}:{}", path, diagnostic.at.line, std::max(1, diagnostic.column));
  std::string text = fmt::format("{}: {}: {}", where, severity_word(diagnostic.severity),
                                 to_utf8(printable(diagnostic.message)));
  if (diagnostic.at.line != 0) text += quotation(diagnostic);
  if (!diagnostic.help.empty()) text += "\n  help: " + to_utf8(printable(diagnostic.help));
  return text + "\n";
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity != Severity::kWarning; });
}

bool has_failures(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kFailure; });
}

void append(Diagnostics& to, Diagnostics from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace rolepress
