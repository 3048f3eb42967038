#include "kabar/group/regroup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::group {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = StoryChange::Kind;

using Ends = std::vector<std::pair<std::uint64_t, float>>;

/// Articles without words, numbered from 1, and the links between them as a test wants them.
class RegroupTest : public testing::Test {
 protected:
  /// In a story as they stand, there in one cluster; `links` are earlier articles and probabilities.
  Slot put(std::uint64_t story, const Ends& links = {}, const char* lang = "en", const Ends& abroad = {}) {
    GroupInput input;
    input.id = ArticleId{window_.end() + 1};
    input.analysis.lang = lang;
    const auto slot = window_.insert(window_.prepare(input));
    links_.insert(slot, {kept(links), kept(abroad)});
    auto& article = window_.at(slot);
    article.named_a_story = raw(input.id) == story;
    article.cluster = input.id;
    for (const auto other : stories_.members(StoryId{story}))
      if (window_.at(other).lang == article.lang) article.cluster = window_.at(other).cluster;
    stories_.put(slot, StoryId{story});
    return slot;
  }
  /// One that has come just now.
  std::vector<StoryChange> place(const Ends& links, const char* lang = "en", const Ends& abroad = {}) {
    const auto slot = put(window_.end() + 1, links, lang, abroad);
    window_.at(slot).named_a_story = false;
    return regroup_.place(slot).changes;
  }

  static std::vector<KeptLink> kept(const Ends& links) {
    std::vector<KeptLink> out;
    for (const auto& [other, probability] : links)
      out.push_back({static_cast<Slot>(other - 1), static_cast<std::uint16_t>(probability * 65'535.0F)});
    return out;
  }

  LiveWindow window_{GroupOptions{}};
  StoryIndex stories_{window_};
  Links links_;
  LeadVectors leads_{window_, stories_};
  Regroup regroup_{window_, stories_, links_, leads_};
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

TEST_F(RegroupTest, AnArticleJoinsAStoryOfAnotherLanguage) {
  put(1);
  EXPECT_THAT(place({}, "fr", {{1, 0.9F}}),
              ElementsAre(StoryChange{Kind::kJoin, ArticleId{2}, StoryId{1}, {}}));
}

TEST_F(RegroupTest, AWeakLinkAbroadJoinsNothing) {
  put(1);
  EXPECT_THAT(place({}, "fr", {{1, 0.25F}}),
              ElementsAre(StoryChange{Kind::kOpen, ArticleId{2}, StoryId{2}, {}}));
}

TEST_F(RegroupTest, AnotherLanguageUnitesWhatItsOwnKeepsApart) {
  put(1);
  put(2, {{1, 0.03F}});
  place({}, "fr", {{1, 0.95F}, {2, 0.95F}});
  EXPECT_EQ(window_.at(0).story, window_.at(1).story);
  EXPECT_FALSE(window_.in_one_cluster(0, 1));
}

TEST_F(RegroupTest, ClustersThatOnlyAnotherLanguageHeldTogetherPart) {
  put(1);
  put(1, {}, "fr", {{1, 0.4F}});
  // The new article takes the first one's cluster to three, which one weak link no longer is enough for.
  put(3, {{1, 0.97F}});
  place({{1, 0.97F}, {3, 0.97F}});
  EXPECT_EQ(window_.at(0).story, window_.at(2).story);
  EXPECT_NE(window_.at(0).story, window_.at(1).story);
}

TEST_F(RegroupTest, TellsOfTheClustersThatChanged) {
  put(1);
  put(2);
  const auto slot = put(3, {{1, 0.97F}, {2, 0.05F}});
  window_.at(slot).named_a_story = false;
  EXPECT_THAT(regroup_.place(slot).clusters, ElementsAre(ArticleCluster{ArticleId{3}, ArticleId{1}}));
}

TEST_F(RegroupTest, WhatAPersonPutTogetherStaysTogetherInAllLanguages) {
  put(1);
  put(1, {}, "fr");
  Correction together;
  together.members = {{ArticleId{1}, {}, {}, false}, {ArticleId{2}, {}, {}, false}};
  Verdicts verdicts(std::vector{together});
  verdicts.place(ArticleId{1}, StoryId{1});
  stories_.set_verdicts(std::move(verdicts));
  place({{1, 0.97F}});
  EXPECT_EQ(window_.at(0).story, window_.at(1).story);
  EXPECT_EQ(window_.at(0).story, window_.at(2).story);
}

TEST_F(RegroupTest, ALinkIsReplacedAtBothOfItsEnds) {
  put(1);
  put(2, {{1, 0.9F}});
  EXPECT_FALSE(links_.home.set(0, 1, 58'000)) << "hardly another";
  EXPECT_TRUE(links_.home.set(0, 1, 20'000));
  EXPECT_EQ(links_.home.of(0).front().strength, 20'000);
  EXPECT_EQ(links_.home.of(1).front().strength, 20'000);
  EXPECT_TRUE(links_.home.set(1, 0, 0));
  EXPECT_THAT(links_.home.of(0), IsEmpty());
  EXPECT_THAT(links_.home.of(1), IsEmpty());
}

TEST_F(RegroupTest, AForgottenArticleLeavesNoLink) {
  put(1);
  put(2, {{1, 0.9F}});
  put(3, {{1, 0.5F}, {2, 0.9F}});
  links_.forget(0);
  EXPECT_THAT(links_.home.of(0), IsEmpty());
  EXPECT_EQ(links_.home.of(1).size(), 1U);
  links_.trim(1);
  EXPECT_EQ(links_.home.of(2).front().other, 1U);
}

}  // namespace
}  // namespace kabar::group
