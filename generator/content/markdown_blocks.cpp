#include "content/markdown_blocks.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "content/plain_text.h"

namespace rolepress {
namespace {

constexpr std::string_view kParagraphTags[] = {
    "address", "article", "aside", "blockquote", "body",    "caption",    "center",   "details",
    "dialog",  "dir",     "div",   "dl",         "figure",  "figcaption", "fieldset", "footer",
    "form",    "header",  "hr",    "html",       "legend",  "main",       "menu",     "nav",
    "option",  "p",       "pre",   "search",     "section", "summary"};
constexpr std::string_view kListSigns[] = {"•",  "‣",      "◦",  "●",  "▪", "·",
                                           "・", "\uf0b7", "- ", "* ", "– "};

std::string_view attribute_of(std::string_view attributes, std::string_view name) {
  const std::string lower = " " + to_lower(attributes);
  std::size_t at = std::string::npos;  // of the blank before it: "data-href" is another one
  for (const char blank : {' ', '\n', '\t'}) {
    at = std::min(at, lower.find(blank + std::string(name) + "="));
  }
  if (at == std::string::npos) return {};
  const std::string_view value = attributes.substr(at + name.size() + 1);
  const bool is_quoted = value.starts_with('"') || value.starts_with('\'');
  return is_quoted ? value.substr(1, value.find(value.front(), 1) - 1)
                   : value.substr(0, value.find_first_of(" \t\n"));
}

// The number of the first entry of <ol start="3">.
int start_of(std::string_view attributes) {
  constexpr int kMost = 99999;
  const std::string_view said = trim(attribute_of(attributes, "start"));
  int number = 1;
  const auto read = std::from_chars(said.data(), said.data() + said.size(), number);
  return read.ec == std::errc() && number >= 0 && number <= kMost ? number : 1;
}

std::vector<std::vector<StyledWords>> lines_of_words(const std::vector<StyledWords>& words) {
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
std::size_t take_sign(std::vector<StyledWords>& line) {
  const auto first = std::find_if(
      line.begin(), line.end(), [](const StyledWords& words) { return !trim(words.text).empty(); });
  if (first == line.end()) return 0;
  const std::string text(first->text.substr(first->text.find_first_not_of(" \t\r")));
  for (const std::string_view sign : kListSigns) {
    if (!text.starts_with(sign)) continue;
    first->text = text.substr(sign.size());
    return sign.size();
  }
  return 0;
}

// Longer than any run of the sign within the code.
std::string fence_for(std::string_view code) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : code) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max<std::size_t>(3, longest + 1), '`');
}

}  // namespace

void BlockWriter::add(std::string_view text) {
  if (breaks_cell_ && !trim(text).empty()) {
    words_.push_back({" · "});
    breaks_cell_ = false;
  }
  const bool is_strong = strong_ > 0 || term_ == Term::kWithin || (heading_ > 0 && !lists_.empty());
  words_.push_back({std::string(text), is_strong, address_});
}

bool BlockWriter::has_words() const {
  return std::any_of(words_.begin(), words_.end(),
                     [](const StyledWords& words) { return !trim(words.text).empty(); });
}

void BlockWriter::break_line() {
  if (in_row_) return add(" ");
  const auto last = std::find_if(words_.rbegin(), words_.rend(), [](const StyledWords& words) {
    return words.text == "\n" || !trim(words.text).empty();
  });
  if (last != words_.rend() && last->text == "\n") return end_block();
  words_.push_back({"\n"});
}

void BlockWriter::apply(const HtmlTag& tag) {
  const std::string_view name = tag.name;
  if (name == "b" || name == "strong" || name == "a" || name == "br") {
    apply_to_words(tag);
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
    tag.is_end ? end_list() : begin_list(tag);
  } else if (name == "li") {
    end_block();
    if (lists_.empty()) begin_list({});
    is_entry_ = !tag.is_end;
  } else if (name == "dt" || name == "dd") {
    apply_to_term(tag);
  } else if (std::find(std::begin(kParagraphTags), std::end(kParagraphTags), name) !=
             std::end(kParagraphTags)) {
    end_block();
  }
}

void BlockWriter::apply_to_words(const HtmlTag& tag) {
  if (tag.name == "a") {
    const std::string_view address = attribute_of(tag.attributes, "href");
    address_ = tag.is_end ? std::string() : markdown_address(without_entities(address));
  } else if (tag.name == "br") {
    break_line();
  } else {
    strong_ = std::max(0, strong_ + (tag.is_end ? -1 : 1));
  }
}

// A term is strong, and what is said of it stands on the line below.
void BlockWriter::apply_to_term(const HtmlTag& tag) {
  const bool is_term = tag.name == "dt";
  if (is_term && tag.is_end && term_ == Term::kWithin) {
    term_ = Term::kBehind;
  } else if (!is_term && !tag.is_end && term_ != Term::kNone && has_words()) {
    term_ = Term::kNone;
    break_line();
  } else {
    end_block();
    term_ = is_term && !tag.is_end ? Term::kWithin : Term::kNone;
  }
}

