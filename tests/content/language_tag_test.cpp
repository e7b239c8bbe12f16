#include "content/language_tag.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace rolepress {
namespace {

TEST(LanguageTag, HasTheFormOfRfc5646) {
  for (const std::string tag :
       {"en", "EN-gb", "ckb", "de-CH-1996", "zh-Hant-TW", "sr-Latn", "es-419", "zh-cmn-Hans-CN",
        "sl-rozaj-biske", "de-DE-u-co-phonebk", "en-x-own", "ar-a-abc-b-def-x-1"}) {
    EXPECT_TRUE(is_language_tag(tag)) << tag;
  }
  for (const std::string text :
       {"",           "e",    "english",      "English (US)", "de_DE",
        "x y",        "de-",  "-de",          "en--GB",       "en-GB-US",
        "en-GB-Latn", "1e",   "d\xc3\xa9",    "de-1996-1996", "en-a-abc-a-def",
        "en-u",       "en-x", "en-toolongaa", "x-own",        "en GB"}) {
    EXPECT_FALSE(is_language_tag(text)) << text;
  }
}

TEST(LanguageTag, IsProposedForWhatIsWrittenInItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"de_DE", "de-DE"},
      {"en_gb.UTF-8", "en-GB"},
      {"zh_hant_tw", "zh-Hant-TW"},
      {"English", "en"},
      {"English (US)", "en-US"},
      {"Français", "fr"},
      {"german", "de"},
      {"x y", ""},
      {"Klingon", ""},
      {"English language", "en"},
      {"", ""},
  };
  for (const auto& [text, tag] : cases) EXPECT_EQ(likely_language_tag(text), tag) << text;
}

}  // namespace
}  // namespace rolepress
