#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

inline constexpr char32_t kReplacementCharacter = 0xfffd;

/// The code point at `index`, which moves on; a byte that is not UTF-8 gives U+FFFD.
char32_t decode_utf8(std::string_view text, std::size_t& index);
void append_utf8(std::string& out, char32_t c);
[[nodiscard]] std::size_t count_characters(std::string_view text);
/// Offset of the first byte that is not UTF-8 (RFC 3629), or nullopt.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Offset of the first character that nobody can see and no language needs: one that turns the
/// direction of text, ends a line or has no width; or nullopt. Persian and emoji need joiners.
[[nodiscard]] std::optional<std::size_t> find_unseen(std::string_view text);
/// The text without such characters; a blank where one ended a line.
[[nodiscard]] std::string without_unseen(std::string_view text);

/// Without a byte order mark, which some editors leave in front.
[[nodiscard]] std::string_view without_bom(std::string_view text);
[[nodiscard]] std::string_view trim(std::string_view text);
/// ASCII letters only; other bytes stay.
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);
/// Where the word stands, from `from` on, with no letter or digit of ASCII beside it; npos =
/// nowhere.
[[nodiscard]] std::size_t find_word(std::string_view text, std::string_view word,
                                    std::size_t from = 0);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// The lines of a text with their ends, which together are the text.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);
[[nodiscard]] std::string joined(const std::vector<std::string>& lines);
/// Lower-case ASCII letters and digits in groups joined by single hyphens: "tax-reviewer".
[[nodiscard]] bool is_slug(std::string_view text);
/// Runs of letters and digits (and all non-ASCII), lower case, joined by single spaces.
[[nodiscard]] std::string normalize_words(std::string_view text);
/// Whether `words` stand in `text` as whole words. Both are normalized.
[[nodiscard]] bool holds_words(std::string_view text, std::string_view words);

/// Edits (insert, delete, replace, swap of neighbours) from one to the other, in bytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);
/// The candidate a misspelling was most likely meant to be; empty when none is near.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       std::span<const std::string_view> candidates);
/// `did you mean "x"?`, or `it may be one of: …`, for a word that is not among the candidates.
[[nodiscard]] std::string suggest(std::string_view word,
                                  std::span<const std::string_view> candidates);

/// Escapes & < > " ' for HTML text and quoted attributes.
void append_escaped(std::string& out, std::string_view text);
[[nodiscard]] std::string escape_html(std::string_view text);

/// "50" or "52.50" of as many hundredths.
[[nodiscard]] std::string decimal_of(std::int64_t hundredths);
/// "1 page", "2 pages".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

}  // namespace rolepress
