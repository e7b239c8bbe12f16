#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "search/search_fields.h"
#include "search/stemmer.h"
#include "search/text_rules.h"
#include "search/word_groups.h"
#include "search/word_table.h"

namespace rolepress {

/// Whether a term is another word for one that the role has, and where that one stands.
enum class Alike : std::uint8_t { kNone, kArea, kFact, kTitle };

/// How often a term stands in one role, by place.
struct Posting {
  static constexpr std::uint8_t kTerms = 0x80;  // in `text`: the terms of work have it
  static constexpr std::uint8_t kArea = 0x80;   // in `fact`: the area one may work from has it

  std::uint32_t document = 0;
  std::uint8_t title = 0;
  std::uint8_t fact = 0;
  std::uint8_t text = 0;
  Alike alike = Alike::kNone;

  [[nodiscard]] bool is_in_terms() const { return (text & kTerms) != 0; }
  [[nodiscard]] unsigned texts() const { return text & (kTerms - 1U); }
  /// Whether more than texts have it, and whether that is the area alone.
  [[nodiscard]] bool is_known() const { return title + fact > 0 || alike != Alike::kNone; }
  [[nodiscard]] bool is_area() const {
    return title == 0 && (fact == kArea || (fact == 0 && alike == Alike::kArea));
  }
};

/// A word as it is written.
struct Surface {
  std::uint32_t term = WordTable::kNone;  // of its stem; none for a stop word
  std::uint32_t form = WordTable::kNone;  // of `stem=singular`, once it was asked for
  std::uint32_t known_in = 0;             // roles that have it in the title or the facts
  std::uint32_t text_in = 0;              // roles that have it in other texts only
  std::uint32_t last_seen = UINT32_MAX;
  bool is_named = false;  // by the editors, as another word for something
};

/// All terms of a board with the roles that they stand in.
///
/// A term is a stem; `stem=singular` tells "accountant" from "account" in titles, and `stem stem`
/// is a pair of neighbours in a title.
class Postings {
 public:
  explicit Postings(const std::vector<SynonymGroup>& synonyms) : synonyms_(synonyms) {}

  /// Documents come in the order of their numbers.
  void add(std::uint32_t number, const SearchDocument& document);
  /// All that was added, in a form that `append` takes in before `finish`.
  [[nodiscard]] std::string stored() const;
  /// The documents that come next, counted apart: their numbers go on from those of here.
  void append(std::string_view stored);
  void append(const Postings& next);
  /// After the last document: adds synonyms, abbreviations and compounds, drops what tells nothing.
  void finish(std::size_t documents);

  [[nodiscard]] const WordTable& terms() const { return terms_; }
  [[nodiscard]] const std::vector<Posting>& of(std::uint32_t term) const { return lists_[term]; }
  [[nodiscard]] const WordTable& surfaces() const { return surface_table_; }
  [[nodiscard]] const Surface& surface(std::uint32_t id) const { return surfaces_[id]; }
  [[nodiscard]] const Stemmer& stemmer() const { return stemmer_; }

 private:
  struct Extra {
    std::uint32_t term;
    std::uint32_t document;
    Alike alike;

    bool operator<(const Extra& other) const {
      if (term != other.term) return term < other.term;
      return document != other.document ? document < other.document : alike < other.alike;
    }
  };

  std::uint32_t surface_of(std::string_view word);
  std::uint32_t term_of(std::string_view key);
  std::uint32_t form_of(std::uint32_t surface);
  std::uint32_t pair_of(std::uint32_t before, std::uint32_t after);
  Posting& posting(std::uint32_t term, std::uint32_t document);
  void add_text(std::uint32_t document, const FieldText& field);
  void add_word(std::uint32_t document, std::string_view word, Place place);
  void add_apart(std::uint32_t document, std::string_view word, Place place);
  void count_surface(std::uint32_t id, std::uint32_t document, Place place);
  void note_titles(std::uint32_t document, std::uint32_t from);
  [[nodiscard]] WordGroups::Phrase phrase_of(std::string_view text);
  [[nodiscard]] std::span<const std::uint32_t> known_of(std::uint32_t document) const;
  [[nodiscard]] WordGroups groups();
  void add_groups();
  void add_phrase(const WordGroups::Phrase& phrase, std::uint32_t document, Alike alike);
  [[nodiscard]] std::uint32_t trade_of(std::uint32_t surface) const;
  template <class Visit>
  void for_known(const Visit& visit) const;
  [[nodiscard]] std::uint32_t term_at(std::uint32_t surface) const;
  void add_trades();
  void add_known_pair(std::uint32_t before, std::uint32_t after, std::uint32_t document);
  void join_neighbours();
  [[nodiscard]] std::uint32_t compound_end(std::uint32_t surface) const;
  void split_compounds();
  void merge_extras();
  void drop_lone_singulars();
  void drop_rare_pairs();
  void drop_common_text(std::size_t documents);

  const std::vector<SynonymGroup>& synonyms_;
  Stemmer stemmer_;
  WordScanner scanner_;
  Abbreviations abbreviations_;
  WordTable surface_table_;
  std::vector<Surface> surfaces_;
  WordTable terms_;
  std::vector<std::vector<Posting>> lists_;

  // The words of titles and facts in order, for what looks at neighbours; kBreak between fields.
  static constexpr std::uint32_t kBreak = UINT32_MAX;
  std::vector<std::uint32_t> known_;       // surfaces
  std::vector<std::size_t> known_begins_;  // by document
  std::vector<Extra> extras_;
};

}  // namespace rolepress
