#pragma once

#include <string_view>

namespace rolepress {

/// Where in HTML a place of a template stands, from the text before it.
class HtmlPosition {
 public:
  void advance(std::string_view text);

  /// Within <…>, and not within double quotes.
  [[nodiscard]] bool is_unquoted() const { return at_ == At::kTag || at_ == At::kSingleQuoted; }
  /// Where visitors can read it: neither within <…> nor in a comment.
  [[nodiscard]] bool is_visible() const { return at_ == At::kText; }

  friend bool operator==(const HtmlPosition&, const HtmlPosition&) = default;

 private:
  enum class At { kText, kTag, kQuoted, kSingleQuoted, kComment };

  At at_ = At::kText;
};

}  // namespace rolepress
