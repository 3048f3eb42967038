#include "kabar/cli/eval_scores.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

TEST(ScoreStories, AgreementIsOne) {
  const auto score = score_stories({"a", "a", "b"}, {"x", "x", "y"});
  EXPECT_DOUBLE_EQ(score.bcubed.f1(), 1);
  EXPECT_DOUBLE_EQ(score.pairs.f1(), 1);
}

TEST(ScoreStories, CountsAsBcubedDoes) {
  // One story of two and one of one, all thrown together: precision (4 + 1) / 9, recall 1.
  const auto score = score_stories({"a", "a", "b"}, {"x", "x", "x"});
  EXPECT_NEAR(score.bcubed.precision, 5.0 / 9, 1e-12);
  EXPECT_DOUBLE_EQ(score.bcubed.recall, 1);
  EXPECT_NEAR(score.pairs.precision, 1.0 / 3, 1e-12);
  EXPECT_EQ(score.gold_stories, 2U);
  EXPECT_EQ(score.found_stories, 1U);
}

TEST(CompareBodies, CountsFourWordRuns) {
  const auto overlap = compare_bodies("a b c d e f", "a b c d e x");
  EXPECT_DOUBLE_EQ(overlap.hit, 2.0 / 4);
  EXPECT_DOUBLE_EQ(overlap.extra, 1.0 / 4);
  EXPECT_DOUBLE_EQ(overlap.missed, 1.0 / 4);
}

TEST(CompareBodies, CharactersOfChineseAreWords) {
  EXPECT_GT(compare_bodies("新华社北京电", "新华社北京讯").hit, 0.4);
}

TEST(Summarise, AveragesOverPages) {
  const auto score = summarise({{1, 0, 0}, {0, 0, 1}});
  EXPECT_DOUBLE_EQ(score.precision, 1);
  EXPECT_DOUBLE_EQ(score.recall, 0.5);
}

TEST(Pearson, IsOneWhereBothRiseTogether) {
  EXPECT_NEAR(pearson({1, 2, 3}, {10, 20, 30}), 1, 1e-12);
  EXPECT_NEAR(pearson({1, 2, 3}, {3, 2, 1}), -1, 1e-12);
  EXPECT_NEAR(pearson({1, 2, 3, 4}, {1, -1, -1, 1}), 0, 1e-12);
}

TEST(Pearson, OfWhatDoesNotVaryIsNought) {
  EXPECT_EQ(pearson({1, 1}, {1, 2}), 0);
  EXPECT_EQ(pearson({}, {}), 0);
}

TEST(Flat, FoldsCaseAndPunctuation) {
  EXPECT_EQ(flat("  Été – «Hello»,  WORLD! "), "été hello world");
}

}  // namespace
}  // namespace kabar::cli
