// Markdown through cmark-gfm, whose parsers are quadratic in places and whose safe mode lets some
// link schemes through: texts are bounded before parsing and every link is judged in the tree.

#include "content/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>

#include "base/text.h"

namespace rolepress {
namespace {

// Far above what a role needs, and low enough that no text takes cmark-gfm a second.
constexpr std::size_t kMaxBytes = std::size_t{32} * 1024;
constexpr std::size_t kMaxLines = 1500;
constexpr std::size_t kMaxPipes = 25;    // per line: a table row pads its missing cells
constexpr std::size_t kMaxMarkers = 10;  // nested quotes and lists that open on one line
constexpr std::size_t kMaxIndent = 40;
constexpr std::size_t kMaxReferences = 50;  // [name]: address lines, and their length:
constexpr std::size_t kMaxReferenceBytes = 300;
constexpr std::size_t kMaxBrackets = 2000;

struct NodeDelete {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct ParserDelete {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct IteratorDelete {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};
struct HtmlDelete {
  void operator()(char* text) const { cmark_get_default_mem_allocator()->free(text); }
};

bool is_block(cmark_node_type type) {
  return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
}

std::string_view view(const char* text) { return text == nullptr ? "" : text; }

// What is wrong with a line, or empty.
std::string_view excess_of(std::string_view line, std::size_t& references, std::size_t& brackets) {
  const auto count = [&](char c) {
    return static_cast<std::size_t>(std::count(line.begin(), line.end(), c));
  };
  if (count('|') > kMaxPipes) return "a table row with more than 24 columns";
  const std::size_t text = std::min(line.find_first_not_of(" \t"), line.size());
  std::size_t indent = 0;
  for (const char c : line.substr(0, text)) indent += c == '\t' ? 4 : 1;
  if (indent > kMaxIndent && text < line.size()) return "a line indented by more than 40 spaces";
  std::size_t markers = 0;
  for (std::size_t i = text; i < line.size(); ++i) {
    if (line[i] == '>' || ((line[i] == '-' || line[i] == '*' || line[i] == '+') &&
                           i + 1 < line.size() && line[i + 1] == ' ')) {
      ++markers;
    } else if (line[i] != ' ') {
      break;
    }
  }
  if (markers > kMaxMarkers) return "more than 10 quotes or lists nested on one line";
  if (text < line.size() && line[text] == '[' && line.find("]:") != std::string_view::npos &&
      (++references > kMaxReferences || line.size() > kMaxReferenceBytes)) {
    return "too many or too long link definitions";
  }
  brackets += count('[');
  if (brackets > kMaxBrackets) return "more than 2000 square brackets";
  return {};
}

class Reader {
 public:
  Reader(std::string_view text, Spot at, Headings headings, Reporter& report)
      : text_(text), lines_(split(text, '\n')), at_(at), headings_(headings), report_(report) {}

  MarkdownText read() {
    MarkdownText result;
    result.at = at_;
    if (!is_bounded()) return result;
    const std::unique_ptr<cmark_node, NodeDelete> document = parse();
    walk(document.get(), result);
    const std::unique_ptr<char, HtmlDelete> html(
        cmark_render_html(document.get(), CMARK_OPT_DEFAULT, nullptr));
    result.html = mark_external_links(html.get());
    while (!result.plain.empty() && result.plain.back() == '\n') result.plain.pop_back();
    return result;
  }

 private:
  bool is_bounded() {
    std::string problem;
    int line = 0;
    std::size_t references = 0;
    std::size_t brackets = 0;
    if (text_.size() > kMaxBytes) {
      problem = fmt::format("the text has {} bytes; at most {} are read", text_.size(), kMaxBytes);
    } else if (lines_.size() > kMaxLines) {
      problem = fmt::format("the text has {} lines; at most {} are read", lines_.size(), kMaxLines);
    }
    for (std::size_t i = 0; i < lines_.size() && problem.empty(); ++i) {
      problem = excess_of(lines_[i], references, brackets);
      line = static_cast<int>(i);
    }
    if (problem.empty()) return true;
    report_.error({at_.line + line, 0, 1}, "markdown-bounds", problem, "make the text simpler");
    return false;
  }

  std::unique_ptr<cmark_node, NodeDelete> parse() const {
    static std::once_flag registered;  // the registry is global, and not for several threads
    std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
    const std::unique_ptr<cmark_parser, ParserDelete> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    // Strikethrough and autolink toggle process-wide tables at every parse, so only tables.
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser.get(), text_.data(), text_.size());
    return std::unique_ptr<cmark_node, NodeDelete>(cmark_parser_finish(parser.get()));
  }

  void walk(cmark_node* document, MarkdownText& out) {
    std::vector<cmark_node*> unwanted;  // removing while walking would break the iterator
    std::vector<cmark_node*> headings;
    const std::unique_ptr<cmark_iter, IteratorDelete> iterator(cmark_iter_new(document));
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const cmark_node_type type = cmark_node_get_type(node);
      if (event == CMARK_EVENT_EXIT) {
        if (is_block(type)) end_block(node, out.plain);
        continue;
      }
      if (is_block(type)) block_ = node;
      if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
        note_html(node);
        unwanted.push_back(node);
      } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        check_link(node, type == CMARK_NODE_IMAGE, out);
      } else if (type == CMARK_NODE_HEADING) {
        headings.push_back(node);
      } else {
        append_text(node, type, out.plain);
      }
    }
    for (cmark_node* heading : headings) place_heading(heading, out);
    for (cmark_node* node : unwanted) {
      cmark_node_unlink(node);
      cmark_node_free(node);
    }
  }

