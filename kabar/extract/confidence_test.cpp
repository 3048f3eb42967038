#include "kabar/extract/confidence.h"

#include <gtest/gtest.h>

#include <vector>

namespace kabar::extract {
namespace {

struct Scored {
  std::uint32_t weight;
  float score;
  Verdict verdict;
  BlockKind kind = BlockKind::kParagraph;
};

double confidence_of(const std::vector<Scored>& blocks, float no_article = 0) {
  PageText page;
  Body body;
  body.no_article = no_article;
  for (const Scored& block : blocks) {
    page.blocks.push_back({.kind = block.kind, .stats = {.weight = block.weight}});
    body.scores.push_back(block.score);
    body.verdicts.push_back(block.verdict);
  }
  return confidence_of(page, body);
}

TEST(Confidence, IsNoneWhereNothingIsKept) {
  EXPECT_EQ(confidence_of({{100, 0.4F, Verdict::kUnlikely}, {100, 0.9F, Verdict::kByline}}), 0);
  EXPECT_EQ(confidence_of({{100, 0.9F, Verdict::kKept, BlockKind::kCaption}}), 0);
}

TEST(Confidence, IsWholeWhereTheModelsAreSureOfEveryBlock) {
  EXPECT_NEAR(confidence_of({{100, 1, Verdict::kKept}, {50, 0, Verdict::kUnlikely}}), 1, 1e-6);
}

// Right 80 of 100 kept; wanted 80 + 20: 2 * 80 / (100 + 100).
TEST(Confidence, IsTheExpectedF1) {
  EXPECT_NEAR(confidence_of({{100, 0.8F, Verdict::kKept}, {50, 0.4F, Verdict::kUnlikely}}), 0.8, 1e-6);
  EXPECT_NEAR(confidence_of({{100, 0.8F, Verdict::kKept}, {50, 0.4F, Verdict::kRepeated}}), 160.0 / 180,
              1e-6);
}

TEST(Confidence, SinksOnceThePageMoreLikelyThanNotHasNoArticle) {
  const std::vector<Scored> blocks = {{100, 1, Verdict::kKept}};
  EXPECT_NEAR(confidence_of(blocks, 0.5F), 1, 1e-6);
  EXPECT_NEAR(confidence_of(blocks, 0.75F), 0.5, 1e-6);
  EXPECT_NEAR(confidence_of(blocks, 1), 0, 1e-6);
}

}  // namespace
}  // namespace kabar::extract
