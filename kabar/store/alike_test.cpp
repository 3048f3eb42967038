#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/source_list.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using Kind = StoryChange::Kind;
constexpr TermId kHere{77}, kThere{78};

/// Stories of three outlets each, an hour between articles: number n has the articles 3n+1 to 3n+3.
class Alike : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    writer_.emplace(*Writer::open(folder_));
  }

  static std::uint64_t story(std::uint64_t n) { return 3 * n + 1; }

  void add(std::uint64_t n, std::optional<TermId> about = kHere, Topic topic = Topic::kSport) {
    const std::array<std::string, 3> sources{"kale", "leek", n % 2 == 0 ? "mint" : "nori"};
    for (std::uint64_t i = 0; i < 3; ++i) {
      auto write = sample_in(story(n) + i, story(n), sources.at(i), i == 0 ? "en" : "fr");
      if (about) write.analysis.places = {{TermId{5}, 1}, {*about, 3}};
      write.analysis.topic = topic;
      writer_->add(write);
    }
    ASSERT_TRUE(writer_->commit());
  }

  AlikeStories alike(std::uint64_t n, std::size_t least = 2) {
    const auto reader = *Reader::open(folder_);
    return *reader.stories_alike(StoryId{story(n)}, reader.totals()->newest.value(), least);
  }

  std::vector<std::string> carriers(const std::vector<AlikeStories::Carrier>& story) {
    const auto reader = *Reader::open(folder_);
    const auto sources = *reader.sources();
    std::vector<std::string> out;
    for (const auto& carrier : story)
      out.push_back(sources->find(carrier.source)->source.id + " " + carrier.lang);
    return out;
  }

  std::optional<Writer> writer_;
};

TEST_F(Alike, AreEarlierStoriesOfTheSameTopicAndCountryNewestFirst) {
  for (std::uint64_t n = 0; n < 5; ++n)
    add(n, n == 1 ? kThere : kHere, n == 2 ? Topic::kPolitics : Topic::kSport);
  const auto found = alike(4);
  EXPECT_EQ(found.topic, Topic::kSport);
  EXPECT_EQ(found.about, kHere);
  ASSERT_EQ(found.stories.size(), 2U) << "neither what is about another country or topic, nor itself";
  EXPECT_EQ(carriers(found.stories[0]), (std::vector<std::string>{"kale en", "leek fr", "nori fr"}));
  EXPECT_EQ(carriers(found.stories[1]), (std::vector<std::string>{"kale en", "leek fr", "mint fr"}));
}

TEST_F(Alike, AreOfAnyTopicWhereTooFewAreOfItsOwn) {
  for (std::uint64_t n = 0; n < 5; ++n) add(n, kHere, n == 2 ? Topic::kPolitics : Topic::kSport);
  const auto found = alike(4, 4);
  EXPECT_EQ(found.topic, Topic::kNone);
  EXPECT_EQ(found.stories.size(), 4U);
}

TEST_F(Alike, AreNoneOfAStoryAboutNoCountry) {
  add(0);
  add(1, std::nullopt);
  EXPECT_FALSE(alike(1).about);
  EXPECT_TRUE(alike(1).stories.empty());
}

TEST_F(Alike, CountOnlyWhoWasAsQuickAsThisStoryIsOld) {
  for (std::uint64_t n = 0; n < 3; ++n) add(n);
  const auto reader = *Reader::open(folder_);
  const auto began = reader.story(StoryId{story(2)})->first_seen;
  const auto found = *reader.stories_alike(StoryId{story(2)}, began + std::chrono::minutes{90}, 2);
  ASSERT_EQ(found.stories.size(), 2U);
  EXPECT_EQ(carriers(found.stories[0]), (std::vector<std::string>{"kale en", "leek fr"}));
}

TEST_F(Alike, FollowMovesMergesAndRemovals) {
  for (std::uint64_t n = 0; n < 4; ++n) add(n);
  EXPECT_EQ(alike(3).stories.size(), 3U);
  Correction merge;
  merge.kind = Correction::Kind::kMerge;
  merge.story = StoryId{story(0)};
  merge.other = StoryId{story(1)};
  writer_->add(merge, {change(Kind::kMerge, story(1), story(0), story(1))});
  ASSERT_TRUE(writer_->commit());
  EXPECT_EQ(alike(3).stories.size(), 2U);
  Removal removal;
  removal.article = ArticleId{story(2)};
  writer_->remove(removal);
  ASSERT_TRUE(writer_->commit());
  EXPECT_EQ(alike(3).stories.size(), 1U) << "one of two outlets is none to compare with";
  EXPECT_EQ(*check(folder_), std::vector<std::string>());
}

TEST_F(Alike, AStoryIsAboutWhatHalfOfItsArticlesAre) {
  add(0);
  auto other = sample_in(4, 1, "oats");
  other.analysis.places = {{kThere, 2}};
  writer_->add(other);
  ASSERT_TRUE(writer_->commit());
  add(2);
  EXPECT_EQ(alike(2).stories.size(), 1U);
  for (std::uint64_t id = 20; id < 24; ++id) writer_->add(sample_in(id, 1, "oats"));
  ASSERT_TRUE(writer_->commit());
  EXPECT_TRUE(alike(2).stories.empty());
  EXPECT_EQ(*check(folder_), std::vector<std::string>());
}

TEST_F(Alike, ASourceIsHeardOfWhereItHasAnArticleOfThatTime) {
  add(0);
  const auto reader = *Reader::open(folder_);
  const auto* const kale = (*reader.sources())->find("kale");
  const auto when = kale->newest.value();
  EXPECT_TRUE(*reader.heard_of(kale->number, when, when));
  EXPECT_FALSE(*reader.heard_of(kale->number, when + std::chrono::seconds{1}, when + std::chrono::hours{9}));
}

TEST_F(Alike, AreKnownOfAnOlderDatabase) {
  for (std::uint64_t n = 0; n < 3; ++n) add(n, n == 1 ? kThere : kHere);
  writer_.reset();
  ASSERT_TRUE((*Database::open(folder_ / "kabar.db", Database::Mode::kWrite))
                  ->execute(std::string(kWithoutCoverage) + "PRAGMA user_version = 12"));
  writer_.emplace(*Writer::open(folder_));
  EXPECT_EQ(alike(2).stories.size(), 1U);
  EXPECT_EQ(*check(folder_), std::vector<std::string>());
}

TEST_F(Alike, AGroupOfOutletsIsKept) {
  writer_->put(Source{"kale", "Kale", "", "ID", {"id"}, false, "Green Press"});
  ASSERT_TRUE(writer_->commit());
  EXPECT_EQ(Reader::open(folder_)->source("kale")->source.group, "Green Press");
}

}  // namespace
}  // namespace kabar::store
