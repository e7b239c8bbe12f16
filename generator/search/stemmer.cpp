#include "search/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "search/text_rules.h"

namespace rolepress {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Singulars; a final s stays.
constexpr std::array kSpellings = {
    Pair{"ageing", "aging"},           Pair{"aluminium", "aluminum"},
    Pair{"analogue", "analog"},        Pair{"artefact", "artifact"},
    Pair{"catalogue", "catalog"},      Pair{"defence", "defense"},
    Pair{"despatch", "dispatch"},      Pair{"dialogue", "dialog"},
    Pair{"dietician", "dietitian"},    Pair{"enrolment", "enrollment"},
    Pair{"fulfilment", "fulfillment"}, Pair{"grey", "gray"},
    Pair{"instalment", "installment"}, Pair{"jewellery", "jewelry"},
    Pair{"licence", "license"},        Pair{"midwifery", "midwife"},
    Pair{"offence", "offense"},        Pair{"plough", "plow"},
    Pair{"practise", "practice"},      Pair{"programme", "program"},
    Pair{"sulphur", "sulfur"},         Pair{"tyre", "tire"}};

constexpr std::array<std::string_view, 9> kIseEndings = {"e",   "ed",    "es",     "ing",    "er",
                                                         "ers", "ation", "ations", "ational"};
constexpr std::array<std::string_view, 6> kEllEndings = {"ing", "ed", "er", "ers", "or", "ors"};

constexpr std::size_t kShortestStemmed = 3;
constexpr std::size_t kShortestDoubled = 5;

bool has_letters_only(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void replace_listed(std::string& word) {
  const bool plural = word.ends_with("s");
  const std::string_view singular =
      std::string_view(word).substr(0, word.size() - (plural ? 1 : 0));
  for (const auto& [british, american] : kSpellings) {
    if (singular != british) continue;
    word = std::string(american) + (plural ? "s" : "");
    return;
  }
}

// moulding, draughtsman
void replace_within(std::string& word) {
  const std::size_t mould = word.find("mould");
  if (mould != std::string::npos) word.erase(mould + 2, 1);
  constexpr std::string_view kDraught = "draught";
  if (word.starts_with(kDraught)) word.replace(0, kDraught.size(), "draft");
}

// Within a word, but not in "aero"; oe at the start and before what follows it in medicine.
void drop_digraphs(std::string& word) {
  for (std::size_t at = word.find("ae", 1); at != std::string::npos; at = word.find("ae", at + 1)) {
    if (word.compare(at + 2, 1, "r") != 0) word.erase(at, 1);
  }
  constexpr std::array<std::string_view, 6> kAfter = {"ta", "tu", "li", "a", "dic", "uv"};
  if (word.starts_with("oe")) word.erase(0, 1);
  for (std::size_t at = word.find("oe"); at != std::string::npos; at = word.find("oe", at + 1)) {
    const std::string_view rest = std::string_view(word).substr(at + 2);
    if (std::any_of(kAfter.begin(), kAfter.end(),
                    [&](std::string_view after) { return rest.starts_with(after); })) {
      word.erase(at, 1);
    }
  }
}

// behaviour, centre(s), (mid)wives
void replace_endings(std::string& word) {
  const std::size_t our = word.find("our", 3);
  if (our != std::string::npos) word.erase(our + 1, 1);
  const std::size_t s = word.ends_with("s") ? 1 : 0;
  const std::size_t end = word.size() - s;
  if (word.size() > 4 && end > 2 && word.compare(end - 2, 2, "re") == 0 &&
      (word[end - 3] == 'b' || word[end - 3] == 't')) {
    word.replace(end - 2, 2, "er");
  }
  for (const std::string_view wives : {"wives", "knives", "lives"}) {
    if (word.ends_with(wives)) {
      word.replace(word.size() - 3, 3, "fe");
      return;
    }
  }
}

// organise → organize, but not advise, exercise, raise or advertise; analyze → analyse
void replace_ise(std::string& word) {
  const std::size_t is = word.rfind("is");
  if (is != std::string::npos && is >= 3 &&
      is_one_of(std::string_view(word).substr(is + 2), kIseEndings) &&
      std::string_view("vcwa").find(word[is - 1]) == std::string_view::npos &&
      word.compare(is - 2, 2, "rt") != 0) {
    word[is + 1] = 'z';
  }
  const std::size_t lyz = word.find("lyz");
  if (lyz != std::string::npos) word[lyz + 2] = 's';
}

// organizational → organize; firemen → fireman, but not women or specimen
void replace_derived(std::string& word) {
  constexpr std::string_view kAdjective = "izational";
  if (word.ends_with(kAdjective))
    word.replace(word.size() - kAdjective.size(), kAdjective.size(), "ize");
  if (!word.ends_with("men")) return;
  const std::string_view before = std::string_view(word).substr(0, word.size() - 3);
  const bool is_plural = before.ends_with("wo")
                             ? before.size() > 3
                             : before.size() > 2 && std::string_view("aiou").find(before.back()) ==
                                                        std::string_view::npos;
  if (is_plural) word[word.size() - 2] = 'a';
}

// counselling → counseling; the word has a vowel before, so that "selling" stays
void replace_ell(std::string& word) {
  const std::size_t ell = word.rfind("ell");
  if (ell == std::string::npos || !is_one_of(std::string_view(word).substr(ell + 3), kEllEndings)) {
    return;
  }
  if (std::any_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(ell), is_vowel)) {
    word.erase(ell + 1, 1);
  }
}

// "programmer" meets "programming".
void drop_doubled_end(std::string& stem) {
  const std::size_t n = stem.size();
  if (n < kShortestDoubled || stem[n - 1] != stem[n - 2]) return;
  if (std::string_view("bdgmnprt").find(stem.back()) != std::string_view::npos) stem.pop_back();
}

// therapist and therapy, photographer and photography meet; a specialist is nothing special, and
// not every profession a professor.
void meet_professions(std::string& stem) {
  if (stem.size() >= 8 && stem.ends_with("ist") && stem != "specialist") {
    stem.resize(stem.size() - 3);
    if (stem.size() >= 7 && stem.ends_with("ic")) stem.resize(stem.size() - 2);  // as in genetics
  } else if (stem.size() >= 7 && stem != "professor" &&
             (stem.ends_with("lor") || stem.ends_with("sor") || stem.ends_with("tor"))) {
    stem.resize(stem.size() - 2);
  } else if (stem.size() >= 7 && stem.ends_with("i")) {
    stem.pop_back();
  }
}

}  // namespace

