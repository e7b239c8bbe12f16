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
constexpr std::string_view kDeadlineWords[] = {"applications close",
                                               "application closes",
                                               "application deadline",
                                               "applications by",
                                               "deadline for applications",
                                               "deadline to apply",
                                               "role closes",
                                               "posting closes",
                                               "closing date:",
                                               "closing date is",
                                               "closing date for applications"};
// At the beginning of a sentence these speak of the role as well.
constexpr std::string_view kFirstWords[] = {"closes",       "deadline:",  "deadline is",
                                            "deadline for", "open until", "this position closes"};
constexpr std::string_view kApplying[] = {"apply by", "apply before", "apply until",
                                          "apply no later than"};
constexpr std::string_view kClosing = "closing:";
constexpr std::string_view kLeadingSigns = " \t*_-#>";

// Where a day may stand behind words that announce it.
struct Announcement {
  std::size_t end;
  bool is_whole;  // the day must be all that follows
};

bool is_word_end(std::string_view text, std::size_t at) {
  return at >= text.size() || std::isalpha(static_cast<unsigned char>(text[at])) == 0;
}

bool stands_at(std::string_view text, std::size_t at, std::string_view words) {
  return text.substr(at).starts_with(words) && is_word_end(text, at + words.size()) &&
         (at == 0 || is_word_end(text, at - 1));
}

template <class Words>
bool is_word_among(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Whether the words before "apply by" ask the reader to apply: none, "please", "you must", "if you
// like it, you can". "Firms had to apply by" and "standards that you apply before" tell of others.
bool asks_to_apply(std::string_view before) {
  constexpr std::string_view kAsking[] = {"please", "must", "to", "can", "should"};
  constexpr std::string_view kReaders[] = {"you", "candidates", "applicants"};
  constexpr std::string_view kBetween[] = {"have", "need", "will", "still", "also", "only"};
  constexpr std::string_view kJoining[] = {"if", "so", "and", "but"};
  before.remove_prefix(std::min(before.find_first_not_of(kLeadingSigns), before.size()));
  std::vector<std::string_view> words;
  for (const std::string_view word : split(before, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  if (words.empty()) return true;
  if (!is_word_among(words.back(), kAsking)) return false;
  const bool is_please = words.back() == "please";
  words.pop_back();
  if (is_please || words.empty()) return true;
  while (words.size() > 1 && is_word_among(words.back(), kBetween)) words.pop_back();
  if (words.back() == "please") return true;
  if (!is_word_among(words.back(), kReaders)) return false;
  words.pop_back();
  return words.empty() || words.back().ends_with(',') || is_word_among(words.back(), kJoining);
}

// Whether the closing date is that of the role, and not of a sale.
bool may_be_of_role(std::string_view before) {
  constexpr std::string_view kOfRole[] = {"the",  "our", "application", "applications",
                                          "role", "job", "and",         "posting"};
  before = trim(before);
  before.remove_prefix(std::min(before.find_first_not_of(kLeadingSigns), before.size()));
  return before.empty() || is_word_among(before.substr(before.rfind(' ') + 1), kOfRole);
}

std::optional<Announcement> find_announcement(std::string_view sentence) {
  for (const std::string_view words : kApplying) {
    const std::size_t at = sentence.find(words);
    if (at != std::string_view::npos && stands_at(sentence, at, words) &&
        asks_to_apply(sentence.substr(0, at))) {
      return Announcement{at + words.size(), false};
    }
  }
  for (const std::string_view words : kDeadlineWords) {
    const std::size_t at = sentence.find(words);
    if (at == std::string_view::npos || !is_word_end(sentence, at + words.size())) continue;
    if (words.starts_with("closing") && !may_be_of_role(sentence.substr(0, at))) continue;
    return Announcement{at + words.size(), false};
  }
  const std::size_t begin = std::min(sentence.find_first_not_of(kLeadingSigns), sentence.size());
  for (const std::string_view words : kFirstWords) {
    if (stands_at(sentence, begin, words)) return Announcement{begin + words.size(), false};
  }
  if (sentence.substr(begin).starts_with(kClosing)) {
    return Announcement{begin + kClosing.size(), true};
  }
  return std::nullopt;
}

// Without a year no day is told.
bool has_year(std::string_view text) {
  constexpr std::size_t kYearDigits = 4;
  std::size_t digits = 0;
  for (const char c : text) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == kYearDigits) return true;
  }
  return false;
}

std::size_t end_of_sentence(std::string_view line, std::size_t begin) {
  for (std::size_t at = line.find(' ', begin); at != std::string_view::npos;
       at = line.find(' ', at + 1)) {
    if (at > begin && std::string_view(".!?").find(line[at - 1]) != std::string_view::npos)
      return at;
  }
  return line.size();
}

bool is_all_of(std::string_view text, std::string_view day) {
  const auto end = static_cast<std::size_t>(day.data() + day.size() - text.data());
  return text.find_first_not_of(" .!*_", end) == std::string_view::npos;
}

struct ToldDay {
  CivilDate day;
  std::string_view words;
};

// The first day within a few words: "on Friday, 12 March 2027 at noon".
std::optional<ToldDay> first_day(std::string_view text) {
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
      if (date) return ToldDay{*date, day};
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
    if (!has_year(line)) continue;
    for (std::size_t begin = 0; begin < line.size();) {
      const std::size_t end = end_of_sentence(line, begin);
      const std::string_view sentence = line.substr(begin, end - begin);
      begin = end + 1;
      if (!has_year(sentence)) continue;
      const auto announcement = find_announcement(to_lower(sentence));
      if (!announcement) continue;
      const std::string_view rest = sentence.substr(announcement->end);
      const auto told = first_day(rest);
      if (!told || (announcement->is_whole && !is_all_of(rest, told->words))) continue;
      found.push_back({told->day, std::string(told->words)});
    }
  }
  return found;
}

}  // namespace rolepress
