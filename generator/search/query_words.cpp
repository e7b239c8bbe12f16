// What a query asks for, in order. Twin of read() in layouts/assets/js/search.js.

#include "search/query_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "search/text_rules.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxCharacters = 300;
constexpr std::size_t kMaxWords = 12;

// The first characters, counted as JavaScript counts them.
std::string_view beginning(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    count += decode_utf8(text, i) > 0xffff ? 2 : 1;
    if (count > kMaxCharacters) return text.substr(0, at);
  }
  return text;
}

// "it" in "head of it" and "it manager", not in "what does it take".
bool is_trade(std::string_view before, std::string_view after) {
  constexpr std::array<std::string_view, 14> kLinks = {
      "a", "an", "and", "as", "by", "for", "in", "job", "jobs", "of", "or", "the", "to", "with"};
  if (after.empty()) {
    return before == "for" || before == "in" || before == "of" ||
           (!before.empty() && !is_stop_word(before));
  }
  if (is_stop_word(after)) return false;
  return std::binary_search(kLinks.begin(), kLinks.end(), before) ||
         !(is_stop_word(before) || is_filler(before));
}

}  // namespace

std::vector<QueryRun> scan_query(std::string_view query) {
  std::vector<QueryRun> runs;
  WordScanner scanner(beginning(query));
  while (const WordScanner::Run* run = scanner.next()) {
    if (runs.size() == kMaxWords) break;
    runs.push_back({{run->parts.begin(), run->parts.end()}, std::string(run->joined)});
  }
  return runs;
}

void settle_names(std::vector<QueryRun>& runs, bool is_open) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const bool is_typed = is_open && i + 1 == runs.size();  // it may become "user"
    if (runs[i].parts[0] == "us" && !is_typed) runs[i].parts[0] = as_name("us");
  }
  const auto word_at = [&](std::size_t i) {
    return i < runs.size() ? std::string_view(runs[i].parts[0]) : std::string_view();
  };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (word_at(i) != "it" || !is_trade(word_at(i - 1), word_at(i + 1))) continue;
    runs[i].parts[0] = as_name("it");
  }
}

bool means_something(const std::vector<QueryRun>& runs, std::size_t i) {
  if (!runs[i].joined.empty()) return true;
  const std::string& word = runs[i].parts[0];
  if (is_stop_word(word)) return word == "us";  // it may be the country
  if ((word != "work" && word != "working") || i + 1 == runs.size()) return true;
  const std::string& next = runs[i + 1].parts[0];
  return next != "as" && next != "in";
}

}  // namespace rolepress
