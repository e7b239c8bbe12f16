#include "content/schema.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "content/plain_text.h"
#include "content/web_address.h"
#include "content/write_yaml.h"
#include "content/written_date.h"
#include "content/written_pay.h"

namespace rolepress {
namespace {

void wrong_type(const YamlNode& node, std::string_view key, std::string_view wanted,
                std::string help, Reporter& report) {
  report.error(node.at, "type",
               fmt::format("\"{}\" must be {}, not {}", key, wanted, kind_name(node)),
               std::move(help));
}

std::string text_help(const YamlNode& node) {
  return node.kind == YamlNode::Kind::kMapping
             ? "put a text that holds a colon or braces in double quotes"
             : "write it as one text, without brackets and without a hyphen in front";
}

std::string list_help(const YamlNode& node, std::string_view key) {
  constexpr std::string_view kNotInBrackets = "[]{}:#&*!|>'\"%@`?\n";
  const std::string_view text = trim(node.scalar);
  if (says_nothing(text)) return "delete the line: a field that has nothing is left out";
  const bool fits = !text.empty() && text.find_first_of(kNotInBrackets) == std::string_view::npos;
  if (!node.quoted && !node.line_for_line)
    return "begin each line below it with a hyphen and a space";
  return fmt::format("write {}: [{}]", key, fits ? text : "first, second");
}

// Why the host of an address cannot be taken.
void report_host(const Located<std::string>& address, std::string_view host, std::string_view key,
                 Reporter& report) {
  const std::size_t colon = host.find(':');
  const std::string_view port = host.substr(std::min(colon, host.size()));
  const bool has_port = port.size() > 1 && host.find('@') == std::string_view::npos &&
                        port.find_first_not_of("0123456789", 1) == std::string_view::npos;
  const bool is_ascii = std::all_of(host.begin(), host.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  std::string_view why = "its host is not a plain name";
  std::string help = "copy the whole address from the browser's address bar";
  if (has_port) {
    why = "it names a port";
    help = fmt::format("leave out {}: the site links to the usual port alone", port);
  } else if (!is_ascii) {
    why = "its host is not written in ASCII";
    help = "write the host in the form that begins with xn--";
  }
  report
      .error(address.at, "url", fmt::format("\"{}\" is not a web address: {}", key, why),
             std::move(help))
      .replacement = mended_address(address.value);
}

void report_unencoded(const Located<std::string>& address, std::string_view sign,
                      std::string_view key, Reporter& report) {
  std::string mended = mended_address(address.value);
  const std::string what = mended.empty() ? "it holds a space or a character that must be encoded"
                                          : fmt::format("{} must be encoded in it", sign);
  report
      .error(address.at, "url", fmt::format("\"{}\" is not a web address: {}", key, what),
             mended.empty() ? "copy the whole address from the browser's address bar"
                            : fmt::format("write {}", mended))
      .replacement = std::move(mended);
}

// Offers the right form for the date forms that people write from habit.
std::string date_help(std::string_view text) {
  constexpr std::string_view kForm = "write the day as YYYY-MM-DD, for example 2026-05-28";
  constexpr std::string_view kNoSuchDay = "the calendar has no such day between 1900 and 2999";
  constexpr std::string_view kShape = "0000-00-00";
  const bool well_formed = std::equal(
      text.begin(), text.end(), kShape.begin(), kShape.end(),
      [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
  if (const std::string date = only_date(text); !date.empty() && date != text) {
    return fmt::format("write {} if that is the day you mean (YYYY-MM-DD)", date);
  }
  if (well_formed) return std::string(kNoSuchDay);
  const auto is_number = [](std::string_view s) {
    return !s.empty() && s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  for (const char separator : {'/', '.', '-'}) {
    const std::vector<std::string_view> parts = split(text, separator);
    if (parts.size() != 3 || !std::all_of(parts.begin(), parts.end(), is_number)) continue;
    const bool year_first = parts[0].size() == 4;
    const std::string iso = fmt::format("{}-{:0>2}-{:0>2}", year_first ? parts[0] : parts[2],
                                        parts[1], year_first ? parts[2] : parts[0]);
    if (parse_date(iso) && iso != text) {
      return fmt::format("write {} if that is the day you mean (YYYY-MM-DD)", iso);
    }
    const std::size_t years = year_first ? parts[0].size() : parts[2].size();
    const bool month_first =
        parse_date(fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[0], parts[1])).has_value();
    if (years == 4 && !month_first) return std::string(kNoSuchDay);
  }
  return std::string(kForm);
}

// The word among the choices that is meant beyond doubt by another one; empty where there is none.
std::string_view meant_choice(std::string_view word, std::span<const std::string_view> choices) {
  const std::string lower = to_lower(trim(word));
  const auto same = std::find(choices.begin(), choices.end(), lower);
  if (same != choices.end()) return *same;
  constexpr std::pair<std::string_view, std::string_view> kOthers[] = {
      {"open", "live"},      {"active", "live"},   {"published", "live"}, {"archived", "closed"},
      {"expired", "closed"}, {"filled", "closed"}, {"inactive", "closed"}};
  for (const auto& [other, meant] : kOthers) {
    const auto found = std::find(choices.begin(), choices.end(), meant);
    if (other == lower && found != choices.end()) return *found;
  }
  if (choices.data() != std::data(kPayUnits)) return {};
  const auto unit = unit_of_words(word);
  return unit && word.size() > 1 ? choices[static_cast<std::size_t>(*unit)] : std::string_view();
}

// Another unit makes another pay: only a slip of one letter is taken for one.
std::string choice_help(std::string_view word, std::span<const std::string_view> choices) {
  const std::string_view near = nearest(word, choices);
  const bool is_guess = choices.data() == std::data(kPayUnits) && !near.empty() &&
                        edit_distance(to_lower(word), near) > 1;
  return is_guess ? fmt::format("it may be one of: {}", fmt::join(choices, ", "))
                  : suggest(word, choices);
}

}  // namespace

std::string_view kind_name(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return "empty";
    case YamlNode::Kind::kScalar:
      return "a text";
    case YamlNode::Kind::kSequence:
      return "a list";
    case YamlNode::Kind::kMapping:
      return "a mapping";
  }
  return {};
}

bool is_empty(const YamlNode& node) {
  return node.kind == YamlNode::Kind::kNull ||
         (node.kind == YamlNode::Kind::kScalar && trim(node.scalar).empty()) ||
         (node.kind == YamlNode::Kind::kSequence && node.items.empty()) ||
         (node.kind == YamlNode::Kind::kMapping && node.entries.empty());
}

std::optional<Located<std::string>> read_text(const YamlNode& node, int max, std::string_view key,
                                              Reporter& report) {
  if (node.kind != YamlNode::Kind::kScalar) {
    wrong_type(node, key, "a text", text_help(node), report);
    return std::nullopt;
  }
  const std::string_view value = trim(node.scalar);
  const std::size_t length = count_characters(value);
  if (length > static_cast<std::size_t>(max)) {
    report.error(node.at, "too-long",
                 fmt::format("\"{}\" has {} characters; at most {} are allowed", key, length, max),
                 fmt::format("shorten it by {}", length - static_cast<std::size_t>(max)));
    return std::nullopt;
  }
  Located<std::string> result{std::string(value), node.at};
  std::replace(result.value.begin(), result.value.end(), '\n', ' ');
  return result;
}

std::optional<Located<std::string>> read_url(const YamlNode& node, std::string_view key,
                                             Reporter& report) {
  auto text = read_text(node, kMaxUrlCharacters, key, report);
  if (!text) return std::nullopt;
  const std::string& value = text->value;
  if (const std::string_view bare = without_quotes(value);
      bare.size() < value.size() && bare.starts_with(kAddressScheme)) {
    const std::size_t begin = value.find(bare);
    report
        .error(node.at, "url",
               fmt::format("\"{}\" must begin with https://, not with {}", key,
                           value.substr(0, begin)),
               fmt::format("write it without {} and {}: only straight quotes (\") may enclose it",
                           value.substr(0, begin), value.substr(begin + bare.size())))
        .replacement = bare;
    return std::nullopt;
  }
  if (!value.starts_with(kAddressScheme)) {
    report.error(node.at, "url", fmt::format("\"{}\" must begin with https://", key),
                 "copy the whole address from the browser's address bar");
    return std::nullopt;
  }
  // Credentials, ports and empty hosts have no place in a published link.
  const std::string_view rest = std::string_view(value).substr(kAddressScheme.size());
  const std::string_view host = host_of_rest(rest);
  if (!is_plain_host(host)) {
    report_host(*text, host, key, report);
    return std::nullopt;
  }
  if (const std::string_view sign = find_unencoded(rest); !sign.empty()) {
    report_unencoded(*text, sign, key, report);
    return std::nullopt;
  }
  return text;
}

std::optional<Located<CivilDate>> read_date(const YamlNode& node, std::string_view key,
                                            Reporter& report) {
  if (node.kind != YamlNode::Kind::kScalar) {
    wrong_type(node, key, "a date", "write the day as YYYY-MM-DD, for example 2026-05-28", report);
    return std::nullopt;
  }
  if (const auto date = parse_date(trim(node.scalar))) return Located<CivilDate>{*date, node.at};
  report.error(node.at, "date", fmt::format("\"{}\" is not a date: {}", key, trim(node.scalar)),
               date_help(trim(node.scalar)));
  return std::nullopt;
}

std::optional<int> read_integer(const YamlNode& node, const Shape& shape, std::string_view key,
                                Reporter& report) {
  const std::string wanted = fmt::format("a whole number from {} to {}", shape.min, shape.max);
  if (node.kind != YamlNode::Kind::kScalar) {
    wrong_type(node, key, wanted, "write the number in digits alone", report);
    return std::nullopt;
  }
  int value = -1;
  const char* end = node.scalar.data() + node.scalar.size();
  const auto parsed = std::from_chars(node.scalar.data(), end, value);
  if (parsed.ec != std::errc() || parsed.ptr != end || value < shape.min || value > shape.max) {
    report.error(node.at, "number",
                 fmt::format("\"{}\" must be {}, not {}", key, wanted, node.scalar),
                 "write the number in digits alone");
    return std::nullopt;
  }
  return value;
}

std::optional<std::size_t> read_choice(const YamlNode& node,
                                       std::span<const std::string_view> choices,
                                       std::string_view key, Reporter& report) {
  if (node.kind != YamlNode::Kind::kScalar) {
    wrong_type(node, key, "one word", suggest("", choices), report);
    return std::nullopt;
  }
  const auto found = std::find(choices.begin(), choices.end(), node.scalar);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  const std::string_view meant = meant_choice(node.scalar, choices);
  report
      .error(node.at, "choice", fmt::format("\"{}\" cannot be \"{}\"", key, node.scalar),
             meant.empty() ? choice_help(node.scalar, choices)
                           : fmt::format("did you mean \"{}\"?", meant))
      .replacement = meant;
  return std::nullopt;
}

std::vector<Located<std::string>> read_list(const YamlNode& node, int max_entries,
                                            std::string_view key, Reporter& report) {
  std::vector<Located<std::string>> result;
  if (node.kind != YamlNode::Kind::kSequence) {
    wrong_type(node, key, "a list", list_help(node, key), report);
    return result;
  }
  if (node.items.size() > static_cast<std::size_t>(max_entries)) {
    report.error(node.at, "too-many",
                 fmt::format("\"{}\" has {} entries; at most {} are allowed", key,
                             node.items.size(), max_entries),
                 fmt::format("delete {} of them",
                             node.items.size() - static_cast<std::size_t>(max_entries)));
    return result;
  }
  for (const YamlNode& item : node.items) {
    if (is_empty(item)) {
      report.error(item.at, "empty", fmt::format("\"{}\" holds an empty entry", key),
                   "write a text there, or delete the entry");
      continue;
    }
    if (item.kind != YamlNode::Kind::kScalar) {
      report.error(item.at, "type",
                   fmt::format("each entry of \"{}\" must be a text, not {}", key, kind_name(item)),
                   text_help(item));
      continue;
    }
    if (const std::size_t length = count_characters(trim(item.scalar));
        length > kMaxItemCharacters) {
      report.error(item.at, "too-long",
                   fmt::format("an entry of \"{}\" has {} characters; at most {} are allowed", key,
                               length, kMaxItemCharacters),
                   fmt::format("shorten it by {}", length - kMaxItemCharacters));
      continue;
    }
    auto text = read_text(item, kMaxItemCharacters, key, report);
    if (!text) continue;
    const bool repeated = std::any_of(result.begin(), result.end(), [&](const auto& earlier) {
      return earlier.value == text->value;
    });
    if (repeated) {
      report.warn(item.at, "repeated",
                  fmt::format("\"{}\" stands twice in \"{}\"", text->value, key), "delete one");
      continue;
    }
    if (!text->value.starts_with('/')) {  // no address
      warn_of_markup(*text, key, report);
      warn_of_several(*text, key, report);
    }
    result.push_back(std::move(*text));
  }
  return result;
}

MarkdownText read_markdown(const YamlEntry& entry, Headings headings, Reporter& report) {
  const YamlNode& node = entry.value;
  if (node.kind != YamlNode::Kind::kScalar) {
    wrong_type(node, entry.key, "a text", text_help(node), report);
    return {};
  }
  if (node.line_for_line) return parse_markdown(node.scalar, node.text_at, headings, report);
  // The lines of folded text are no lines of the file: what is wrong in it is told of its key.
  Diagnostics found;
  Reporter inner(report.path(), found);
  MarkdownText text = parse_markdown(node.scalar, entry.key_at, headings, inner);
  for (const Diagnostic& problem : found) {
    if (problem.severity == Severity::kError) {
      report.error(entry.key_at, problem.rule, problem.message, problem.help);
    } else {
      report.warn(entry.key_at, problem.rule, problem.message, problem.help);
    }
  }
  for (MarkdownText::Link& link : text.links) link.at = entry.key_at;
  return text;
}

}  // namespace rolepress
