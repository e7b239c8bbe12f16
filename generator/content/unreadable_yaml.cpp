#include "content/unreadable_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "content/yaml_lint.h"

namespace rolepress {
namespace {

// The commonest messages of yaml-cpp in an editor's words.
struct Slip {
  std::string_view sign;  // part of the library's message
  std::string_view message;
  std::string_view help;
};

constexpr Slip kTooFarIn{"", "this line is indented further than the lines it belongs to",
                         "begin it under the first letter of the field above"};

constexpr std::string_view kSecondColon = "a second colon on a line needs quotes";
constexpr std::string_view kSignAlone = "this sign cannot stand here without quotes";

constexpr std::array kSlips = {
    Slip{"illegal map value", kSecondColon, "put the text after the first colon in double quotes"},
    Slip{"end of map flow not found", "a comma or a } is missing before this",
         "put a comma between two fields, and } after the last"},
    Slip{"end of map not found", "this line does not fit below the lines before it",
         "indent it just like the lines that it belongs to"},
    Slip{"end of sequence not found", "this line does not fit in the list above it",
         "begin it with a hyphen under the hyphen above"},
    Slip{"unknown token", kSignAlone, "put the whole text in double quotes"},
    Slip{"referenced anchor", kAliasMessage, kAliasHelp},
    Slip{"illegal flow end", "this bracket does not close the one that is open",
         "end a list with ] and a mapping with }, once each"},
    Slip{"unknown escape", "this letter means nothing after a backslash",
         "write \\\\ for a backslash, or put the text in single quotes"},
    Slip{"scanning hex number", "after \\x, \\u or \\U a number must follow",
         "write \\\\ for a backslash, or put the text in single quotes"},
    Slip{"block scalar", "nothing else can stand on this line after | or >",
         "write the text on the lines below, indented by two spaces"},
};

Slip explain(const std::string& message, std::string_view line_before) {
  const auto slip = std::find_if(kSlips.begin(), kSlips.end(), [&](const Slip& candidate) {
    return message.find(candidate.sign) != std::string::npos;
  });
  if (slip == kSlips.end()) {
    return {"", "this is not readable as YAML",
            "put a text with a sign like : # [ { & * ! in double quotes, and indent with spaces"};
  }
  const bool first_colon = line_before.find(": ") == std::string_view::npos;
  if (slip == kSlips.begin() && first_colon && line_before.starts_with(" ")) return kTooFarIn;
  return *slip;
}

bool is_field_like(std::string_view text) {
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

// The text with the value of that line, from 0, in quotes.
std::optional<std::string> quote_value(std::string_view text, std::size_t number) {
  std::vector<std::string> lines = lines_of(text);
  if (number >= lines.size()) return std::nullopt;
  std::string& line = lines[number];
  const std::size_t colon = line.find(": ");
  const bool begins_entry = trim(line).starts_with("- ");
  if (colon == std::string::npos && !begins_entry) return std::nullopt;
  // An entry of a list is a text as a whole, unless it begins with what may be a field's name.
  const std::size_t entry = line.find_first_not_of(' ', line.find("- ") + 1);
  const bool is_entry = begins_entry && (colon == std::string::npos ||
                                         !is_field_like(line.substr(entry, colon - entry)));
  const std::size_t value = is_entry ? entry : line.find_first_not_of(' ', colon + 1);
  const std::size_t end = line.find_last_not_of(" \r\n") + 1;
  if (value >= end || std::string_view("\"'[{|>&*!").find(line[value]) != std::string_view::npos)
    return std::nullopt;
  if (number + 1 < lines.size()) {
    const std::string& next = lines[number + 1];
    if (next.find_first_not_of(' ') > line.find_first_not_of(' ')) return std::nullopt;
  }
  std::string quoted;
  for (const char c : std::string_view(line).substr(value, end - value)) {
    quoted.append(c == '\'' ? 2 : 1, c);
  }
  line.replace(value, end - value, fmt::format("'{}'", quoted));
  return joined(lines);
}

}  // namespace

bool report_unreadable(const YamlFault& fault, std::string_view text, int first_line,
                       Reporter& report) {
  const int line = first_line + static_cast<int>(fault.line);
  bool is_explained = false;
  bool is_mended = true;
  for (YamlSlip& slip : find_slips(text, first_line)) {
    is_explained = is_explained || slip.at.line <= line;
    is_mended = is_mended && !slip.mended.empty();
    report.error(slip.at, slip.rule, std::move(slip.message), std::move(slip.help));
  }
  if (is_explained) return is_mended;
  const std::size_t at = std::min(fault.offset, text.size());
  const std::size_t last = text.substr(0, at).find_last_not_of(' ');
  const bool after_quote = last != std::string_view::npos &&
                           (text[last] == '"' || text[last] == '\'') && at < text.size();
  const Spot spot{line, fault.column, 1};
  if (after_quote) {
    report.error(spot, "yaml", "the quoted text has ended before this",
                 text[last] == '"' ? "write \\\" for a quote within a text in double quotes"
                                   : "write '' for an apostrophe within a text in single quotes");
    return false;
  }
  const std::size_t line_start = text.substr(0, at).rfind('\n') + 1;  // npos + 1 is 0
  const Slip slip = explain(fault.message, text.substr(line_start, at - line_start));
  report.error(spot, "yaml", std::string(slip.message), std::string(slip.help));
  return slip.message == kSecondColon || slip.message == kSignAlone;
}

std::optional<std::string> mended_yaml(const YamlFault& fault, std::string_view text) {
  const std::vector<YamlSlip> slips = find_slips(text, 0);
  if (slips.empty()) return quote_value(text, fault.line);
  std::vector<std::string> lines = lines_of(text);
  for (const YamlSlip& slip : slips) {
    std::string& line = lines[static_cast<std::size_t>(slip.at.line)];
    if (slip.mended.empty()) return std::nullopt;
    line = slip.mended + (line.ends_with('\n') ? "\n" : "");
  }
  return joined(lines);
}

}  // namespace rolepress
