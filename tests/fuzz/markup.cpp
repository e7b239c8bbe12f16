#include "fuzz/markup.h"

#include <algorithm>

#include "base/text.h"

namespace rolepress::fuzz {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f";

bool is_link(std::string_view attribute) {
  return attribute == "href" || attribute == "src" || attribute == "action" ||
         attribute == "formaction" || attribute == "poster";
}

// A browser decodes these before it looks for a scheme.
bool may_be_followed(std::string_view target) {
  if (target.empty() || target.front() == '#') return true;
  if (target.front() == '/') return !target.starts_with("//") && !target.starts_with("/\\");
  const std::string lower = to_lower(target);
  constexpr std::string_view kSchemes[] = {"https:", "http:", "mailto:", "tel:"};
  return std::any_of(std::begin(kSchemes), std::end(kSchemes),
                     [&](std::string_view scheme) { return lower.starts_with(scheme); });
}

// Reads one tag after another from the front of what is left.
class TagReader {
 public:
  explicit TagReader(std::string_view html) : rest_(html) {}

  std::string collect(Markup& markup) {
    for (;;) {
      const std::size_t open = rest_.find('<');
      if (open == std::string_view::npos) return {};
      rest_.remove_prefix(open + 1);
      if (rest_.starts_with("!doctype html>")) continue;
      const std::string problem = rest_.starts_with("!--") ? skip_comment() : read_tag(markup);
      if (!problem.empty()) return problem;
    }
  }

 private:
  std::string skip_comment() {
    const std::size_t end = rest_.find("-->");
    if (end == std::string_view::npos) return "a comment without end";
    rest_.remove_prefix(end);
    return {};
  }

  std::string read_tag(Markup& markup) {
    const bool closes = rest_.starts_with("/");
    if (closes) rest_.remove_prefix(1);
    const std::string name(word());
    if (name.empty()) return "a < that begins no tag";
    auto& attributes = markup[name];
    for (;;) {
      skip(kSpace);
      if (rest_.starts_with("/>")) rest_.remove_prefix(1);
      if (rest_.starts_with(">")) {
        rest_.remove_prefix(1);
        return closes ? std::string() : skip_raw_text(name);
      }
      const std::string problem = read_attribute(name, attributes);
      if (!problem.empty()) return problem;
    }
  }

  template <class Attributes>
  std::string read_attribute(const std::string& tag, Attributes& attributes) {
    const std::string name(word());
    if (name.empty()) return "<" + tag + " with something that is no attribute";
    attributes.insert(name);
    if (!rest_.starts_with("=")) return {};
    if (!rest_.starts_with("=\"")) return "<" + tag + " " + name + " without quotes";
    rest_.remove_prefix(2);
    const std::size_t end = rest_.find('"');
    if (end == std::string_view::npos) return "<" + tag + " " + name + " without closing quote";
    const std::string_view value = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    if (value.find_first_of("<>") != std::string_view::npos) return name + " with a tag in it";
    if (is_link(name) && !may_be_followed(value)) return name + " leads to " + std::string(value);
    return {};
  }

  // Scripts and styles hold what looks like tags and is none.
  std::string skip_raw_text(std::string_view name) {
    if (name != "script" && name != "style") return {};
    const std::size_t end = rest_.find("</");
    if (end == std::string_view::npos) return "a script without end";
    rest_.remove_prefix(end);
    if (!rest_.substr(2).starts_with(name)) return "a script with a tag in it";
    return {};
  }

  std::string_view word() {
    const std::size_t end =
        std::min(rest_.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), rest_.size());
    const std::string_view result = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return result;
  }

  void skip(std::string_view characters) {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(characters), rest_.size()));
  }

  std::string_view rest_;
};

}  // namespace

const Markup& markdown_markup() {
  static const Markup markup = {
      {"a", {"href", "rel", "title"}},
      {"blockquote", {}},
      {"br", {}},
      {"code", {"class"}},
      {"em", {}},
      {"h2", {"id"}},
      {"h3", {"id"}},
      {"h4", {"id"}},
      {"h5", {"id"}},
      {"h6", {"id"}},
      {"hr", {}},
      {"img", {"alt", "src", "title"}},
      {"li", {}},
      {"ol", {"start"}},
      {"p", {}},
      {"pre", {}},
      {"strong", {}},
      {"table", {}},
      {"tbody", {}},
      {"td", {"class"}},
      {"th", {"class"}},
      {"thead", {}},
      {"tr", {}},
      {"ul", {}},
  };
  return markup;
}

std::string collect_markup(std::string_view html, Markup& markup) {
  return TagReader(html).collect(markup);
}

std::string find_foreign_markup(std::string_view html, const Markup& allowed) {
  Markup found;
  if (std::string problem = collect_markup(html, found); !problem.empty()) return problem;
  for (const auto& [tag, attributes] : found) {
    const auto known = allowed.find(tag);
    if (known == allowed.end()) return "the tag <" + tag;
    for (const std::string& attribute : attributes) {
      if (!known->second.contains(attribute)) return "the attribute <" + tag + " " + attribute;
    }
  }
  return {};
}

}  // namespace rolepress::fuzz
