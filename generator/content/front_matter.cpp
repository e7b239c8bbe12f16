// YAML as authors of a role board need it: a plain tree of texts, lists and mappings with places.
// yaml-cpp delivers events; what YAML allows beyond that (aliases, tags, silent duplicates) is
// refused here, because each is a typo or an attack in a role file.

#include "content/front_matter.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <exception>
#include <istream>
#include <streambuf>

#include "base/text.h"
#include "content/plain_yaml.h"
#include "content/readable_text.h"
#include "content/unreadable_yaml.h"
#include "content/yaml_lint.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxKeys = 500;  // per mapping; keeps the search for duplicates short

struct StopReading : std::exception {};

// Reads straight from the text: an istringstream would copy it.
class ViewBuffer : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // never written: the buffer has no put area
    setg(begin, begin, begin + text.size());
  }
};

// Builds the tree from events. A mapping's keys and values arrive in turn.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, int first_line, Reporter& report)
      : text_(text), first_line_(first_line), report_(report) {}

  YamlNode root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.at = spot(mark, 1);
    if (!stack_.empty() && stack_.back().node.kind == YamlNode::Kind::kSequence) {
      node.at = spot_before(mark);
    }
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop(spot(mark, 1), "alias", std::string(kAliasMessage), std::string(kAliasHelp));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.kind = YamlNode::Kind::kScalar;
    node.quoted = tag == "!";
    refuse_tag(mark, tag);
    refuse_control(mark, value);
    node.scalar = node.quoted ? seen_only(mark, value) : value;
    node.at = spot(mark, static_cast<int>(value.size()) + (node.quoted ? 2 : 0));
    place_text(mark, node);
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kSequence, mark, tag, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMapping, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    bool key_next = true;
    bool is_repeat = false;  // the key was there before: its value is read and left out
  };

  [[nodiscard]] Spot spot(const YAML::Mark& mark, int length) const {
    // yaml-cpp counts lines from 0 within the block; authors count from 1 within the file.
    return {first_line_ + mark.line, mark.column, std::max(length, 1)};
  }

  void place_text(const YAML::Mark& mark, YamlNode& node) const {
    const std::string_view rest =
        text_.substr(std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size()));
    const std::size_t line_end = std::min(rest.find('\n'), rest.size());
    node.text_at = node.at;
    if (node.quoted && rest.starts_with('|')) {
      const std::size_t word = std::min(rest.find_first_not_of(" \r\n", line_end), rest.size());
      const std::size_t before = rest.substr(0, word).rfind('\n');
      if (before == std::string_view::npos) return;
      node.text_at = {node.at.line + 1, static_cast<int>(word - before) - 1, 1};
      return;
    }
    if (node.quoted) ++node.text_at.column;
    node.line_for_line = node.scalar.find('\n') == std::string::npos &&
                         line_end >= node.scalar.size() + (node.quoted ? 2 : 0);
  }

  // The mark of an empty entry of a list points at whatever comes next; this, at its hyphen.
  [[nodiscard]] Spot spot_before(const YAML::Mark& mark) const {
    const std::size_t end = std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
    const std::size_t sign = text_.substr(0, end).find_last_of("-,[");
    if (sign == std::string_view::npos) return spot(mark, 1);
    const std::string_view between = text_.substr(sign, end - sign);
    const auto lines = static_cast<int>(std::count(between.begin(), between.end(), '\n'));
    if (lines == 0) {
      return {first_line_ + mark.line, mark.column - static_cast<int>(between.size()), 1};
    }
    const std::size_t start = text_.rfind('\n', sign) + 1;  // npos + 1 is 0
    return {first_line_ + mark.line - lines, static_cast<int>(sign - start), 1};
  }

  [[noreturn]] void stop(Spot at, std::string_view rule, std::string message, std::string help) {
    report_.error(at, rule, std::move(message), std::move(help));
    throw StopReading();
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    stop(spot(mark, 1), "anchor", "an anchor (&name) cannot be used here",
         "write the value out, or put text that begins with & in double quotes");
  }

  // The file has none, but "\x01" in quotes gives one.
  void refuse_control(const YAML::Mark& mark, std::string_view value) {
    const bool has_control = std::any_of(value.begin(), value.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') ||
             c == 0x7f;
    });
    if (!has_control) return;
    stop(spot(mark, 1), "control-character", "a control character is written in this text",
         "delete it, or write \\\\ for a backslash in double quotes");
  }

  // Programs write "\u200b" in quotes. What stands in the file itself is told of already.
  std::string seen_only(const YAML::Mark& mark, const std::string& value) {
    const auto unseen = find_unseen(value);
    if (!unseen) return value;
    if (!find_unseen(text_)) {
      std::size_t at = *unseen;
      const auto c = static_cast<std::uint32_t>(decode_utf8(value, at));
      report_.warn(
          spot(mark, 1), "unseen-character",
          fmt::format("a character that nobody can see (U+{:04X}) is written in this text", c),
          "it is left out of the page; delete it");
    }
    return without_unseen(value);
  }

  void refuse_tag(const YAML::Mark& mark, std::string_view tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    constexpr std::string_view kYaml = "tag:yaml.org,2002:";  // what !! stands for
    if (!tag.starts_with(kYaml)) {
      stop(spot(mark, 1), "tag", "a tag (!name) cannot be used here",
           "put text that begins with ! in double quotes");
    }
    // Written by a program, as !!timestamp: it changes nothing of what stands behind it.
    report_.error(
        spot(mark, 1), "tag", "a tag (!name) cannot be used here",
        fmt::format("delete !!{} and leave what stands behind it", tag.substr(kYaml.size())));
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (!stack_.empty() && expects_key()) {
      stop(spot(mark, 1), "key", "a key must be a plain word",
           "put text that begins with [ or { in double quotes");
    }
    if (stack_.size() == kMaxDepth) {
      stop(spot(mark, 1), "nesting", fmt::format("values are nested more than {} deep", kMaxDepth),
           "no field needs as much: look for brackets or hyphens too many");
    }
    Open level;
    level.node.kind = kind;
    level.node.at = spot(mark, 1);
    stack_.push_back(std::move(level));
  }

  void close() {
    YamlNode node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }

  [[nodiscard]] bool expects_key() const {
    return stack_.back().node.kind == YamlNode::Kind::kMapping && stack_.back().key_next;
  }

  void add(YamlNode node) {
    if (stack_.empty()) {
      root = std::move(node);
    } else if (stack_.back().node.kind == YamlNode::Kind::kSequence) {
      stack_.back().node.items.push_back(std::move(node));
    } else if (stack_.back().key_next) {
      add_key(node);
    } else {
      YamlEntry& entry = stack_.back().node.entries.back();
      // The mark of an empty value points at whatever comes next.
      if (node.kind == YamlNode::Kind::kNull) node.at = entry.key_at;
      entry.value = std::move(node);
      if (stack_.back().is_repeat) stack_.back().node.entries.pop_back();
      stack_.back().key_next = true;
    }
  }

  void add_key(const YamlNode& node) {
    std::vector<YamlEntry>& entries = stack_.back().node.entries;
    if (node.kind != YamlNode::Kind::kScalar || node.scalar.empty()) {
      stop(node.at, "key", "a key must be a plain word",
           "write the name of a field before the colon");
    }
    stack_.back().is_repeat = false;
    for (const YamlEntry& entry : entries) {
      if (entry.key != node.scalar) continue;
      // {min: 70,000, max: 90,000}: check_keys tells of the commas.
      const bool is_group = entry.key.size() == 3 && entry.value.kind == YamlNode::Kind::kNull &&
                            entry.key.find_first_not_of("0123456789") == std::string::npos;
      if (is_group) break;
      stack_.back().is_repeat = true;
      report_.error(
          node.at, "duplicate-key", fmt::format("\"{}\" is written twice", node.scalar),
          fmt::format("it stands on line {} already; keep one of them", entry.key_at.line));
    }
    if (entries.size() == kMaxKeys) {
      stop(node.at, "too-many-keys", fmt::format("more than {} keys in one place", kMaxKeys),
           "no file needs as many: delete those that are no fields");
    }
    entries.push_back({node.scalar, node.at, {}});
    stack_.back().key_next = false;
  }

  std::string_view text_;
  int first_line_;
  Reporter& report_;
  std::vector<Open> stack_;
};

