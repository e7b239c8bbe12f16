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
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "model/urls.h"

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

std::size_t count_markers(std::string_view line) {
  std::size_t markers = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ' || line[i] == '\t') {
      ++i;
      continue;
    }
    const std::size_t sign = std::min(line.find_first_not_of("0123456789", i), line.size());
    const bool spaced = sign + 1 >= line.size() || line[sign + 1] == ' ' || line[sign + 1] == '\t';
    const std::string_view signs = sign == i ? "-*+" : ".)";
    if (line[i] == '>') {
      ++i;
    } else if (spaced && sign < line.size() && signs.find(line[sign]) != std::string_view::npos) {
      i = sign + 1;
    } else {
      break;
    }
    ++markers;
  }
  return markers;
}

// `[name]: address`, also within quotes and lists, or with a name that began on the line before.
bool begins_definition(std::string_view line) {
  const std::size_t end = line.find("]:");
  if (end == std::string_view::npos) return false;
  const std::size_t begin = line.substr(0, end).find('[');
  return begin == std::string_view::npos ||
         line.substr(0, begin).find_first_not_of(" \t>-*+0123456789.)") == std::string_view::npos;
}

// Looks at a text line by line.
class Bounds {
 public:
  // What is wrong with the next line, or empty.
  std::string_view check(std::string_view line) {
    const auto count = [&](char c) {
      return static_cast<std::size_t>(std::count(line.begin(), line.end(), c));
    };
    if (count('|') > kMaxPipes) return "a table row with more than 24 columns";
    const std::size_t text = std::min(line.find_first_not_of(" \t"), line.size());
    std::size_t indent = 0;
    for (const char c : line.substr(0, text)) indent += c == '\t' ? 4 : 1;
    if (indent > kMaxIndent && text < line.size()) return "a line indented by more than 40 spaces";
    if (count_markers(line) > kMaxMarkers) {
      return "more than 10 quotes or lists nested on one line";
    }
    brackets_ += count('[');
    if (brackets_ > kMaxBrackets) return "more than 2000 square brackets";
    return check_definition(line);
  }

 private:
  // An address and its title may stand on further lines, up to the next empty one.
  std::string_view check_definition(std::string_view line) {
    if (begins_definition(line)) {
      if (++definitions_ > kMaxReferences) return "more than 50 link definitions";
      definition_bytes_ = line.size();
    } else if (trim(line).empty()) {
      definition_bytes_ = 0;
    } else if (definition_bytes_ > 0) {
      definition_bytes_ += line.size();
    }
    return definition_bytes_ > kMaxReferenceBytes ? "a link definition of more than 300 bytes" : "";
  }

  std::size_t brackets_ = 0;
  std::size_t definitions_ = 0;
  std::size_t definition_bytes_ = 0;  // of the one that the last line belongs to
};

class MarkdownReader {
 public:
  MarkdownReader(std::string_view text, Spot at, Headings headings, Reporter& report)
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
    Bounds bounds;
    if (text_.size() > kMaxBytes) {
      problem = fmt::format("the text has {} bytes; at most {} are read", text_.size(), kMaxBytes);
    } else if (lines_.size() > kMaxLines) {
      problem = fmt::format("the text has {} lines; at most {} are read", lines_.size(), kMaxLines);
    }
    for (std::size_t i = 0; i < lines_.size() && problem.empty(); ++i) {
      problem = bounds.check(lines_[i]);
      line = static_cast<int>(i);
    }
    if (problem.empty()) return true;
    report_.error({at_.line + line, 0, 1}, "markdown-bounds", problem,
                  "make the text shorter or simpler");
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
      if (is_block(type)) enter_block(node);
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

  void enter_block(cmark_node* node) {
    first_line_ = std::max(1, cmark_node_get_start_line(node));
    last_line_ = std::max(first_line_, cmark_node_get_end_line(node));
    seen_line_ = first_line_;
    seen_column_ = 0;
  }

  [[nodiscard]] Spot spot(int line, std::size_t column, std::size_t length) const {
    return {at_.line + line - 1, at_.column + static_cast<int>(column), static_cast<int>(length)};
  }

  // The spot of `needle` in the block that is being walked, behind the one found before.
  [[nodiscard]] std::optional<Spot> find(std::string_view needle) {
    const int last = std::min(last_line_, static_cast<int>(lines_.size()));
    for (int line = seen_line_; line <= last; ++line) {
      const std::size_t from = line == seen_line_ ? seen_column_ : 0;
      const std::size_t column = lines_[static_cast<std::size_t>(line) - 1].find(needle, from);
      if (column == std::string_view::npos) continue;
      seen_line_ = line;
      seen_column_ = column + needle.size();
      return spot(line, column, needle.size());
    }
    return std::nullopt;
  }