void BlockWriter::end_block() {
  const bool is_heading = heading_ > 0 && lists_.empty();
  const std::vector<StyledWords> words = std::exchange(words_, {});
  if (!is_heading && lists_.empty()) return add_paragraph(words);
  std::vector<std::string> lines =
      markdown_lines(words, is_heading ? MarkdownPlace::kHeading : MarkdownPlace::kParagraph);
  if (lines.empty()) return;
  if (is_heading) {
    blocks_.push_back({{}, std::string(static_cast<std::size_t>(heading_), '#') + " ", lines});
  } else if (std::exchange(is_entry_, false)) {
    add_entry(std::move(lines));
  } else {
    blocks_.push_back({lists_.back().inner, {}, std::move(lines)});
  }
}

void BlockWriter::add_entry(std::vector<std::string> lines) {
  List& list = lists_.back();
  const std::string sign =
      list.is_ordered ? std::to_string(list.number++) + ". " : bullet(list.is_of_rows);
  list.inner = list.indent + std::string(sign.size(), ' ');
  blocks_.push_back({list.indent, sign, std::move(lines), true, list.is_of_rows});
}

void BlockWriter::add_code(std::string_view text) {
  end_block();
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) {
    lines.emplace_back(line.substr(0, line.find_last_not_of(" \t\r") + 1));  // npos + 1 is 0
  }
  const auto says_something = [](const std::string& line) { return !line.empty(); };
  lines.erase(lines.begin(), std::find_if(lines.begin(), lines.end(), says_something));
  lines.erase(std::find_if(lines.rbegin(), lines.rend(), says_something).base(), lines.end());
  if (lines.empty()) return;
  const std::string fence = fence_for(text);
  lines.insert(lines.begin(), fence);
  lines.push_back(fence);
  if (!lists_.empty() && std::exchange(is_entry_, false)) {
    add_entry(std::move(lines));
  } else {
    blocks_.push_back({lists_.empty() ? "" : lists_.back().inner, {}, std::move(lines)});
  }
  blocks_.back().is_code = true;
}

// A table beside a list is none of its entries: another sign parts the two.
std::string BlockWriter::bullet(bool is_row) const {
  const std::string indent = lists_.empty() ? std::string() : lists_.back().indent;
  for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) {
    const bool is_outside =
        block->indent.size() < indent.size() || (block->indent == indent && !block->is_entry);
    if (is_outside) break;
    if (block->indent != indent) continue;
    const bool is_plain = block->sign == "- ";
    if (!is_plain && block->sign != "* ") break;
    return (block->is_row == is_row) == is_plain ? "- " : "* ";
  }
  return "- ";
}

std::string BlockWriter::text_between(std::size_t block) const {
  if (block == 0) return {};
  const Block& before = blocks_[block - 1];
  const Block& next = blocks_[block];
  const bool goes_on = next.is_entry && (before.is_entry || !before.indent.empty()) &&
                       (before.is_row == next.is_row || before.indent != next.indent);
  return goes_on ? "\n" : "\n\n";
}

std::string BlockWriter::text() {
  end_row();
  end_block();
  std::string text;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    text += text_between(i);
    for (std::size_t line = 0; line < block.lines.size(); ++line) {
      if (line > 0) text += block.is_code ? "\n" : "\\\n";
      if (block.lines[line].empty()) continue;
      text += block.indent;
      text += line == 0 ? block.sign : std::string(block.sign.size(), ' ');
      text += block.lines[line];
    }
  }
  return text;
}

void BlockWriter::begin_list(const HtmlTag& tag) {
  constexpr std::size_t kDeepest = 5;
  end_block();
  std::string indent;
  if (!lists_.empty()) {
    indent = lists_.size() < kDeepest ? lists_.back().inner : lists_.back().indent;
  }
  lists_.push_back({tag.name == "ol", start_of(tag.attributes), indent, indent});
  is_entry_ = false;
}

void BlockWriter::end_list() {
  end_block();
  if (!lists_.empty()) lists_.pop_back();
  is_entry_ = false;
}

void BlockWriter::end_row() {
  breaks_cell_ = false;
  if (!std::exchange(in_row_, false)) return end_block();
  lists_.push_back({false, 1, lists_.empty() ? "" : lists_.back().inner, {}, true});
  is_entry_ = true;
  end_list();
}

// Lines that begin with the sign of a list make one.
void BlockWriter::add_paragraph(const std::vector<StyledWords>& words) {
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
    if (!lines.empty()) blocks_.push_back({{}, bullet(false), std::move(lines), true});
  }
  end_plain();
}

}  // namespace rolepress
