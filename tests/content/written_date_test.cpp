#include "content/written_date.h"

#include <gtest/gtest.h>

namespace rolepress {
namespace {

TEST(WrittenDate, IsReadInTheFormsThatAllowOneDayOnly) {
  for (const char* text :
       {"18 November 2026", "November 18, 2026", "18 Nov 2026", "Nov 18th, 2026", "18-Nov-2026",
        "Wed, 18 Nov 2026", "18. november 2026", "2026-11-18T09:00:00+07:00", "2026-11-18 23:59",
        "2026-11-18T00:00:00.000Z"}) {
    EXPECT_EQ(day_of_words(text), "2026-11-18") << text;
  }
}

TEST(WrittenDate, IsNotGuessed) {
  for (const char* text : {"", "soon", "rolling", "November 2026", "18-Nov-26", "31 November 2026",
                           "18 11 2026", "2026", "18 Nov Dec 2026", "18 Nov 2026 or later",
                           "2026-11-18", "2026-11-18 at noon", "2026-13-01T09:00"}) {
    EXPECT_EQ(day_of_words(text), "") << text;
  }
}

}  // namespace
}  // namespace rolepress
