#include "model/excerpt.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::size_t kMost = 200;   // characters
constexpr std::size_t kFewest = 60;  // fewer tell nothing where more follow

constexpr std::array<std::string_view, 6> kSentenceEnds = {".",      "!",      "?",
                                                           "\u3002", "\uff01", "\uff1f"};

bool ends_sentence(std::string_view text) {
  return std::any_of(kSentenceEnds.begin(), kSentenceEnds.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

// The first paragraph that tells enough, among the first few; else one that tells something. A
// heading is short and no sentence.
std::string_view choose_block(const std::vector<std::string_view>& blocks) {
  constexpr std::size_t kFew = 5;
  const auto first_few =
      blocks.begin() + static_cast<std::ptrdiff_t>(std::min(blocks.size(), kFew));
  const auto is_link = [](std::string_view block) {
    return block.find("://") != std::string_view::npos;
  };
  const auto is_long = [](std::string_view block) { return count_characters(block) >= kFewest; };
  const auto full = std::find_if(blocks.begin(), first_few, [&](std::string_view block) {
    return ends_sentence(block) && is_long(block) && !is_link(block);
  });
  if (full != first_few) return *full;
  const auto some = std::find_if(blocks.begin(), blocks.end(), [&](std::string_view block) {
    return (ends_sentence(block) || is_long(block)) && !is_link(block);
  });
  return some == blocks.end() ? blocks.front() : *some;
}

// Bytes of the first characters.
std::size_t bytes_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (characters-- > 0 && at < text.size()) decode_utf8(text, at);
  return at;
}

// The end of the last sentence; 0 = none ends. A full stop within a word ends none.
std::size_t end_of_sentences(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < most;) {
    decode_utf8(text, at);
    const bool is_western = at < text.size() && text[at] == ' ';
    const bool is_wide = static_cast<unsigned char>(text[at - 1]) >= 0x80;
    if (at <= most && (is_western || is_wide) && ends_sentence(text.substr(0, at))) end = at;
  }
  return end;
}

}  // namespace

std::string excerpt_of(std::string_view plain) {
  const std::vector<std::string_view> blocks = split(plain, '\n');
  const std::string_view text = trim(choose_block(blocks));
  const std::size_t most = bytes_of(text, kMost);
  if (most == text.size()) return std::string(text);
  const std::size_t sentences = end_of_sentences(text, most);
  if (sentences >= kFewest) return std::string(text.substr(0, sentences));
  const std::size_t blank = text.substr(0, most).rfind(' ');
  const bool has_words = blank != std::string_view::npos && blank >= kFewest;
  return std::string(text.substr(0, has_words ? blank : most)).append("\u2026");
}

}  // namespace rolepress
