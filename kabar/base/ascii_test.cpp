#include "kabar/base/ascii.h"

#include <gtest/gtest.h>

namespace kabar::ascii {
namespace {

TEST(Ascii, KnowsTheDigitsOfHexadecimalNumbersAndNoOthers) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (int c = -128; c < 128; ++c) {
    const auto at = kDigits.find(lower(static_cast<char>(c)));
    const int wanted = at == kDigits.npos ? -1 : static_cast<int>(at);
    EXPECT_EQ(hex_value(static_cast<char>(c)), wanted) << c;
    EXPECT_EQ(is_hex(static_cast<char>(c)), wanted >= 0) << c;
  }
}

TEST(Ascii, ReadsAnEscapeThatIsWhole) {
  EXPECT_EQ(escaped_byte("%41bc"), 'A');
  EXPECT_EQ(escaped_byte("%fF"), '\xFF');
  for (const std::string_view none : {"", "%", "%4", "%4g", "%g4", "441", "%-1", "% 1"})
    EXPECT_EQ(escaped_byte(none), std::nullopt) << none;
}

}  // namespace
}  // namespace kabar::ascii
