#include "model/named_countries.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/text.h"
#include "model/country_names.h"
#include "model/iso_codes.h"

namespace rolepress {
namespace {

using WrittenName = std::pair<std::string_view, std::string_view>;

// As texts write them, besides the names above; longer ones are found first. Without a code: no
// country, though its words hold the name of one.
constexpr WrittenName kWritten[] = {{"US", "US"},
                                    {"USA", "US"},
                                    {"U.S.", "US"},
                                    {"U.S", "US"},
                                    {"U.S.A.", "US"},
                                    {"U.S.A", "US"},
                                    {"United States of America", "US"},
                                    {"UK", "GB"},
                                    {"U.K.", "GB"},
                                    {"U.K", "GB"},
                                    {"Great Britain", "GB"},
                                    {"Britain", "GB"},
                                    {"UAE", "AE"},
                                    {"U.A.E.", "AE"},
                                    {"Emirates", "AE"},
                                    {"Holland", "NL"},
                                    {"Czech Republic", "CZ"},
                                    {"Turkey", "TR"},
                                    {"Turkiye", "TR"},
                                    {"Ivory Coast", "CI"},
                                    {"Côte d'Ivoire", "CI"},
                                    {"Cote d'Ivoire", "CI"},
                                    {"Burma", "MM"},
                                    {"Swaziland", "SZ"},
                                    {"Republic of Korea", "KR"},
                                    {"Korea", "KR"},
                                    {"North Korea", "KP"},
                                    {"Russian Federation", "RU"},
                                    {"Republic of Ireland", "IE"},
                                    {"Northern Ireland", "GB"},
                                    {"England", "GB"},
                                    {"Scotland", "GB"},
                                    {"Wales", "GB"},
                                    {"America", "US"},
                                    {"Bosnia and Herzegovina", "BA"},
                                    {"Bosnia", "BA"},
                                    {"Trinidad and Tobago", "TT"},
                                    {"Macedonia", "MK"},
                                    {"Macau", "MO"},
                                    {"Palestine", "PS"},
                                    {"Viet Nam", "VN"},
                                    {"Cabo Verde", "CV"},
                                    {"DR Congo", "CD"},
                                    {"Slovak Republic", "SK"},
                                    {"New Mexico", ""},
                                    {"New Jersey", ""},
                                    {"New South Wales", ""},
                                    {"Latin America", ""},
                                    {"South America", ""},
                                    {"North America", ""},
                                    {"Central America", ""}};

// By their first byte, the longest first: few names begin as a word does.
std::array<std::vector<WrittenName>, 256> written_names() {
  std::array<std::vector<WrittenName>, 256> by_byte;
  const auto add = [&](std::string_view name, std::string_view code) {
    by_byte[static_cast<unsigned char>(name.front())].emplace_back(name, code);
  };
  for (const std::string_view code : country_codes()) add(country_name(code), code);
  for (const auto& [name, code] : kWritten) add(name, code);
  for (auto& names : by_byte) {
    std::stable_sort(names.begin(), names.end(), [](const WrittenName& a, const WrittenName& b) {
      return a.first.size() > b.first.size();
    });
  }
  return by_byte;
}

bool can_stand_in_word(char c) {
  const auto sign = static_cast<unsigned char>(c);
  return std::isalnum(sign) != 0 || sign >= 0x80 || c == '_';
}

}  // namespace

std::vector<NamedCountry> countries_named(std::string_view text) {
  static const auto kByByte = written_names();
  std::vector<NamedCountry> found;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !can_stand_in_word(text[at - 1]);
    std::size_t length = 1;
    for (const auto& [name, code] : kByByte[static_cast<unsigned char>(text[at])]) {
      const std::size_t end = at + name.size();
      if (!begins || text.substr(at, name.size()) != name) continue;
      if (end < text.size() && can_stand_in_word(text[end])) continue;
      if (!code.empty()) found.push_back({code, text.substr(at, name.size())});
      length = name.size();
      break;
    }
    at += length;
  }
  return found;
}