  // The spot of a link's address: behind the link's text, or in a line [name]: address anywhere.
  [[nodiscard]] Spot find_target(const std::string& target) {
    for (const std::string_view front : {"](", "](<", "<"}) {
      const auto at = find(std::string(front) + target);
      const int skipped = static_cast<int>(front.size());
      if (at) return {at->line, at->column + skipped, at->length - skipped};
    }
    for (std::size_t i = 0; i < lines_.size() && !target.empty(); ++i) {
      const std::size_t column = lines_[i].find(target, lines_[i].find("]:"));
      if (column == std::string_view::npos) continue;
      return spot(static_cast<int>(i) + 1, column, target.size());
    }
    return find(target).value_or(spot(first_line_, 0, 1));
  }

  void note_html(cmark_node* node) {
    const std::string_view literal = trim(view(cmark_node_get_literal(node)));
    if (literal.starts_with("<!--")) return;  // an author's remark to other authors
    const std::string_view tag = literal.substr(0, literal.find_first_of(" \n>"));
    report_.warn(find(tag).value_or(spot(first_line_, 0, 1)), "raw-html",
                 "HTML in a text is left out of the page",
                 "write Markdown instead, or put the code between `backticks` to show it");
  }

  void check_link(cmark_node* node, bool is_image, MarkdownText& out) {
    const std::string target(view(cmark_node_get_url(node)));
    const std::string scheme = to_lower(target.substr(0, target.find(':') + 1));
    if (is_image) {
      if (target.starts_with(kAssetsPath)) {
        out.links.push_back({target, find_target(target)});
        return;
      }
      report_.error(find_target(target), "image", "an image must be a file of this site",
                    "put the file into layouts/assets/ and write /assets/… here: pages load "
                    "nothing from other hosts");
      cmark_node_set_url(node, "");
      return;
    }
    const bool internal =
        target.starts_with("#") ||
        (target.starts_with("/") && !target.starts_with("//") && !target.starts_with("/\\"));
    if (internal) {
      out.links.push_back({target, find_target(target)});
      return;
    }
    if (scheme == "https:" || scheme == "http:" || scheme == "mailto:" || scheme == "tel:") return;
    report_.error(find_target(target), "link",
                  target.empty() ? "this link leads nowhere"
                                 : fmt::format("a link cannot lead to \"{}\"", target),
                  "begin with https://, mailto: or tel:, or with / for a page of this site");
    cmark_node_set_url(node, "");
  }

  // Below the page's own heading, in steps of one, with an id to link to.
  void place_heading(cmark_node* heading, MarkdownText& out) {
    int level = cmark_node_get_heading_level(heading) - 1 + headings_.top;
    if (level_ == 0) shift_ = level - headings_.top;
    level = std::clamp(level - shift_, headings_.top, level_ == 0 ? headings_.top : level_ + 1);
    level_ = std::min(level, 6);
    std::string id = headings_.ids ? unique_id(heading_text(heading)) : "";
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

  std::string unique_id(std::string_view text) {
    std::string base = normalize_words(text);
    std::replace(base.begin(), base.end(), ' ', '-');
    if (base.empty()) base = "part";
    std::string id = base;
    int& n = taken_[base];  // the number that the last id of these words got
    while (n > 0 && taken_.contains(id = fmt::format("{}-{}", base, n + 1))) ++n;
    ++n;
    taken_.emplace(id, 1);
    return id;
  }

  // Only links of the text give this sequence: cmark escapes < and " everywhere else.
  static std::string mark_external_links(std::string_view html) {
    constexpr std::string_view kLink = "<a href=\"";
    constexpr std::string_view kScheme = "http";
    std::string result;
    for (;;) {
      const std::size_t at = html.find(kLink);
      result.append(html.substr(0, at));
      if (at == std::string_view::npos) return result;
      html.remove_prefix(at + kLink.size());
      const bool external = to_lower(html.substr(0, kScheme.size())) == kScheme;
      result.append(external ? "<a rel=\"nofollow noopener\" href=\"" : kLink);
    }
  }

  std::string_view text_;
  std::vector<std::string_view> lines_;
  Spot at_;
  Headings headings_;
  Reporter& report_;
  // The lines of the block that is being walked, from 1, and how far it was searched.
  int first_line_ = 1;
  int last_line_ = 1;
  int seen_line_ = 1;
  std::size_t seen_column_ = 0;
  std::unordered_map<std::string, int> taken_;  // ids
  int level_ = 0;
  int shift_ = 0;
};

}  // namespace

MarkdownText parse_markdown(std::string_view text, Spot at, Headings headings, Reporter& report) {
  return MarkdownReader(text, at, headings, report).read();
}

}  // namespace rolepress
