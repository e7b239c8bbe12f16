#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// Whether a text has the form of a tag for a language (RFC 5646, langtag): en, de-CH-1996,
/// zh-Hant-TW. The names of languages have it, too, by words of five to eight letters that the
/// registry has never held: they are none here.
[[nodiscard]] bool is_language_tag(std::string_view text);

/// The tag for what was written in its place: "de-DE" for de_DE, "en-US" for English (US). Empty
/// where that is not known.
[[nodiscard]] std::string likely_language_tag(std::string_view text);

}  // namespace rolepress
