#include "kabar/store/store.h"
#include "kabar/store/source_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/json/writer.h"
#include "kabar/schema/article_json.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = StoryChange::Kind;

class Store : public InFolder {
 protected:
  void TearDown() override {
    const auto findings = check(folder_);
    EXPECT_TRUE(findings);
    EXPECT_THAT(findings ? *findings : std::vector{findings.error().message}, IsEmpty());
    InFolder::TearDown();
  }

  Writer writer() {
    auto opened = Writer::open(folder_);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  Reader reader() {
    auto opened = Reader::open(folder_);
    EXPECT_TRUE(opened) << opened.error().message;
    return std::move(*opened);
  }
  void write(const std::vector<ArticleWrite>& writes) {
    auto to = writer();
    for (const auto& one : writes) to.add(one);
    const auto done = to.commit();
    EXPECT_TRUE(done) << done.error().message;
  }
};

std::string json_of(const Article& article) {
  json::Writer json;
  schema::write_article(json, article);
  return json.take();
}

std::vector<std::uint64_t> ids(const std::vector<ArticleRow>& rows) {
  std::vector<std::uint64_t> out;
  for (const auto& row : rows) out.push_back(raw(row.id));
  return out;
}

TEST_F(Store, AnArticleReadsBackWhole) {
  auto sent = sample_in(1, 1, "north");
  sent.article.extra = {{"score", "[1, 2]"}};
  sent.article.canonical = "https://north.example/c";
  write({sent});
  const auto row = reader().article(ArticleId{1});
  ASSERT_TRUE(row) << row.error().message;
  EXPECT_EQ(json_of(row->article), json_of(sent.article));
  EXPECT_EQ(row->story, StoryId{1});
  EXPECT_EQ(row->when, sent.when);
  EXPECT_EQ(row->arrived, sent.arrived);
  EXPECT_EQ(row->excerpt, "Excerpt 1");
  EXPECT_EQ(row->topic, Topic::kSport);
  EXPECT_EQ(row->revisions, 1U);
}

TEST_F(Store, APageWithoutTitleAndTextReadsBack) {
  auto sent = sample(1, "north");
  sent.article.title.clear();
  sent.article.blocks.clear();
  sent.article.kind = ArticleKind::kOther;
  write({sent});
  const auto row = reader().article(ArticleId{1});
  ASSERT_TRUE(row) << row.error().message;
  EXPECT_EQ(row->article.kind, ArticleKind::kOther);
  EXPECT_EQ(row->story, StoryId{});
  EXPECT_EQ(reader().totals()->articles, 0U);
  EXPECT_THAT(*reader().latest("", 10, 0), IsEmpty());
}

TEST_F(Store, FindsWhatWasAddedBeforeItIsCommitted) {
  auto to = writer();
  const auto sent = sample(1, "north");
  EXPECT_EQ(to.next_id(), ArticleId{1});
  EXPECT_FALSE(to.find(sent.identity)->has_value());
  to.add(sent);
  EXPECT_EQ(to.next_id(), ArticleId{2});
  const auto known = *to.find(sent.identity);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->id, ArticleId{1});
  EXPECT_EQ(known->content_hash, 1000U);
  EXPECT_EQ(known->fetched, sent.article.fetched);
  EXPECT_TRUE(known->has_content);
  EXPECT_FALSE((*to.find({sent.identity.key, 5}))->has_content);
  EXPECT_EQ(reader().totals()->articles, 0U);
  ASSERT_TRUE(to.commit());
  EXPECT_EQ(reader().totals()->articles, 1U);
}

TEST_F(Store, WhatWasNotCommittedIsGone) {
  write({sample_in(1, 1, "north")});
  {
    auto to = writer();
    to.add(sample_in(2, 1, "south"));
  }
  EXPECT_EQ(reader().story(StoryId{1})->articles, 1U);
  EXPECT_EQ(writer().next_id(), ArticleId{2});
}

TEST_F(Store, AFailedAddTakesTheWholeBatchBack) {
  auto to = writer();
  to.add(sample_in(1, 1, "north"));
  to.add(sample_in(1, 1, "south"));  // the number is taken
  to.add(sample_in(2, 1, "south"));
  EXPECT_FALSE(to.commit());
  EXPECT_EQ(to.next_id(), ArticleId{1});
  to.add(sample_in(1, 1, "north"));
  ASSERT_TRUE(to.commit());
  EXPECT_EQ(reader().totals()->articles, 1U);
}

