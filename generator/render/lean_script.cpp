// A line may lose spaces and comments only where they stand in code. So each line is read token by
// token, and the script is given up as soon as one ends in anything but code or a block comment.

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

// Whether what stands on the two sides of a space would be read otherwise without it.
bool needs_space(char before, char after) {
  constexpr std::string_view kApart = ",;:=(){}[]<>?&|!*%\"'`";
  if (std::string_view("./+-").find(after) != std::string_view::npos || before == '.' ||
      (before == '<' && after == '!') || (before == '-' && after == '>')) {
    return true;
  }
  return kApart.find(before) == std::string_view::npos &&
         kApart.find(after) == std::string_view::npos;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

class LineReader {
 public:
  /// Whether the line ends where the next one may be read. `lean()` then is what is left of it.
  bool read(std::string_view line) {
    line_ = line;
    at_ = 0;
    last_ = {};
    lean_.clear();
    bool is_after_space = false;
    bool is_after_regex = false;
    while (at_ < line_.size()) {
      const std::size_t from = at_;
      is_regex_ = false;
      if (!(in_comment_ ? skip_comment() : read_token())) return false;
      std::string_view token = line_.substr(from, at_ - from);
      if (token.starts_with("//")) break;
      if (is_blank(token[0]) && !in_comment_ && token.size() == 1) {
        is_after_space = true;
        continue;
      }
      if (is_after_space && !lean_.empty() &&
          (is_after_regex || needs_space(lean_.back(), token[0]))) {
        lean_.push_back(' ');
      }
      lean_.append(token);
      is_after_space = false;
      is_after_regex = is_regex_;
    }
    return templates_.empty();
  }
  [[nodiscard]] const std::string& lean() const { return lean_; }
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
    if (!is_blank(c)) last_ = line_.substr(from, at_ - from);
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
    is_regex_ = true;
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
  bool is_regex_ = false;  // the token
  std::string lean_;
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
    out.append(reader.lean()).push_back('\n');
  }
  if (reader.in_comment()) return std::nullopt;
  return out;
}

}  // namespace rolepress
