#include "model/job_posting.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"

namespace rolepress {
namespace {

bool says(std::string_view words, std::span<const std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return holds_words(words, phrase); });
}

// Search engines are told that a role is remote, so its eligibility has to say it, and not in the
// same breath as a "not"; one that says nothing leaves it to `countries`, from where one may work.
bool is_remote(std::string_view eligibility) {
  constexpr std::array<std::string_view, 14> kRemote = {
      "remote",     "remotely", "telecommute", "work from home", "work from anywhere",
      "worldwide",  "anywhere", "home based",  "home office",    "homeoffice",
      "fernarbeit", "remoto",   "teletrabajo", "télétravail"};
  constexpr std::array<std::string_view, 12> kRefusals = {"no",     "not",   "non",  "never",
                                                          "cannot", "isn t", "isnt", "nicht",
                                                          "kein",   "keine", "pas",  "sin"};
  constexpr std::array<std::string_view, 2> kElsewhere = {"in office", "relocation"};
  constexpr std::string_view kClauseEnds = ".,;:()|/\n";
  if (eligibility.empty()) return true;
  bool is_said = false;
  for (std::size_t begin = 0; begin < eligibility.size();) {
    const std::size_t end =
        std::min(eligibility.find_first_of(kClauseEnds, begin), eligibility.size());
    const std::string clause = normalize_words(eligibility.substr(begin, end - begin));
    if (says(clause, kElsewhere) || says(clause, kOnSiteWords)) return false;
    if (says(clause, kRemote)) {
      if (says(clause, kRefusals)) return false;
      is_said = true;
    }
    begin = end + 1;
  }
  return is_said;
}

// Search engines refuse a description that only repeats the title.
bool is_described(const RoleEntry& entry) {
  if (!entry.body.plain.empty()) return true;
  return !entry.summary.value.empty() && entry.summary.value != entry.title.value;
}

}  // namespace

std::string_view fact_name(PostingFact fact) {
  constexpr std::array<std::string_view, kPostingFacts> kNames = {
      "summary or text", "posted", "countries", "an eligibility that says remote"};
  return kNames[static_cast<std::size_t>(fact)];
}

std::vector<PostingFact> missing_facts(const Role& role) {
  const RoleEntry& entry = *role.entry;
  std::vector<PostingFact> missing;
  if (!is_described(entry)) missing.push_back(PostingFact::kDescription);
  if (!role.posted) missing.push_back(PostingFact::kPosted);
  if (entry.countries.empty()) missing.push_back(PostingFact::kCountries);
  if (!is_remote(entry.eligibility.value)) missing.push_back(PostingFact::kRemote);
  return missing;
}

PostingCounts count_postings(const Site& site) {
  PostingCounts counts;
  for (const Role* role : site.listed) {
    ++counts.listed;
    const auto missing = missing_facts(*role);
    if (missing.empty()) ++counts.complete;
    for (const PostingFact fact : missing) ++counts.lacking[static_cast<std::size_t>(fact)];
  }
  return counts;
}

}  // namespace rolepress
