#include "content/plain_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "content/markdown.h"

namespace rolepress {
namespace {

constexpr std::array<std::string_view, 22> kBlockTags = {
    "article", "blockquote", "br", "div", "h1", "h2", "h3", "h4",      "h5",    "h6", "hr",
    "li",      "ol",         "p",  "pre", "td", "th", "tr", "section", "table", "ul", "tbody"};
constexpr std::array<std::string_view, 16> kInlineTags = {
    "a",      "b",    "code", "em",  "font", "i",    "img",   "s",
    "script", "span", "sub",  "sup", "u",    "mark", "small", "strong"};

// What an author may also mean as a word of a text, "Write to <address>", unless it ends as well.
constexpr std::array<std::string_view, 34> kPairedBlockTags = {
    "address",    "aside", "body",     "caption",  "center", "dd",     "details",
    "dialog",     "dl",    "dt",       "fieldset", "figure", "footer", "form",
    "figcaption", "head",  "header",   "html",     "iframe", "legend", "main",
    "menu",       "nav",   "noscript", "option",   "search", "select", "summary",
    "tfoot",      "thead", "title",    "video",    "audio",  "object"};
constexpr std::array<std::string_view, 32> kPairedInlineTags = {
    "abbr", "acronym", "bdi",     "bdo",      "big", "button", "canvas", "cite",
    "data", "del",     "dfn",     "ins",      "kbd", "label",  "map",    "meter",
    "nobr", "output",  "picture", "progress", "q",   "rp",     "rt",     "ruby",
    "samp", "slot",    "strike",  "style",    "svg", "time",   "tt",     "var"};

// The last ones are a spreadsheet's, where a formula fails.
constexpr std::array<std::string_view, 24> kNoValues = {
    "n/a",    "n.a.",      "nan",     "none",          "null",
    "nil",    "undefined", "unknown", "not specified", "unspecified",
    "tbc",    "tba",       "tbd",     "todo",          "-",
    "–",      "?",         "#n/a",    "#ref!",         "#value!",
    "#name?", "#div/0!",   "#num!",   "#error!"};

template <class Names>
bool is_among(std::string_view word, const Names& names) {
  return std::find(names.begin(), names.end(), word) != names.end();
}

struct Tag {
  std::size_t length = 0;  // 0 = no tag of HTML begins there: "List<String>", "age < 3"
  bool is_block = false;
};

// Which elements both begin and end in a text, each looked for once.
class PairedTags {
 public:
  explicit PairedTags(std::string_view text) : text_(text) {}

  bool has(const std::string& name) {
    const auto [known, is_new] = known_.try_emplace(name, false);
    if (!is_new) return known->second;
    if (small_.empty()) small_ = to_lower(text_);
    const bool begins = small_.find(fmt::format("<{}>", name)) != std::string::npos ||
                        small_.find(fmt::format("<{} ", name)) != std::string::npos;
    return known->second = begins && small_.find(fmt::format("</{}>", name)) != std::string::npos;
  }

 private:
  std::string_view text_;
  std::string small_;
  std::map<std::string, bool> known_;
};

Tag tag_at(std::string_view text, std::size_t at, PairedTags& pairs) {
  constexpr std::size_t kLongest = 2000;
  std::size_t begin = at + 1;
  if (begin < text.size() && text[begin] == '/') ++begin;
  std::size_t end = begin;
  while (end < text.size() && std::isalnum(static_cast<unsigned char>(text[end])) != 0) ++end;
  const std::string name = to_lower(text.substr(begin, end - begin));
  const bool is_paired_block = is_among(name, kPairedBlockTags);
  const bool is_block = is_paired_block || is_among(name, kBlockTags);
  if (!is_block && !is_among(name, kInlineTags) && !is_among(name, kPairedInlineTags)) return {};
  const bool is_paired = is_paired_block || is_among(name, kPairedInlineTags);
  if (is_paired && !pairs.has(name)) return {};
  if (end < text.size() && std::string_view(" \t\n/>").find(text[end]) == std::string_view::npos)
    return {};
  const std::size_t close = text.substr(0, at + kLongest).find('>', end);
  return close == std::string_view::npos ? Tag() : Tag{close + 1 - at, is_block};
}

// "&rsquo;"; empty = none begins there.
std::string_view entity_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 32;
  const std::string_view rest = text.substr(at, kLongest);
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view name = rest.substr(1, end - 1);
  const bool is_word = std::all_of(name.begin(), name.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '#';
  });
  return is_word ? rest.substr(0, end + 1) : std::string_view();
}