TEST_F(Store, ARevisionIsShownAndTheOldOneKept) {
  write({sample_in(1, 1, "north")});
  auto changed = sample(1, "north", "fr");
  changed.identity.content_hash = 5;
  changed.revision = true;
  changed.article.title = "Changed";
  changed.article.fetched = *changed.article.fetched + std::chrono::hours{1};
  changed.analysis.search_body = "other";
  write({changed});
  auto from = reader();
  const auto row = from.article(ArticleId{1});
  EXPECT_EQ(row->article.title, "Changed");
  EXPECT_EQ(row->revisions, 2U);
  EXPECT_EQ(row->story, StoryId{1});
  const auto revisions = from.revisions(ArticleId{1});
  ASSERT_EQ(revisions->size(), 2U);
  EXPECT_EQ(revisions->at(0).article.title, "Title 1");
  EXPECT_EQ(revisions->at(1).number, 2U);
  EXPECT_THAT(from.search({.where = of_groups({{"common"}})})->rows, IsEmpty());
  EXPECT_THAT(ids(from.search({.where = of_groups({{"other"}}, "", "fr")})->rows), ElementsAre(1));
  EXPECT_EQ(from.totals()->revisions, 2U);
}

TEST_F(Store, AnOlderRevisionIsKeptButNotShown) {
  write({sample_in(1, 1, "north")});
  auto older = sample(1, "north");
  older.identity.content_hash = 5;
  older.revision = true;
  older.newest = false;
  older.article.title = "Older";
  older.article.fetched = *older.article.fetched - std::chrono::hours{1};
  write({older});
  EXPECT_EQ(reader().article(ArticleId{1})->article.title, "Title 1");
  EXPECT_EQ(reader().revisions(ArticleId{1})->at(0).article.title, "Older");
  EXPECT_EQ((*writer().find(older.identity))->content_hash, 1000U);
}

TEST_F(Store, AnArticleThatTurnsOutToBeNoneLeavesTheSearch) {
  write({sample_in(1, 1, "north"), sample_in(2, 1, "north")});
  auto changed = sample(2, "north");
  changed.revision = true;
  changed.article.kind = ArticleKind::kOther;
  write({changed});
  EXPECT_THAT(ids(reader().search({.where = of_groups({{"common"}})})->rows), ElementsAre(1));
  EXPECT_EQ(reader().source("north")->articles, 1U);
}

TEST_F(Store, CountsOutletsAndLanguagesOfAStory) {
  write({sample_in(1, 1, "north"), sample_in(2, 1, "south", "fr"), sample_in(3, 1, "south", "fr")});
  const auto story = reader().story(StoryId{1});
  EXPECT_EQ(story->articles, 3U);
  EXPECT_EQ(story->outlets, 2U);
  EXPECT_EQ(story->languages, 2U);
  EXPECT_EQ(story->first_seen, sample(1, "").when);
  EXPECT_EQ(story->last_seen, sample(3, "").when);
  EXPECT_THAT(ids(*reader().story_articles(StoryId{1})), ElementsAre(1, 2, 3));
}

TEST_F(Store, AMergeLeavesARedirectThatFollowsFurtherMerges) {
  write({sample_in(1, 1, "a"), sample_in(2, 2, "b"), sample_in(3, 3, "c")});
  auto merging = sample_in(4, 2, "d");
  merging.placement.changes.push_back(change(Kind::kMerge, 4, 2, 3));
  write({merging});
  EXPECT_EQ(*reader().current_story(StoryId{3}), StoryId{2});
  auto again = sample_in(5, 1, "e");
  again.placement.changes.push_back(change(Kind::kMerge, 5, 1, 2));
  again.placement.copy_of = ArticleId{1};
  write({again});
  auto from = reader();
  EXPECT_EQ(*from.current_story(StoryId{3}), StoryId{1});
  EXPECT_EQ(*from.current_story(StoryId{2}), StoryId{1});
  EXPECT_EQ(from.story(StoryId{1})->articles, 5U);
  EXPECT_EQ(from.story(StoryId{2}).error().code, Errc::kNotFound);
  EXPECT_EQ(from.article(ArticleId{5})->copy_of, ArticleId{1});
  EXPECT_EQ(from.totals()->stories, 1U);
}

