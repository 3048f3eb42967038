#include "kabar/text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/text/letters.h"

namespace kabar::text {
namespace {

struct SplitCase {
  const char* name;
  const char* text;
  std::vector<std::string> words;
};

class SplitWords : public testing::TestWithParam<SplitCase> {};

TEST_P(SplitWords, GivesTheWords) {
  std::vector<std::string> words;
  for (const auto& word : split_words(GetParam().text)) words.emplace_back(word.text);
  EXPECT_EQ(words, GetParam().words);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, SplitWords,
    testing::Values(
        SplitCase{"French", "L'Arménie, « prête » à parler", {"L", "Arménie", "prête", "à", "parler"}},
        SplitCase{"Hyphen", "Haut-Karabakh", {"Haut", "Karabakh"}},
        SplitCase{"Russian", "Нагорный Карабах: 200 погибших", {"Нагорный", "Карабах", "200", "погибших"}},
        SplitCase{"Arabic", "ناغورني قره باغ", {"ناغورني", "قره", "باغ"}},
        SplitCase{"Numbers", "1,050 or 5.75 % in 20h", {"1,050", "or", "5.75", "in", "20h"}},
        SplitCase{"NumberAtTheEnd", "in 2023.", {"in", "2023"}},
        SplitCase{"Chinese", "東京都。", {"東京", "京都"}},
        SplitCase{"Kana", "ナゴルノ・カラバフで", {"ナゴルノ", "カラバフ", "で"}},
        SplitCase{"Thai", "ภาษา", {"ภาษ", "าษา"}}, SplitCase{"Korean", "서울시", {"서울", "울시"}},
        SplitCase{"Nothing", " — …", {}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(SplitWords, KnowsCapitalsAndSentenceStarts) {
  const auto words = split_words("Shots heard in Stepanakert. Talks go on");
  EXPECT_TRUE(words[0].starts_sentence);
  EXPECT_TRUE(words[3].capital);
  EXPECT_FALSE(words[3].starts_sentence);
  EXPECT_TRUE(words[4].starts_sentence);
}

TEST(SplitWords, StopsAtTheCap) {
  EXPECT_EQ(split_words("a b c d e", 3).size(), 3U);
}

TEST(NormaliseNumber, ReadsEveryWriting) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"1,050", "1050"}, {"120.000", "120000"}, {"5,75", "5.75"}, {"5.75", "5.75"},
      {"١٢", "12"},      {"007", "7"},          {"0", "0"},       {"1.234,5", "1234.5"},
      {"0.5", "0.5"},    {"1\u00A0200", "1200"}};
  for (const auto& [in, out] : cases) EXPECT_EQ(normalise_number(in), out) << in;
}

TEST(Fold, LeavesPlainLetters) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"Éléphant", "elephant"}, {"Straße", "strasse"}, {"Æsir Łódź", "aesir lodz"},
      {"أحمد", "احمد"},         {"Йод", "иод"},        {"ＡＢＣ", "abc"},
      {"ガス", "ガス"},         {"Ώρα", "ωρα"}};
  for (const auto& [in, out] : cases) EXPECT_EQ(fold(in), out) << in;
}

}  // namespace
}  // namespace kabar::text
