#pragma once

// The blocks of a text in HTML, written as Markdown.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/markdown_words.h"

namespace rolepress {

struct HtmlTag {
  std::string name;  // small letters; empty = no tag begins there
  bool is_end = false;
  std::string_view attributes;
  std::size_t end = 0;  // behind it
};

/// Told of words and tags one by one, from the first of a text on.
class BlockWriter {
 public:
  void add(std::string_view text);
  void break_line();
  void apply(const HtmlTag& tag);
  void end_block();

  /// Lines that keep their blanks, as they stand.
  void add_code(std::string_view text);

  /// All blocks, once nothing more comes.
  std::string text();

 private:
  struct Block {
    std::string indent;
    std::string sign;  // before its first line
    std::vector<std::string> lines;
    bool is_entry = false;
    bool is_row = false;  // of a table
    bool is_code = false;
  };

  struct List {
    bool is_ordered = false;
    int number = 1;
    std::string indent;
    std::string inner;  // the indent of what stands within its entries
    bool is_of_rows = false;
  };

  // Between <dt> and what is said of it.
  enum class Term { kNone, kWithin, kBehind };

  void apply_to_words(const HtmlTag& tag);
  void apply_to_term(const HtmlTag& tag);
  void begin_list(const HtmlTag& tag);
  void end_list();
  void end_row();
  void add_entry(std::vector<std::string> lines);
  void add_paragraph(const std::vector<StyledWords>& words);
  [[nodiscard]] bool has_words() const;
  [[nodiscard]] std::string bullet(bool is_row) const;
  [[nodiscard]] std::string text_between(std::size_t block) const;

  std::vector<Block> blocks_;
  std::vector<List> lists_;
  std::vector<StyledWords> words_;  // of the block that is being read
  std::string address_;
  int strong_ = 0;   // how many tags make the words strong
  int heading_ = 0;  // the level of the heading that is being read
  Term term_ = Term::kNone;
  bool is_entry_ = false;
  bool in_row_ = false;
  bool breaks_cell_ = false;
};

}  // namespace rolepress