TEST_F(Store, SplitsAndMoves) {
  write({sample_in(1, 1, "a"), sample_in(2, 1, "b"), sample_in(3, 1, "c")});
  auto splitting = sample_in(4, 1, "d");
  splitting.placement.changes.push_back(change(Kind::kSplit, 2, 2, 1));
  splitting.placement.changes.push_back(change(Kind::kMove, 3, 2, 1));
  write({splitting});
  EXPECT_THAT(ids(*reader().story_articles(StoryId{1})), ElementsAre(1, 4));
  EXPECT_THAT(ids(*reader().story_articles(StoryId{2})), ElementsAre(2, 3));
}

TEST_F(Store, AStoryThatAllLeftRedirectsToWhereTheLastWent) {
  write({sample_in(1, 1, "a"), sample_in(2, 2, "b")});
  auto moving = sample_in(3, 3, "c");
  moving.placement.changes.push_back(change(Kind::kMove, 1, 2, 1));
  moving.placement.changes.push_back(change(Kind::kMerge, 3, 3, 2));
  write({moving});
  EXPECT_EQ(*reader().current_story(StoryId{1}), StoryId{3});
  EXPECT_EQ(reader().totals()->stories, 1U);
}

TEST_F(Store, RecentStoriesAreNewestFirst) {
  write({sample_in(1, 1, "a"), sample_in(2, 2, "b"), sample_in(3, 3, "c"), sample_in(4, 1, "d")});
  const auto stories = reader().recent_stories(sample(3, "").when, 10);
  ASSERT_EQ(stories->size(), 2U);
  EXPECT_EQ(stories->at(0).id, StoryId{1});
  EXPECT_EQ(stories->at(1).id, StoryId{3});
  EXPECT_EQ(reader().recent_stories(Timestamp{}, 1)->size(), 1U);
}

TEST_F(Store, LatestIsPaged) {
  write({sample(1, "a"), sample(2, "b"), sample(3, "a"), sample(4, "a")});
  auto from = reader();
  EXPECT_THAT(ids(*from.latest("", 2, 1)), ElementsAre(3, 2));
  EXPECT_THAT(ids(*from.latest("a", 10, 0)), ElementsAre(4, 3, 1));
  EXPECT_THAT(*from.latest("nobody", 10, 0), IsEmpty());
}

TEST_F(Store, FindsAnArticleByItsOutsideIdOrUrl) {
  write({sample(1, "a"), sample(2, "b")});
  EXPECT_THAT(*reader().find_articles("out-2"), ElementsAre(ArticleId{2}));
  EXPECT_THAT(*reader().find_articles("https://a.example/1"), ElementsAre(ArticleId{1}));
  EXPECT_THAT(*reader().find_articles("x"), IsEmpty());
}

TEST_F(Store, SourcesAreMadeByTheirArticlesAndNamedLater) {
  auto named = sample(1, "a");
  named.article.site = "The A";
  write({named, sample(2, "b")});
  EXPECT_EQ(reader().source("a")->source.name, "The A");
  auto to = writer();
  to.put({"b", "The B", "https://b.example/", "ID", {"id", "en"}, true});
  ASSERT_TRUE(to.commit());
  const auto sources = *reader().sources();
  ASSERT_EQ(sources->rows().size(), 2U);
  EXPECT_EQ(sources->rows().at(1).source.name, "The B");
  EXPECT_THAT(sources->rows().at(1).source.languages, ElementsAre("id", "en"));
  EXPECT_TRUE(sources->rows().at(1).source.full_text);
  EXPECT_EQ(sources->rows().at(1).articles, 1U);
  EXPECT_EQ(sources->rows().at(1).newest, sample(2, "").when);
  EXPECT_EQ(reader().source("c").error().code, Errc::kNotFound);
}

TEST_F(Store, PicturesReadBackAndAreReplaced) {
  auto to = writer();
  to.add(MediaWrite{"https://a.example/i.jpg", "image/jpeg", std::string("a\0b", 3)});
  to.add(MediaWrite{"https://a.example/i.jpg", "image/png", std::string("c\0d", 3)});
  ASSERT_TRUE(to.commit());
  const auto media = reader().media("https://a.example/i.jpg");
  ASSERT_TRUE(media);
  EXPECT_EQ(media->type, "image/png");
  EXPECT_EQ(media->bytes, std::string("c\0d", 3));
  EXPECT_EQ(reader().media("x").error().code, Errc::kNotFound);
  EXPECT_TRUE(*reader().has_media("https://a.example/i.jpg"));
  EXPECT_FALSE(*reader().has_media("x"));
}

