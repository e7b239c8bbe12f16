#include "site/html_tokens.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace rolepress::testing {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kSpace = "\t\n\f\r ";

bool is_alpha(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_space(char c) { return kSpace.find(c) != kNone; }

// Those that hide an address or markup; a page that holds another is odd.
constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kReferences = {{
    {"amp", "&"},    {"lt", "<"},   {"gt", ">"},    {"quot", "\""},    {"apos", "'"},
    {"AMP", "&"},    {"LT", "<"},   {"GT", ">"},    {"QUOT", "\""},    {"nbsp", "\u00a0"},
    {"colon", ":"},  {"Tab", "\t"}, {"sol", "/"},   {"NewLine", "\n"}, {"bsol", "\\"},
    {"lpar", "("},   {"rpar", ")"}, {"grave", "`"}, {"lbrace", "{"},   {"rbrace", "}"},
    {"equals", "="}, {"excl", "!"}, {"num", "#"},   {"period", "."},   {"comma", ","},
    {"lsqb", "["},   {"rsqb", "]"}, {"semi", ";"},  {"quest", "?"},    {"commat", "@"},
}};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view html) : html_(html) {}

  HtmlPage run() {
    while (at_ < html_.size()) {
      if (html_[at_] != '<' || !read_markup()) add_text(html_.substr(at_++, 1));
    }
    end_text();
    return std::move(page_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < html_.size() ? html_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool looking_at(std::string_view word) const {
    return to_lower(html_.substr(at_, word.size())) == word;
  }
  void odd(std::string what) { page_.oddities.push_back(std::move(what)); }

  // False where a < is only text.
  bool read_markup() {
    if (is_alpha(peek(1))) return read_tag(HtmlToken::Kind::kStart, 1);
    if (peek(1) == '/' && is_alpha(peek(2))) return read_tag(HtmlToken::Kind::kEnd, 2);
    if (looking_at("<!--")) return read_comment();
    if (looking_at("<!doctype")) return read_up_to('>', HtmlToken::Kind::kDoctype);
    if (peek(1) == '!' || peek(1) == '?' || peek(1) == '/') {
      odd("a bogus comment");
      return read_up_to('>', HtmlToken::Kind::kComment);
    }
    odd("a < that is text");
    return false;
  }

  bool read_up_to(char end, HtmlToken::Kind kind) {
    const std::size_t close = std::min(html_.find(end, at_), html_.size());
    add({kind, std::string(html_.substr(at_, close - at_)), {}});
    at_ = close + 1;
    return true;
  }

  bool read_comment() {
    const std::size_t begin = at_ + 4;
    std::size_t end = std::min(html_.find("-->", begin), html_.find("--!>", begin));
    std::size_t next = end == kNone ? html_.size() : html_.find('>', end) + 1;
    for (const std::string_view abrupt : {">", "->"}) {
      if (!html_.substr(begin).starts_with(abrupt)) continue;
      end = begin;
      next = begin + abrupt.size();
    }
    add({HtmlToken::Kind::kComment, std::string(html_.substr(begin, end - begin)), {}});
    at_ = next;
    return true;
  }

  bool read_tag(HtmlToken::Kind kind, std::size_t skipped) {
    at_ += skipped;
    HtmlToken tag{kind, take_until("\t\n\f\r />"), {}};
    for (;;) {
      while (at_ < html_.size() && (is_space(peek()) || peek() == '/')) ++at_;
      if (at_ >= html_.size()) {
        odd("a tag that never ends");  // browsers drop it
        return true;
      }
      if (peek() == '>') break;
      read_attribute(tag);
    }
    ++at_;
    const std::string name = tag.text;
    add(std::move(tag));
    if (kind == HtmlToken::Kind::kStart) read_raw_text(name);
    return true;
  }

  void read_attribute(HtmlToken& tag) {
    std::string name(1, peek());
    ++at_;
    name = to_lower(name) + take_until("\t\n\f\r />=");
    while (is_space(peek()) && at_ < html_.size()) ++at_;
    std::string value;
    if (peek() == '=') {
      ++at_;
      while (is_space(peek()) && at_ < html_.size()) ++at_;
      value = read_value();
    }
    const bool repeated = std::any_of(tag.attributes.begin(), tag.attributes.end(),
                                      [&](const HtmlAttribute& a) { return a.name == name; });
    if (repeated) odd("the attribute " + name + " twice");
    if (!repeated) tag.attributes.push_back({std::move(name), std::move(value)});
  }

  std::string read_value() {
    const char quote = peek();
    std::size_t end = 0;
    if (quote == '"' || quote == '\'') {
      ++at_;
      end = html_.find(quote, at_);
    } else {
      odd("a value without quotes");
      end = html_.find_first_of("\t\n\f\r >", at_);
    }
    end = std::min(end, html_.size());
    std::string value = decode(html_.substr(at_, end - at_), true);
    at_ = end + (end < html_.size() && html_[end] == quote ? 1 : 0);
    if (!is_space(peek()) && peek() != '>' && peek() != '/') odd("no space behind a value");
    return value;
  }

  std::string take_until(std::string_view ends) {
    const std::size_t end = std::min(html_.find_first_of(ends, at_), html_.size());
    std::string word = to_lower(html_.substr(at_, end - at_));
    at_ = end;
    return word;
  }

  // Elements whose text is no markup.
  void read_raw_text(const std::string& name) {
    static constexpr std::array<std::string_view, 9> kRaw = {
        "script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "title", "textarea"};
    if (std::find(kRaw.begin(), kRaw.end(), name) == kRaw.end()) return;
    std::size_t end = at_;
    for (;; ++end) {
      end = html_.find("</", end);
      if (end == kNone) break;
      const std::size_t after = end + 2 + name.size();
      const char c = after < html_.size() ? html_[after] : '\0';
      if (to_lower(html_.substr(end + 2, name.size())) == name &&
          (is_space(c) || c == '/' || c == '>')) {
        break;
      }
    }
    end = std::min(end, html_.size());
    const std::string_view text = html_.substr(at_, end - at_);
    text_ += name == "title" || name == "textarea" ? decode(text, false) : std::string(text);
    at_ = end;
  }

  void add_text(std::string_view text) {
    if (text != "&") {
      text_ += text;
      return;
    }
    const std::size_t end = std::min(html_.find_first_of(" <\n", at_), html_.size());
    text_ += decode(html_.substr(at_ - 1, end - at_ + 1), false);
    at_ = end;
  }

  std::string decode(std::string_view text, bool in_attribute) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t used =
          text[i] == '&' ? decode_reference(text.substr(i), in_attribute, result) : 0;
      if (used == 0) result += text[i];
      i += std::max<std::size_t>(used, 1);
    }
    return result;
  }

  // How many characters the reference at the front of `text` has; 0 if there is none.
  std::size_t decode_reference(std::string_view text, bool in_attribute, std::string& out) {
    if (text.substr(1, 1) == "#") return decode_number(text, out);
    std::size_t end = 1;
    while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
    const bool closed = end < text.size() && text[end] == ';';
    for (const auto& [name, meaning] : kReferences) {
      if (closed && text.substr(1, end - 1) == name) {
        out += meaning;
        return end + 1;
      }
    }
    odd("the reference " + std::string(text.substr(0, end + 1)));
    for (const auto& [name, meaning] : kReferences) {  // the old ones need no semicolon
      const char next = text.size() > name.size() + 1 ? text[name.size() + 1] : '\0';
      const bool follows_word = next == '=' || std::isalnum(static_cast<unsigned char>(next)) != 0;
      if (meaning.size() > 1 || !text.substr(1).starts_with(name)) continue;
      if (name.size() > 4 || name == "num" || name == "sol" || name == "Tab") continue;
      if (in_attribute && follows_word) continue;
      out += meaning;
      return name.size() + 1;
    }
    return 0;
  }

  std::size_t decode_number(std::string_view text, std::string& out) {
    const bool hex = text.substr(2, 1) == "x" || text.substr(2, 1) == "X";
    const std::size_t begin = hex ? 3 : 2;
    unsigned long code = 0;
    const auto parsed = std::from_chars(text.data() + std::min(begin, text.size()),
                                        text.data() + text.size(), code, hex ? 16 : 10);
    const auto end = static_cast<std::size_t>(parsed.ptr - text.data());
    if (end == begin || parsed.ec != std::errc()) return 0;
    append_utf8(out, code > 0x10ffff ? kReplacementCharacter : static_cast<char32_t>(code));
    return end + (end < text.size() && text[end] == ';' ? 1 : 0);
  }

  void end_text() {
    if (!text_.empty())
      page_.tokens.push_back({HtmlToken::Kind::kText, std::exchange(text_, {}), {}});
  }

  void add(HtmlToken token) {
    end_text();
    page_.tokens.push_back(std::move(token));
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string text_;
  HtmlPage page_;
};

}  // namespace

