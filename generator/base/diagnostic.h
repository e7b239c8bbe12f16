#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace rolepress {

class FileTree;
struct SourceFile;

/// A place in a source file, as parsers know it: byte offsets within one line.
struct Spot {
  int line = 0;    // from 1; 0 = the file as a whole
  int column = 0;  // bytes from 0
  int length = 1;  // bytes to underline
};

/// A value that remembers where an author wrote it, until the last check that needs it is done.
template <class T>
struct Located {
  T value{};
  Spot at;
};

enum class Severity {
  kWarning,  // published all the same, unless --strict
  kError,    // the content or the layouts are wrong: nothing is published
  kFailure,  // the machine refused: disk full, no permission
};

/// One problem and how to mend it.
struct Diagnostic {
  Severity severity = Severity::kError;
  std::string_view rule;  // stable name of what was broken, e.g. "unknown-key"; a literal
  std::string path;       // as the author would type it
  Spot at;
  std::string message;
  std::string help;  // may be empty

  // Filled by quote_sources.
  int column = 0;  // characters from 1; 0 where the whole file is meant
  int width = 1;   // characters to underline
  std::string source_line;

  std::string replacement = {};  // of the word at the spot, where it is known what was meant
};

using Diagnostics = std::vector<Diagnostic>;

/// A value, or every problem that stood in its way.
template <class T>
using Result = tl::expected<T, Diagnostics>;

/// Collects the problems of one file.
class Reporter {
 public:
  Reporter(std::string_view path, Diagnostics& out) : path_(path), out_(out) {}

  /// The problem, for what else is known of it.
  Diagnostic& error(Spot at, std::string_view rule, std::string message, std::string help = {});
  Diagnostic& warn(Spot at, std::string_view rule, std::string message, std::string help = {});

  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::string_view path() const { return path_; }

 private:
  std::string_view path_;
  Diagnostics& out_;
  int errors_ = 0;
};

[[nodiscard]] Diagnostic machine_failure(std::string path, std::string message,
                                         std::string help = {});

/// Where the words stand in the file, from `from` on, an amount as a whole: "$5" is no part of
/// "$50". `from` itself where the file writes them in another way, or is null.
[[nodiscard]] Spot find_words(const SourceFile* file, Spot from, std::string_view words);

/// Sorts by path and position, drops exact repeats, and copies in the line that each one points at.
void quote_sources(Diagnostics& diagnostics, const FileTree& sources);

/// `path:line:column: error: message`, the line, a caret under the spot and the help.
/// Control characters of the source never reach the terminal.
[[nodiscard]] std::string format_diagnostic(const Diagnostic& diagnostic);

/// The text without anything that a terminal would obey.
[[nodiscard]] std::string printable_text(std::string_view text);

/// The errors that were not there before, wherever they stand in their files.
[[nodiscard]] Diagnostics added_errors(Diagnostics after, const Diagnostics& before);
[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);
/// The files in which something must be mended before anything else of them can be judged.
[[nodiscard]] std::set<std::string, std::less<>> paths_with_errors(const Diagnostics& diagnostics);
[[nodiscard]] bool has_failures(const Diagnostics& diagnostics);
void append(Diagnostics& to, Diagnostics from);

}  // namespace rolepress
