#include "model/job_posting.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace rolepress {
namespace {

bool is_on_site(std::string_view eligibility) {
  if (eligibility.empty()) return false;
  const std::string words = " " + normalize_words(eligibility) + " ";
  return std::any_of(kOnSiteWords.begin(), kOnSiteWords.end(), [&](std::string_view place) {
    return words.find(fmt::format(" {} ", place)) != std::string::npos;
  });
}

// Search engines refuse a description that only repeats the title.
bool is_described(const RoleEntry& entry) {
  if (!entry.body.plain.empty()) return true;
  return !entry.summary.value.empty() && entry.summary.value != entry.title.value;
}

}  // namespace

std::string_view fact_name(PostingFact fact) {
  constexpr std::array<std::string_view, kPostingFacts> kNames = {
      "summary or text", "posted", "countries", "an eligibility that is remote"};
  return kNames[static_cast<std::size_t>(fact)];
}

std::vector<PostingFact> missing_facts(const Role& role, CivilDate today) {
  const RoleEntry& entry = *role.entry;
  std::vector<PostingFact> missing;
  if (!is_described(entry)) missing.push_back(PostingFact::kDescription);
  if (!entry.posted || entry.posted->value > today) missing.push_back(PostingFact::kPosted);
  if (entry.countries.empty()) missing.push_back(PostingFact::kCountries);
  if (is_on_site(entry.eligibility.value)) missing.push_back(PostingFact::kRemote);
  return missing;
}

PostingCounts count_postings(const Site& site) {
  PostingCounts counts;
  for (const Role* role : site.listed) {
    ++counts.listed;
    const auto missing = missing_facts(*role, site.date());
    if (missing.empty()) ++counts.complete;
    for (const PostingFact fact : missing) ++counts.lacking[static_cast<std::size_t>(fact)];
  }
  return counts;
}

}  // namespace rolepress
