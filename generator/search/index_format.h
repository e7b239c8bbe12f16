#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/urls.h"

namespace rolepress {

// The search index as it is published: format 4.
//
// search/index.json is the one file with a fixed name; all others stand in assets/search/, carry a
// hash and never change. Sixteen neighbours of a kind share the hash of all sixteen: an edit gives
// few files a new name, and the list of hashes is short. Each file is one raw deflate stream
// (RFC 1951). A varint is a number in groups of seven bits, the lowest first, the high bit set on
// all but the last. Roles are numbered from 0 in the order of the index.
//
// index.json          {"format": 4, "roles": N, "currency": hourly pay's,
//                      "cards": roles in a card file, "terms": "b1|b2|…" where the second and
//                      later term files begin, "spelling": "abc…" the letters that have a file,
//                      "closes": the first day on which a role closes, in days since 1970, or 0,
//                      "hashes": {"t": those of t0 to t15, t16 to t31, … in one text of eight
//                      digits each, "c": the same for cards, "rest": that of all other files}}
// t<n>.<HASH>.bin     Terms in the order of their bytes. A term: varint of the bytes it shares with
//                      the one before, varint of the length of the rest, the rest, varint of twice
//                      the number of postings, and 1 more where the term mostly stands in what says
//                      from where one may work, the postings. A posting is one varint:
//                      (step − 1) · 16 + impact, where step is the distance from the number before
//                      (−1 at first) and impact 0 to 15 says how much the role is about the term.
//     Terms are stems, and besides:
//       stem=singular    the roles whose titles use this form of the stem
//       stem stem        the roles whose titles have these neighbours
//       word             with no postings: a written form that typing would not reach by its stem;
//                        with a final ~ where the same letters are a stem themselves
//       letters*         the best roles for words with this beginning, where they fill many files
// s<letter>.<HASH>.bin Written words with that first letter: varint shared, varint length, the
//                      rest, one byte for how common it is (its logarithm); 0 where only the
//                      editors know it, as another word for something: nobody means such a word by
//                      another.
// c<n>.<HASH>.bin     Cards, each a line of JSON: [slug, title, section/category, its name,
//                      platform, [min, max, currency, unit] or 0, eligibility, posted,
//                      checked, closes, summary, and its language where that is not the site's];
//                      amounts in hundredths, days since 1970. A * in the slug stands for the
//                      title's letters and digits, lower case, with hyphens for all between.
// <name>.<HASH>.bin   A column. Facets: a JSON list of values or [value, label], a line feed, then
//                      for each role a varint count and as many varints, places in that list.
//                      Numbers (pay, posted, closes): an empty list, a line feed, a varint for each
//                      role, 0 = unknown.
//
// Readers refuse another format number and damaged files; search_reader.cpp and
// layouts/assets/js/search.js are the two, held to the same results by tests/data/search.

inline constexpr int kIndexFormat = 5;
inline constexpr std::string_view kIndexManifestPath = kSearchIndexPath.substr(1);
inline constexpr std::string_view kIndexFolder = "assets/search/";
inline constexpr std::uint32_t kImpacts = 16;
inline constexpr std::size_t kCardsPerFile = 16;
inline constexpr std::size_t kFilesPerHash = 16;

/// A prefix whose words fill more files than this has a list of its own.
inline constexpr std::size_t kMostPrefixFiles = 4;

/// What a * in a card's slug stands for.
[[nodiscard]] inline std::string slug_of_title(std::string_view title) {
  std::string slug;
  for (const char c : title) {
    const bool is_capital = c >= 'A' && c <= 'Z';
    if (is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      slug.push_back(static_cast<char>(is_capital ? c + 32 : c));
    } else if (!slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  if (slug.ends_with('-')) slug.pop_back();
  return slug;
}

/// A published file of the index.
struct IndexFile {
  std::string path;
  std::string bytes;
};
using IndexFiles = std::vector<IndexFile>;

}  // namespace rolepress
