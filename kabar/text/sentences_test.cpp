#include "kabar/text/sentences.h"

#include <gtest/gtest.h>

#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

struct SentenceCase {
  const char* name;
  const char* lang;
  const char* text;
  std::vector<std::string> sentences;
};

class SplitSentences : public testing::TestWithParam<SentenceCase> {};

TEST_P(SplitSentences, EndsThemWhereTheyEnd) {
  const auto& c = GetParam();
  std::vector<std::string> out;
  for (const auto sentence : split_sentences(c.text, c.lang)) out.emplace_back(sentence);
  EXPECT_EQ(out, c.sentences);
}

INSTANTIATE_TEST_SUITE_P(
    Languages, SplitSentences,
    testing::Values(
        SentenceCase{"Plain", "en", "One ends. Two ends! Three?", {"One ends.", "Two ends!", "Three?"}},
        SentenceCase{"Abbreviation",
                     "en",
                     "Mr. Smith of the U.S. Army spoke. He left.",
                     {"Mr. Smith of the U.S. Army spoke.", "He left."}},
        SentenceCase{
            "Decimal", "en", "Rates rose 5.75 percent. Fine.", {"Rates rose 5.75 percent.", "Fine."}},
        SentenceCase{"GermanDate",
                     "de",
                     "Am 21. September begann es. Danach nicht.",
                     {"Am 21. September begann es.", "Danach nicht."}},
        SentenceCase{
            "FrenchQuote", "fr", "« Il est tard. » Puis il partit.", {"« Il est tard. »", "Puis il partit."}},
        SentenceCase{"Japanese", "ja", "停戦した。協議は続く。", {"停戦した。", "協議は続く。"}},
        SentenceCase{"Arabic", "ar", "بدأت المحادثات. هل تنجح؟ نعم", {"بدأت المحادثات.", "هل تنجح؟", "نعم"}},
        SentenceCase{"Russian",
                     "ru",
                     "Погибли 200 чел. и 400 ранены. Бои идут.",
                     {"Погибли 200 чел. и 400 ранены.", "Бои идут."}},
        SentenceCase{"LineBreak", "en", "Heading\nText goes.", {"Heading", "Text goes."}},
        SentenceCase{"Dots", "en", "Well... yes. No", {"Well... yes.", "No"}},
        SentenceCase{"Empty", "en", " \n ", {}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Excerpt, HoldsWholeSentences) {
  EXPECT_EQ(excerpt("First one here. Second one here. Third.", "en", 34), "First one here. Second one here.");
}

TEST(Excerpt, CutsOnlyATooLongFirstSentenceAtAWord) {
  EXPECT_EQ(excerpt("A sentence that has no end in sight, truly none.", "en", 40),
            "A sentence that has no end in sight…");
  EXPECT_LE(count_code_points(excerpt(std::string(5000, 'x'), "en", 100)), 100U);
}

TEST(Excerpt, StaysValidUtf8ForLongTextsWithoutBlanks) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "漢";
  EXPECT_TRUE(is_valid_utf8(excerpt(text, "zh", 50)));
}

TEST(Excerpt, ALineWithoutAFullStopDoesNotRunIntoTheNext) {
  const std::string standfirst = "Karabakh's leaders have gone to Yevlakh with few cards to play";
  EXPECT_EQ(excerpt(standfirst + "\nFor three decades they refused to talk.", "en"), standfirst);
  EXPECT_EQ(excerpt("Key points\nFor three decades they refused to talk.", "en"),
            "For three decades they refused to talk.");
  EXPECT_EQ(excerpt("He said: “No.”\nThen he left.", "en"), "He said: “No.” Then he left.");
}

TEST(Excerpt, PutsNoBlankBetweenChineseAndJapaneseSentences) {
  EXPECT_EQ(excerpt("首相は会見した。\n\u3000野党は反発した。", "ja"), "首相は会見した。野党は反発した。");
  EXPECT_EQ(excerpt("他说：“不。” 然后走了。Apple 也走了。", "zh"), "他说：“不。”然后走了。Apple 也走了。");
  EXPECT_EQ(excerpt("총리가 말했다. 야당은 반발했다.", "ko"), "총리가 말했다. 야당은 반발했다.");
}

}  // namespace
}  // namespace kabar::text
