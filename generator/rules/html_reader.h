#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rolepress {

/// A tag of published HTML or XML, or the text between two. Views into the page.
struct MarkupToken {
  enum class Kind { kText, kOpen, kClose };

  Kind kind;
  std::string_view name;  // of the tag, in lower case as published
  std::string_view text;  // of a text, still escaped
  std::vector<std::pair<std::string_view, std::string_view>> attributes;

  [[nodiscard]] bool opens(std::string_view tag) const {
    return kind == Kind::kOpen && name == tag;
  }
  [[nodiscard]] bool has(std::string_view attribute) const;
  /// Its value, unescaped; empty if it has none.
  [[nodiscard]] std::string get(std::string_view attribute) const;
};

/// The tokens of markup that the generator wrote; comments and declarations are left out, and what
/// stands in <script> and <style> is text.
[[nodiscard]] std::vector<MarkupToken> read_markup(std::string_view text);

[[nodiscard]] std::string unescape(std::string_view text);
/// What visitors read between two tokens: unescaped, runs of white space as one space.
[[nodiscard]] std::string visible_text(const std::vector<MarkupToken>& tokens, std::size_t begin,
                                       std::size_t end);
/// The same for any text, so that the two compare.
[[nodiscard]] std::string squeeze(std::string_view text);
/// The text within each <name>…</name>.
[[nodiscard]] std::vector<std::string> texts_of(const std::vector<MarkupToken>& tokens,
                                                std::string_view name);

}  // namespace rolepress
