#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/files.h"
#include "kabar/base/test_folder.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Kind = StoryChange::Kind;

constexpr Timestamp kNow{std::chrono::seconds{1'700'000'000}};

/// Stories 1 (articles 1, 2, 3) and 4 (4); 2 and 3 are copies of 1.
class Removals : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    auto first = sample_in(1, 1, "a"), second = sample_in(2, 1, "b"), third = sample_in(3, 1, "c");
    second.placement.copy_of = ArticleId{1};
    third.placement.copy_of = ArticleId{1};
    first.article.image = "https://a.example/shared.jpg";
    second.article.image = "https://a.example/own.jpg";
    third.article.image = "https://a.example/shared.jpg";
    auto revised = second;
    revised.revision = true;
    revised.identity.content_hash = 77;
    revised.article.title = "Quillfeather";
    auto to = writer();
    for (const auto& one : {first, second, third, sample_in(4, 4, "d"), revised}) to.add(one);
    for (const char* url : {"https://a.example/shared.jpg", "https://a.example/own.jpg"})
      to.add(MediaWrite{url, "image/jpeg", "bytes"});
    ASSERT_TRUE(to.commit());
  }
  void TearDown() override {
    EXPECT_THAT(*check(folder_), IsEmpty());
    InFolder::TearDown();
  }
  Writer writer() { return std::move(*Writer::open(folder_)); }
  Reader reader() { return std::move(*Reader::open(folder_)); }
  void remove(std::uint64_t id, std::vector<std::string> keys = {}) {
    auto to = writer();
    to.remove({ArticleId{id}, std::move(keys), kNow, "court order 7"});
    const auto done = to.commit();
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(*check(folder_), IsEmpty());
  }
};

TEST_F(Removals, AnArticleGoesWithAllThatIsKeptOfIt) {
  remove(2, {"b.example/2"});
  const auto from = reader();
  EXPECT_EQ(from.article(ArticleId{2}).error().code, Errc::kNotFound);
  EXPECT_FALSE(from.revisions(ArticleId{2}));
  EXPECT_EQ(from.story(StoryId{1})->articles, 2U);
  EXPECT_EQ(from.totals()->articles, 3U);
  EXPECT_EQ(from.totals()->revisions, 3U);
  EXPECT_EQ(from.source("b")->articles, 0U);
  EXPECT_THAT(from.search({.where = of_groups({{"n2"}})})->rows, IsEmpty());
  EXPECT_FALSE(*from.has_media("https://a.example/own.jpg"));
  EXPECT_THAT(*from.tombstones(), ElementsAre(Tombstone{"b.example/2", ArticleId{2}, kNow, "court order 7"}));
}

TEST_F(Removals, WordsThatItAloneHadAreNoSpellingsAnyMore) {
  {
    auto to = writer();
    auto fifth = sample_in(5, 5, "e"), sixth = sample_in(6, 6, "e");
    fifth.analysis.search_title = "quillfeather quilling";
    sixth.analysis.search_body = "quilling";
    to.add(fifth);
    to.add(sixth);
    ASSERT_TRUE(to.commit());
  }
  EXPECT_THAT(*reader().spellings("qu", 3, 34, 9), ElementsAre("quilling", "quillfeather"));
  remove(5);
  EXPECT_THAT(*reader().spellings("qu", 3, 34, 9), ElementsAre("quilling"));
}

TEST_F(Removals, ItsTextIsNotInTheFilesAnyMore) {
  remove(2, {"b.example/2"});
  for (const char* name : {"kabar.db", "kabar.db-wal"}) {
    const auto bytes = read_text_file(folder_ / name, 100'000'000);
    if (!bytes) continue;
    EXPECT_THAT(*bytes, Not(HasSubstr("Quillfeather"))) << name;
  }
}

TEST_F(Removals, TheOldestCopyIsTheOriginalFromThenOn) {
  remove(1);
  EXPECT_EQ(reader().article(ArticleId{2})->copy_of, std::nullopt);
  EXPECT_EQ(reader().article(ArticleId{3})->copy_of, ArticleId{2});
  EXPECT_EQ(reader().story(StoryId{1})->articles, 2U);
  EXPECT_TRUE(*reader().has_media("https://a.example/shared.jpg")) << "another article shows it";
}

TEST_F(Removals, AStoryWithoutArticlesGoesWithWhatLedToIt) {
  {
    auto to = writer();
    auto fifth = sample_in(5, 5, "e");
    fifth.placement.changes.push_back(change(Kind::kMerge, 5, 4, 5));
    to.add(fifth);
    ASSERT_TRUE(to.commit());
  }
  EXPECT_EQ(*reader().current_story(StoryId{5}), StoryId{4});
  remove(4);
  remove(5);
  EXPECT_FALSE(reader().current_story(StoryId{4}));
  EXPECT_FALSE(reader().current_story(StoryId{5}));
  EXPECT_EQ(reader().totals()->stories, 1U);
}

TEST_F(Removals, ANumberIsNeverGivenAgain) {
  remove(4, {"d.example/4"});
  EXPECT_EQ(writer().next_id(), ArticleId{5});
  auto to = writer();
  to.forgive("d.example/4");
  ASSERT_TRUE(to.commit());
  EXPECT_THAT(*reader().tombstones(), IsEmpty());
  to.roll_back();
  EXPECT_EQ(to.next_id(), ArticleId{5});
}

TEST_F(Removals, CorrectionsForgetIt) {
  {
    auto to = writer();
    to.add(Correction{1,
                      Correction::Kind::kMove,
                      kNow,
                      false,
                      StoryId{1},
                      StoryId{4},
                      {{ArticleId{2}, StoryId{1}, StoryId{1}, false},
                       {ArticleId{3}, StoryId{1}, StoryId{1}, false}}},
           {});
    ASSERT_TRUE(to.commit());
  }
  remove(2);
  ASSERT_EQ(reader().corrections()->size(), 1U);
  EXPECT_EQ(reader().corrections()->front().members.size(), 1U);
}

TEST_F(Removals, WhatIsNotThereCanBeForbiddenAndItsPageIsLeftAlone) {
  Page page;
  page.family = "f.example/9";
  page.url = "https://f.example/9";
  page.announced = kNow;
  page.next_fetch = kNow;
  {
    auto to = writer();
    to.put(page);
    ASSERT_TRUE(to.commit());
  }
  remove(0, {"f.example/9"});
  EXPECT_EQ(reader().page("f.example/9")->value().next_fetch, std::nullopt);
  EXPECT_EQ(reader().tombstones()->front().article, ArticleId{});
}

}  // namespace
}  // namespace kabar::store
