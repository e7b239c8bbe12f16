#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/postings.h"

namespace rolepress {

/// The raw term files and where each but the first begins.
struct TermFiles {
  std::vector<std::string> files;
  std::vector<std::string> begins;
};

/// How much a role is about a term, 0 to 15.
[[nodiscard]] std::uint32_t impact_of(const Posting& posting);

[[nodiscard]] TermFiles write_terms(const Postings& postings);

/// The raw file of written words for each first letter that has one.
struct SpellingFile {
  char letter;
  std::string bytes;
};
[[nodiscard]] std::vector<SpellingFile> write_spelling(const Postings& postings);

}  // namespace rolepress
