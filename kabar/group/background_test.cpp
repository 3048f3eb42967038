#include "kabar/group/background.h"

#include <gtest/gtest.h>

#include "kabar/understand/term_counter.h"

namespace kabar::group {
namespace {

TermId stem(std::string_view text) {
  return understand::term_id(understand::TermSpace::kStem, text);
}

TEST(Background, KnowsCommonWordsFromRareOnes) {
  const Background english("en");
  EXPECT_GT(english.articles(), 1'000U);
  EXPECT_GT(english.count(stem("report")), english.count(stem("parliament")));
  EXPECT_GT(english.count(stem("parliament")), 0U);
  EXPECT_EQ(english.count(stem("qwxzzy")), 0U);
}

TEST(Background, NoTermStandsInMoreArticlesThanThereAre) {
  for (const auto* lang : {"en", "fr", "de", "ru", "ar", "zh"}) {
    const Background background(lang);
    EXPECT_GT(background.articles(), 0U) << lang;
    EXPECT_LE(background.count(stem("de")), background.articles()) << lang;
  }
}

TEST(Background, ALanguageThatWasNotCountedHasNothing) {
  const Background none("xx");
  EXPECT_EQ(none.articles(), 0U);
  EXPECT_EQ(none.count(stem("report")), 0U);
}

}  // namespace
}  // namespace kabar::group