std::string american_spelling(std::string_view word) {
  std::string result(word);
  if (word.size() < 4 || !has_letters_only(word)) return result;
  replace_listed(result);
  replace_within(result);
  drop_digraphs(result);
  replace_endings(result);
  replace_ise(result);
  replace_derived(result);
  replace_ell(result);
  return result;
}

std::string singular_of(std::string_view word) {
  std::string result = american_spelling(word);
  const auto ends = [&](std::string_view end) { return result.ends_with(end); };
  if (result.size() < 4 || !ends("s") || ends("ss") || ends("us") || ends("is")) return result;
  if (ends("ies")) {
    result.replace(result.size() - 3, 3, "y");
  } else if (ends("sses") || ends("shes") || ends("ches") || ends("xes")) {
    result.resize(result.size() - 2);
  } else {
    result.pop_back();
  }
  return result;
}

struct Stemmer::Snowball {
  sb_stemmer* stemmer = sb_stemmer_new("english", "UTF_8");
};

Stemmer::Stemmer() : snowball_(std::make_unique<Snowball>()) {
  if (snowball_->stemmer == nullptr) throw std::runtime_error("libstemmer lacks English");
}
Stemmer::~Stemmer() { sb_stemmer_delete(snowball_->stemmer); }

std::string Stemmer::stem(std::string_view word) const {
  std::string base = american_spelling(word);
  if (base.size() < kShortestStemmed || !has_letters_only(base)) return base;
  if (base == "counsel" || base == "counsels") return "counsels";  // lawyers, not counsellors
  const auto* symbols = reinterpret_cast<const sb_symbol*>(base.data());
  const sb_symbol* found =
      sb_stemmer_stem(snowball_->stemmer, symbols, static_cast<int>(base.size()));
  std::string result(reinterpret_cast<const char*>(found),
                     static_cast<std::size_t>(sb_stemmer_length(snowball_->stemmer)));
  drop_doubled_end(result);
  meet_professions(result);
  return result;
}

}  // namespace rolepress