// Calls visit(offset, tag) for each tag.
template <class Visit>
void for_each_tag(std::string_view text, const Visit& visit) {
  PairedTags pairs(text);
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
    const Tag tag = tag_at(text, at, pairs);
    if (tag.length > 0) visit(at, tag);
    at += std::max<std::size_t>(tag.length, 1);
  }
}

std::string without_tags(std::string_view text) {
  std::string plain;
  std::size_t done = 0;
  for_each_tag(text, [&](std::size_t at, const Tag& tag) {
    plain += text.substr(done, at - done);
    if (tag.is_block) plain += '\n';
    done = at + tag.length;
  });
  plain += text.substr(done);
  return plain;
}

bool has_tag(std::string_view text) {
  bool found = false;
  for_each_tag(text, [&](std::size_t, const Tag&) { found = true; });
  return found;
}

std::string tidy_lines(std::string_view text) {
  std::string tidy;
  for (const std::string_view line : split(text, '\n')) {
    std::string words;
    for (const std::string_view word : split(line, ' ')) {
      if (trim(word).empty()) continue;
      if (!words.empty()) words += ' ';
      words += trim(word);
    }
    if (words.empty()) continue;
    if (!tidy.empty()) tidy += '\n';
    tidy += words;
  }
  return tidy;
}

// The first tag or entity; empty where there is none.
std::string_view find_html(std::string_view text) {
  std::string_view found;
  for_each_tag(text, [&](std::size_t at, const Tag& tag) {
    if (found.empty()) found = text.substr(at, tag.length);
  });
  if (!found.empty()) return found;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view entity = entity_at(text, at);
    if (!entity.empty() && !decode_entity(entity).empty()) return entity;
  }
  return {};
}

// "**words**" or "[words](address)"; empty where there is none.
std::string_view find_markdown(std::string_view text) {
  constexpr std::string_view kStress = "**";
  const std::size_t stress = text.find(kStress);
  if (stress != std::string_view::npos &&
      text.find(kStress, stress + kStress.size()) != std::string_view::npos)
    return kStress;
  constexpr std::string_view kLink = "](";
  return text.find("](http") == std::string_view::npos ? std::string_view() : kLink;
}

constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {
    {"“", "”"}, {"„", "“"}, {"„", "”"}, {"”", "”"}, {"‘", "’"}, {"«", "»"}, {"»", "«"}};

// The first of the quotes that enclose the whole text; empty where none do.
std::string_view enclosing_quote(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    if (text.size() <= open.size() + close.size() || !text.starts_with(open) ||
        !text.ends_with(close)) {
      continue;
    }
    const std::string_view within =
        text.substr(open.size(), text.size() - open.size() - close.size());
    const bool holds_others = within.find(open) != std::string_view::npos ||
                              (close != "’" && within.find(close) != std::string_view::npos);
    if (!holds_others) return open;
  }
  return {};
}

// What to write in the place of an entity, or of tags where `plain` is empty.
std::string help_with_html(std::string_view plain) {
  if (plain.empty()) return "delete the tags";
  for (const std::string_view blank : {"\u00a0", "\u2002", "\u2003", "\u2009", "\u202f"}) {
    if (plain == blank) return "write a plain blank";
  }
  const bool is_seen = plain != "\u00ad" && !trim(without_unseen(plain)).empty();
  return is_seen ? fmt::format("write {} itself", plain) : "delete it: nobody sees it";
}

}  // namespace

