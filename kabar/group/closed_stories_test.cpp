#include "kabar/group/closed_stories.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace kabar::group {
namespace {

using std::chrono::days;

/// An article on an event: words that only those of the event have, and words of its own.
GroupInput article(std::uint64_t id, std::uint32_t event, int day) {
  GroupInput out;
  out.id = ArticleId{id};
  out.time = Timestamp{} + days(day);
  out.analysis.lang = "en";
  for (std::uint32_t i = 0; i < 8; ++i) out.analysis.title.push_back({TermId{1'000 * event + i}, 1});
  out.analysis.lead = out.analysis.title;
  for (std::uint32_t i = 0; i < 4; ++i)
    out.analysis.lead.push_back({TermId{1'000'000 + static_cast<std::uint32_t>(id) * 10 + i}, 1});
  out.analysis.body = out.analysis.lead;
  out.analysis.meaning.at(event % kMeaningSize) = 120;
  return out;
}

struct Row {
  std::uint64_t id;
  std::uint32_t event;
  int day;
};

class Closed : public testing::Test {
 protected:
  void close(ClosedStories& to, const Row& row) { close(to, row, StoryId{row.event}); }
  /// Says whether it had to be read.
  bool close(ClosedStories& to, const Row& row, StoryId story) {
    const auto time = Timestamp{} + days(row.day);
    if (!to.still({ArticleId{row.id}, story, time})) return false;
    to.restore(window_, {ArticleId{row.id}, story, time, article(row.id, row.event, row.day).analysis});
    return true;
  }
  std::vector<ClosedStories::Found> find(const ClosedStories& in, std::uint32_t event, int day = 40) {
    const auto one = window_.prepare(article(9'999, event, day));
    auto out = in.find(window_, one);
    window_.abandon(one);
    return out;
  }

  LiveWindow window_{{}};
};

TEST_F(Closed, FindsTheStoryOfTheSameEvent) {
  ClosedStories closed(days(180), 1'000);
  for (std::uint32_t event = 1; event <= 20; ++event) close(closed, {event, event, 1});
  const auto found = find(closed, 7);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().story, StoryId{7});
  EXPECT_EQ(found.front().article, ArticleId{7});
  EXPECT_GT(found.front().probability, kReopens);
}

TEST_F(Closed, SharingSomeWordsIsNotTheSameEvent) {
  ClosedStories closed(days(180), 1'000);
  for (std::uint32_t event = 1; event <= 20; ++event) close(closed, {event, event, 1});
  auto half = article(9'999, 99, 40);
  const auto other = article(7, 7, 1);
  for (auto* const terms : {&half.analysis.title, &half.analysis.lead, &half.analysis.body}) {
    terms->insert(terms->begin(), other.analysis.title.begin(), other.analysis.title.begin() + 2);
  }
  const auto one = window_.prepare(half);
  const auto found = closed.find(window_, one);
  window_.abandon(one);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front().story, StoryId{7});
  EXPECT_LT(found.front().probability, kReopens);
}

TEST_F(Closed, AReviewReadsOnlyWhatItDoesNotKnow) {
  ClosedStories closed(days(180), 1'000), anew(days(180), 1'000);
  for (const int day : {3, 9, 1, 7, 5}) close(closed, {static_cast<std::uint64_t>(day), 1, day});
  for (std::uint32_t event = 2; event <= 5; ++event) close(closed, {20 + event, event, 2});
  // Of the first story the newest article was removed, the second one is gone, and the third joined the
  // fourth.
  std::vector<std::pair<Row, StoryId>> rows;
  for (const int day : {7, 5, 3}) rows.push_back({{static_cast<std::uint64_t>(day), 1, day}, StoryId{1}});
  rows.push_back({{23, 3, 2}, StoryId{4}});
  rows.push_back({{24, 4, 2}, StoryId{4}});
  rows.push_back({{25, 5, 2}, StoryId{5}});
  for (const auto& [row, story] : rows) close(anew, row, story);
  closed.begin_review();
  std::vector<std::uint64_t> read;
  for (const auto& [row, story] : rows)
    if (closed.still({ArticleId{row.id}, story, Timestamp{} + days(row.day)})) read.push_back(row.id);
  closed.end_review();
  EXPECT_EQ(read, std::vector<std::uint64_t>{3});
  closed.restore(window_, {ArticleId{3}, StoryId{1}, Timestamp{} + days(3), article(3, 1, 3).analysis});
  EXPECT_EQ(closed.size(), anew.size());
  for (std::uint32_t event = 1; event <= 5; ++event) {
    const auto a = find(closed, event), b = find(anew, event);
    ASSERT_EQ(a.size(), b.size()) << event;
    for (std::size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].story, b[i].story);
      EXPECT_EQ(a[i].evidence, b[i].evidence);
    }
  }
}

TEST_F(Closed, IsTheSameInWhateverOrderTheyLeft) {
  std::vector<Row> rows;
  for (std::uint64_t id = 1; id <= 60; ++id)
    rows.push_back({id, static_cast<std::uint32_t>(id % 11) + 1, static_cast<int>(id % 17)});
  ClosedStories first(days(180), 50);
  for (const auto& row : rows) close(first, row);
  std::mt19937 random(5);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    ClosedStories other(days(180), 50);
    for (const auto& row : rows) close(other, row);
    ASSERT_EQ(other.size(), first.size());
    for (std::uint32_t event = 1; event <= 11; ++event) {
      const auto a = find(first, event), b = find(other, event);
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].story, b[i].story);
        EXPECT_EQ(a[i].article, b[i].article);
        EXPECT_EQ(a[i].evidence, b[i].evidence);
      }
    }
  }
}

TEST_F(Closed, KeepsTheNewestOfAStoryAndLanguage) {
  ClosedStories closed(days(180), 1'000);
  for (const int day : {3, 9, 1, 7, 5}) close(closed, {static_cast<std::uint64_t>(day), 1, day});
  EXPECT_EQ(closed.size(), kClosedOfStory);
  std::vector<ArticleId> one{ArticleId{1}}, nine{ArticleId{9}};
  EXPECT_FALSE(closed.has_any(one));
  EXPECT_TRUE(closed.has_any(nine));
}

TEST_F(Closed, FollowsAMerge) {
  ClosedStories closed(days(180), 1'000);
  close(closed, {1, 1, 1});
  close(closed, {2, 2, 2});
  closed.merge(StoryId{1}, StoryId{2});
  ASSERT_FALSE(find(closed, 1).empty());
  EXPECT_EQ(find(closed, 1).front().story, StoryId{2});
}

TEST_F(Closed, ForgetsWhatIsTooOldOrTooMuch) {
  ClosedStories closed(days(30), 10);
  for (std::uint32_t i = 1; i <= 20; ++i) close(closed, {i, i, static_cast<int>(i)});
  EXPECT_EQ(closed.size(), 10U);
  EXPECT_TRUE(find(closed, 5).empty());
  close(closed, {21, 5, 5});
  EXPECT_TRUE(find(closed, 5).empty()) << "older than what went already";
  closed.advance(Timestamp{} + days(45));
  EXPECT_EQ(closed.size(), 6U);  // days 15 to 20
  closed.advance(Timestamp{} + days(99));
  EXPECT_TRUE(closed.empty());
  EXPECT_TRUE(find(closed, 20).empty());
}

TEST_F(Closed, TakesNoMoreTermsThanItsArticles) {
  ClosedStories closed(days(5), 1'000);
  for (std::uint32_t i = 1; i <= 300; ++i) {
    close(closed, {i, i, static_cast<int>(i)});
    closed.advance(Timestamp{} + days(i));
  }
  EXPECT_EQ(closed.size(), 6U);
  EXPECT_LT(closed.terms(), 200U);
}

}  // namespace
}  // namespace kabar::group
