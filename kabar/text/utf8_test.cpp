#include "kabar/text/utf8.h"

#include <gtest/gtest.h>

namespace kabar::text {
namespace {

TEST(Utf8, TellsValidFromInvalid) {
  for (const auto* good : {"", "abc", "é", "日本", "\xF0\x9F\x98\x80"})
    EXPECT_TRUE(is_valid_utf8(good)) << good;
  for (const auto* bad :
       {"\x80", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "a\xFFz", "\xE2\x82"})
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
}

TEST(Utf8, ReplacesEachBadByteAndCounts) {
  std::size_t replaced = 0;
  EXPECT_EQ(to_valid_utf8("a\xFF\xC3z", &replaced), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(replaced, 2U);
}

TEST(Utf8, AppendsWhatItReads) {
  const std::string text = "aß€\xF0\x9F\x98\x80";
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) append_utf8(out, next_code_point(text, pos));
  EXPECT_EQ(out, text);
  EXPECT_EQ(count_code_points(text), 4U);
}

}  // namespace
}  // namespace kabar::text
