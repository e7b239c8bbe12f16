#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rolepress::testing {

struct HtmlAttribute {
  std::string name;   // lower case
  std::string value;  // references decoded

  friend bool operator==(const HtmlAttribute&, const HtmlAttribute&) = default;
};

/// One token as a browser's tokenizer would find it.
struct HtmlToken {
  enum class Kind { kText, kStart, kEnd, kComment, kDoctype };

  Kind kind = Kind::kText;
  std::string text;  // lower-case name of a tag; else the words, references decoded
  std::vector<HtmlAttribute> attributes;

  friend bool operator==(const HtmlToken&, const HtmlToken&) = default;
};

struct HtmlPage {
  std::vector<HtmlToken> tokens;
  std::vector<std::string> oddities;  // what no page of ours should hold: parse errors, mostly
};

/// Follows the tokenizer of the HTML standard (13.2.5) as far as a page without inline scripts
/// needs it, scripting switched on.
[[nodiscard]] HtmlPage tokenize_html(std::string_view html);

/// Whether an attribute of that name holds an address that a browser may load or follow.
[[nodiscard]] bool is_link(std::string_view attribute);

/// The scheme as a browser reads it, past the spaces and line ends that it skips: "javascript".
/// Empty for an address of the same site, "//" for one that names another host without a scheme.
[[nodiscard]] std::string scheme_of(std::string_view address);

/// One line a token, for a message.
[[nodiscard]] std::string to_string(const HtmlToken& token);

}  // namespace rolepress::testing