// How many slips are read past, each by reading the text again.
constexpr int kMostMended = 20;

std::optional<YamlNode> parse_by_library(std::string_view text, int first_line, int tries,
                                         Reporter& report) {
  TreeBuilder builder(text, first_line, report);
  try {
    ViewBuffer buffer(text);
    std::istream in(&buffer);
    YAML::Parser parser(in);
    TreeBuilder rest(text, first_line, report);
    if (parser.HandleNextDocument(builder) && parser.HandleNextDocument(rest) &&
        rest.root.kind != YamlNode::Kind::kNull) {
      report.error(rest.root.at, "documents", "a second YAML document begins here",
                   "one file holds one entry: remove the line --- above this");
      return std::nullopt;
    }
  } catch (const StopReading&) {
    return std::nullopt;
  } catch (const YAML::Exception& e) {
    YamlFault fault{e.msg};
    if (!e.mark.is_null()) {
      fault.offset = static_cast<std::size_t>(e.mark.pos);
      fault.line = static_cast<std::size_t>(e.mark.line);
      fault.column = e.mark.column;
    }
    if (!report_unreadable(fault, text, first_line, report) || tries == 0) return std::nullopt;
    const auto mended = mended_yaml(fault, text);
    return mended ? parse_by_library(*mended, first_line, tries - 1, report) : std::nullopt;
  }
  return std::move(builder.root);
}

}  // namespace

