#include "content/plain_yaml.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kMostKeys = 64;  // more is for the library, which says where it is too much

bool is_key_sign(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

bool is_first_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
         c == '(' || c == '$' || c == '+' || static_cast<unsigned char>(c) >= 0x80;
}

// Words that YAML reads as nothing.
bool is_null_word(std::string_view text) {
  constexpr std::array<std::string_view, 4> kWords = {"~", "null", "Null", "NULL"};
  return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

// A text without quotes at the end of a line.
bool is_plain(std::string_view text) {
  if (text.empty() || !is_first_sign(text.front()) || text.back() == ' ' || text.back() == ':') {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x20 || c == 0x7f) return false;
    if (c == ':' && text[i + 1] == ' ') return false;  // the last is none
    if (c == '#' && text[i - 1] == ' ') return false;  // nor is the first
  }
  return !is_null_word(text);
}

// The same within brackets, where more signs have a meaning.
bool is_plain_item(std::string_view text) {
  return is_plain(text) && text.find_first_of(":?#,[]{}\"'&*!|>%@`") == std::string_view::npos;
}

YamlNode scalar(std::string_view text, int line, std::size_t column) {
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.at = {line, static_cast<int>(column), static_cast<int>(text.size())};
  node.text_at = node.at;
  node.scalar = std::string(text);
  return node;
}

class PlainReader {
 public:
  PlainReader(std::string_view text, int first_line) : rest_(text), line_(first_line) {}

  std::optional<YamlNode> read() {
    YamlNode root;
    root.kind = YamlNode::Kind::kMapping;
    while (!rest_.empty()) {
      const std::string_view line = next_line();
      if (line.empty() || line.front() == '#') continue;
      if (root.entries.empty()) root.at = {line_, 0, 1};
      if (!add_entry(root, line)) return std::nullopt;
    }
    if (root.entries.empty()) return std::nullopt;
    return root;
  }

 private:
  std::string_view peek_line() const { return rest_.substr(0, rest_.find('\n')); }
  std::string_view next_line() {
    const std::string_view line = peek_line();
    rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
    line_ = next_number_++;
    return line;
  }

  bool add_entry(YamlNode& root, std::string_view line) {
    std::size_t length = 0;
    while (length < line.size() && is_key_sign(line[length])) ++length;
    if (length == 0 || length == line.size() || line[length] != ':') return false;
    const std::string_view key = line.substr(0, length);
    if (is_null_word(key) || !add_key(root, key, 0)) return false;
    YamlNode& value = root.entries.back().value;
    if (length + 1 == line.size()) return read_block(value, root.entries.back().key_at);
    std::size_t column = length + 1;
    if (line[column] != ' ') return false;
    while (column < line.size() && line[column] == ' ') ++column;
    if (column == line.size()) return false;
    const std::string_view text = line.substr(column);
    if (text.front() == '[') return read_list(value, text, column);
    if (text.front() == '{') return read_mapping(value, text, column);
    if (!is_plain(text) || is_indented(peek_line())) return false;
    value = scalar(text, line_, column);
    return true;
  }

  bool add_key(YamlNode& mapping, std::string_view key, std::size_t column) const {
    auto& entries = mapping.entries;
    const bool is_known = std::any_of(entries.begin(), entries.end(),
                                      [&](const YamlEntry& entry) { return entry.key == key; });
    if (is_known || entries.size() == kMostKeys) return false;
    entries.push_back(
        {std::string(key), {line_, static_cast<int>(column), static_cast<int>(key.size())}, {}});
    return true;
  }

  static bool is_indented(std::string_view line) {
    return !line.empty() && (line.front() == ' ' || line.front() == '\t');
  }

  // What stands below a key: a list of plain texts, or nothing.
  bool read_block(YamlNode& value, Spot key_at) {
    const std::string_view first = peek_line();
    const std::size_t indent = std::min(first.find_first_not_of(' '), first.size());
    if (indent == first.size() || first[indent] != '-') {
      // A line between the key and its value, or a value of another form.
      const bool is_last = rest_.empty();
      if (!is_last && (is_indented(first) || first.empty() || first.front() == '#')) return false;
      value.at = key_at;
      return true;
    }
    value.kind = YamlNode::Kind::kSequence;
    value.at = {next_number_, static_cast<int>(indent), 1};
    const std::string mark = std::string(indent, ' ') + "- ";
    while (peek_line().starts_with(mark)) {
      const std::string_view line = next_line();
      const std::string_view text = line.substr(mark.size());
      if (!is_plain(text)) return false;
      value.items.push_back(scalar(text, line_, mark.size()));
    }
    const std::string_view after = peek_line();
    const bool is_key = !after.empty() && is_key_sign(after.front());
    return !value.items.empty() && (after.empty() || after.front() == '#' || is_key);
  }

  // Calls read(item, its column) for the parts between the brackets and commas.
  template <class Read>
  bool for_each_item(std::string_view text, std::size_t column, char end, const Read& read) {
    if (text.size() < 2 || text.back() != end || is_indented(peek_line())) return false;
    std::string_view inner = text.substr(1, text.size() - 2);
    std::size_t at = column + 1;
    while (!inner.empty()) {
      const std::size_t comma = std::min(inner.find(", "), inner.size());
      if (!read(inner.substr(0, comma), at)) return false;
      if (comma == inner.size()) return true;
      inner.remove_prefix(comma + 2);
      at += comma + 2;
      if (inner.empty()) return false;
    }
    return true;
  }

  bool read_list(YamlNode& value, std::string_view text, std::size_t column) {
    value.kind = YamlNode::Kind::kSequence;
    value.at = {line_, static_cast<int>(column), 1};
    return for_each_item(text, column, ']', [&](std::string_view item, std::size_t at) {
      if (!is_plain_item(item)) return false;
      value.items.push_back(scalar(item, line_, at));
      return true;
    });
  }

  bool read_mapping(YamlNode& value, std::string_view text, std::size_t column) {
    value.kind = YamlNode::Kind::kMapping;
    value.at = {line_, static_cast<int>(column), 1};
    return for_each_item(text, column, '}', [&](std::string_view item, std::size_t at) {
      const std::size_t colon = item.find(": ");
      if (colon == std::string_view::npos || colon == 0) return false;
      const std::string_view key = item.substr(0, colon);
      const std::string_view inner = item.substr(colon + 2);
      if (!std::all_of(key.begin(), key.end(), is_key_sign) || is_null_word(key)) return false;
      if (!is_plain_item(inner) || !add_key(value, key, at)) return false;
      value.entries.back().value = scalar(inner, line_, at + colon + 2);
      return true;
    });
  }

  std::string_view rest_;
  int line_;
  int next_number_ = line_;
};

}  // namespace

std::optional<YamlNode> read_plain_yaml(std::string_view text, int first_line) {
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) > 0; });
  if (!is_ascii && find_invalid_utf8(text)) return std::nullopt;
  return PlainReader(text, first_line).read();
}

}  // namespace rolepress
