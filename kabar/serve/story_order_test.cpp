#include "kabar/serve/story_order.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

Timestamp at(int hour) {
  return Timestamp(std::chrono::sys_days(std::chrono::year(2023) / 9 / 21)) + std::chrono::hours(hour);
}

Teaser article(std::uint64_t id, std::string source, int hour, std::uint64_t copy_of = 0) {
  Teaser out;
  out.id = ArticleId{id};
  out.source = std::move(source);
  out.headline = "Headline " + std::to_string(id);
  out.when = at(hour);
  if (copy_of != 0) out.copy_of = ArticleId{copy_of};
  return out;
}

std::vector<std::uint64_t> ids(const std::vector<Version>& versions) {
  std::vector<std::uint64_t> out;
  for (const auto& version : versions) out.push_back(raw(version.article.id));
  return out;
}

TEST(StoryOrder, PutsManyOutletsAndRecentReportsFirst) {
  store::StoryRow wide{StoryId{1}, at(0), at(10), 12, 12, 6};
  store::StoryRow narrow{StoryId{2}, at(0), at(10), 2, 2, 1};
  store::StoryRow old = wide;
  old.last_seen = at(-72);
  EXPECT_GT(story_weight(wide, at(12)), story_weight(narrow, at(12)));
  EXPECT_GT(story_weight(wide, at(12)), story_weight(old, at(12)));
}

TEST(StoryOrder, LeadsWithAPicturedOriginal) {
  auto pictured = article(2, "b", 2);
  pictured.image = "https://b.example/x.jpg";
  auto copy = article(3, "c", 9, 1);
  copy.image = "https://c.example/x.jpg";
  EXPECT_EQ(choose_lead({article(1, "a", 1), pictured, copy}, "").id, ArticleId{2});
}

TEST(StoryOrder, LeadsWithTheReadersLanguage) {
  auto own = article(1, "a", 1);
  own.lang = "id";
  auto other = article(2, "b", 2);
  other.lang = "fr";
  other.image = "https://b.example/x.jpg";
  EXPECT_EQ(choose_lead({own, other}, "id").id, ArticleId{1});
  EXPECT_EQ(choose_lead({own, other}, "en").id, ArticleId{2});
}

TEST(StoryOrder, AStoryIsAboutWhatMostOfItsArticlesAreAbout) {
  std::vector<Teaser> story{article(1, "a", 1), article(2, "b", 2), article(3, "c", 3), article(4, "d", 4)};
  EXPECT_EQ(topic_of(story), Topic::kNone);
  story[3].topic = Topic::kSport;
  EXPECT_EQ(topic_of(story), Topic::kSport);
  story[0].topic = story[1].topic = Topic::kPolitics;
  EXPECT_EQ(topic_of(story), Topic::kPolitics);
}

TEST(StoryOrder, TellsAStoryInSentencesOfDifferentOutlets) {
  std::vector<Teaser> story{article(1, "a", 1), article(2, "b", 2), article(3, "c", 3, 1),
                            article(4, "d", 4)};
  story[0].excerpt = story[2].excerpt = "The ferry Aurelia caught fire off Bornholm late on Monday evening.";
  story[1].excerpt =
      "Ships of the Danish navy took all 312 from the ferry Aurelia, off Bornholm, to Rønne before dawn.";
  story[3].excerpt =
      "Smoke came out of the ferry on Monday evening, and the fire was put out on Tuesday, the company said.";
  for (auto& item : story) item.lang = "en";
  const auto cited = digest(story[0], story);
  ASSERT_GE(cited.size(), 2U);
  EXPECT_EQ(cited[0].sentence, story[0].excerpt);
  for (const auto& line : cited) EXPECT_EQ(line.sentence, line.article.excerpt);
  EXPECT_NE(cited[1].article.source, "a");
  EXPECT_TRUE(digest(story[0], {story[0], story[1]}).empty());
}