HtmlPage tokenize_html(std::string_view html) { return Tokenizer(html).run(); }

bool is_link(std::string_view attribute) {
  constexpr std::array<std::string_view, 14> kLinks = {
      "href", "src",  "srcset",   "action", "formaction", "poster",   "data",
      "cite", "ping", "manifest", "icon",   "background", "codebase", "xlink:href"};
  return std::find(kLinks.begin(), kLinks.end(), attribute) != kLinks.end();
}

std::string scheme_of(std::string_view address) {
  while (!address.empty() && static_cast<unsigned char>(address.front()) <= ' ') {
    address.remove_prefix(1);
  }
  std::string plain(address);
  std::erase_if(plain, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  if (plain.size() > 1 && (plain[0] == '/' || plain[0] == '\\') &&
      (plain[1] == '/' || plain[1] == '\\')) {
    return "//";
  }
  const std::size_t colon = plain.find(':');
  if (colon == kNone || plain.empty() || !is_alpha(plain[0])) return {};
  const bool is_scheme =
      std::all_of(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
      });
  return is_scheme ? to_lower(plain.substr(0, colon)) : std::string();
}

std::string to_string(const HtmlToken& token) {
  constexpr std::array<std::string_view, 5> kKinds = {"text", "start", "end", "comment", "doctype"};
  std::string line(kKinds[static_cast<std::size_t>(token.kind)]);
  line += " " + token.text;
  for (const HtmlAttribute& a : token.attributes) line += " " + a.name + "=[" + a.value + "]";
  return line;
}

}  // namespace rolepress::testing
