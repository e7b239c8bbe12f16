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

// Arabic and Hebrew, Cyrillic and Thai words bend, and some languages write no blanks: parts of
// words are looked for, as they stand.
std::string_view held_part(std::string_view text, std::span<const std::string_view> parts) {
  const bool is_ascii = std::all_of(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) return {};
  const auto found = std::find_if(parts.begin(), parts.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
  return found == parts.end() ? std::string_view() : *found;
}

constexpr std::array<std::string_view, 62> kRemote = {"remote",
                                                      "remotely",
                                                      "telecommute",
                                                      "work from home",
                                                      "work from anywhere",
                                                      "worldwide",
                                                      "anywhere",
                                                      "home based",
                                                      "home office",
                                                      "homeoffice",
                                                      "fernarbeit",
                                                      "remoto",
                                                      "teletrabajo",
                                                      "télétravail",
                                                      "telecommuting",
                                                      "working from home",
                                                      "wfh",
                                                      "remota",
                                                      "remotos",
                                                      "remotas",
                                                      "teletrabalho",
                                                      "a distancia",
                                                      "à distância",
                                                      "à distance",
                                                      "a distanza",
                                                      "telelavoro",
                                                      "teletravail",
                                                      "op afstand",
                                                      "thuiswerk",
                                                      "thuiswerken",
                                                      "vanuit huis",
                                                      "zdalna",
                                                      "zdalnie",
                                                      "zdalny",
                                                      "zdalnej",
                                                      "zdalne",
                                                      "uzaktan",
                                                      "evden",
                                                      "làm việc từ xa",
                                                      "làm việc tại nhà",
                                                      "từ xa",
                                                      "på distans",
                                                      "distansarbete",
                                                      "hemifrån",
                                                      "hjemmefra",
                                                      "hjemmekontor",
                                                      "fjernarbejde",
                                                      "fjernarbeid",
                                                      "etätyö",
                                                      "etänä",
                                                      "práce z domova",
                                                      "na dálku",
                                                      "távmunka",
                                                      "otthonról",
                                                      "la distanță",
                                                      "de acasă",
                                                      "telemuncă",
                                                      "jarak jauh",
                                                      "dari rumah",
                                                      "na daljinu",
                                                      "À distance",
                                                      "Télétravail"};
constexpr std::array<std::string_view, 38> kRemoteParts = {
    "عن بعد",        "عن بُعد",    "من المنزل", "از راه دور", "دورکاری",    "מרחוק",
    "מהבית",         "远程",      "遠程",      "遠端",       "居家",       "在家办公",
    "在家工作",      "リモート",  "在宅",      "テレワーク", "재택",       "원격",
    "даленн",        "далённ",    "далёнк",    "даленк",     "истанционн", "истанційн",
    "іддален",       "из дома",   "з дому",    "τηλεργασία", "Τηλεργασία", "εξ αποστάσεως",
    "Εξ αποστάσεως", "ทำงานที่บ้าน", "ระยะไกล",   "रिमोट",      "घर से",       "দূরবর্তী",
    "Uzaktan",       "Từ xa"};

// What a clause says of remote work; empty = nothing.
std::string_view remote_words(std::string_view clause) {
  const auto found = std::find_if(kRemote.begin(), kRemote.end(), [&](std::string_view words) {
    return holds_words(clause, words);
  });
  return found != kRemote.end() ? *found : held_part(clause, kRemoteParts);
}

// Whether one clause denies what it says.
bool is_refused(std::string_view clause) {
  constexpr std::array<std::string_view, 24> kRefusals = {
      "no",   "not",   "non", "never", "cannot", "isn t", "isnt", "nicht",
      "kein", "keine", "pas", "sin",   "niet",   "geen",  "inte", "ikke",
      "nie",  "não",   "yok", "değil", "không",  "не",    "לא",   "لا"};
  constexpr std::array<std::string_view, 10> kRefusingParts = {
      "不可", "不支持", "不接受", "不能", "非远程", "なし", "불가", "없음", "ليس", "غير متاح"};
  return says(clause, kRefusals) || !held_part(clause, kRefusingParts).empty();
}

bool is_elsewhere(std::string_view clause) {
  constexpr std::array<std::string_view, 12> kElsewhere = {
      "in office", "relocation", "híbrido",   "hibrido",  "híbrida",  "hybride",
      "ibrido",    "hybrydowa",  "hybrydowo", "hybridní", "hibridno", "hibrit"};
  constexpr std::array<std::string_view, 8> kElsewhereParts = {
      "ハイブリッド", "하이브리드", "混合办公", "ибридн", "гибрид", "ібридн", "هجين", "היברידי"};
  return says(clause, kElsewhere) || says(clause, kOnSiteWords) ||
         !held_part(clause, kElsewhereParts).empty();
}

// Search engines refuse a description that only repeats the title.
bool is_described(const RoleEntry& entry) {
  if (!entry.body.plain.empty()) return true;
  return !entry.summary.value.empty() && entry.summary.value != entry.title.value;
}

}  // namespace

// Search engines are told that a role is remote, so its eligibility has to say it, and not in the
// same breath as a "not".
std::string_view said_remote(std::string_view eligibility) {
  constexpr std::string_view kClauseEnds = ".,;:()|/\n";
  std::string_view said;
  for (std::size_t begin = 0; begin < eligibility.size();) {
    const std::size_t end =
        std::min(eligibility.find_first_of(kClauseEnds, begin), eligibility.size());
    const std::string clause = normalize_words(eligibility.substr(begin, end - begin));
    if (is_elsewhere(clause)) return {};
    const std::string_view words = remote_words(clause);
    if (!words.empty()) {
      if (is_refused(clause)) return {};
      if (said.empty()) said = words;
    }
    begin = end + 1;
  }
  return said;
}

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
  // One that says nothing leaves it to `countries`, from where one may work.
  const std::string_view eligibility = entry.eligibility.value;
  if (!eligibility.empty() && said_remote(eligibility).empty())
    missing.push_back(PostingFact::kRemote);
  return missing;
}

PostingCounts count_postings(const Site& site) {
  PostingCounts counts;
  for (const Role* role : site.listed) {
    ++counts.listed;
    const auto missing = missing_facts(*role);
    if (missing.empty()) ++counts.complete;
    for (const PostingFact fact : missing) {
      ++counts.lacking[static_cast<std::size_t>(fact)];
      if (fact != PostingFact::kRemote) continue;
      std::string& first = counts.first_not_remote;
      if (first.empty() || role->entry->path < first) first = role->entry->path;
    }
  }
  return counts;
}

}  // namespace rolepress
