#include "base/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace rolepress {
namespace {

TEST(JsonString, ReadsBackAsItWas) {
  const std::string text = "a\"b\\c\n\t\x01</script><!--&\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa é 😀";
  EXPECT_EQ(nlohmann::json::parse(json_string(text)).get<std::string>(), text);
}

TEST(JsonString, CannotEndTheScriptThatHoldsIt) {
  EXPECT_EQ(json_string("</script><!-- &"), R"("\u003c/script\u003e\u003c!-- \u0026")");
  EXPECT_EQ(json_string("\xe2\x80\xa8\xe2\x80\xa9"), R"("\u2028\u2029")");
}

}  // namespace
}  // namespace rolepress
