#include "rules/html_reader.h"

#include <algorithm>
#include <array>

namespace rolepress {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

void read_attributes(std::string_view tag, MarkupToken& token) {
  std::size_t at = 0;
  for (;;) {
    at = tag.find_first_not_of(" \t\r\n/", at);
    if (at == std::string_view::npos) return;
    const std::size_t end = std::min(tag.find_first_of(" \t\r\n=", at), tag.size());
    const std::string_view name = tag.substr(at, end - at);
    at = end;
    std::string_view value;
    if (at < tag.size() && tag[at] == '=') {
      ++at;
      const bool quoted = at < tag.size() && (tag[at] == '"' || tag[at] == '\'');
      const std::size_t begin = quoted ? at + 1 : at;
      const std::size_t stop = std::min(
          quoted ? tag.find(tag[at], begin) : tag.find_first_of(kSpace, begin), tag.size());
      value = tag.substr(begin, stop - begin);
      at = quoted ? stop + 1 : stop;
    }
    token.attributes.emplace_back(name, value);
    if (at >= tag.size()) return;
  }
}

// The end of a tag that begins at `at`: a > that no quotes enclose.
std::size_t tag_end(std::string_view text, std::size_t at) {
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at;
    }
  }
  return text.size();
}

MarkupToken read_tag(std::string_view tag) {
  MarkupToken token{MarkupToken::Kind::kOpen, {}, {}, {}};
  if (tag.starts_with('/')) {
    token.kind = MarkupToken::Kind::kClose;
    tag.remove_prefix(1);
  }
  const std::size_t end = std::min(tag.find_first_of(" \t\r\n/"), tag.size());
  token.name = tag.substr(0, end);
  read_attributes(tag.substr(end), token);
  return token;
}

}  // namespace

bool MarkupToken::has(std::string_view attribute) const {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const auto& a) { return a.first == attribute; });
}

std::string MarkupToken::get(std::string_view attribute) const {
  for (const auto& [name_of, value] : attributes) {
    if (name_of == attribute) return unescape(value);
  }
  return {};
}

std::vector<MarkupToken> read_markup(std::string_view text) {
  std::vector<MarkupToken> tokens;
  const auto add_text = [&](std::string_view part) {
    if (!part.empty()) tokens.push_back({MarkupToken::Kind::kText, {}, part, {}});
  };
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = std::min(text.find('<', at), text.size());
    add_text(text.substr(at, open - at));
    if (open == text.size()) break;
    if (text.substr(open).starts_with("<!--")) {
      const std::size_t end = text.find("-->", open);
      at = end == std::string_view::npos ? text.size() : end + 3;
      continue;
    }
    const std::size_t close = tag_end(text, open);
    at = std::min(close + 1, text.size());
    const std::string_view tag = text.substr(open + 1, close - open - 1);
    if (tag.starts_with('!') || tag.starts_with('?')) continue;
    tokens.push_back(read_tag(tag));
    const std::string_view name = tokens.back().name;
    if (tokens.back().kind != MarkupToken::Kind::kOpen || (name != "script" && name != "style")) {
      continue;
    }
    const std::size_t end = std::min(text.find("</" + std::string(name), at), text.size());
    add_text(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

std::string unescape(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 6> kNames = {{{"&amp;", '&'},
                                                                        {"&lt;", '<'},
                                                                        {"&gt;", '>'},
                                                                        {"&quot;", '"'},
                                                                        {"&#39;", '\''},
                                                                        {"&#x27;", '\''}}};
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& name) {
      return text.substr(i).starts_with(name.first);
    });
    if (found == kNames.end()) {
      out += text[i++];
    } else {
      out += found->second;
      i += found->first.size();
    }
  }
  return out;
}

std::string squeeze(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (kSpace.find(c) == std::string_view::npos) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string visible_text(const std::vector<MarkupToken>& tokens, std::size_t begin,
                         std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end && i < tokens.size(); ++i) {
    const MarkupToken& token = tokens[i];
    if (token.opens("script") || token.opens("style")) ++i;  // and its text
    if (token.kind == MarkupToken::Kind::kText) out += unescape(token.text);
  }
  return squeeze(out);
}

std::vector<std::string> texts_of(const std::vector<MarkupToken>& tokens, std::string_view name) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].opens(name)) continue;
    std::size_t end = i + 1;
    while (end < tokens.size() &&
           !(tokens[end].kind == MarkupToken::Kind::kClose && tokens[end].name == name)) {
      ++end;
    }
    texts.push_back(visible_text(tokens, i + 1, end));
  }
  return texts;
}

}  // namespace rolepress
