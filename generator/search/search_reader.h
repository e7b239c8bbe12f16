#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "search/index_format.h"
#include "search/stemmer.h"

namespace rolepress {

/// A role that a search finds.
struct SearchHit {
  std::string slug;
  std::string title;
  std::string category;  // "section/category"
};

struct SearchAnswer {
  std::size_t total = 0;
  std::vector<SearchHit> hits;
  std::string corrected;  // the query with its misspellings mended; empty where it has none
};

/// Reads a published index and ranks as the browser does: layouts/assets/js/search.js is the same
/// algorithm, step by step, and tests/data/search holds both to the same answers.
class SearchReader {
 public:
  /// Null where the files are damaged, incomplete or of another format.
  [[nodiscard]] static std::optional<SearchReader> open(const IndexFiles& files);

  [[nodiscard]] SearchAnswer search(std::string_view query, std::size_t limit) const;

  /// Every role that a search can find.
  [[nodiscard]] const std::vector<SearchHit>& cards() const { return cards_; }

  struct Term {
    bool is_area = false;  // mostly of where one may work from
    std::vector<std::uint32_t> roles;
    std::vector<std::uint32_t> impacts;  // 1 to 16
  };
  using Terms = std::map<std::string, Term, std::less<>>;
  using Words = std::vector<std::pair<std::string, std::uint32_t>>;  // with how common each is

  // For search_query.cpp, which ranks.
  [[nodiscard]] std::uint32_t roles() const { return roles_; }
  [[nodiscard]] const Term* find(std::string_view key) const;
  [[nodiscard]] std::size_t file_of(std::string_view key) const;
  [[nodiscard]] const Terms& file(std::size_t number) const { return terms_[number]; }
  [[nodiscard]] const Words* spelling(char letter) const;
  [[nodiscard]] const Stemmer& stemmer() const { return *stemmer_; }

 private:
  bool read_file(std::string_view name, const std::string& bytes);

  std::uint32_t roles_ = 0;
  std::vector<std::string> begins_;
  std::vector<Terms> terms_;
  std::map<char, Words> spelling_;
  std::vector<SearchHit> cards_;
  std::unique_ptr<Stemmer> stemmer_;
};

}  // namespace rolepress
