#include "content/read_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "content/write_yaml.h"

namespace rolepress {
namespace {

using nlohmann::json;

constexpr std::size_t kMostLevels = 32;

// Steps through a text for the library, which tells no places, and leaves word how far it has come.
class Step {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Step(const char* at, const char*& reached) : at_(at), reached_(&reached) {}

  reference operator*() const { return *at_; }
  Step& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  friend bool operator==(const Step& a, const Step& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  const char** reached_;
};

class JsonTree : public nlohmann::json_sax<json> {
 public:
  JsonTree(JsonText kind, int line, std::string_view text, Reporter& report)
      : kind_(kind),
        report_(report),
        text_(text),
        begin_(text.data()),
        line_(line),
        line_begin_(begin_),
        next_(begin_),
        reached_(begin_) {}

  YamlNode root;

  // How far the library has read.
  const char*& reached() { return reached_; }

  bool null() override { return add(YamlNode()); }
  bool boolean(bool value) override { return add(text_node(value ? "true" : "false")); }
  bool number_integer(number_integer_t value) override {
    return add(text_node(std::to_string(value)));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return add(text_node(std::to_string(value)));
  }
  bool number_float(number_float_t value, const string_t&) override {
    return add(text_node(json(value).dump()));
  }
  bool string(string_t& value) override { return add(text_node(value)); }
  bool binary(binary_t&) override { return false; }  // JSON has none

  bool start_object(std::size_t) override { return open(YamlNode::Kind::kMapping); }
  bool start_array(std::size_t) override { return open(YamlNode::Kind::kSequence); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    stack_.back().key = {value, take_place(), {}};
    return true;
  }

  bool parse_error(std::size_t position, const std::string& token,
                   const nlohmann::detail::exception& error) override {
    constexpr int kNumberOverflow = 406;
    Spot at = take_place();
    if (error.id == kNumberOverflow) {
      at.length = static_cast<int>(token.size());
      report_.error(at, "json", "this number is larger than any that can be read",
                    "correct it, or write it as a text in double quotes");
      return false;
    }
    const char* wrong = begin_ + (position == 0 ? 0 : position - 1);
    at.column = static_cast<int>(std::max(wrong, line_begin_) - line_begin_);
    if (const std::string_view word = no_number_at(wrong); !word.empty()) {
      at.length = static_cast<int>(word.size());
      report_.error(at, "json", fmt::format("{} is no JSON, though some programs write it", word),
                    "write null in its place");
    } else if (kind_ == JsonText::kLine) {
      report_.error(at, "json", "this line is no JSON from here on",
                    "each line must hold one whole object");
    } else if (stack_.empty() && is_read_) {
      report_.error(at, "json", "the file has ended before this",
                    "the name of a list with an object on each line must end in .jsonl");
    } else {
      report_.error(at, "json", "the file is no JSON from here on",
                    "save it anew from where it came from");
    }
    return false;
  }

 private:
  struct Open {
    YamlNode node;
    YamlEntry key;  // of the value to come
  };

  // What Python writes for a number that is none; empty where that is not what is wrong.
  std::string_view no_number_at(const char* wrong) const {
    auto from = static_cast<std::size_t>(wrong - begin_);
    if (from > 0 && from <= text_.size() && text_[from - 1] == '-') --from;
    const std::string_view rest = text_.substr(std::min(from, text_.size()));
    for (const std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
      if (rest.starts_with(word)) return rest.substr(0, word.size());
    }
    return {};
  }

  // The word just read begins with the first sign behind the one before.
  Spot take_place() {
    constexpr std::string_view kBetween = " \t\r\n:,";
    for (; next_ < reached_ && kBetween.find(*next_) != std::string_view::npos; ++next_) {
      if (*next_ != '\n') continue;
      ++line_;
      line_begin_ = next_ + 1;
    }
    const Spot at{line_, static_cast<int>(next_ - line_begin_), 1};
    // Where a number ends is known by the sign behind it, which may be the end of the line.
    const bool is_behind = reached_ > next_ && reached_[-1] == '\n';
    next_ = is_behind ? reached_ - 1 : reached_;
    return at;
  }

  bool open(YamlNode::Kind kind) {
    if (stack_.size() == kMostLevels) {
      report_.error(take_place(), "json", "values are nested too deep", "make the list flatter");
      return false;
    }
    Open level;
    level.node.kind = kind;
    level.node.at = take_place();
    stack_.push_back(std::move(level));
    return true;
  }

  bool close() {
    take_place();
    YamlNode node = std::move(stack_.back().node);
    stack_.pop_back();
    put(std::move(node));
    return true;
  }

  bool add(YamlNode node) {
    node.at = take_place();
    put(std::move(node));
    return true;
  }

  void put(YamlNode node) {
    if (stack_.empty()) {
      root = std::move(node);
      is_read_ = true;
      return;
    }
    Open& level = stack_.back();
    if (level.node.kind == YamlNode::Kind::kSequence) {
      level.node.items.push_back(std::move(node));
      return;
    }
    // Of a key that stands twice, the last value counts.
    std::vector<YamlEntry>& entries = level.node.entries;
    const auto known = std::find_if(entries.begin(), entries.end(), [&](const YamlEntry& entry) {
      return entry.key == level.key.key;
    });
    if (known != entries.end()) {
      known->value = std::move(node);
    } else {
      level.key.value = std::move(node);
      entries.push_back(std::move(level.key));
    }
  }

  JsonText kind_;
  Reporter& report_;
  std::string_view text_;
  const char* begin_;
  int line_;
  const char* line_begin_;
  const char* next_;  // behind the word read last
  const char* reached_;
  bool is_read_ = false;
  std::vector<Open> stack_;
};

}  // namespace

std::optional<YamlNode> read_json(std::string_view text, JsonText kind, int line,
                                  Reporter& report) {
  const char* begin = text.data();
  const char* end = begin + text.size();
  JsonTree tree(kind, line, text, report);
  if (!json::sax_parse(Step(begin, tree.reached()), Step(end, tree.reached()), &tree)) {
    return std::nullopt;
  }
  return std::move(tree.root);
}

}  // namespace rolepress
