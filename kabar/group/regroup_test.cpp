#include "kabar/group/regroup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::group {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = StoryChange::Kind;

/// Articles without words, numbered from 1, and the links between them as a test wants them.
class RegroupTest : public testing::Test {
 protected:
  /// In a story as they stand; `links` are earlier articles and probabilities.
  Slot put(std::uint64_t story, std::vector<std::pair<std::uint64_t, float>> links = {}) {
    GroupInput input;
    input.id = ArticleId{window_.end() + 1};
    input.analysis.lang = "en";
    const auto slot = window_.insert(window_.prepare(input));
    std::vector<KeptLink> kept;
    for (const auto& [other, probability] : links)
      kept.push_back({static_cast<Slot>(other - 1), static_cast<std::uint16_t>(probability * 65'535.0F)});
    graph_.insert(slot, std::move(kept));
    window_.at(slot).named_a_story = raw(input.id) == story;
    stories_.put(slot, StoryId{story});
    return slot;
  }
  /// One that has come just now.
  std::vector<StoryChange> place(std::vector<std::pair<std::uint64_t, float>> links) {
    const auto slot = put(window_.end() + 1, std::move(links));
    window_.at(slot).named_a_story = false;
    return Regroup(window_, stories_, graph_).place(slot);
  }

  LiveWindow window_{GroupOptions{}};
  StoryIndex stories_{window_};
  LinkGraph graph_;
};

TEST_F(RegroupTest, AnArticleWithoutLinksOpensAStory) {
  EXPECT_THAT(place({}), ElementsAre(StoryChange{Kind::kOpen, ArticleId{1}, StoryId{1}, {}}));
}

TEST_F(RegroupTest, AnArticleJoinsWhatItIsLinkedTo) {
  put(1);
  put(2);
  EXPECT_THAT(place({{1, 0.05F}, {2, 0.97F}}),
              ElementsAre(StoryChange{Kind::kJoin, ArticleId{3}, StoryId{2}, {}}));
}

TEST_F(RegroupTest, OneThatBelongsToTwoStoriesUnitesThem) {
  put(1);
  put(1, {{1, 0.97F}});
  put(3, {{1, 0.5F}, {2, 0.5F}});
  EXPECT_THAT(place({{1, 0.97F}, {2, 0.97F}, {3, 0.97F}}),
              ElementsAre(StoryChange{Kind::kJoin, ArticleId{4}, StoryId{1}, {}},
                          StoryChange{Kind::kMerge, ArticleId{3}, StoryId{1}, StoryId{3}}));
}

TEST_F(RegroupTest, TheLargerPartOfAStoryKeepsItsId) {
  put(1);
  put(1, {{1, 0.97F}});
  put(1, {{1, 0.03F}});
  const auto changes = place({{3, 0.97F}, {1, 0.03F}, {2, 0.03F}});
  EXPECT_THAT(changes, ElementsAre(StoryChange{Kind::kOpen, ArticleId{4}, StoryId{4}, {}},
                                   StoryChange{Kind::kMove, ArticleId{3}, StoryId{4}, StoryId{1}}));
  EXPECT_THAT(stories_.members(StoryId{1}), ElementsAre(0, 1));
}

TEST_F(RegroupTest, APartWithoutANumberToGiveKeepsTheId) {
  put(1);
  put(1, {{1, 0.03F}});
  put(1, {{2, 0.97F}});
  EXPECT_THAT(place({{2, 0.97F}, {3, 0.97F}}),
              ElementsAre(StoryChange{Kind::kOpen, ArticleId{4}, StoryId{4}, {}},
                          StoryChange{Kind::kMove, ArticleId{2}, StoryId{4}, StoryId{1}},
                          StoryChange{Kind::kMove, ArticleId{3}, StoryId{4}, StoryId{1}}));
  EXPECT_THAT(stories_.members(StoryId{1}), ElementsAre(0));
}

TEST_F(RegroupTest, APartWithoutTheNewArticleIsSplitOff) {
  put(1);
  put(1, {{1, 0.97F}});
  put(1, {{1, 0.97F}, {2, 0.97F}});
  put(1, {{3, 0.03F}});
  put(1, {{4, 0.97F}});
  EXPECT_THAT(place({{1, 0.97F}, {2, 0.97F}, {3, 0.97F}}),
              ElementsAre(StoryChange{Kind::kJoin, ArticleId{6}, StoryId{1}, {}},
                          StoryChange{Kind::kSplit, ArticleId{4}, StoryId{4}, StoryId{1}},
                          StoryChange{Kind::kMove, ArticleId{5}, StoryId{4}, StoryId{1}}));
}

TEST_F(RegroupTest, WhatAPersonPutTogetherStaysTogether) {
  put(1);
  put(1, {{1, 0.03F}});
  Correction together;
  together.members = {{ArticleId{1}, {}, {}, false}, {ArticleId{2}, {}, {}, false}};
  Verdicts verdicts(std::vector{together});
  verdicts.place(ArticleId{1}, StoryId{1});
  stories_.set_verdicts(std::move(verdicts));
  place({{2, 0.97F}});
  EXPECT_EQ(window_.at(0).story, window_.at(1).story);
}

TEST_F(RegroupTest, AForgottenArticleLeavesNoLink) {
  put(1);
  put(2, {{1, 0.9F}});
  put(3, {{1, 0.5F}, {2, 0.9F}});
  graph_.forget(0);
  EXPECT_THAT(graph_.of(0), IsEmpty());
  EXPECT_EQ(graph_.of(1).size(), 1U);
  graph_.trim(1);
  EXPECT_EQ(graph_.of(2).front().other, 1U);
}

}  // namespace
}  // namespace kabar::group
