#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

TextFacts facts_of(double killed) {
  TextFacts out;
  auto& figure = out.figures.emplace_back();
  figure.low = figure.high = killed;
  figure.sentence = "Quillfeather people were killed.";
  out.quotes.push_back({"We will rebuild", "the mayor", 7});
  out.names.push_back({"Ada Lim", NameKind::kPerson, "", "", "", 2});
  return out;
}

/// Story 1: article 1, its copy 2 and article 3 of another text.
class StoredFacts : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    auto first = sample_in(1, 1, "a"), copy = sample_in(2, 1, "b"), other = sample_in(3, 1, "c");
    copy.placement.copy_of = ArticleId{1};
    first.facts = copy.facts = facts_of(3);
    other.facts = facts_of(5);
    write({first, copy, other});
  }
  void TearDown() override {
    EXPECT_THAT(*check(folder_), IsEmpty());
    InFolder::TearDown();
  }
  void write(const std::vector<ArticleWrite>& writes) {
    auto to = std::move(*Writer::open(folder_));
    for (const auto& one : writes) to.add(one);
    const auto done = to.commit();
    ASSERT_TRUE(done) << done.error().message;
  }
  Reader reader() { return std::move(*Reader::open(folder_)); }
};

TEST_F(StoredFacts, OfAStoryAreThoseOfItsNewestArticlesCopiesAmongThem) {
  const auto facts = reader().story_facts(StoryId{1}, 10);
  ASSERT_TRUE(facts) << facts.error().message;
  ASSERT_THAT(*facts, SizeIs(3));
  EXPECT_EQ((*facts)[0].id, ArticleId{1});
  EXPECT_EQ((*facts)[0].facts, facts_of(3));
  EXPECT_EQ((*facts)[1].id, ArticleId{2});
  EXPECT_EQ((*facts)[2].facts, facts_of(5));
  const auto newest = reader().story_facts(StoryId{1}, 1);
  ASSERT_THAT(*newest, SizeIs(1));
  EXPECT_EQ((*newest)[0].id, ArticleId{3});
}

TEST_F(StoredFacts, AreThoseOfTheNewestRevision) {
  auto revised = sample_in(1, 1, "a");
  revised.revision = true;
  revised.identity.content_hash = 77;
  revised.facts = facts_of(4);
  write({revised});
  EXPECT_EQ(*reader().facts(ArticleId{1}), facts_of(4));
  auto older = revised;
  older.identity.content_hash = 78;
  older.newest = false;
  older.facts = facts_of(9);
  write({older});
  EXPECT_EQ(*reader().facts(ArticleId{1}), facts_of(4));
  auto plain = revised;
  plain.identity.content_hash = 79;
  plain.facts = {};
  write({plain});
  EXPECT_TRUE(reader().facts(ArticleId{1})->empty());
}

TEST_F(StoredFacts, GoWithTheArticle) {
  auto to = std::move(*Writer::open(folder_));
  to.remove({ArticleId{1}, {"a.example/1"}, Timestamp{}, "wish"});
  ASSERT_TRUE(to.commit());
  EXPECT_TRUE(reader().facts(ArticleId{1})->empty());
  EXPECT_EQ(*reader().facts(ArticleId{2}), facts_of(3));
}

TEST_F(StoredFacts, ThatDoNotReadBackLeaveTheOthersReadable) {
  {
    auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
    ASSERT_TRUE(database->execute(
        "CREATE TABLE kept AS SELECT * FROM facts; UPDATE facts SET body = x'00' WHERE article = 1"));
  }
  const auto facts = reader().story_facts(StoryId{1}, 10);
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_THAT(*facts, SizeIs(2)) << "of three";
  EXPECT_THAT(*check(folder_), testing::Contains(testing::HasSubstr("facts that do not read back: 1")));
  auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
  ASSERT_TRUE(database->execute(
      "UPDATE facts SET body = (SELECT body FROM kept WHERE article = 1) WHERE article = 1; "
      "DROP TABLE kept"));
}

}  // namespace
}  // namespace kabar::store