  static void append_text(cmark_node* node, cmark_node_type type, std::string& plain) {
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
      plain += view(cmark_node_get_literal(node));
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) plain += ' ';
    if (type == CMARK_NODE_CODE_BLOCK) {
      plain += view(cmark_node_get_literal(node));
      end_block(node, plain);
    }
  }

  static void end_block(cmark_node* node, std::string& plain) {
    if (view(cmark_node_get_type_string(node)) == "table_cell") {
      plain += ' ';
    } else if (!plain.empty() && plain.back() != '\n') {
      plain += '\n';
    }
  }

  // The spot of `needle` in the lines of the block that is being walked.
  [[nodiscard]] Spot find(std::string_view needle) const {
    const int first = std::max(1, cmark_node_get_start_line(block_));
    const int last = std::max(first, cmark_node_get_end_line(block_));
    for (int line = first; line <= last && line <= static_cast<int>(lines_.size()); ++line) {
      const std::size_t column = lines_[static_cast<std::size_t>(line) - 1].find(needle);
      if (column == std::string_view::npos) continue;
      return {at_.line + line - 1, at_.column + static_cast<int>(column),
              static_cast<int>(needle.size())};
    }
    return {at_.line + first - 1, at_.column, 1};
  }

  void note_html(cmark_node* node) {
    const std::string_view literal = trim(view(cmark_node_get_literal(node)));
    if (literal.starts_with("<!--")) return;  // an author's remark to other authors
    const std::string_view tag = literal.substr(0, literal.find_first_of(" \n>"));
    report_.warn(find(tag), "raw-html", "HTML in a text is left out of the page",
                 "write Markdown instead, or put the code between `backticks` to show it");
  }

  void check_link(cmark_node* node, bool is_image, MarkdownText& out) {
    const std::string target(view(cmark_node_get_url(node)));
    const std::string scheme = to_lower(target.substr(0, target.find(':') + 1));
    if (is_image) {
      if (target.starts_with("/") && !target.starts_with("//")) {
        out.links.push_back({target, find(target)});
        return;
      }
      report_.error(find(target), "image", "an image must be a file of this site",
                    "put the file into layouts/assets/ and write /assets/… here: pages load "
                    "nothing from other hosts");
      cmark_node_set_url(node, "");
      return;
    }
    const bool internal =
        target.starts_with("#") ||
        (target.starts_with("/") && !target.starts_with("//") && !target.starts_with("/\\"));
    if (internal) {
      out.links.push_back({target, find(target)});
      return;
    }
    if (scheme == "https:" || scheme == "http:" || scheme == "mailto:" || scheme == "tel:") return;
    report_.error(find(target), "link", fmt::format("a link cannot lead to \"{}\"", target),
                  "begin with https://, mailto: or tel:, or with / for a page of this site");
    cmark_node_set_url(node, "");
  }

  // Below the page's own heading, in steps of one, with an id to link to.
  void place_heading(cmark_node* heading, MarkdownText& out) {
    int level = cmark_node_get_heading_level(heading) - 1 + headings_.top;
    if (level_ == 0) shift_ = level - headings_.top;
    level = std::clamp(level - shift_, headings_.top, level_ == 0 ? headings_.top : level_ + 1);
    level_ = std::min(level, 6);
    std::string id = headings_.ids ? unique_id(heading_text(heading), out.ids) : "";
    const std::string attribute = id.empty() ? "" : fmt::format(" id=\"{}\"", id);
    if (!id.empty()) out.ids.push_back(std::move(id));
    cmark_node* custom = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(custom, fmt::format("<h{}{}>", level_, attribute).c_str());
    cmark_node_set_on_exit(custom, fmt::format("</h{}>", level_).c_str());
    cmark_node_insert_before(heading, custom);
    while (cmark_node* child = cmark_node_first_child(heading)) {
      cmark_node_append_child(custom, child);
    }
    cmark_node_unlink(heading);
    cmark_node_free(heading);
  }

  static std::string heading_text(cmark_node* heading) {
    std::string text;
    const std::unique_ptr<cmark_iter, IteratorDelete> iterator(cmark_iter_new(heading));
    while (cmark_iter_next(iterator.get()) != CMARK_EVENT_DONE) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      append_text(node, cmark_node_get_type(node), text);
    }
    return text;
  }

  static std::string unique_id(std::string_view text, const std::vector<std::string>& taken) {
    std::string base = normalize_words(text);
    std::replace(base.begin(), base.end(), ' ', '-');
    if (base.empty()) base = "part";
    std::string id = base;
    for (int n = 2; std::find(taken.begin(), taken.end(), id) != taken.end(); ++n) {
      id = fmt::format("{}-{}", base, n);
    }
    return id;
  }

  // Only links of the text give this sequence: cmark escapes < and " everywhere else.
  static std::string mark_external_links(std::string_view html) {
    constexpr std::string_view kLink = "<a href=\"http";
    constexpr std::string_view kMarked = "<a rel=\"nofollow noopener\" href=\"http";
    std::string result;
    for (;;) {
      const std::size_t at = html.find(kLink);
      result.append(html.substr(0, at));
      if (at == std::string_view::npos) return result;
      result.append(kMarked);
      html.remove_prefix(at + kLink.size());
    }
  }

  std::string_view text_;
  std::vector<std::string_view> lines_;
  Spot at_;
  Headings headings_;
  Reporter& report_;
  cmark_node* block_ = nullptr;
  int level_ = 0;
  int shift_ = 0;
};

}  // namespace

MarkdownText parse_markdown(std::string_view text, Spot at, Headings headings, Reporter& report) {
  return Reader(text, at, headings, report).read();
}

}  // namespace rolepress
