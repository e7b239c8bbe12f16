#include "site/html_checks.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/text.h"

namespace rolepress::testing {
namespace {

using Kind = HtmlToken::Kind;

bool is_among(std::string_view word, std::string_view list) {
  const auto words = split(list, ' ');
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A tag that Markdown may write, with nothing that Markdown does not write.
bool is_markdown(const HtmlToken& token) {
  if (token.kind != Kind::kStart && token.kind != Kind::kEnd) return false;
  static const std::map<std::string, std::string_view> kAttributes = {{"a", "href rel title"},
                                                                      {"img", "src alt title"},
                                                                      {"ol", "start"},
                                                                      {"code", "class"},
                                                                      {"th", "class"},
                                                                      {"td", "class"},
                                                                      {"h2", "id"},
                                                                      {"h3", "id"},
                                                                      {"h4", "id"},
                                                                      {"h5", "id"},
                                                                      {"h6", "id"},
                                                                      {"p", ""},
                                                                      {"em", ""},
                                                                      {"strong", ""},
                                                                      {"pre", ""},
                                                                      {"ul", ""},
                                                                      {"li", ""},
                                                                      {"blockquote", ""},
                                                                      {"hr", ""},
                                                                      {"br", ""},
                                                                      {"table", ""},
                                                                      {"thead", ""},
                                                                      {"tbody", ""},
                                                                      {"tr", ""}};
  const auto allowed = kAttributes.find(token.text);
  return allowed != kAttributes.end() &&
         std::all_of(token.attributes.begin(), token.attributes.end(), [&](const HtmlAttribute& a) {
           return is_among(a.name, allowed->second) &&
                  (a.name != "class" || a.value.starts_with("language-"));
         });
}

}  // namespace

std::string dangers_of(const HtmlPage& page) {
  std::string result;
  for (const std::string& oddity : page.oddities) result += oddity + "\n";
  for (const HtmlToken& token : page.tokens) {
    const bool is_script = token.kind == Kind::kStart && token.text == "script";
    for (const HtmlAttribute& attribute : token.attributes) {
      const std::string scheme = is_link(attribute.name) ? scheme_of(attribute.value) : "";
      const bool leads_astray = !scheme.empty() && scheme != "https" && scheme != "http" &&
                                scheme != "mailto" && scheme != "tel";
      const bool is_foreign_script = is_script && attribute.name == "src" && !scheme.empty();
      if (leads_astray || is_foreign_script || attribute.name.starts_with("on") ||
          attribute.name == "style" || attribute.name == "srcdoc") {
        result += to_string(token) + "\n";
      }
    }
  }
  return result;
}

std::string frame_of(const HtmlPage& page) {
  std::string result;
  for (const HtmlToken& token : page.tokens) {
    if (token.kind != Kind::kText && !is_markdown(token)) result += to_string(token) + "\n";
  }
  return result;
}

std::string names_of(const HtmlPage& page) {
  std::string result;
  for (HtmlToken token : page.tokens) {
    if (token.kind == Kind::kText) continue;
    for (HtmlAttribute& attribute : token.attributes) attribute.value.clear();
    result += to_string(token) + "\n";
  }
  return result;
}

std::string tokens_of(const HtmlPage& page) {
  std::string result;
  for (const HtmlToken& token : page.tokens) result += to_string(token) + "\n";
  return result;
}

}  // namespace rolepress::testing
