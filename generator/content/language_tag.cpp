#include "content/language_tag.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letters(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         std::all_of(text.begin(), text.end(), is_letter);
}

bool is_alphanumeric(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

bool is_script(std::string_view subtag) { return is_letters(subtag, 4, 4); }

bool is_region(std::string_view subtag) {
  return is_letters(subtag, 2, 2) ||
         (subtag.size() == 3 && std::all_of(subtag.begin(), subtag.end(), is_digit));
}

bool is_variant(std::string_view subtag) {
  return is_alphanumeric(subtag, 5, 8) ||
         (is_alphanumeric(subtag, 4, 4) && is_digit(subtag.front()));
}

// "u-ca-gregory" and "x-own": one sign and what belongs to it, up to the end.
bool are_extensions(const std::vector<std::string_view>& subtags, std::size_t i) {
  std::set<std::string_view> seen;
  while (i < subtags.size()) {
    if (!is_alphanumeric(subtags[i], 1, 1) || !seen.insert(subtags[i]).second) return false;
    const bool is_private = subtags[i] == "x";
    const std::size_t begin = ++i;
    while (i < subtags.size() && is_alphanumeric(subtags[i], is_private ? 1 : 2, 8)) ++i;
    if (i == begin) return false;
  }
  return true;
}

struct LanguageName {
  std::string_view name;
  std::string_view code;
};

constexpr LanguageName kNames[] = {
    {"arabic", "ar"},    {"bulgarian", "bg"},  {"chinese", "zh"},    {"croatian", "hr"},
    {"czech", "cs"},     {"dansk", "da"},      {"danish", "da"},     {"deutsch", "de"},
    {"dutch", "nl"},     {"english", "en"},    {"espanol", "es"},    {"español", "es"},
    {"estonian", "et"},  {"farsi", "fa"},      {"finnish", "fi"},    {"francais", "fr"},
    {"français", "fr"},  {"french", "fr"},     {"german", "de"},     {"greek", "el"},
    {"hebrew", "he"},    {"hindi", "hi"},      {"hungarian", "hu"},  {"indonesian", "id"},
    {"italian", "it"},   {"italiano", "it"},   {"japanese", "ja"},   {"korean", "ko"},
    {"latvian", "lv"},   {"lithuanian", "lt"}, {"nederlands", "nl"}, {"norwegian", "nb"},
    {"persian", "fa"},   {"polish", "pl"},     {"polski", "pl"},     {"portugues", "pt"},
    {"português", "pt"}, {"portuguese", "pt"}, {"romanian", "ro"},   {"russian", "ru"},
    {"serbian", "sr"},   {"slovak", "sk"},     {"slovenian", "sl"},  {"spanish", "es"},
    {"svenska", "sv"},   {"swedish", "sv"},    {"thai", "th"},       {"turkish", "tr"},
    {"ukrainian", "uk"}, {"urdu", "ur"},       {"vietnamese", "vi"},
};

// "de-DE", "zh-Hant": in the letters that are usual.
std::string in_usual_letters(std::string_view tag) {
  const std::string lower = to_lower(tag);
  std::string result;
  for (const std::string_view subtag : split(lower, '-')) {
    std::string part(subtag);
    const auto upper = [](char c) { return static_cast<char>(std::toupper(c)); };
    if (!result.empty() && is_letters(part, 2, 2)) {
      std::transform(part.begin(), part.end(), part.begin(), upper);
    } else if (!result.empty() && is_script(part)) {
      part.front() = upper(part.front());
    }
    result += (result.empty() ? "" : "-") + part;
  }
  return result;
}

}  // namespace

bool is_language_tag(std::string_view text) {
  const std::string lower = to_lower(text);
  const std::vector<std::string_view> subtags = split(lower, '-');
  std::size_t i = 0;
  const auto take = [&](bool is_one) { i += is_one ? 1 : 0; };
  const auto has = [&](const auto& is_kind) { return i < subtags.size() && is_kind(subtags[i]); };
  if (!is_letters(subtags[i++], 2, 3)) return false;
  constexpr int kMostExtended = 3;
  for (int n = 0; n < kMostExtended; ++n) {
    take(has([](std::string_view subtag) { return is_letters(subtag, 3, 3); }));
  }
  take(has(is_script));
  take(has(is_region));
  std::set<std::string_view> variants;
  for (; has(is_variant); ++i) {
    if (!variants.insert(subtags[i]).second) return false;
  }
  return are_extensions(subtags, i);
}

std::string likely_language_tag(std::string_view text) {
  // de_DE.UTF-8 is what systems call it.
  std::string tag(text.substr(0, text.find_first_of(".@")));
  std::replace(tag.begin(), tag.end(), '_', '-');
  if (is_language_tag(tag)) return in_usual_letters(tag);
  const std::string words = normalize_words(text);
  const std::vector<std::string_view> parts = split(words, ' ');
  const auto* const known =
      std::find_if(std::begin(kNames), std::end(kNames),
                   [&](const LanguageName& name) { return name.name == parts.front(); });
  if (known == std::end(kNames)) return {};
  const bool has_region = parts.size() == 2 && is_letters(parts[1], 2, 2);
  if (!has_region) return in_usual_letters(known->code);
  const std::string_view region = parts[1] == "uk" ? "gb" : parts[1];
  return in_usual_letters(std::string(known->code).append("-").append(region));
}

void read_language(const YamlEntry& entry, const Shape& shape, std::string& out, Reporter& report) {
  const auto tag = read_text(entry.value, shape.max, entry.key, report);
  if (!tag) return;
  if (is_language_tag(tag->value)) {
    out = tag->value;
    return;
  }
  const std::string meant = likely_language_tag(tag->value);
  report
      .error(tag->at, "language", fmt::format("\"{}\" is no language tag", tag->value),
             meant.empty() ? "write the language's code of two or three letters, and maybe the "
                             "country's: en, en-GB"
                           : "write " + meant)
      .replacement = meant;
}

}  // namespace rolepress
