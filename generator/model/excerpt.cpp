#include "model/excerpt.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kMost = 200;       // characters
constexpr std::size_t kMostBlocks = 30;  // a text of many thousands must not take long
constexpr std::size_t kFewest = 60;      // fewer tell little where there are others

constexpr std::array<std::string_view, 6> kSentenceEnds = {".",      "!",      "?",
                                                           "\u3002", "\uff01", "\uff1f"};

bool ends_sentence(std::string_view text) {
  return std::any_of(kSentenceEnds.begin(), kSentenceEnds.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

bool is_long(std::string_view text) { return count_characters(text) >= kFewest; }

// Whether it ends an element whose end tag begins so, "</h".
bool is_in(const MarkdownText& text, std::string_view block, std::string_view end) {
  const std::string words = escape_html(block);
  for (std::size_t at = text.html.find(words); at != std::string::npos;
       at = text.html.find(words, at + 1)) {
    const std::size_t behind = text.html.find_first_not_of('\n', at + words.size());
    if (behind != std::string::npos && text.html.compare(behind, end.size(), end) == 0) return true;
  }
  return false;
}

// The first block that tells enough; else a list as one, else what there is but a heading.
std::string choose_block(const MarkdownText& text) {
  std::vector<std::string_view> blocks;
  std::vector<std::string_view> items;
  std::vector<std::string_view> lines = split(text.plain, '\n');
  lines.resize(std::min(lines.size(), kMostBlocks));
  for (const std::string_view line : lines) {
    const std::string_view block = trim(line);
    const bool is_link = block.find("://") != std::string_view::npos;
    if (block.empty() || is_link || is_in(text, block, "</h")) continue;
    blocks.push_back(block);
    if (is_in(text, block, "</li>")) items.push_back(block);
  }
  const auto is_full = [](std::string_view block) {
    return is_long(block) && ends_sentence(block);
  };
  auto chosen = std::find_if(blocks.begin(), blocks.end(), is_full);
  if (chosen == blocks.end()) chosen = std::find_if(blocks.begin(), blocks.end(), is_long);
  if (chosen != blocks.end()) return std::string(*chosen);
  if (items.size() > 1) return fmt::format("{}", fmt::join(items, "; "));
  return blocks.empty() ? std::string() : std::string(blocks.front());
}

// Bytes of the first characters.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (characters-- > 0 && at < text.size()) decode_utf8(text, at);
  return at;
}

// "No. 5", "the U.S. market", "approx. 30", "Inc. The" end no sentence.
bool is_abbreviation(std::string_view before_stop, std::string_view behind) {
  constexpr std::array<std::string_view, 5> kUsual = {"approx", "etc", "inc", "ltd", "mrs"};
  constexpr std::size_t kShortest = 3;
  const std::string word = to_lower(before_stop.substr(before_stop.find_last_of(" .(") + 1));
  const bool begins_sentence = std::isupper(static_cast<unsigned char>(behind[0])) != 0 ||
                               std::isalnum(static_cast<unsigned char>(behind[0])) == 0;
  return !begins_sentence || word.size() < kShortest ||
         std::find(kUsual.begin(), kUsual.end(), word) != kUsual.end();
}

// The end of the last sentence within the first bytes; 0 = none ends there.
std::size_t end_of_sentences(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < most;) {
    decode_utf8(text, at);
    if (at > most || !ends_sentence(text.substr(0, at))) continue;
    const bool is_wide = static_cast<unsigned char>(text[at - 1]) >= 0x80;
    const bool is_apart = at + 1 < text.size() && text[at] == ' ' &&
                          !is_abbreviation(text.substr(0, at - 1), text.substr(at + 1));
    if (is_wide || is_apart) end = at;
  }
  return end;
}

}  // namespace

std::string excerpt_of(const MarkdownText& whole) {
  const std::string text = choose_block(whole);
  const std::size_t most = bytes_of(text, kMost);
  if (most == text.size()) return text;
  const std::size_t sentences = end_of_sentences(text, most);
  if (sentences >= kFewest) return text.substr(0, sentences);
  const std::size_t blank = text.rfind(' ', most);
  const bool has_words = blank != std::string::npos && blank >= kFewest;
  return text.substr(0, has_words ? blank : most).append("\u2026");
}

}  // namespace rolepress