TEST_F(Store, APictureOfThreeStoriesIsNobodysOwn) {
  const std::string logo = "https://a.example/share.png";
  auto to = writer();
  const auto add = [&](std::uint64_t id, std::uint64_t story, const char* source) {
    auto write = sample_in(id, story, source);
    write.article.image = logo;
    to.add(write);
    ASSERT_TRUE(to.commit());
  };
  add(1, 1, "a");
  add(2, 1, "a");
  add(3, 1, "a");
  add(4, 4, "a");
  add(5, 5, "b");
  EXPECT_FALSE(*reader().is_shared_picture("a", logo)) << "of two stories";
  add(6, 6, "a");
  EXPECT_TRUE(*reader().is_shared_picture("a", logo));
  EXPECT_FALSE(*reader().is_shared_picture("b", logo));
  EXPECT_FALSE(*reader().is_shared_picture("a", "https://a.example/other.png"));
  auto own = sample(6, "a");
  own.revision = true;
  own.article.image = "https://a.example/own.png";
  to.add(own);
  ASSERT_TRUE(to.commit());
  EXPECT_FALSE(*reader().is_shared_picture("a", logo)) << "a revision has another";
}

TEST_F(Store, SourcesAreReadAgainWhereSomebodyHasWritten) {
  auto to = writer();
  to.add(sample_in(1, 1, "a"));
  ASSERT_TRUE(to.commit());
  auto from = reader();
  const auto before = *from.sources();
  EXPECT_EQ(*from.sources(), before) << "the same list";
  to.add(sample_in(2, 2, "b"));
  to.add(sample_in(3, 3, "b"));
  ASSERT_TRUE(to.commit());
  const auto after = *from.sources();
  EXPECT_EQ(after->rows().size(), 2U);
  EXPECT_EQ(before->rows().size(), 1U);
  EXPECT_EQ(after->find("b")->articles, 2U);
  EXPECT_EQ(after->find("c"), nullptr);
  EXPECT_EQ(after->largest(1).front().source.id, "b");
  EXPECT_EQ(after->largest(1, {"a", "c"}).size(), 2U);
  EXPECT_EQ(after->largest(9, {"a"}).size(), 2U) << "none twice";
}