TEST(StoryOrder, QuotesTheTextWhereASummaryHoldsNoSentence) {
  std::vector<Teaser> story{article(1, "a", 1), article(2, "b", 2), article(3, "c", 3, 1)};
  for (auto& item : story) {
    item.lang = "en";
    item.excerpt = "Fire on a ferry";
  }
  EXPECT_TRUE(digest(story[0], story).empty());
  const auto cited = digest(
      story[0], story, {"en"},
      {{ArticleId{1}, "The ferry Aurelia caught fire off Bornholm late on Monday evening."},
       {ArticleId{2},
        "Ships of the navy took all 312 from the ferry Aurelia, off Bornholm, to Rønne before dawn."}});
  EXPECT_EQ(cited.size(), 2U);
}

TEST(StoryOrder, QuotesOtherLanguagesWhereTheReadersOwnGivesTooLittle) {
  std::vector<Teaser> story{article(1, "a", 1), article(2, "b", 2), article(3, "c", 3)};
  story[0].lang = story[1].lang = "en";
  story[0].excerpt = "The ferry Aurelia caught fire off Bornholm late on Monday evening.";
  story[1].excerpt =
      "Ships of the Danish navy took all 312 from the ferry Aurelia, off Bornholm, to Rønne before dawn.";
  story[2].lang = "fr";
  story[2].excerpt = "Un ferry a pris feu.";
  const auto cited = digest(story[2], story, {"fr"});
  ASSERT_GE(cited.size(), 2U);
  for (const auto& line : cited) EXPECT_EQ(line.article.lang, "en");
}

TEST(StoryOrder, FoldsCopiesUnderTheirOriginal) {
  const auto versions =
      fold_copies({article(1, "a", 1), article(2, "b", 2), article(3, "c", 3, 1), article(4, "d", 4, 1)});
  EXPECT_EQ(ids(versions), (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(versions.front().copies.size(), 2U);
}

TEST(StoryOrder, FoldsWhatHasNoTextByItsHeadline) {
  std::vector<Teaser> story{article(1, "a", 1), article(2, "b", 2), article(3, "c", 3)};
  for (auto& item : story) item.headline = "Fire burns";
  story[0].excerpt = story[2].excerpt = "";
  story[1].excerpt = "A fire burns since the morning.";
  EXPECT_EQ(ids(fold_copies(story)), (std::vector<std::uint64_t>{1, 2}));
}

TEST(StoryOrder, FoldsAnOriginalThatCameLaterUnderTheFirstOfItsCopies) {
  const auto versions = fold_copies({article(3, "c", 1, 9), article(2, "b", 2), article(4, "d", 3, 2),
                                     article(9, "a", 4), article(5, "e", 5, 9), article(6, "f", 6, 3)});
  EXPECT_EQ(ids(versions), (std::vector<std::uint64_t>{3, 2}));
  EXPECT_EQ(versions[0].copies.size(), 3U);
  EXPECT_EQ(versions[1].copies.size(), 1U);
}

TEST(StoryOrder, ShowsOtherOutletsAndOtherTextsFirst) {
  const auto mine = article(5, "own", 5);
  const auto similar = similar_to(mine, {article(1, "own", 1), article(2, "b", 2), article(3, "c", 3), mine,
                                         article(6, "b", 6), article(7, "d", 7, 5)});
  // b's and c's newest, d's copy of this very text; b's second; the own outlet's other article.
  EXPECT_EQ(ids(similar), (std::vector<std::uint64_t>{6, 3, 7, 2, 1}));
}

TEST(StoryOrder, CountsEveryArticleInTheTimeline) {
  std::chrono::seconds width{0};
  const auto bars = timeline({article(1, "a", 0), article(2, "b", 0), article(3, "c", 5)}, width);
  ASSERT_EQ(bars.size(), 6U);
  EXPECT_EQ(width, std::chrono::hours(1));
  EXPECT_EQ(bars.front().articles, 2U);
  EXPECT_EQ(bars.back().articles, 1U);
  EXPECT_LE(timeline({article(1, "a", 0), article(2, "b", 24 * 300)}, width).size(), 48U);
  EXPECT_TRUE(timeline({}, width).empty());
}

}  // namespace
}  // namespace kabar::serve