namespace {

// "Hong Kong, China": the state behind a territory of its own code.
bool rules_one_of(std::string_view code, const RoleEntry& entry) {
  constexpr std::pair<std::string_view, std::string_view> kTerritories[] = {
      {"HK", "CN"}, {"MO", "CN"}, {"TW", "CN"}, {"PR", "US"}, {"GU", "US"}, {"VI", "US"},
      {"GF", "FR"}, {"GP", "FR"}, {"MQ", "FR"}, {"RE", "FR"}, {"NC", "FR"}, {"PF", "FR"},
      {"GI", "GB"}, {"JE", "GB"}, {"GG", "GB"}, {"IM", "GB"}, {"BM", "GB"}, {"KY", "GB"},
      {"GL", "DK"}, {"FO", "DK"}, {"AW", "NL"}, {"CW", "NL"}};
  return std::any_of(entry.countries.begin(), entry.countries.end(), [&](const auto& country) {
    return std::find(std::begin(kTerritories), std::end(kTerritories),
                     std::pair(std::string_view(country.value), code)) != std::end(kTerritories);
  });
}

// "Portuguese (Brazil)" names a language.
bool is_variety(std::string_view before) {
  if (!before.ends_with('(')) return false;
  before = trim(before.substr(0, before.size() - 1));
  constexpr std::string_view kEnds[] = {"nese", "uese", "ench", "lish",
                                        "nish", "abic", "rman", "utch"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return before.ends_with(end); });
}

// Whether a country ends what is said of it there: "US or", "US-based", but not "US clients".
bool ends_place(std::string_view behind) {
  constexpr std::string_view kSigns = ",;.:)(/|&";
  constexpr std::array<std::string_view, 6> kWords = {"or",    "and",       "only",
                                                      "based", "residents", "resident"};
  if (behind.starts_with("-based")) return true;
  if (behind.starts_with('-')) return false;
  behind = trim(behind);
  if (behind.empty() || kSigns.find(behind.front()) != std::string_view::npos) return true;
  if (behind.starts_with("- ") || behind.starts_with("–") || behind.starts_with("—")) return true;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return find_word(behind, word) == 0; });
}

}  // namespace

std::vector<std::string_view> unlisted_countries(const RoleEntry& entry) {
  constexpr std::array<std::string_view, 60> kOfElse = {
      "not",        "no",           "except",    "excluding",  "exclude",   "excludes",
      "excluded",   "outside",      "without",   "unless",     "than",      "but",
      "beyond",     "experience",   "licensed",  "license",    "admitted",  "law",
      "bar",        "citizen",      "citizens",  "hours",      "time",      "timezone",
      "timezones",  "zone",         "zones",     "overlap",    "clients",   "company",
      "employer",   "visa",         "permit",    "passport",   "degree",    "travel",
      "relocation", "citizenship",  "relocate",  "qualified",  "office",    "offices",
      "hq",         "headquarters", "cannot",    "can t",      "never",     "apart",
      "ineligible", "sanctioned",   "sanctions", "government", "fluent",    "fluency",
      "native",     "speaker",      "speakers",  "language",   "languages", "gulf"};
  const std::string_view text = entry.eligibility.value;
  std::vector<std::string_view> codes;
  for (const auto& [code, words] : countries_named(text)) {
    const std::size_t end = static_cast<std::size_t>(words.data() - text.data()) + words.size();
    const bool is_listed = std::any_of(entry.countries.begin(), entry.countries.end(),
                                       [&](const auto& country) { return country.value == code; });
    if (is_listed || is_doubtful_country(words) || rules_one_of(code, entry) ||
        is_variety(text.substr(0, end - words.size())) || !ends_place(text.substr(end)))
      continue;
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  }
  if (codes.empty()) return codes;
  const std::string all = normalize_words(text);
  const bool tells_else = std::any_of(kOfElse.begin(), kOfElse.end(), [&](std::string_view word) {
    return holds_words(all, word);
  });
  if (tells_else) codes.clear();
  return codes;
}

}  // namespace rolepress
