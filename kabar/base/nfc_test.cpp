#include "kabar/base/nfc.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::utf8 {
namespace {

std::string times(std::string_view text, std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += text;
  return out;
}

constexpr std::string_view kAcute = "\xCC\x81";     // U+0301, above
constexpr std::string_view kDotBelow = "\xCC\xA3";  // U+0323, sorted before it
constexpr std::string_view kJoiner = "\xCD\x8F";    // U+034F

TEST(ToNfc, ComposesAccents) {
  EXPECT_EQ(to_nfc("e\xCC\x81t\xC3\xA9"), "été");
  EXPECT_EQ(to_nfc("plain"), "plain");
}

TEST(ToNfc, LeavesThirtyMarksTogether) {
  const std::string text = "\xE4\xB8\x80" + times(kDotBelow, 30) + "b";
  EXPECT_EQ(to_nfc(text), text);
}

TEST(ToNfc, PartsMoreThanThirtyMarks) {
  const std::string text = "\xE4\xB8\x80" + times(kDotBelow, 61) + "b";
  EXPECT_EQ(to_nfc(text), "\xE4\xB8\x80" + times(kDotBelow, 30) + std::string(kJoiner) +
                              times(kDotBelow, 30) + std::string(kJoiner) + std::string(kDotBelow) + "b");
}

TEST(ToNfc, IsStable) {
  for (const std::string_view marks :
       {"\xCC\x81", "\xCC\x81\xCC\xA3", "\xCD\x84", "\xE0\xBD\xB3", "\xCC\xB8\xCC\x96"}) {
    for (std::size_t n = 0; n < 80; ++n) {
      const std::string once = to_nfc("a" + times(marks, n) + ">" + times(marks, n));
      EXPECT_EQ(to_nfc(once), once) << n;
    }
  }
}

// Sorting a run of marks takes time with its square: a million in a row would take minutes.
TEST(ToNfc, IsLinearInMarks) {
  const std::string text = "a" + times(std::string(kAcute) + std::string(kDotBelow), 500'000);
  EXPECT_GT(to_nfc(text).size(), text.size());
}

TEST(ToShown, LeavesOutWhatNoReaderSees) {
  EXPECT_EQ(to_shown("a\x1B[2J\x7F\x01 \xC2\x9B\xE2\x80\xAE\xE2\x81\xA6z\xEF\xBF\xBE\xC2\xAD"), "a[2J z");
  const std::string kept = "é\xC2\xA0\xC2\x85\xE2\x80\x8F\xE2\x80\x93\xEF\xBF\xBD\t\n";
  EXPECT_EQ(to_shown(kept), kept);
}

TEST(LeadingMark, IsWhatAttachesToTheCharacterBefore) {
  EXPECT_EQ(leading_mark(""), 0U);
  EXPECT_EQ(leading_mark("a\xCC\x81"), 0U);
  EXPECT_EQ(leading_mark("\xCC\xB8x"), 0x338U);
  EXPECT_EQ(leading_mark("\xCD\x84x"), 0x344U);
  EXPECT_EQ(leading_mark("\xED\x95\x9C"), 0U);
}

}  // namespace
}  // namespace kabar::utf8
