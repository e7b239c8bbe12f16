#include "render/template_tags.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/line_counter.h"
#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kSigils = "#^/>&!";

class Scanner {
 public:
  Scanner(std::string_view text, Reporter& report) : text_(text), counter_(text), report_(report) {}

  std::vector<TemplateTag> scan() {
    while (at_ < text_.size()) {
      const std::size_t open = text_.find("{{", at_);
      if (open == std::string_view::npos) break;
      if (!scan_tag(open)) return {};
    }
    add_text(at_, text_.size());
    return std::move(tags_);
  }

 private:
  bool scan_tag(std::size_t open) {
    const bool triple = text_.substr(open).starts_with("{{{");
    const std::string_view closing = triple ? "}}}" : "}}";
    const std::size_t begin = open + closing.size();
    const std::size_t end = text_.find(closing, begin);
    const std::size_t next_open = text_.find("{{", begin);
    const bool comment = !triple && text_.substr(begin).starts_with("!");
    if (end == std::string_view::npos || (!comment && next_open < end)) {
      report_.error(counter_.spot(open, closing.size()), "template",
                    fmt::format("this tag is not closed with {}", closing));
      return false;
    }
    const std::size_t after = end + closing.size();
    const std::string_view content = trim(text_.substr(begin, end - begin));
    if (content.starts_with("=")) {
      report_.error(counter_.spot(open, after - open), "template", "other delimiters cannot be set",
                    "write tags as {{name}} throughout");
      return false;
    }
    const bool sigil_alone =
        !triple && content.size() == 1 && kSigils.find(content.front()) != std::string_view::npos;
    if (content.empty() || (sigil_alone && !comment)) {
      report_.error(counter_.spot(open, after - open), "template", "this tag names nothing",
                    "write a name between the braces, or delete the tag");
      return false;
    }
    add_tag(open, after, triple, content);
    return true;
  }

  void add_tag(std::size_t open, std::size_t after, bool triple, std::string_view content) {
    using Kind = TemplateTag::Kind;
    Kind kind = triple ? Kind::kHtmlValue : Kind::kValue;
    std::string_view name = content;
    bool comment = false;
    bool alone = false;  // may take its whole line with it
    if (!triple) {
      const std::size_t which = kSigils.find(content.front());
      if (which != std::string_view::npos) {
        constexpr Kind kKinds[] = {Kind::kSection, Kind::kInverted,  Kind::kEnd,
                                   Kind::kPartial, Kind::kHtmlValue, Kind::kText};
        kind = kKinds[which];
        comment = content.front() == '!';
        alone = content.front() != '&';
        name = trim(content.substr(1));
      }
    }
    std::size_t text_end = open;
    std::size_t next = after;
    if (alone && stands_alone(open, after, text_end, next)) {
      // The line's indent and end belong to the tag.
    }
    add_text(at_, text_end);
    at_ = next;
    if (comment) return;
    const std::size_t name_at = static_cast<std::size_t>(name.data() - text_.data());
    tags_.push_back({kind, name, counter_.spot(name_at, name.size())});
  }

  bool stands_alone(std::size_t open, std::size_t after, std::size_t& text_end,
                    std::size_t& next) const {
    std::size_t line = open;
    while (line > 0 && (text_[line - 1] == ' ' || text_[line - 1] == '\t')) --line;
    if (line > 0 && text_[line - 1] != '\n') return false;
    const std::size_t rest = text_.find_first_not_of(" \t", after);
    const std::string_view tail = rest == std::string_view::npos ? "" : text_.substr(rest);
    if (!tail.empty() && tail[0] != '\n' && !tail.starts_with("\r\n")) return false;
    text_end = std::max(line, at_);
    next = tail.empty() ? text_.size() : text_.find('\n', after) + 1;
    return true;
  }

  void add_text(std::size_t begin, std::size_t end) {
    if (end <= begin) return;
    tags_.push_back(
        {TemplateTag::Kind::kText, text_.substr(begin, end - begin), counter_.spot(begin, 1)});
  }

  std::string_view text_;
  LineCounter counter_;
  Reporter& report_;
  std::vector<TemplateTag> tags_;
  std::size_t at_ = 0;
};

}  // namespace

std::vector<TemplateTag> scan_template(std::string_view text, Reporter& report) {
  return Scanner(text, report).scan();
}

}  // namespace rolepress
