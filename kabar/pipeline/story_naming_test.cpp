#include "kabar/pipeline/story_naming.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/test_samples.h"

namespace kabar::pipeline {
namespace {

using testing::ElementsAre;
using Kind = StoryChange::Kind;

class StoryNaming : public InFolder {
 protected:
  /// Articles 1, 2, … stand in these stories, and come to stand in these groups.
  Renaming name(const std::vector<std::uint64_t>& before, const std::vector<std::uint64_t>& groups) {
    auto writer = *store::Writer::open(folder_);
    std::vector<Regrouped> articles;
    for (std::uint64_t i = 0; i < before.size(); ++i) {
      writer.add(store::sample_in(i + 1, before[i], "a"));
      articles.push_back({ArticleId{i + 1}, StoryId{before[i]}, StoryId{groups[i]}});
    }
    EXPECT_TRUE(writer.commit());
    const auto reader = store::Reader::open(folder_);
    StoryIds ids(*reader);
    auto named = name_stories(articles, ids);
    EXPECT_TRUE(named);
    return *std::move(named);
  }
  static StoryId of(const Renaming& naming, std::uint64_t group) { return naming.names.at(StoryId{group}); }
};

TEST_F(StoryNaming, TheSameGroupsKeepTheirNames) {
  const auto same = name({1, 1, 3}, {7, 7, 8});
  EXPECT_EQ(of(same, 7), StoryId{1});
  EXPECT_EQ(of(same, 8), StoryId{3});
  EXPECT_TRUE(same.changes.empty());
  EXPECT_EQ(same.opened + same.closed, 0U);
}

TEST_F(StoryNaming, AnIdGoesToTheGroupWithMostOfItsArticles) {
  const auto split = name({1, 1, 1, 1}, {1, 2, 2, 2});
  EXPECT_EQ(of(split, 2), StoryId{1});
  EXPECT_EQ(of(split, 1), StoryId(std::uint64_t{1} << 40U | 1U));  // article 1 gave its number to story 1
  EXPECT_THAT(split.changes, ElementsAre(StoryChange{Kind::kSplit, ArticleId{1}, of(split, 1), StoryId{1}}));
}

TEST_F(StoryNaming, ANewStoryIsMintedFromAnArticleThatGaveNone) {
  const auto split = name({1, 1, 1, 1, 1}, {1, 1, 1, 2, 2});
  EXPECT_EQ(of(split, 1), StoryId{1});
  EXPECT_EQ(of(split, 2), StoryId{4});
  EXPECT_THAT(split.changes, ElementsAre(StoryChange{Kind::kSplit, ArticleId{4}, StoryId{4}, StoryId{1}},
                                         StoryChange{Kind::kMove, ArticleId{5}, StoryId{4}, StoryId{1}}));
}

TEST_F(StoryNaming, AStoryThatIsDissolvedLeadsToWhereMostOfItWent) {
  const auto gone = name({1, 1, 1, 1, 5, 5, 5, 8, 8, 8}, {1, 1, 1, 1, 1, 8, 1, 8, 8, 8});
  EXPECT_EQ(gone.closed, 1U);
  ASSERT_EQ(gone.changes.size(), 3U);
  EXPECT_EQ(gone.changes.back().story, StoryId{1});  // two of story 5 went there, one to story 8
  EXPECT_EQ(gone.changes.front().article, ArticleId{6});
}

TEST_F(StoryNaming, AmongEqualsTheOlderStoryIsServedFirst) {
  const auto swapped = name({1, 1, 3, 3}, {1, 2, 1, 2});
  EXPECT_EQ(of(swapped, 1), StoryId{1});
  EXPECT_EQ(of(swapped, 2), StoryId{3});
}

}  // namespace
}  // namespace kabar::pipeline
