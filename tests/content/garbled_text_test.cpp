#include "content/garbled_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "site/board.h"

namespace rolepress {
namespace {

using testing::Board;
using testing::good_role;
using ::testing::HasSubstr;

std::string said_of_text(const std::string& body) {
  return Board().role("x", good_role(), body).problems();
}

TEST(GarbledText, IsNamedOnceWithWhatWasMeant) {
  EXPECT_EQ(said_of_text("Weâ€™re hiring, youâ€™re welcome.\n"),
            "content/roles/x.md:10:3: warning: â€™ stands here: the text was read in another "
            "encoding than UTF-8, in which it was written\n"
            " 10 | Weâ€™re hiring, youâ€™re welcome.\n"
            "    |   ^~~\n"
            "  help: write ’ instead, and look for more, or copy the text anew\n");
  for (const auto& [garbled, meant] :
       {std::pair("CafÃ©", "é"), std::pair("fÃ¼r", "ü"), std::pair("GrÃ¶ÃŸe", "ö"),
        std::pair("20â€“30", "–"), std::pair("â€œyes", "“"), std::pair("â€¢ one", "•"),
        std::pair("Acmeâ„¢", "™"), std::pair("Â£40", "£"), std::pair("a Â\u00a0b", "a blank"),
        std::pair("It\u00e2\u0080\u0099s", "’"), std::pair("ðŸ˜€", "😀"), std::pair("Ð¿", "п")}) {
    EXPECT_THAT(said_of_text(std::string(garbled) + "\n"),
                HasSubstr("help: write " + std::string(meant) + " instead"))
        << garbled;
  }
}

TEST(GarbledText, LettersThatStandWhereTheyBelongAreLeftAlone) {
  for (const char* text :
       {"Café, «À la carte», 20 – “yes” and it’s ÂME", "“AMANHÔ e ‘IRMÃ’", "«PÂ»", "Ação, MAÇÃ…",
        "România, „limba românâ” – da", "Ð and ð of Iceland", "Größe, Übung ‚so‘", "CAFÉ”, É–"}) {
    EXPECT_EQ(said_of_text(std::string(text) + "\n"), "") << text;
  }
}

TEST(GarbledText, AControlCharacterOfLatin1IsNamedWithTheSignOfWindows) {
  EXPECT_EQ(said_of_text("It\u0092s fine.\n"),
            "content/roles/x.md:10:3: warning: a control character (number 146) stands here\n"
            " 10 | It\ufffds fine.\n"
            "    |   ^\n"
            "  help: write ’ instead, which Windows has at that number, and look for more\n");
  EXPECT_THAT(said_of_text("It\u0081s fine.\n"), HasSubstr("help: delete it"));
}

}  // namespace
}  // namespace rolepress
