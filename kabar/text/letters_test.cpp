#include "kabar/text/letters.h"

#include <gtest/gtest.h>

namespace kabar::text {
namespace {

struct Folding {
  const char* name;
  std::string_view text;
  std::string_view lower;
  std::string_view folded;
};

class Letters : public testing::TestWithParam<Folding> {};

TEST_P(Letters, AreLoweredAndFolded) {
  EXPECT_EQ(to_lower(GetParam().text), GetParam().lower);
  EXPECT_EQ(fold(GetParam().text), GetParam().folded);
}

constexpr Folding kFoldings[] = {
    {"Accents", "ÉTÉ à Łódź", "été à łódź", "ete a lodz"},
    {"Ligatures", "Æsir Œuvre", "æsir œuvre", "aesir oeuvre"},
    {"SharpS", "Straße", "straße", "strasse"},
    {"Cyrillic", "ЁЛКА", "ёлка", "елка"},
    {"Greek", "Αθήνα", "αθήνα", "αθηνα"},
    {"Arabic", "أحمد", "أحمد", "احمد"},
    {"Tatweel", "مـــحمد", "محمد", "محمد"},
    {"SoftHyphen", "Zeit\u00ADung", "zeitung", "zeitung"},
    {"Combining", "e\u0301te\u0301", "e\u0301te\u0301", "ete"},
    {"Han", "東京", "東京", "東京"},
    {"BeyondThePlane", "\U0001F600", "\U0001F600", "\U0001F600"},
    {"Empty", "", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Text, Letters, testing::ValuesIn(kFoldings),
                         [](const auto& test) { return std::string(test.param.name); });

struct Kind {
  char32_t c;
  CharClass kind;
};

TEST(CharInfo, TellsLettersOfAllScriptsFromTheRest) {
  constexpr Kind kKinds[] = {
      {U'a', CharClass::kLetter},  {U'Ж', CharClass::kLetter},    {U'ש', CharClass::kLetter},
      {U'7', CharClass::kDigit},   {U'٣', CharClass::kDigit},     {0x301, CharClass::kMark},
      {0xAD, CharClass::kIgnored}, {0x200D, CharClass::kIgnored}, {U'漢', CharClass::kHan},
      {0x20000, CharClass::kHan},  {U'ひ', CharClass::kHiragana}, {U'カ', CharClass::kKatakana},
      {U'한', CharClass::kHangul}, {U'ก', CharClass::kUnspaced},  {U' ', CharClass::kOther},
      {U'。', CharClass::kOther},  {0x10FFFF, CharClass::kOther},
  };
  for (const auto& [c, kind] : kKinds)
    EXPECT_EQ(char_info(c).kind, kind) << std::hex << static_cast<unsigned>(c);
  EXPECT_TRUE(char_info(U'É').upper);
  EXPECT_FALSE(char_info(U'é').upper);
}

TEST(CharInfo, HasAsciiAsIcuHasIt) {
  for (char32_t c = 0; c < 0x80; ++c) {
    const auto& info = char_info(c);
    const auto& icu = detail::any_char_info(c);
    EXPECT_EQ(info.kind, icu.kind) << static_cast<unsigned>(c);
    EXPECT_EQ(info.upper, icu.upper) << static_cast<unsigned>(c);
    EXPECT_EQ(info.lower, icu.lower) << static_cast<unsigned>(c);
    EXPECT_EQ(info.folded, icu.folded) << static_cast<unsigned>(c);
  }
}

TEST(DigitValue, ReadsDigitsOfAllScripts) {
  EXPECT_EQ(digit_value(U'7'), 7);
  EXPECT_EQ(digit_value(U'٣'), 3);
  EXPECT_EQ(digit_value(U'९'), 9);
  EXPECT_EQ(digit_value(U'a'), -1);
  EXPECT_EQ(digit_value(U'½'), -1);
}

}  // namespace
}  // namespace kabar::text
