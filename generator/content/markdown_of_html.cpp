#include "content/markdown_of_html.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "content/markdown_words.h"
#include "content/plain_text.h"

namespace rolepress {
namespace {

constexpr std::string_view kParagraphTags[] = {
    "address", "article", "aside",  "blockquote", "body",   "caption", "center",
    "dd",      "details", "div",    "dl",         "dt",     "figure",  "figcaption",
    "footer",  "form",    "header", "hr",         "html",   "legend",  "main",
    "nav",     "p",       "pre",    "section",    "summary"};
// What is not shown as words goes with all that stands within it.
constexpr std::string_view kHiddenTags[] = {
    "script", "style",  "iframe",   "noscript", "template", "svg",   "math",  "head",
    "title",  "object", "textarea", "select",   "button",   "video", "audio", "canvas"};
constexpr std::string_view kListSigns[] = {"•",  "‣",      "◦",  "●",  "▪", "·",
                                           "・", "\uf0b7", "- ", "* ", "– "};

bool is_one_of(std::string_view word, const auto& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

struct HtmlTag {
  std::string name;  // small letters; empty = no tag begins there
  bool is_end = false;
  std::string_view attributes;
  std::size_t end = 0;  // behind it
};

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

std::string address_of(std::string_view attributes) {
  constexpr std::string_view kName = "href=";
  const std::size_t name = to_lower(attributes).find(kName);
  if (name == std::string_view::npos) return {};
  std::string_view value = attributes.substr(name + kName.size());
  const bool is_quoted = value.starts_with('"') || value.starts_with('\'');
  value = is_quoted ? value.substr(1, value.find(value.front(), 1) - 1)
                    : value.substr(0, value.find_first_of(" \t\n"));
  return markdown_address(without_entities(value));
}

/// The blocks of a text, from its first one on.
class BlockWriter {
 public:
  void add(std::string_view text) {
    if (breaks_cell_ && !trim(text).empty()) {
      words_.push_back({" · "});
      breaks_cell_ = false;
    }
    words_.push_back({std::string(text), strong_ > 0 || heading_in_list(), address_});
  }

  void break_line() {
    if (in_row_) return add(" ");
    const auto last = std::find_if(words_.rbegin(), words_.rend(), [](const StyledWords& words) {
      return words.text == "\n" || !trim(words.text).empty();
    });
    if (last != words_.rend() && last->text == "\n") return end_block();
    words_.push_back({"\n"});
  }

  void apply(const HtmlTag& tag) {
    const std::string_view name = tag.name;
    if (name == "b" || name == "strong") {
      strong_ = std::max(0, strong_ + (tag.is_end ? -1 : 1));
    } else if (name == "a") {
      address_ = tag.is_end ? std::string() : address_of(tag.attributes);
    } else if (name == "br") {
      break_line();
    } else if (name == "tr" || name == "table") {
      end_row();
      in_row_ = name == "tr" && !tag.is_end;
    } else if (name == "td" || name == "th") {
      breaks_cell_ = !tag.is_end && in_row_ && !words_.empty();
    } else if (in_row_) {
      add(" ");
    } else if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
      end_block();
      heading_ = tag.is_end ? 0 : std::max(2, name[1] - '0');
    } else if (name == "ul" || name == "ol") {
      tag.is_end ? end_list() : begin_list(name == "ol");
    } else if (name == "li") {
      end_block();
      if (lists_.empty()) begin_list(false);
      is_entry_ = !tag.is_end;
    } else if (is_one_of(name, kParagraphTags)) {
      end_block();
    }
  }

  void end_block() {
    const bool is_heading = heading_ > 0 && lists_.empty();
    std::vector<StyledWords> words = std::exchange(words_, {});
    if (!is_heading && lists_.empty()) return add_paragraph(words);
    std::vector<std::string> lines =
        markdown_lines(words, is_heading ? MarkdownPlace::kHeading : MarkdownPlace::kParagraph);
    if (lines.empty()) return;
    if (is_heading) {
      blocks_.push_back({{}, std::string(static_cast<std::size_t>(heading_), '#') + " ", lines});
      return;
    }
    List& list = lists_.back();
    if (!std::exchange(is_entry_, false)) {
      blocks_.push_back({list.inner, {}, std::move(lines)});
      return;
    }
    const std::string sign = list.is_ordered ? std::to_string(list.number++) + ". " : "- ";
    list.inner = list.indent + std::string(sign.size(), ' ');
    blocks_.push_back({list.indent, sign, std::move(lines), true});
  }

  std::string text() {
    end_row();
    end_block();
    std::string text;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      const bool goes_on =
          i > 0 && block.is_entry && (blocks_[i - 1].is_entry || !blocks_[i - 1].indent.empty());
      if (i > 0) text += goes_on ? "\n" : "\n\n";
      for (std::size_t line = 0; line < block.lines.size(); ++line) {
        if (line > 0) text += "\\\n";
        text += block.indent;
        text += line == 0 ? block.sign : std::string(block.sign.size(), ' ');
        text += block.lines[line];
      }
    }
    return text;
  }

