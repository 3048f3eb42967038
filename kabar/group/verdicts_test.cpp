#include "kabar/group/verdicts.h"

#include <gtest/gtest.h>

namespace kabar::group {
namespace {

Correction correction(std::vector<std::uint64_t> held, std::vector<std::uint64_t> apart = {}) {
  Correction out;
  for (const auto id : held) out.members.push_back({ArticleId{id}, {}, {}, false});
  for (const auto id : apart) out.members.push_back({ArticleId{id}, {}, {}, true});
  return out;
}

/// Verdicts with articles placed, in their order, in these stories.
Verdicts verdicts(const std::vector<Correction>& corrections, std::vector<std::uint64_t> stories) {
  Verdicts out(corrections);
  for (std::size_t i = 0; i < stories.size(); ++i) out.place(ArticleId{i + 1}, StoryId{stories[i]});
  return out;
}

TEST(Verdicts, WithoutCorrectionsAllIsAllowed) {
  const auto none = verdicts({}, {1, 1, 3});
  EXPECT_FALSE(none.holds(ArticleId{1}));
  EXPECT_TRUE(none.may_join(ArticleId{1}, StoryId{3}));
  EXPECT_TRUE(none.may_merge(StoryId{1}, StoryId{3}));
}

TEST(Verdicts, HoldsWhatWasPutTogetherAndLeavesTheRestFree) {
  const auto merged = verdicts({correction({1, 2, 3})}, {1, 1, 1, 1});
  EXPECT_TRUE(merged.holds(ArticleId{2}));
  EXPECT_FALSE(merged.holds(ArticleId{4}));
  EXPECT_EQ(merged.story_of(ArticleId{3}), StoryId{1});
}

TEST(Verdicts, ThoseThatComeLaterFollowTheFirstOfTheirBlock) {
  Verdicts some(std::vector{correction({1, 9})});
  EXPECT_EQ(some.story_of(ArticleId{9}), std::nullopt);
  some.place(ArticleId{1}, StoryId{5});
  EXPECT_EQ(some.story_of(ArticleId{9}), StoryId{5});
}

TEST(Verdicts, KeepsApartWhatWasSplit) {
  const auto split = verdicts({correction({3}, {1, 2})}, {1, 1, 3, 4});
  EXPECT_FALSE(split.may_merge(StoryId{1}, StoryId{3}));
  EXPECT_FALSE(split.may_join(ArticleId{1}, StoryId{3}));
  EXPECT_FALSE(split.may_join(ArticleId{3}, StoryId{1}));
  EXPECT_TRUE(split.may_merge(StoryId{1}, StoryId{4}));
  EXPECT_FALSE(split.holds(ArticleId{1}));
  EXPECT_TRUE(split.holds(ArticleId{3}));
}

TEST(Verdicts, ASplitBindsTheStoryThatTheArticlesWentOnTo) {
  auto split = verdicts({correction({3}, {1, 2})}, {1, 1, 3});
  split.merge(StoryId{3}, StoryId{7});
  EXPECT_FALSE(split.may_merge(StoryId{7}, StoryId{1}));
  EXPECT_TRUE(split.may_merge(StoryId{3}, StoryId{1}));
  split.place(ArticleId{2}, StoryId{8});
  EXPECT_FALSE(split.may_merge(StoryId{7}, StoryId{8}));
}

TEST(Verdicts, OneThatHasNotComeYetIsKeptApartAsWell) {
  Verdicts some(std::vector{correction({1, 9}, {5})});
  some.place(ArticleId{1}, StoryId{1});
  EXPECT_FALSE(some.may_join(ArticleId{5}, StoryId{1}));
}

TEST(Verdicts, TheLaterCorrectionCounts) {
  const std::vector history{correction({3, 4}, {1, 2}), correction({3, 1, 2})};  // split, 3 moved back
  const auto back = verdicts(history, {1, 1, 1, 4});
  EXPECT_TRUE(back.may_join(ArticleId{3}, StoryId{1}));
  EXPECT_EQ(back.story_of(ArticleId{3}), StoryId{1});
  EXPECT_FALSE(back.may_merge(StoryId{1}, StoryId{4}));
}

}  // namespace
}  // namespace kabar::group