std::optional<YamlNode> parse_yaml(std::string_view given, int first_line, Reporter& report) {
  const auto plain_blanks = with_plain_blanks(given);
  const std::string_view text = plain_blanks ? *plain_blanks : given;
  if (!lint_yaml(text, first_line, report)) return std::nullopt;
  if (auto plain = read_plain_yaml(text, first_line)) return plain;
  return parse_any_yaml(text, first_line, report);
}

std::optional<YamlNode> parse_any_yaml(std::string_view text, int first_line, Reporter& report) {
  return parse_by_library(text, first_line, kMostMended, report);
}

namespace {

bool is_fence(std::string_view line) { return trim(line) == "---"; }

std::string_view opening_help(std::string_view text) {
  if (trim(text.substr(0, text.find('\n'))) == "+++") {
    return "write --- in the place of both +++, and name: value in the place of name = value";
  }
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  const std::string_view first = text.substr(std::min(begin, text.size()));
  if (is_fence(first.substr(0, first.find('\n')))) return "delete what stands above the first ---";
  return "the first line must be ---, then the fields, then --- again";
}

// The line that was meant as the end: "----", or a dash that a word processor has made of ---.
void report_unclosed(std::string_view text, Reporter& report) {
  constexpr std::string_view kMissing = "the front matter is not closed";
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    std::string_view rest = trim(line);
    if (number == 1 || rest.empty()) continue;
    for (bool moved = true; moved;) {
      moved = false;
      for (const std::string_view dash : {"-", "–", "—", "_", "*", "="}) {
        if (!rest.starts_with(dash)) continue;
        rest.remove_prefix(dash.size());
        moved = true;
      }
    }
    if (!rest.empty()) continue;
    const std::string_view meant = trim(line);
    const int column = static_cast<int>(meant.data() - line.data());
    report.error({number, column, static_cast<int>(meant.size())}, "front-matter",
                 std::string(kMissing),
                 "write --- on this line, with nothing before it and nothing behind");
    return;
  }
  report.error(kOpeningFence, "front-matter", std::string(kMissing),
               "write a line --- after the last field");
}

}  // namespace

std::optional<FrontMatter> parse_front_matter(std::string_view text, Reporter& report) {
  text = without_bom(text);
  if (!text.starts_with("---") || !is_fence(text.substr(0, text.find('\n')))) {
    report.error(kOpeningFence, "front-matter", "the front matter is missing",
                 std::string(opening_help(text)));
    return std::nullopt;
  }
  const std::size_t begin = std::min(text.find('\n'), text.size() - 1) + 1;
  int line = 2;
  for (std::size_t at = begin; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view current = text.substr(at, end - at);
    if (is_fence(current) && current.starts_with("---")) {
      return FrontMatter{parse_yaml(text.substr(begin, at - begin), 2, report),
                         text.substr(std::min(end + 1, text.size())), line + 1};
    }
    at = end + 1;
  }
  report_unclosed(text, report);
  return std::nullopt;
}

}  // namespace rolepress
