#include "content/write_yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/text.h"

namespace rolepress {
namespace {

bool is_alphanumeric(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

// The words that YAML reads as no value at all.
bool is_yaml_null(std::string_view text) { return to_lower(text) == "null"; }

bool needs_no_quotes(std::string_view text) {
  return !text.empty() && is_alphanumeric(text.front()) && text.back() != ' ' &&
         !is_yaml_null(text) && std::all_of(text.begin(), text.end(), [](char c) {
           return is_alphanumeric(c) || std::string_view(" ./_-").find(c) != std::string_view::npos;
         });
}

// Addresses hold a colon without a space after it, which YAML allows.
bool is_plain_address(std::string_view text) {
  return text.starts_with("https://") && text.back() != ':' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_alphanumeric(c) ||
                  std::string_view("-._~:/?&=%+").find(c) != std::string_view::npos;
         });
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
  if (needs_no_quotes(text) || is_plain_address(text)) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
  }
  return quoted + "\"";
}

std::string field_lines(std::string_view key, const YamlNode& value) {
  if (value.kind == YamlNode::Kind::kSequence) {
    std::string text = fmt::format("{}:\n", key);
    for (const YamlNode& item : value.items) {
      text += fmt::format("  - {}\n", yaml_scalar(item.scalar));
    }
    return text;
  }
  if (value.kind == YamlNode::Kind::kMapping) {
    std::string parts;
    for (const YamlEntry& part : value.entries) {
      parts += fmt::format("{}{}: {}", parts.empty() ? "" : ", ", part.key,
                           yaml_scalar(part.value.scalar));
    }
    return fmt::format("{}: {{{}}}\n", key, parts);
  }
  return fmt::format("{}: {}\n", key, yaml_scalar(value.scalar));
}

bool same_value(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind) return false;
  const auto part_of = [&](const YamlEntry& part) {
    const YamlNode* other = find_field(b, part.key);
    return other != nullptr && same_value(part.value, *other);
  };
  return trim(a.scalar) == trim(b.scalar) &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_value) &&
         a.entries.size() == b.entries.size() &&
         std::all_of(a.entries.begin(), a.entries.end(), part_of);
}

YamlNode text_node(std::string_view text) {
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.scalar = std::string(text);
  return node;
}

const YamlNode* find_field(const YamlNode& mapping, std::string_view key) {
  for (const YamlEntry& entry : mapping.entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::string field_text(const YamlNode& mapping, std::string_view key) {
  const YamlNode* node = find_field(mapping, key);
  return node == nullptr ? std::string() : node->scalar;
}

}  // namespace rolepress
