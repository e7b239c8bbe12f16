#include "content/written_deadline.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>

#include "base/text.h"
#include "content/written_date.h"

namespace rolepress {
namespace {

// Words that nothing but a last day of applying stands behind.
constexpr std::string_view kDeadlineWords[] = {"apply by",
                                               "apply before",
                                               "apply until",
                                               "apply no later than",
                                               "applications close",
                                               "application closes",
                                               "application deadline",
                                               "applications by",
                                               "closing date",
                                               "deadline for applications",
                                               "deadline to apply",
                                               "role closes",
                                               "position closes",
                                               "posting closes"};
// At the beginning of a sentence these speak of the role as well.
constexpr std::string_view kFirstWords[] = {"closes",       "deadline:", "deadline is",
                                            "deadline for", "closing:",  "open until"};

bool is_word_end(std::string_view text, std::size_t at) {
  return at >= text.size() || std::isalpha(static_cast<unsigned char>(text[at])) == 0;
}

// The offset behind the words that announce a day; npos where there are none.
std::size_t end_of_announcement(std::string_view sentence) {
  for (const std::string_view words : kDeadlineWords) {
    const std::size_t at = sentence.find(words);
    if (at != std::string_view::npos && is_word_end(sentence, at + words.size())) {
      return at + words.size();
    }
  }
  const std::size_t begin = std::min(sentence.find_first_not_of(" *_-#"), sentence.size());
  for (const std::string_view words : kFirstWords) {
    const std::size_t end = begin + words.size();
    if (sentence.substr(begin).starts_with(words) && is_word_end(sentence, end)) return end;
  }
  return std::string_view::npos;
}

// The first day within a few words: "on Friday, 12 March 2027 at noon".
std::optional<WrittenDeadline> first_day(std::string_view text) {
  constexpr std::size_t kMostBefore = 4;  // words
  constexpr std::size_t kLongestDay = 4;
  constexpr std::string_view kEnds = ".,:;()*_!?";
  constexpr std::string_view kBeforeDay[] = {"on",           "is",     "the",   "by",  "of",
                                             "at",           "latest", "until", "end", "for",
                                             "applications", "this",   "role"};
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  for (std::size_t begin = 0; begin < std::min(words.size(), kMostBefore); ++begin) {
    for (std::size_t count = std::min(kLongestDay, words.size() - begin); count > 0; --count) {
      const std::string_view last = words[begin + count - 1];
      const char* end = last.data() + last.size();
      std::string_view day(words[begin].data(),
                           static_cast<std::size_t>(end - words[begin].data()));
      while (!day.empty() && kEnds.find(day.back()) != std::string_view::npos) day.remove_suffix(1);
      while (!day.empty() && kEnds.find(day.front()) != std::string_view::npos)
        day.remove_prefix(1);
      const auto date = parse_date(parse_date(day) ? std::string(day) : day_of_words(day));
      if (date) return WrittenDeadline{*date, std::string(day)};
    }
    std::string word = to_lower(words[begin]);
    std::erase(word, ':');
    if (!word.empty() &&
        std::find(std::begin(kBeforeDay), std::end(kBeforeDay), word) == std::end(kBeforeDay))
      break;
  }
  return std::nullopt;
}

}  // namespace

std::vector<WrittenDeadline> find_deadlines(std::string_view text) {
  std::vector<WrittenDeadline> found;
  for (const std::string_view line : split(text, '\n')) {
    for (std::size_t begin = 0; begin < line.size();) {
      const std::size_t end = std::min(line.find(". ", begin), line.size());
      const std::string_view sentence = line.substr(begin, end - begin);
      begin = end + 1;
      const std::size_t behind = end_of_announcement(to_lower(sentence));
      if (behind == std::string_view::npos) continue;
      if (auto deadline = first_day(sentence.substr(behind))) found.push_back(std::move(*deadline));
    }
  }
  return found;
}

}  // namespace rolepress
