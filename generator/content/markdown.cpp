// Markdown through cmark-gfm, whose safe mode lets some link schemes through: every link is judged
// in the tree.

#include "content/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>

#include "base/text.h"
#include "content/finished_html.h"
#include "content/foreign_markup.h"
#include "content/markdown_bounds.h"
#include "content/markdown_losses.h"
#include "content/markdown_misreadings.h"
#include "model/urls.h"

namespace rolepress {
namespace {

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

class MarkdownReader {
 public:
  MarkdownReader(std::string_view text, Spot at, Headings headings, Reporter& report)
      : text_(text), source_{split(text, '\n'), at}, headings_(headings), report_(report) {}

  MarkdownText read() {
    MarkdownText result;
    result.at = source_.at;
    if (!is_bounded_markdown(source_.lines, source_.at, report_)) return result;
    const std::unique_ptr<cmark_node, NodeDelete> document = parse();
    if (text_.find("://") != std::string_view::npos) link_addresses(document.get());
    walk(document.get(), result);
    warn_of_unused_addresses(source_, result.plain, report_);
    const std::unique_ptr<char, HtmlDelete> html(
        cmark_render_html(document.get(), CMARK_OPT_DEFAULT, nullptr));
    result.html = finished_html(html.get());
    while (!result.plain.empty() && result.plain.back() == '\n') result.plain.pop_back();
    return result;
  }

 private:
  std::unique_ptr<cmark_node, NodeDelete> parse() const {
    static std::once_flag registered;  // the registry is global, and not for several threads
    std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
    const std::unique_ptr<cmark_parser, ParserDelete> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    // Strikethrough and autolink toggle process-wide tables at every parse, so only tables.
    cmark_parser_attach_syntax_extension(parser.get(), cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser.get(), text_.data(), text_.size());
    return std::unique_ptr<cmark_node, NodeDelete>(cmark_parser_finish(parser.get()));
  }

  // Addresses that stand in the text as they are become links.
  static void link_addresses(cmark_node* document) {
    cmark_consolidate_text_nodes(document);
    std::vector<cmark_node*> texts;
    const std::unique_ptr<cmark_iter, IteratorDelete> iterator(cmark_iter_new(document));
    int links = 0;  // that the node lies in
    for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(iterator.get())) {
      cmark_node* node = cmark_iter_get_node(iterator.get());
      const cmark_node_type type = cmark_node_get_type(node);
      if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        links += event == CMARK_EVENT_ENTER ? 1 : -1;
      } else if (type == CMARK_NODE_TEXT && links == 0) {
        texts.push_back(node);
      }
    }
    for (cmark_node* node : texts) link_addresses_of(node);
  }

  static void link_addresses_of(cmark_node* node) {
    const std::string text(view(cmark_node_get_literal(node)));
    std::size_t done = 0;
    const auto add = [&](cmark_node* parent, std::string_view literal) {
      cmark_node* part = cmark_node_new(CMARK_NODE_TEXT);
      cmark_node_set_literal(part, std::string(literal).c_str());
      parent == nullptr ? cmark_node_insert_before(node, part)
                        : cmark_node_append_child(parent, part);
    };
    for (std::size_t at = 0; (at = text.find("http", at)) != std::string::npos;) {
      const std::string_view address = bare_address(text, at);
      if (!address.empty()) {
        if (at > done) add(nullptr, std::string_view(text).substr(done, at - done));
        cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
        cmark_node_set_url(link, std::string(address).c_str());
        add(link, address);
        cmark_node_insert_before(node, link);
        done = at + address.size();
      }
      at += std::max<std::size_t>(address.size(), 1);
    }
    if (done > 0) cmark_node_set_literal(node, text.substr(done).c_str());
  }

