#include "kabar/text/transliterate.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kabar::text {
namespace {

TEST(ToLatin, ReadsScripts) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"Карабах", "karabakh"}, {"Αθήνα", "athina"},       {"カラバフ", "karabafu"},
      {"Évlakh", "evlakh"},    {"١٢ يفلاخ", "12 iflakh"}, {"ქართ", "kart"}};
  for (const auto& [in, out] : cases) EXPECT_EQ(to_latin(in), out) << in;
}

TEST(ConsonantKey, IsOneForANameInAllScripts) {
  const std::vector<std::vector<const char*>> names{
      {"Stepanakert", "Степанакерт", "ستيباناكيرت", "ステパナケルト"},
      {"Pashinyan", "Paschinjan", "Пашинян", "باشينيان", "パシニャン"},
      {"Yevlakh", "Jewlach", "Евлах", "يفلاخ"},
      {"Bennu", "Бенну", "Benu"}};
  for (const auto& name : names)
    for (const auto* spelling : name)
      EXPECT_EQ(consonant_key(spelling), consonant_key(name.front())) << spelling;
}

TEST(ConsonantKey, TellsNamesApart) {
  EXPECT_NE(consonant_key("Ambon"), consonant_key("Oaxaca"));
}

}  // namespace
}  // namespace kabar::text