bool says_nothing(std::string_view text) { return is_among(to_lower(trim(text)), kNoValues); }

std::string without_entities(std::string_view text) {
  constexpr std::string_view kNoBreakSpace = "\u00a0";
  std::map<std::string_view, std::string> known;  // a description has few, many times
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view entity = text[at] == '&' ? entity_at(text, at) : std::string_view();
    if (!entity.empty() && !known.contains(entity)) known[entity] = decode_entity(entity);
    if (entity.empty() || known[entity].empty()) {
      plain += text[at++];
      continue;
    }
    plain += known[entity] == kNoBreakSpace ? " " : known[entity];
    at += entity.size();
  }
  return plain;
}

std::string html_within(std::string_view text) {
  if (has_tag(text)) return std::string(text);
  // Greenhouse escapes the tags of its descriptions once more.
  std::string unescaped = without_entities(text);
  return has_tag(unescaped) ? unescaped : std::string();
}

bool has_markdown(std::string_view text) { return !find_markdown(text).empty(); }

std::string text_of_html(std::string_view html) {
  if (find_html(html).empty()) return std::string(html);
  const std::string text = has_tag(html) ? std::string(html) : without_entities(html);
  return tidy_lines(without_entities(without_tags(text)));
}

std::string_view without_quotes(std::string_view text) {
  for (const auto& [open, close] : kQuotes) {
    if (text.size() > open.size() + close.size() && text.starts_with(open) &&
        text.ends_with(close)) {
      return text.substr(open.size(), text.size() - open.size() - close.size());
    }
  }
  return text;
}

void warn_of_markup(const Located<std::string>& text, std::string_view key, Reporter& report) {
  if (says_nothing(text.value)) {
    report.warn(text.at, "no-value", fmt::format("\"{}\" says {}", key, text.value),
                "delete it: what nobody knows is left out, and the page says so where it matters");
    return;
  }
  if (const std::string_view html = find_html(text.value); !html.empty()) {
    const std::string plain = html.front() == '&' ? decode_entity(html) : std::string();
    report.warn(text.at, "plain-text",
                fmt::format("\"{}\" is plain text: {} is shown as it stands", key, html),
                help_with_html(plain));
    return;
  }
  if (const std::string_view quote = enclosing_quote(text.value); !quote.empty()) {
    report.warn(text.at, "plain-text",
                fmt::format("the quotes around \"{}\" are shown as they stand", key),
                fmt::format("delete the {} and its end: a text needs no quotes, or straight ones "
                            "(\") where it holds a colon",
                            quote));
    return;
  }
  if (const std::string_view sign = find_markdown(text.value); !sign.empty()) {
    report.warn(text.at, "plain-text",
                fmt::format("\"{}\" is plain text: {} is shown as it stands", key, sign),
                "leave the words alone, without the signs of Markdown");
  }
}

void warn_of_several(const Located<std::string>& entry, std::string_view key, Reporter& report) {
  // "Degree in law; PhD preferred" is one requirement.
  const bool are_tags = key == "professions" || key == "tasks" || key == "software";
  const std::size_t fewest = are_tags ? 2 : 3;
  constexpr std::ptrdiff_t kMostBlanks = 3;  // within one of them; a sentence has more
  const std::vector<std::string_view> parts = split(entry.value, ';');
  const bool are_names = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    part = trim(part);
    return !part.empty() && part.find('&') == std::string_view::npos &&
           std::count(part.begin(), part.end(), ' ') <= kMostBlanks;
  });
  if (parts.size() < fewest || !are_names) return;
  report.warn(entry.at, "several-in-one",
              fmt::format("{} things stand in one entry of \"{}\"", parts.size(), key),
              "write each as an entry of its own: begin a new one in the place of each semicolon");
}

}  // namespace rolepress