TEST_F(Store, TheLiveWindowGivesBackWhatTheGroupingWasTold) {
  auto without_time = sample_in(3, 1, "c");
  without_time.grouped.reset();
  without_time.placement.copy_of = ArticleId{2};
  without_time.analysis.sketch = {1, 2, 0xFFFFFFFF};
  without_time.placement.links = {{ArticleId{2}, 40'000}};
  without_time.placement.changes.push_back(change(Kind::kSplit, 2, 2, 1));
  write({sample_in(1, 1, "a"), sample_in(2, 1, "b"), without_time, sample(4, "d")});
  const auto live = reader().live_window(sample(2, "").when, 0);
  ASSERT_TRUE(live) << live.error().message;
  ASSERT_EQ(live->size(), 2U);
  EXPECT_EQ(live->at(0).id, ArticleId{2});
  EXPECT_EQ(live->at(0).time, sample(2, "").when);
  EXPECT_EQ(live->at(0).analysis.body, sample(2, "").analysis.body);
  EXPECT_FALSE(live->at(1).time);
  EXPECT_EQ(live->at(1).copy_of, ArticleId{2});
  EXPECT_EQ(live->at(1).links, without_time.placement.links);
  EXPECT_FALSE(live->at(1).named_a_story);
  EXPECT_TRUE(live->at(0).named_a_story);
  EXPECT_EQ(live->at(1).analysis.sketch, without_time.analysis.sketch);
  EXPECT_EQ(live->at(1).source, "c");
  EXPECT_EQ(reader().live_window(sample(9, "").when + std::chrono::days{99}, 2)->size(), 2U);
}

TEST_F(Store, ArticlesThatLeftTheLiveWindowComeNewestFirst) {
  auto copy = sample_in(3, 1, "c");
  copy.placement.copy_of = ArticleId{1};
  auto without_time = sample_in(4, 1, "d");
  without_time.grouped.reset();
  write({sample_in(1, 1, "a"), sample_in(2, 1, "b"), copy, without_time, sample_in(5, 1, "e"),
         sample_in(6, 6, "f"), sample_in(7, 7, "g")});
  Reader::ClosedBounds bounds;
  bounds.from = sample(1, "").when;
  bounds.since = sample(7, "").when;
  bounds.most = 10;
  bounds.of_story = 2;
  const auto ids = [&] {
    std::vector<std::uint64_t> out;
    const auto closed = reader().closed_articles(bounds);
    for (const auto& one : *closed) out.push_back(raw(one.id));
    return out;
  };
  EXPECT_EQ(ids(), (std::vector<std::uint64_t>{6, 5, 2, 1}));
  const auto closed = reader().closed_articles(bounds);
  EXPECT_EQ(closed->at(1).story, StoryId{1});
  EXPECT_EQ(closed->at(1).time, sample(5, "").when);
  EXPECT_TRUE(closed->at(2).is_told);
  EXPECT_FALSE(closed->at(3).is_told) << "two of its story are newer";
  EXPECT_EQ(reader().analysis(ArticleId{2})->body, sample(2, "").analysis.body);
  EXPECT_EQ(reader().analysis(ArticleId{99}).error().code, Errc::kCorrupt);
  bounds.newest = 2;
  EXPECT_EQ(ids(), (std::vector<std::uint64_t>{5, 2, 1}));
  bounds.from = sample(2, "").when;
  bounds.last = ArticleId{5};
  EXPECT_EQ(ids(), (std::vector<std::uint64_t>{2})) << "four and five are the newest of that day";
  bounds.newest = 0;
  bounds.most = 1;
  EXPECT_EQ(ids(), (std::vector<std::uint64_t>{5}));
}

TEST_F(Store, NoArticleIsPutIntoAStoryThatIsNotThere) {
  write({sample_in(1, 1, "a")});
  auto to = writer();
  auto ghost = sample_in(2, 77, "b");
  ghost.placement.changes.front().kind = StoryChange::Kind::kJoin;
  to.add(ghost);
  const auto done = to.commit();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::kInternal);
  EXPECT_NE(done.error().message.find(article_name(ArticleId{2})), std::string::npos);
  EXPECT_NE(done.error().message.find(story_name(StoryId{77})), std::string::npos);
  to.roll_back();
  EXPECT_EQ(reader().totals()->articles, 1U);
}

TEST_F(Store, AnArticleThatWasJudgedAgainAsItCameKeepsThoseLinks) {
  auto to = writer();
  to.add(sample_in(1, 1, "a"));
  auto second = sample_in(2, 1, "b");
  second.placement.links = {{ArticleId{1}, 500}};
  second.placement.relinked = {{ArticleId{2}, {{ArticleId{1}, 900}}}};
  second.placement.clusters = {{ArticleId{2}, ArticleId{1}}};
  to.add(second);
  ASSERT_TRUE(to.commit());
  const auto live = reader().live_window(second.when - std::chrono::days{99}, 10);
  ASSERT_TRUE(live) << live.error().message;
  EXPECT_EQ(live->at(1).links, (std::vector<ArticleLink>{{ArticleId{1}, 900}}));
  EXPECT_EQ(live->at(1).cluster, ArticleId{1});
  EXPECT_FALSE(live->at(0).cluster);
}

TEST_F(Store, AReaderSeesOneStateWhileItHoldsIt) {
  write({sample_in(1, 1, "a")});
  const auto from = reader();
  {
    const auto state = from.hold_state();
    ASSERT_TRUE(state);
    EXPECT_EQ(from.totals()->articles, 1U);
    write({sample_in(2, 2, "a")});
    EXPECT_EQ(from.totals()->articles, 1U);
    EXPECT_EQ(from.sources()->get()->rows().front().articles, 1U);
    EXPECT_EQ(from.search({.where = of_groups({{"common"}})})->rows.size(), 1U);
    EXPECT_EQ(from.latest("a", 9, 0)->size(), 1U);
    EXPECT_TRUE(from.hold_state()) << "a second time";
    EXPECT_EQ(from.totals()->articles, 1U);
  }
  EXPECT_EQ(from.totals()->articles, 2U);
  EXPECT_EQ(from.sources()->get()->rows().front().articles, 2U);
}

TEST_F(Store, AReaderKeepsUpWithTheWriter) {
  auto to = writer();
  to.add(sample_in(1, 1, "a"));
  ASSERT_TRUE(to.commit());
  auto from = reader();
  EXPECT_EQ(from.totals()->articles, 1U);
  to.add(sample_in(2, 1, "b"));
  ASSERT_TRUE(to.commit());
  EXPECT_EQ(from.story(StoryId{1})->articles, 2U);
  EXPECT_EQ(*from.totals()->newest, sample(2, "").when);
}

}  // namespace
}  // namespace kabar::store
