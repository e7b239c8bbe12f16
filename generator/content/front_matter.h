#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace rolepress {

struct YamlEntry;

/// A YAML value as its author wrote it: scalars stay text, and every value knows its place.
struct YamlNode {
  enum class Kind { kNull, kScalar, kSequence, kMapping };

  Kind kind = Kind::kNull;
  Spot at;
  std::string scalar;
  bool quoted = false;
  Spot text_at;               // where the text itself begins: behind a quote, below a |
  bool line_for_line = true;  // its lines are those of the file; false for folded text
  std::vector<YamlNode> items;
  std::vector<YamlEntry> entries;  // in the order of the file
};

struct YamlEntry {
  std::string key;
  Spot key_at;
  YamlNode value;
};

/// YAML and the Markdown below it.
struct FrontMatter {
  std::optional<YamlNode> fields;  // as parse_yaml has them
  std::string_view body;           // views the file's text
  int body_line = 1;               // the line of the file on which the body begins
};

/// The `---` that opens front matter, where a file is wrong as a whole.
inline constexpr Spot kOpeningFence{1, 0, 3};

/// Reads one YAML document. Anchors, aliases, tags, duplicate keys, deep nesting, tabs as indent
/// and unclosed quotes are errors. `first_line` is the line of the file on which `text` begins.
/// Where what is meant is plain all the same, the error is reported and the fields are there, so
/// that the rest can be judged in the same run; otherwise nullopt.
[[nodiscard]] std::optional<YamlNode> parse_yaml(std::string_view text, int first_line,
                                                 Reporter& report);

/// The same by the library in every case, for YAML that has passed lint_yaml.
[[nodiscard]] std::optional<YamlNode> parse_any_yaml(std::string_view text, int first_line,
                                                     Reporter& report);

/// Splits `---`, YAML, `---`, Markdown, and reads the YAML.
[[nodiscard]] std::optional<FrontMatter> parse_front_matter(std::string_view text,
                                                            Reporter& report);

}  // namespace rolepress
