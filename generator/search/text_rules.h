#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

// How text becomes words: the same rules in the index, in the reader and in the browser
// (layouts/assets/js/search-words.js). tests/data/search/words.json holds all of them to one set of
// cases.

/// Takes a text apart into words, in order. Where a script puts no spaces between words, each two
/// neighbouring letters are one. One object per thread; it keeps its buffers.
class WordScanner {
 public:
  struct Run {
    std::vector<std::string_view> parts;  // "front", "end"
    std::string_view joined;              // "frontend"; empty where there is nothing to join
    bool has_currency = false;            // the first part begins with a currency sign
  };

  explicit WordScanner(std::string_view text) { reset(text); }
  WordScanner() = default;

  void reset(std::string_view text);
  /// The next run of words that are written as one, or null. Valid until the next call.
  const Run* next();

 private:
  void scan_run();
  void scan_parts();
  void scan_suffix();
  void normalize_parts();
  void join_parts();

  std::string folded_;
  std::size_t at_ = 0;
  Run run_;
  std::string joined_;
  std::vector<std::string> made_;  // parts that do not stand in the text as they are
};

/// What a word is indexed as that can only be a name: "us" → "usa". Texts say it in capitals.
[[nodiscard]] std::string_view as_name(std::string_view word);
[[nodiscard]] bool is_stop_word(std::string_view word);
/// Says little of a role where other words are asked for.
[[nodiscard]] bool is_filler(std::string_view word);
[[nodiscard]] constexpr bool is_vowel(char c) {
  return std::string_view("aeiou").find(c) != std::string_view::npos;
}

}  // namespace rolepress
