#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/regrouping.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"
#include "kabar/understand/analysis_codec.h"

namespace kabar::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using Kind = StoryChange::Kind;

/// Three articles in story 1, two in story 4.
class Corrections : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    auto to = writer();
    for (const auto& write : {sample_in(1, 1, "a"), sample_in(2, 1, "b"), sample_in(3, 1, "c"),
                              sample_in(4, 4, "a"), sample_in(5, 4, "d")})
      to.add(write);
    ASSERT_TRUE(to.commit());
  }
  void TearDown() override {
    const auto findings = check(folder_);
    EXPECT_TRUE(findings);
    EXPECT_THAT(findings ? *findings : std::vector{findings.error().message}, IsEmpty());
    InFolder::TearDown();
  }

  Writer writer() { return *Writer::open(folder_); }
  Reader reader() { return *Reader::open(folder_); }
  std::vector<std::uint64_t> articles_of(std::uint64_t story) {
    std::vector<std::uint64_t> out;
    const auto rows = reader().story_articles(StoryId{story});
    for (const auto& row : *rows) out.push_back(raw(row.id));
    return out;
  }

  const Correction merge_{1,
                          Correction::Kind::kMerge,
                          Timestamp{std::chrono::seconds{1'700'000'000}},
                          false,
                          StoryId{1},
                          StoryId{4},
                          {{ArticleId{1}, StoryId{1}, StoryId{1}, false},
                           {ArticleId{4}, StoryId{4}, StoryId{1}, false},
                           {ArticleId{5}, StoryId{4}, StoryId{1}, true}}};
};

TEST_F(Corrections, AreKeptWithWhatTheyDid) {
  auto to = writer();
  to.add(merge_, {change(Kind::kMerge, 4, 1, 4)});
  ASSERT_TRUE(to.commit());
  EXPECT_THAT(articles_of(1), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_EQ(*reader().current_story(StoryId{4}), StoryId{1});
  EXPECT_THAT(*reader().corrections(), ElementsAre(merge_));
  EXPECT_THAT(*reader().corrected_articles(),
              ElementsAre(Pair(ArticleId{1}, StoryId{1}), Pair(ArticleId{4}, StoryId{1}),
                          Pair(ArticleId{5}, StoryId{1})));
}

TEST_F(Corrections, TakenBackTheOldIdsLiveAgain) {
  auto to = writer();
  to.add(merge_, {change(Kind::kMerge, 4, 1, 4)});
  ASSERT_TRUE(to.commit());
  to.take_back(1, {change(Kind::kSplit, 4, 4, 1), change(Kind::kMove, 5, 4, 1)});
  ASSERT_TRUE(to.commit());
  EXPECT_THAT(articles_of(4), ElementsAre(4, 5));
  EXPECT_EQ(*reader().current_story(StoryId{4}), StoryId{4});
  EXPECT_TRUE(reader().corrections()->front().undone);
  EXPECT_EQ(reader().totals()->stories, 2U);
}

TEST_F(Corrections, GoWithTheirChangesOrNotAtAll) {
  auto to = writer();
  auto twice = merge_;
  twice.members.push_back(twice.members.front());
  to.add(twice, {change(Kind::kMerge, 4, 1, 4)});
  EXPECT_FALSE(to.commit());
  EXPECT_THAT(*reader().corrections(), IsEmpty());
  EXPECT_THAT(articles_of(1), ElementsAre(1, 2, 3));
}

TEST_F(Corrections, AStoryIdIsUsedForGood) {
  auto to = writer();
  to.add(merge_, {change(Kind::kMerge, 4, 1, 4)});
  ASSERT_TRUE(to.commit());
  EXPECT_TRUE(*reader().is_story_id_used(StoryId{1}));
  EXPECT_TRUE(*reader().is_story_id_used(StoryId{4}));
  EXPECT_FALSE(*reader().is_story_id_used(StoryId{2}));
}

TEST_F(Corrections, AllArticlesAreGivenAsTheyArrived) {
  auto changed = sample(2, "b");
  changed.identity.content_hash = 9;
  changed.revision = true;
  changed.article.title = "Changed";
  auto to = writer();
  to.add(changed);
  ASSERT_TRUE(to.commit());
  const auto all = reader().grouped_articles(ArticleId{1}, 3);
  ASSERT_EQ(all->size(), 3U);
  const auto& second = all->front();
  EXPECT_EQ(second.id, ArticleId{2});
  EXPECT_EQ(second.source, "b");
  EXPECT_EQ(second.story, StoryId{1});
  EXPECT_EQ(second.time, sample(2, "b").grouped);
  EXPECT_EQ(read_body(second.body)->title, "Title 2");
  EXPECT_EQ(second.analysis, understand::encode(sample(2, "b").analysis));
  EXPECT_EQ(all->back().id, ArticleId{4});
  EXPECT_FALSE(read_body("nothing of ours"));
}

TEST_F(Corrections, ANewGroupingMovesArticlesAndLeavesRedirects) {
  auto analysis = sample(5, "d").analysis;
  analysis.words = 77;
  auto to = writer();
  to.regroup(
      {{ArticleId{5}, ArticleId{3}, {{ArticleId{2}, 700}}, understand::encode(analysis)},
       {ArticleId{1}, {}, {}, {}}},
      {{change(Kind::kSplit, 2, 2, 1), change(Kind::kMove, 4, 2, 4), change(Kind::kMove, 5, 1, 4)}, {}});
  ASSERT_TRUE(to.commit());
  EXPECT_THAT(articles_of(1), ElementsAre(1, 3, 5));
  EXPECT_THAT(articles_of(2), ElementsAre(2, 4));
  EXPECT_EQ(*reader().current_story(StoryId{4}), StoryId{1});
  EXPECT_EQ(reader().article(ArticleId{5})->copy_of, ArticleId{3});
  const auto fifth = reader().grouped_articles(ArticleId{4}, 1)->front();
  EXPECT_EQ(fifth.analysis, understand::encode(analysis));
  EXPECT_EQ(fifth.links, (std::vector<ArticleLink>{{ArticleId{2}, 700}}));
}

}  // namespace
}  // namespace kabar::store
