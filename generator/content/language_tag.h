#pragma once

#include <string>
#include <string_view>

#include "content/schema.h"

namespace rolepress {

/// Whether a text has the form of a tag for a language (RFC 5646, langtag): en, de-CH-1996,
/// zh-Hant-TW. The names of languages have it, too, by words of five to eight letters that the
/// registry has never held: they are none here.
[[nodiscard]] bool is_language_tag(std::string_view text);

/// The tag for what was written in its place: "de-DE" for de_DE, "en-US" for English (US). Empty
/// where that is not known.
[[nodiscard]] std::string likely_language_tag(std::string_view text);

void read_language(const YamlEntry& entry, const Shape& shape, std::string& out, Reporter& report);

/// The value of a field that is such a tag.
template <auto Member>
constexpr Cell<OwnerOf<Member>> language() {
  constexpr int kMostCharacters = 20;
  return {{ValueType::kText, kMostCharacters},
          [](const YamlEntry& entry, const Shape& shape, OwnerOf<Member>& out, Reporter& report) {
            read_language(entry, shape, out.*Member, report);
          }};
}

}  // namespace rolepress
