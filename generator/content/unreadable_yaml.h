#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace rolepress {

inline constexpr std::string_view kAliasMessage = "an alias (*name) cannot be used here";
inline constexpr std::string_view kAliasHelp =
    "write the value out, or put text that begins with * in double quotes";

/// Where a parser gave up, and its words.
struct YamlFault {
  std::string message;
  std::size_t offset = 0;
  std::size_t line = 0;  // from 0
  int column = 0;        // bytes from 0
};

/// Says in an editor's words why a text is no YAML. Returns whether mended_yaml knows how to go on.
bool report_unreadable(const YamlFault& fault, std::string_view text, int first_line,
                       Reporter& report);

/// The text as it was most likely meant, so that what else is wrong in it can be told: colons where
/// they are missing, or quotes around the value of the fault's line. nullopt where nobody can tell,
/// or the value goes on below.
[[nodiscard]] std::optional<std::string> mended_yaml(const YamlFault& fault, std::string_view text);

}  // namespace rolepress