  // GitHub Flavored Markdown, "Autolinks (extension)": up to a blank or <, without the signs that
  // end a sentence and a ) that nothing opened. Empty where none begins at `at`.
  static std::string_view bare_address(std::string_view text, std::size_t at) {
    if (at > 0 && std::string_view(" \t*_~(\"'").find(text[at - 1]) == std::string_view::npos)
      return "";
    std::string_view address = text.substr(at);
    address = address.substr(0, address.find_first_of(" \t<\"'"));
    if (!address.starts_with("https://") && !address.starts_with("http://")) return "";
    const auto opened = std::count(address.begin(), address.end(), '(');
    auto closed = std::count(address.begin(), address.end(), ')');
    while (std::string_view("?!.,:;*_~").find(address.back()) != std::string_view::npos ||
           (address.back() == ')' && closed > opened)) {
      closed -= address.back() == ')' ? 1 : 0;
      address.remove_suffix(1);
    }
    return address.find('.') == std::string_view::npos ? "" : address;
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
        unwanted.push_back(node);
        if (is_line_break(node)) {
          out.plain += ' ';
        } else {
          note_html(node);
        }
      } else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
        check_link(node, type == CMARK_NODE_IMAGE, out);
      } else if (type == CMARK_NODE_HEADING) {
        headings.push_back(node);
      } else {
        if (type == CMARK_NODE_TEXT) check_stress(node);
        append_text(node, type, out.plain);
      }
    }
    for (cmark_node* heading : headings) place_heading(heading, out);
    for (cmark_node* node : unwanted) {
      if (is_line_break(node)) {
        cmark_node_insert_before(node, cmark_node_new(CMARK_NODE_LINEBREAK));
      }
      cmark_node_unlink(node);
      cmark_node_free(node);
    }
  }

  // <br>, which is how many write one.
  static bool is_line_break(cmark_node* node) {
    if (cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE) return false;
    const std::string tag = to_lower(view(cmark_node_get_literal(node)));
    return tag == "<br>" || tag == "<br/>" || tag == "<br />";
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
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
      warn_of_foreign_markup(source_, first_line_, last_line_, report_);
    }
    if (type == CMARK_NODE_HEADING) warn_of_underline(source_, first_line_, last_line_, report_);
    if (type == CMARK_NODE_CODE_BLOCK) check_code(node);
    if (type == CMARK_NODE_PARAGRAPH) {
      if (text_.find("][") != std::string_view::npos) {
        if (!addresses_) addresses_ = address_names(source_);
        warn_of_missing_addresses(source_, first_line_, last_line_, *addresses_, report_);
      }
      warn_of_false_headings(source_, first_line_, last_line_, report_);
      warn_of_false_bullets(source_, first_line_, last_line_, report_);
      warn_of_bare_lines(source_, first_line_, last_line_, report_);
      warn_of_parted_links(source_, first_line_, last_line_, report_);
      warn_of_false_table(source_, first_line_, last_line_, report_);
    } else if (view(cmark_node_get_type_string(node)) == "table_row") {
      std::size_t columns = 0;
      for (cmark_node* cell = cmark_node_first_child(node); cell != nullptr;
           cell = cmark_node_next(cell)) {
        ++columns;
      }
      warn_of_extra_cells(source_, first_line_, columns, report_);
    }
  }

  void check_code(cmark_node* node) {
    int length = 0;
    int offset = 0;
    char sign = '\0';
    if (cmark_node_get_fenced(node, &length, &offset, &sign) != 0) {
      warn_of_open_code(source_, first_line_, last_line_, std::string(length, sign), report_);
    } else {
      warn_of_false_code(source_, first_line_, view(cmark_node_get_literal(node)), report_);
    }
  }

  void check_stress(cmark_node* node) {
    const std::string_view words = find_unstressed(view(cmark_node_get_literal(node)));
    if (words.empty()) return;
    if (const auto at = find(words)) warn_of_unstressed(words, *at, report_);
  }

  // The spot of `needle` in the block that is being walked, behind the one found before.
  [[nodiscard]] std::optional<Spot> find(std::string_view needle) {
    const int last = std::min(last_line_, static_cast<int>(source_.lines.size()));
    for (int line = seen_line_; line <= last; ++line) {
      const std::size_t from = line == seen_line_ ? seen_column_ : 0;
      const std::size_t column =
          source_.lines[static_cast<std::size_t>(line) - 1].find(needle, from);
      if (column == std::string_view::npos) continue;
      seen_line_ = line;
      seen_column_ = column + needle.size();
      return source_.spot(line, column, needle.size());
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
    for (std::size_t i = 0; i < source_.lines.size() && !target.empty(); ++i) {
      const std::size_t column = source_.lines[i].find(target, source_.lines[i].find("]:"));
      if (column == std::string_view::npos) continue;
      return source_.spot(static_cast<int>(i) + 1, column, target.size());
    }
    return find(target).value_or(source_.spot(first_line_, 0, 1));
  }

  void note_html(cmark_node* node) {
    const std::string_view literal = trim(view(cmark_node_get_literal(node)));
    const std::string_view tag = literal.substr(0, literal.find_first_of(" \n>"));
    warn_of_html(literal, find(tag).value_or(source_.spot(first_line_, 0, 1)), report_);
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
    const Spot at = find_target(target);
    report_.error(at, "link",
                  target.empty() ? "this link leads nowhere"
                                 : fmt::format("a link cannot lead to \"{}\"", target),
                  at_line(at).starts_with("[^")
                      ? "say it in the sentence itself: there are no footnotes"
                      : "begin with https://, mailto: or tel:, or with / for a page of this site");
    cmark_node_set_url(node, "");
  }

  [[nodiscard]] std::string_view at_line(Spot at) const {
    const auto line = static_cast<std::size_t>(at.line - source_.at.line);
    return line < source_.lines.size() ? trim(source_.lines[line]) : std::string_view();
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

  std::string_view text_;
  MarkdownSource source_;
  Headings headings_;
  Reporter& report_;
  // The lines of the block that is being walked, from 1, and how far it was searched.
  int first_line_ = 1;
  int last_line_ = 1;
  int seen_line_ = 1;
  std::size_t seen_column_ = 0;
  std::unordered_map<std::string, int> taken_;      // ids
  std::optional<std::set<std::string>> addresses_;  // by name, read where a text names one
  int level_ = 0;
  int shift_ = 0;
};

}  // namespace

MarkdownText parse_markdown(std::string_view text, Spot at, Headings headings, Reporter& report) {
  return MarkdownReader(text, at, headings, report).read();
}

std::string decode_entity(std::string_view entity) {
  const std::unique_ptr<cmark_node, NodeDelete> document(
      cmark_parse_document(entity.data(), entity.size(), CMARK_OPT_DEFAULT));
  cmark_node* paragraph = cmark_node_first_child(document.get());
  cmark_node* text = paragraph == nullptr ? nullptr : cmark_node_first_child(paragraph);
  if (text == nullptr || cmark_node_get_type(text) != CMARK_NODE_TEXT) return {};
  const std::string_view character = view(cmark_node_get_literal(text));
  return character.starts_with('&') && character.size() > 1 ? "" : std::string(character);
}

}  // namespace rolepress
