#include "server/dev_server.h"

#include <gtest/gtest.h>

namespace rolepress::testing {
namespace {

TEST(DevServerTest, EndsAlsoRightAfterItsStart) {
  for (int i = 0; i < 50; ++i) {
    DevServer server([](std::string_view) { return Answer{}; });
    ASSERT_TRUE(server.listen(0));
    server.start();
  }
}

TEST(DevServerTest, EndsWithoutHavingStarted) {
  DevServer server([](std::string_view) { return Answer{}; });
  ASSERT_TRUE(server.listen(0));
}

}  // namespace
}  // namespace rolepress::testing
