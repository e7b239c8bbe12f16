// A line may lose its indentation, and a comment its line, only where the line begins in code. So
// each line is read token by token, and the script is given up as soon as one ends in anything but
// code or a block comment.

#include "render/lean_script.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

class LineReader {
 public:
  /// Whether the line ends where the next one may be read.
  bool read(std::string_view line) {
    line_ = line;
    at_ = 0;
    last_ = {};
    while (at_ < line_.size()) {
      if (!(in_comment_ ? skip_comment() : read_token())) return false;
    }
    return templates_.empty();
  }
  [[nodiscard]] bool in_comment() const { return in_comment_; }

 private:
  [[nodiscard]] bool next_is(char c) const { return at_ + 1 < line_.size() && line_[at_ + 1] == c; }

  bool skip_comment() {
    const std::size_t end = line_.find("*/", at_);
    in_comment_ = end == std::string_view::npos;
    at_ = in_comment_ ? line_.size() : end + 2;
    return true;
  }

  bool read_token() {
    const char c = line_[at_];
    if (c == '"' || c == '\'') return skip_until(c);
    if (c == '`') return ++at_, read_template();
    if (c == '/' && next_is('/')) return at_ = line_.size(), true;
    if (c == '/' && next_is('*')) return in_comment_ = true, at_ += 2, true;
    if (c == '/' && may_begin_regex()) return read_regex();
    if (!templates_.empty() && c == '{') ++templates_.back();
    if (!templates_.empty() && c == '}' && templates_.back()-- == 0) {
      templates_.pop_back();
      return ++at_, read_template();
    }
    const std::size_t from = at_;
    while (is_name(c) && at_ < line_.size() && is_name(line_[at_])) ++at_;
    if (at_ == from) ++at_;
    if (c != ' ' && c != '\t' && c != '\r') last_ = line_.substr(from, at_ - from);
    return true;
  }

  // A string up to its closing quote.
  bool skip_until(char quote) {
    for (++at_; at_ < line_.size(); ++at_) {
      if (line_[at_] == '\\') {
        ++at_;
      } else if (line_[at_] == quote) {
        last_ = line_.substr(at_++, 1);
        return true;
      }
    }
    return false;
  }

  // On from within a template literal: up to its end, or to an expression in it.
  bool read_template() {
    for (; at_ < line_.size(); ++at_) {
      const char c = line_[at_];
      if (c == '\\') {
        ++at_;
      } else if (c == '`') {
        last_ = line_.substr(at_++, 1);
        return true;
      } else if (c == '$' && next_is('{')) {
        at_ += 2;
        last_ = {};
        templates_.push_back(0);
        return true;
      }
    }
    return false;
  }

  // A division stands behind a value. Where the line before may have ended in one, a slash that
  // begins the line could be either; it then is read as an expression, or not at all.
  [[nodiscard]] bool may_begin_regex() const {
    constexpr std::array<std::string_view, 9> kBeforeValue = {
        "return", "typeof", "case", "in", "of", "delete", "void", "throw", "await"};
    if (last_.empty()) return true;
    if (is_name(last_[0])) {
      return std::find(kBeforeValue.begin(), kBeforeValue.end(), last_) != kBeforeValue.end();
    }
    return std::string_view(")]}\"'`").find(last_[0]) == std::string_view::npos;
  }

  bool read_regex() {
    bool in_class = false;
    for (++at_; at_ < line_.size(); ++at_) {
      const char c = line_[at_];
      if (c == '\\') {
        ++at_;
      } else if (c == '[' || c == ']') {
        in_class = c == '[';
      } else if (c == '/' && !in_class) {
        last_ = ")";  // a value
        ++at_;
        return true;
      }
    }
    return false;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::string_view last_;       // the last token of the line, which tells regex from division
  std::vector<int> templates_;  // of each expression in a template literal, the braces open in it
  bool in_comment_ = false;
};

}  // namespace

std::optional<std::string> lean_script(std::string_view script) {
  std::string out;
  out.reserve(script.size());
  LineReader reader;
  for (std::string_view line : split(script, '\n')) {
    const bool is_code = !reader.in_comment();
    if (is_code) {
      line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
      if (line.empty() || line.starts_with("//")) continue;
    }
    if (!reader.read(line)) return std::nullopt;
    out.append(line).push_back('\n');
  }
  if (reader.in_comment()) return std::nullopt;
  return out;
}

}  // namespace rolepress
