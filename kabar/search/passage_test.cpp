#include "kabar/search/passage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <vector>

namespace kabar::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

using Wanted = std::vector<std::vector<std::string>>;

/// With marks in square brackets.
std::string marked(const Passage& passage) {
  auto out = passage.text;
  for (auto mark = passage.marks.rbegin(); mark != passage.marks.rend(); ++mark) {
    out.insert(mark->first + mark->second, "]");
    out.insert(mark->first, "[");
  }
  return out;
}

std::string marked(std::vector<std::string_view> texts, std::string_view lang,
                   const std::vector<std::vector<std::string>>& wanted) {
  return marked(PassageFinder(wanted).find(texts, lang));
}

TEST(Passage, MarksWordsInWhateverFormTheyStand) {
  EXPECT_EQ(marked({"Farmers talk. The talks go on, say the envoys."}, "en", {{"talk"}, {"envoy"}}),
            "Farmers [talk]. The [talks] go on, say the [envoys].");
  EXPECT_EQ(marked({"東京都で停戦協議が始まった"}, "ja", {{"停戦 戦協 協議"}}),
            "東京都で[停戦協議]が始まった");
}

TEST(Passage, MarksWordsThatBeginOtherwise) {
  EXPECT_EQ(marked({"Buku dibaca."}, "id", {{"baca"}}), "Buku [dibaca].");
  EXPECT_EQ(marked({"Écoles fermées."}, "fr", {{"ecol"}}), "[Écoles] fermées.");
  EXPECT_EQ(marked({"ILK gün"}, "tr", {{"ilk"}}), "[ILK] gün");
}

TEST(Passage, IsTakenWhereMostOfItStands) {
  EXPECT_EQ(marked({"The talks began.", "Rain fell.", "Envoys left the talks."}, "en", {{"talk"}, {"envoy"}}),
            "[Envoys] left the [talks].");
  EXPECT_EQ(marked({"The talks began.", "More talks."}, "en", {{"talk"}}), "The [talks] began.");
  EXPECT_THAT(PassageFinder(Wanted{{"talk"}}).find(std::vector<std::string_view>{"Rain fell."}, "en").text,
              IsEmpty());
  EXPECT_THAT(PassageFinder(Wanted{{"talk"}}).find({}, "en").text, IsEmpty());
}

TEST(Passage, IsCutAtWholeWordsAboutThem) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "früher ";
  text += "talks ";
  for (int i = 0; i < 200; ++i) text += "später ";
  const auto passage =
      PassageFinder(Wanted{{"talk", "talks"}}).find(std::vector<std::string_view>{text}, "de");
  EXPECT_THAT(passage.text, StartsWith("… früher "));
  EXPECT_THAT(passage.text, testing::EndsWith("später …"));
  EXPECT_LE(passage.text.size(), 260U);
  EXPECT_THAT(marked(passage), HasSubstr(" [talks] "));
}

TEST(Passage, SaysWhetherAllStandsInIt) {
  PassageFinder finder(Wanted{{"talk"}, {"envoy"}});
  const std::vector<std::string_view> some{"The talks began."},
      all{"The talks began.", "Envoys left the talks."};
  EXPECT_FALSE(finder.find(some, "en").whole);
  EXPECT_TRUE(finder.find(all, "en").whole);
  EXPECT_FALSE(finder.find({}, "en").whole);
}

TEST(Passage, WhatWasMetInOneLanguageSaysNothingOfAnother) {
  PassageFinder finder(Wanted{{"talk"}});
  const std::vector<std::string_view> texts{"Talking of it."};
  EXPECT_THAT(finder.find(texts, "und").text, IsEmpty());
  EXPECT_EQ(marked(finder.find(texts, "en")), "[Talking] of it.");
  EXPECT_EQ(marked(finder.find(texts, "en")), "[Talking] of it.") << "what was met before";
}

/// The processor's time for passages of 30,000 words of one length, whose differing letters begin at a place.
std::clock_t cost_of_words(std::size_t place) {
  std::vector<std::string> texts(20);
  std::size_t number = 0;
  for (auto& text : texts)
    for (int i = 0; i < 1'500; ++i, text += ' ') {
      std::string word(24, 'a');
      auto rest = number++;
      for (std::size_t at = place; rest > 0; ++at, rest /= 26) word[at] = static_cast<char>('a' + rest % 26);
      text += word;
    }
  PassageFinder finder(Wanted{{"apple"}});
  const auto start = std::clock();
  for (const auto& text : texts) finder.find(std::vector<std::string_view>{text}, "");
  return std::clock() - start;
}

TEST(Passage, WordsThatDifferInTheMiddleCostNoMoreThanOthers) {
  EXPECT_LT(cost_of_words(10), 8 * cost_of_words(1) + CLOCKS_PER_SEC / 20);
}

TEST(Passage, AnyTextIsFine) {
  const std::string signs(5'000, '-'), bytes(5'000, '\xFF'), word(100'000, 'x');
  for (const auto& text : {signs, bytes, word, word + " talk"})
    EXPECT_LE(PassageFinder(Wanted{{"talk"}}).find(std::vector<std::string_view>{text}, "en").marks.size(),
              1U);
}

}  // namespace
}  // namespace kabar::search
