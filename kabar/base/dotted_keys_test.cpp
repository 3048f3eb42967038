#include "kabar/base/dotted_keys.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar {
namespace {

TEST(DeepKey, IsFoundWithItsLine) {
  EXPECT_EQ(line_of_deep_key("a = 1\nb.c.d = 2\n", 2), 2U);
  EXPECT_EQ(line_of_deep_key("a = 1\nb.c.d = 2\n", 3), std::nullopt);
  EXPECT_EQ(line_of_deep_key("[a . b . c]", 2), 1U);
  EXPECT_EQ(line_of_deep_key("x = { y = 1, a.\"b\".c = 2 }", 2), 1U);
  EXPECT_EQ(line_of_deep_key("t = \"\"\"\n\n\"\"\"\na.b.c = 1", 2), 4U);
}

TEST(DeepKey, IsNoTextAndNoRemark) {
  for (const std::string_view toml :
       {"a = \"b.c.d.e\"", "a = 'b.c.d\\'", "# a.b.c.d", "a = \"\"\"\nb.c.d\n\"\"\"", "a = [1.5, 2.5, 3.5]",
        "a = \"\\\"b.c.d.e\"", "", "\"", "'''"})
    EXPECT_EQ(line_of_deep_key(toml, 2), std::nullopt) << toml;
}

TEST(DeepKey, OfAMillionPartsIsFound) {
  std::string toml = "a";
  for (int i = 0; i < 1'000'000; ++i) toml += ".a";
  EXPECT_EQ(line_of_deep_key(toml + " = 1", 64), 1U);
}

}  // namespace
}  // namespace kabar
