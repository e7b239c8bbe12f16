#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/site.h"

namespace rolepress {

/// What search engines ask of a job posting (schema.org JobPosting), and a role may not know.
enum class PostingFact { kDescription, kPosted, kCountries, kRemote };
inline constexpr std::size_t kPostingFacts = 4;

/// Words of a place that is not remote.
inline constexpr std::array<std::string_view, 9> kOnSiteWords = {
    "on site", "onsite",   "in person",     "office based", "hybrid",
    "vor ort", "sur site", "en présentiel", "presencial"};

/// The words by which an eligibility says that the role is remote, as they are compared; empty
/// where it does not, or denies it.
[[nodiscard]] std::string_view said_remote(std::string_view eligibility);

/// What an editor would add, e.g. "countries".
[[nodiscard]] std::string_view fact_name(PostingFact fact);

/// The facts that keep a live role from being described to search engines; empty = it is complete.
[[nodiscard]] std::vector<PostingFact> missing_facts(const Role& role);

/// How many of the listed roles are complete, and how many lack which fact.
struct PostingCounts {
  std::size_t listed = 0;
  std::size_t complete = 0;
  std::array<std::size_t, kPostingFacts> lacking{};
  std::string first_not_remote;  // path of the first by slug
};
[[nodiscard]] PostingCounts count_postings(const Site& site);

}  // namespace rolepress
