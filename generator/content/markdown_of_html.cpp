#include "content/markdown_of_html.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <string>

#include "base/text.h"
#include "content/markdown_blocks.h"
#include "content/plain_text.h"

namespace rolepress {
namespace {

// What is not shown as words goes with all that stands within it.
constexpr std::string_view kHiddenTags[] = {
    "script", "style",  "iframe",   "noscript", "template", "svg",   "math",  "head",
    "title",  "object", "textarea", "select",   "button",   "video", "audio", "canvas"};
bool is_hidden(std::string_view name) {
  return std::find(std::begin(kHiddenTags), std::end(kHiddenTags), name) != std::end(kHiddenTags);
}

HtmlTag read_tag(std::string_view html, std::size_t at) {
  HtmlTag tag;
  std::size_t begin = at + 1;
  tag.is_end = html.substr(begin).starts_with('/');
  if (tag.is_end) ++begin;
  std::size_t end = begin;
  while (end < html.size() && std::isalnum(static_cast<unsigned char>(html[end])) != 0) ++end;
  if (end == begin || std::isdigit(static_cast<unsigned char>(html[begin])) != 0) return tag;
  char quote = '\0';
  std::size_t close = end;
  for (; close < html.size() && (quote != '\0' || html[close] != '>'); ++close) {
    const char c = html[close];
    if (quote == '\0' && html[close - 1] == '=' && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    }
  }
  if (close == html.size()) return tag;
  tag.name = to_lower(html.substr(begin, end - begin));
  tag.attributes = html.substr(end, close - end);
  tag.end = close + 1;
  return tag;
}

std::size_t end_of_hidden(std::string_view small, std::size_t from, const std::string& name) {
  const std::size_t begin = small.find("</" + name, from);
  const std::size_t end =
      begin == std::string_view::npos ? begin : small.find('>', begin + name.size());
  return end == std::string_view::npos ? small.size() : end + 1;
}

// What stands within <pre> where its lines are indented, without tags: only there do blanks say
// something. Empty elsewhere: many put plain sentences there.
std::string indented_text(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size();) {
    const HtmlTag tag = html[at] == '<' ? read_tag(html, at) : HtmlTag();
    if (tag.name == "br") text += '\n';
    if (tag.name.empty()) text += html[at];
    at = tag.name.empty() ? at + 1 : tag.end;
  }
  const bool is_indented =
      text.find("\n ") != std::string::npos || text.find("\n\t") != std::string::npos;
  return is_indented ? without_entities(text) : std::string();
}

// Where the text between <pre> and </pre> ends that is written as code; 0 where it is none.
std::size_t add_preformatted(std::string_view html, std::string_view small, std::size_t from,
                             BlockWriter& writer) {
  const std::size_t end = small.find("</pre", from);
  if (end == std::string_view::npos) return 0;
  const std::string code = indented_text(html.substr(from, end - from));
  if (code.empty()) return 0;
  writer.add_code(code);
  return end;
}

// Behind a remark, a declaration or a tag with all that it hides; 0 where none begins there.
std::size_t end_of_tag(std::string_view html, std::string_view small, std::size_t at,
                       const HtmlTag& tag) {
  const std::string_view rest = html.substr(at);
  if (rest.starts_with("<!--")) return std::min(html.find("-->", at), html.size() - 3) + 3;
  if (rest.starts_with("<!") || rest.starts_with("<?")) {
    return std::min(html.find('>', at), html.size() - 1) + 1;
  }
  if (tag.name.empty()) return 0;
  return !tag.is_end && is_hidden(tag.name) ? end_of_hidden(small, tag.end, tag.name) : tag.end;
}

std::string markdown_of_html(std::string_view html) {
  const std::string small = to_lower(html);
  BlockWriter writer;
  bool is_preformatted = false;
  const auto add_text = [&](std::string_view text) {
    std::string words(text);
    if (!is_preformatted) std::replace(words.begin(), words.end(), '\n', ' ');
    if (!words.empty()) writer.add(without_entities(words));
  };
  std::size_t done = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const HtmlTag tag = read_tag(html, at);
    std::size_t end = end_of_tag(html, small, at, tag);
    if (end == 0) {
      ++at;
      continue;
    }
    add_text(html.substr(done, at - done));
    if (tag.name == "pre") is_preformatted = !tag.is_end;
    if (!tag.name.empty()) writer.apply(tag);
    if (tag.name == "pre" && !tag.is_end) {
      end = std::max(end, add_preformatted(html, small, end, writer));
    }
    done = at = end;
  }
  add_text(html.substr(std::min(done, html.size())));
  return writer.text();
}

std::string markdown_of_lines(std::string_view text) {
  BlockWriter writer;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) {
      writer.end_block();
    } else {
      writer.add(std::string(line) + "\n");
    }
  }
  return writer.text();
}

// Where an author wrote Markdown, only what the page has no place for is taken out of its way.
std::string tamed_markdown(std::string_view text) {
  std::string tamed;
  for (const std::string_view line : split(text, '\n')) {
    if (!tamed.empty()) tamed += '\n';
    if (line.starts_with("# ")) tamed += '#';
    for (const char c : line) {
      if (c == '<') tamed += '\\';
      tamed += c;
    }
  }
  return std::string(trim(tamed));
}

// Without the signs that no file of the content may hold.
std::string without_controls(std::string_view text) {
  std::string plain = without_unseen(text);
  std::erase_if(plain, [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == '\x7f';
  });
  return plain;
}

}  // namespace

std::string markdown_of_description(std::string_view text) {
  const std::string html = html_within(text);
  if (!html.empty()) return without_controls(markdown_of_html(html));
  const std::string words = without_entities(text);
  return without_controls(has_markdown(words) ? tamed_markdown(words) : markdown_of_lines(words));
}

}  // namespace rolepress
