#include "kabar/json/value.h"

#include <gtest/gtest.h>

namespace kabar::json {
namespace {

TEST(JsonValue, IsWalkedWithoutChecks) {
  const auto value = parse(R"({"a":[1,2.5,"x",null,true],"b":{"c":"d"},"b":1})");
  ASSERT_TRUE(value);
  EXPECT_EQ((*value)["a"].items().size(), 5U);
  EXPECT_DOUBLE_EQ((*value)["a"].items()[1].number(), 2.5);
  EXPECT_TRUE((*value)["a"].items()[4].boolean());
  EXPECT_EQ((*value)["b"]["c"].text(), "d");
  EXPECT_EQ((*value)["b"]["missing"]["deeper"].text(), "");
  EXPECT_EQ(value->members().size(), 3U);
}

TEST(JsonValue, SaysWhatIsNoJson) {
  const auto value = parse("{\"a\":");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, Errc::kInvalidInput);
  EXPECT_FALSE(parse(""));
  EXPECT_FALSE(parse("{} x"));
  EXPECT_FALSE(parse("\"\xff\""));
}

TEST(JsonValue, StopsAtTheDepthLimit) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const auto value = parse(deep);
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().code, Errc::kTooLarge);
}

TEST(JsonValue, StopsAtTheSizeLimit) {
  EXPECT_EQ(parse("[1,2,3]", {.max_bytes = 3}).error().code, Errc::kTooLarge);
}

}  // namespace
}  // namespace kabar::json
