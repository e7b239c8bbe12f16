#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/slug.h"

namespace rolepress {
namespace {

using ::testing::ElementsAre;

std::vector<char32_t> decode_all(std::string_view text) {
  std::vector<char32_t> result;
  for (std::size_t i = 0; i < text.size();) result.push_back(decode_utf8(text, i));
  return result;
}

TEST(Utf8, DecodesTheFirstAndLastCharacterOfEveryLength) {
  EXPECT_THAT(decode_all(std::string_view("\0\x7f", 2)), ElementsAre(0x0, 0x7f));
  EXPECT_THAT(decode_all("\xc2\x80\xdf\xbf"), ElementsAre(0x80, 0x7ff));
  EXPECT_THAT(decode_all("\xe0\xa0\x80\xef\xbf\xbf"), ElementsAre(0x800, 0xffff));
  EXPECT_THAT(decode_all("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"), ElementsAre(0x10000, 0x10ffff));
  EXPECT_THAT(decode_all("\xed\x9f\xbf\xee\x80\x80"), ElementsAre(0xd7ff, 0xe000));
}

TEST(Utf8, ABadByteGivesOneReplacementAndTheNextCharacterIsRead) {
  EXPECT_THAT(decode_all("a\xff"
                         "b"),
              ElementsAre('a', kReplacementCharacter, 'b'));
  EXPECT_THAT(decode_all("\x80x"), ElementsAre(kReplacementCharacter, 'x'));
  EXPECT_THAT(decode_all("\xc3x"), ElementsAre(kReplacementCharacter, 'x'));
  EXPECT_THAT(decode_all("\xe2\x82"), ElementsAre(kReplacementCharacter, kReplacementCharacter));
}

TEST(Utf8, EncodingAgainGivesTheSameBytes) {
  for (const std::string text : {"A", "\u00e9", "\u20ac", "\U0001f600", "\U0010ffff"}) {
    std::string again;
    for (const char32_t c : decode_all(text)) append_utf8(again, c);
    EXPECT_EQ(again, text);
  }
}

TEST(Utf8, CountsCharacters) {
  EXPECT_EQ(count_characters(""), 0u);
  EXPECT_EQ(count_characters("Zo\u00eb \u20ac\U0001f600"), 6u);
  EXPECT_EQ(count_characters("\xff\xff"), 2u);
}

TEST(Utf8, FindsTheFirstByteThatIsWrong) {
  EXPECT_EQ(find_invalid_utf8("caf\u00e9 \U0001f600"), std::nullopt);
  EXPECT_EQ(find_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("caf\xe9 "), 3u);
}

TEST(Utf8, RefusesWhatOnlyLooksLikeUtf8) {
  for (const char* text : {
           "\xc0\xaf",          // / in two bytes
           "\xc1\xbf",          // overlong
           "\xe0\x80\xaf",      // / in three bytes
           "\xe0\x9f\xbf",      // overlong
           "\xf0\x80\x80\xaf",  // / in four bytes
           "\xf0\x8f\xbf\xbf",  // overlong
           "\xed\xa0\x80",      // half of a surrogate pair
           "\xed\xbf\xbf",      // the other half
           "\xf4\x90\x80\x80",  // beyond the last character
           "\xf5\x80\x80\x80",
           "\xf8\x88\x80\x80\x80",
           "\xfe",
           "\xff",
           "\x80",
           "\xbf",
           "\xc3",  // cut short
           "\xe2\x82",
           "\xf0\x9f\x98",
           "\xc3\x28",
           "\xe2\x28\xa1",
           "\xf0\x28\x8c\xbc",
       }) {
    EXPECT_EQ(find_invalid_utf8(text), 0u) << text;
  }
}

TEST(Text, TrimTakesSpaceFromBothEndsOnly) {
  EXPECT_EQ(trim(" \t a  b \r\n"), "a  b");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \n "), "");
}

TEST(Text, LowerCaseTouchesAsciiOnly) { EXPECT_EQ(to_lower("AbZ09 É"), "abz09 É"); }

TEST(Text, SplitKeepsEmptyParts) {
  EXPECT_THAT(split("a,,b,", ','), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Text, ASlugIsLowerCaseWithSingleHyphensWithin) {
  for (const char* good : {"a", "tax-reviewer", "2", "a-1-b"}) EXPECT_TRUE(is_slug(good)) << good;
  for (const char* bad :
       {"", "-", "-a", "a-", "a--b", "Tax", "a b", "a_b", "a.b", "a/b", "caf\u00e9"}) {
    EXPECT_FALSE(is_slug(bad)) << bad;
  }
}

TEST(Text, NormalizedWordsAreLowerCaseAndJoinedBySingleSpaces) {
  EXPECT_EQ(normalize_words("  On-site,  C++ & R&D: 24/7! "), "on site c r d 24 7");
  EXPECT_EQ(normalize_words("Z\u00fcrich caf\u00e9"), "z\u00fcrich caf\u00e9");
  EXPECT_EQ(normalize_words("…"), "…");
  EXPECT_EQ(normalize_words("-- "), "");
}

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("abc", ""), 3u);
  EXPECT_EQ(edit_distance("title", "title"), 0u);
  EXPECT_EQ(edit_distance("titel", "title"), 1u);
  EXPECT_EQ(edit_distance("ttle", "title"), 1u);
  EXPECT_EQ(edit_distance("tittle", "title"), 1u);
  EXPECT_EQ(edit_distance("tytle", "title"), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("abcd", "dcba"), 3u);
}

TEST(EditDistance, IsTheSameBothWays) {
  EXPECT_EQ(edit_distance("platfrom", "platform"), edit_distance("platform", "platfrom"));
  EXPECT_EQ(edit_distance("ca", "abc"), edit_distance("abc", "ca"));
}

TEST(Unseen, IsFoundAndTakenAwayButForJoiners) {
  for (const char* unseen :
       {"\u200b", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069", "\ufeff"}) {
    const std::string text = std::string("\u00e9a") + unseen + "b";
    EXPECT_EQ(find_unseen(text), 3u);
    EXPECT_EQ(without_unseen(text).substr(0, 3), "\u00e9a");
    EXPECT_FALSE(find_unseen(without_unseen(text)));
  }
  EXPECT_EQ(without_unseen("\u202ea\u2028b\u200b"), "a b");
  EXPECT_EQ(without_unseen("\uf0b7 a \ue000b"), "• a b");
  for (const char* text : {"\u0645\u06cc\u200c\u062e", "\U0001f469\u200d\U0001f52c", "\u2013\u2019",
                           "\uff01", "a\u200eb", ""}) {
    EXPECT_FALSE(find_unseen(text)) << text;
    EXPECT_EQ(without_unseen(text), text);
  }
}

constexpr std::array<std::string_view, 4> kNames = {"title", "platform", "category", "pay"};

TEST(Nearest, FindsTheNameThatWasMeant) {
  EXPECT_EQ(nearest("titel", kNames), "title");
  EXPECT_EQ(nearest("Platfrom", kNames), "platform");
  EXPECT_EQ(nearest("catgory", kNames), "category");
  EXPECT_EQ(nearest("PAY", kNames), "pay");
}

TEST(Nearest, IsEmptyWhereNothingIsNear) {
  EXPECT_EQ(nearest("salary", kNames), "");
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest("title", {}), "");
  EXPECT_EQ(nearest(std::string(5000, 't'), kNames), "");
}

TEST(Nearest, AWordOfWhichNothingIsRightIsNoMisspelling) {
  constexpr std::array<std::string_view, 1> kShort = {"ab"};
  EXPECT_EQ(nearest("xy", kShort), "");
  EXPECT_EQ(nearest("xb", kShort), "ab");
}

TEST(Nearest, OfAShortWordOnlyOneChangeIsASlip) {
  constexpr std::array<std::string_view, 1> kShort = {"work"};
  EXPECT_EQ(nearest("wrok", kShort), "work");
  EXPECT_EQ(nearest("wart", kShort), "");
}

TEST(Nearest, TheBeginningOfANameStandsForIt) {
  EXPECT_EQ(nearest("plat", kNames), "platform");
  EXPECT_EQ(nearest("pla", kNames), "");
}

TEST(Nearest, TheFirstOfTwoEquallyNearIsTaken) {
  constexpr std::array<std::string_view, 2> kTwo = {"cat", "car"};
  EXPECT_EQ(nearest("cap", kTwo), "cat");
}

TEST(Suggest, OffersTheNearestNameOrAShortList) {
  EXPECT_EQ(suggest("titel", kNames), "did you mean \"title\"?");
  EXPECT_EQ(suggest("salary", kNames), "it may be one of: title, platform, category, pay");
}

TEST(Suggest, IsSilentWhereTheListWouldBeLongOrEmpty) {
  const std::vector<std::string_view> twelve(12, "zzzzzzzz");
  const std::vector<std::string_view> thirteen(13, "zzzzzzzz");
  EXPECT_NE(suggest("a", twelve), "");
  EXPECT_EQ(suggest("a", thirteen), "");
  EXPECT_EQ(suggest("a", {}), "");
}

TEST(Escape, EveryCharacterThatHtmlReadsIsEscaped) {
  EXPECT_EQ(escape_html("<a href=\"x\" id='y'>&amp;</a>"),
            "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;");
}

TEST(Escape, OtherTextStaysByteForByte) {
  EXPECT_EQ(escape_html(""), "");
  EXPECT_EQ(escape_html("Zo\u00eb \u2013 `{{x}}`\n"), "Zo\u00eb \u2013 `{{x}}`\n");
}

TEST(Escape, IsAppended) {
  std::string out = "a";
  append_escaped(out, "<b");
  append_escaped(out, ">");
  EXPECT_EQ(out, "a&lt;b&gt;");
}

TEST(Text, CountedAgreesWithItsNumber) {
  EXPECT_EQ(counted(0, "page"), "0 pages");
  EXPECT_EQ(counted(1, "page"), "1 page");
  EXPECT_EQ(counted(2, "page"), "2 pages");
}

TEST(Slug, KeepsTheLettersOfAllLatinAlphabets) {
  for (const auto& [title, slug] :
       {std::pair("Chuyên viên Dịch – Biên tập", "chuyen-vien-dich-bien-tap"),
        std::pair("Kế toán trưởng tại Hà Nội", "ke-toan-truong-tai-ha-noi"),
        std::pair("Asistent științific", "asistent-stiintific"),
        std::pair("Ｗｅｂ designer ２", "web-designer-2"), std::pair("Đọc", "doc"),
        std::pair("Café Menü – Prüfer", "cafe-menu-prufer"), std::pair("STRAẞE", "strasse"),
        std::pair("東京 Mədəniyyət", "medeniyyet")}) {
    EXPECT_EQ(slug_of(title), slug) << title;
  }
}

}  // namespace
}  // namespace rolepress