 private:
  struct Block {
    std::string indent;
    std::string sign;  // before its first line
    std::vector<std::string> lines;
    bool is_entry = false;
  };

  struct List {
    bool is_ordered = false;
    int number = 1;
    std::string indent;
    std::string inner;  // the indent of what stands within its entries
  };

  [[nodiscard]] bool heading_in_list() const { return heading_ > 0 && !lists_.empty(); }

  void begin_list(bool is_ordered) {
    constexpr std::size_t kDeepest = 5;
    end_block();
    std::string indent;
    if (!lists_.empty()) {
      indent = lists_.size() < kDeepest ? lists_.back().inner : lists_.back().indent;
    }
    lists_.push_back({is_ordered, 1, indent, indent});
    is_entry_ = false;
  }

  void end_list() {
    end_block();
    if (!lists_.empty()) lists_.pop_back();
    is_entry_ = false;
  }

  void end_row() {
    breaks_cell_ = false;
    if (!std::exchange(in_row_, false)) return end_block();
    lists_.push_back({false, 1, lists_.empty() ? "" : lists_.back().inner, {}});
    is_entry_ = true;
    end_list();
  }

  // Lines that begin with the sign of a list make one.
  void add_paragraph(const std::vector<StyledWords>& words) {
    std::vector<StyledWords> plain;
    const auto end_plain = [&] {
      std::vector<std::string> lines =
          markdown_lines(std::exchange(plain, {}), MarkdownPlace::kParagraph);
      if (!lines.empty()) blocks_.push_back({{}, {}, std::move(lines)});
    };
    for (std::vector<StyledWords>& line : lines_of_words(words)) {
      const std::size_t sign = take_sign(line);
      if (sign == 0) {
        if (!plain.empty()) plain.push_back({"\n"});
        plain.insert(plain.end(), line.begin(), line.end());
        continue;
      }
      end_plain();
      std::vector<std::string> lines = markdown_lines(line, MarkdownPlace::kParagraph);
      if (!lines.empty()) blocks_.push_back({{}, "- ", std::move(lines), true});
    }
    end_plain();
  }

  static std::vector<std::vector<StyledWords>> lines_of_words(
      const std::vector<StyledWords>& words) {
    std::vector<std::vector<StyledWords>> lines(1);
    for (const StyledWords& run : words) {
      bool is_first = true;
      for (const std::string_view part : split(run.text, '\n')) {
        if (!std::exchange(is_first, false)) lines.emplace_back();
        lines.back().push_back({std::string(part), run.is_strong, run.address});
      }
    }
    return lines;
  }

  // Takes the sign of a list from the first words of a line; its length, or 0.
  static std::size_t take_sign(std::vector<StyledWords>& line) {
    const auto first = std::find_if(line.begin(), line.end(), [](const StyledWords& words) {
      return !trim(words.text).empty();
    });
    if (first == line.end()) return 0;
    const std::string text(first->text.substr(first->text.find_first_not_of(" \t\r")));
    for (const std::string_view sign : kListSigns) {
      if (!text.starts_with(sign)) continue;
      first->text = text.substr(sign.size());
      return sign.size();
    }
    return 0;
  }

  std::vector<Block> blocks_;
  std::vector<List> lists_;
  std::vector<StyledWords> words_;  // of the block that is being read
  std::string address_;
  int strong_ = 0;   // how many tags make the words strong
  int heading_ = 0;  // the level of the heading that is being read
  bool is_entry_ = false;
  bool in_row_ = false;
  bool breaks_cell_ = false;
};

std::size_t end_of_hidden(std::string_view small, std::size_t from, const std::string& name) {
  const std::size_t begin = small.find("</" + name, from);
  const std::size_t end =
      begin == std::string_view::npos ? begin : small.find('>', begin + name.size());
  return end == std::string_view::npos ? small.size() : end + 1;
}

std::string markdown_of_html(std::string_view html) {
  constexpr std::string_view kRemark = "<!--";
  const std::string small = to_lower(html);
  BlockWriter writer;
  int preformatted = 0;
  const auto add_text = [&](std::string_view text) {
    std::string words(text);
    if (preformatted == 0) std::replace(words.begin(), words.end(), '\n', ' ');
    if (!words.empty()) writer.add(without_entities(words));
  };
  std::size_t done = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    std::size_t end = at + 1;
    const HtmlTag tag = read_tag(html, at);
    if (html.substr(at).starts_with(kRemark)) {
      end = std::min(html.find("-->", at), html.size() - 3) + 3;
    } else if (html.substr(at).starts_with("<!") || html.substr(at).starts_with("<?")) {
      end = std::min(html.find('>', at), html.size() - 1) + 1;
    } else if (tag.name.empty()) {
      at = end;
      continue;
    } else {
      end = !tag.is_end && is_one_of(tag.name, kHiddenTags)
                ? end_of_hidden(small, tag.end, tag.name)
                : tag.end;
    }
    add_text(html.substr(done, at - done));
    if (tag.name == "pre") preformatted = tag.is_end ? 0 : 1;
    if (!tag.name.empty()) writer.apply(tag);
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
