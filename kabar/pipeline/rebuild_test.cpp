#include "kabar/pipeline/rebuild.h"

#include <gmock/gmock.h>

#include "kabar/pipeline/test_stream.h"

namespace kabar::pipeline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Kind = StoryChange::Kind;

class RebuildTest : public StreamTest {
 protected:
  Result<RebuildReport> rebuild(unsigned threads = 2, const std::stop_token& stop = {}) {
    auto folder = DataFolder::open(folder_ / "data", {});
    return rebuild_stories(
        *folder, threads, [](double, std::uint64_t) {}, stop);
  }
  void take_in_events(int events) {
    std::string lines;
    for (int number = 0; number < 4; ++number)
      for (int event = 1; event <= events; ++event) lines += line(event, number);
    take_in(lines);
  }
  /// Spoils the stories: the last article of each of the first events joins the next event's story.
  void disturb(int events) {
    auto writer = *store::Writer::open(folder_ / "data");
    std::vector<StoryChange> changes;
    for (int event = 1; event <= events; ++event) {
      const auto from = reader();
      const auto article = from.find_articles(std::to_string(event) + "-3")->front();
      const auto next = from.article(from.find_articles(std::to_string(event + 1) + "-0")->front())->story;
      changes.push_back({Kind::kMove, article, next, from.article(article)->story});
    }
    writer.regroup({}, {changes, {}});
    ASSERT_TRUE(writer.commit());
  }
};

TEST_F(RebuildTest, WhatIsRightStaysAsItIs) {
  take_in_events(30);
  const auto before = by_story();
  const auto report = rebuild();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->articles, 120U);
  EXPECT_THAT(report->moved, IsEmpty());
  EXPECT_EQ(report->stories_before, before.size());
  EXPECT_EQ(by_story(), before);
}

TEST_F(RebuildTest, MendsWhatIsWrongTellsItAndKeepsTheIds) {
  take_in_events(12);
  const auto before = by_story();
  disturb(3);
  ASSERT_NE(by_story(), before);
  const auto report = rebuild();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(by_story(), before);
  EXPECT_EQ(report->moved.size(), 3U);
  EXPECT_TRUE(store::check(folder_ / "data")->empty());
}

TEST_F(RebuildTest, GivesArticlesTheFactsThatTheyLack) {
  take_in(
      R"({"id":"1","url":"https://a.example/1","lang":"en","title":"Flood","text":"The flood killed 18 people, police said.","published":"2023-09-19T05:00Z"})"
      "\n"
      R"({"id":"2","url":"https://a.example/1","lang":"en","title":"Flood","text":"The flood killed 19 people, police said.","published":"2023-09-19T05:00Z"})"
      "\n");
  const auto id = reader().find_articles("2")->front();
  const auto facts = *reader().facts(id);
  ASSERT_EQ(facts.figures.size(), 1U);
  EXPECT_EQ(facts.figures[0].low, 19);
  {
    auto writer = *store::Writer::open(folder_ / "data");
    writer.regroup({{id, {}, {}, {}, TextFacts{}}}, {});
    ASSERT_TRUE(writer.commit());
  }
  ASSERT_TRUE(reader().facts(id)->empty());
  ASSERT_TRUE(rebuild());
  EXPECT_EQ(*reader().facts(id), facts);
}

TEST_F(RebuildTest, OneThreadOrEightGiveTheSame) {
  take_in_events(130);  // more than one batch
  disturb(10);
  std::filesystem::copy(folder_ / "data", folder_ / "copy");
  const auto one = rebuild(1);
  const auto stories = by_story();
  std::filesystem::remove_all(folder_ / "data");
  std::filesystem::rename(folder_ / "copy", folder_ / "data");
  const auto eight = rebuild(8);
  ASSERT_TRUE(one && eight);
  EXPECT_EQ(one->moved, eight->moved);
  EXPECT_EQ(by_story(), stories);
}

TEST_F(RebuildTest, StoppedItChangesNothing) {
  take_in_events(12);
  disturb(3);
  const auto before = by_story();
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(rebuild(2, stop.get_token()).error().code, Errc::kCancelled);
  EXPECT_EQ(by_story(), before);
  EXPECT_TRUE(rebuild());
}

TEST_F(RebuildTest, GoingOnAfterItGivesWhatOneStreamGives) {
  std::string first, second;
  for (int number = 0; number < 6; ++number)
    for (int event = 1; event <= 12; ++event) (number < 3 ? first : second) += line(event, number);
  take_in(first + second, "whole");
  take_in(first);
  ASSERT_TRUE(rebuild());
  take_in(second);
  EXPECT_EQ(by_story(), by_story("whole"));
}

TEST_F(RebuildTest, LateAndWronglyDatedArticlesDoNoHarmToOthers) {
  constexpr std::array kDates{"2099-01-01", "1971-01-01", "2023-08-30", "2023-09-19", "0001-01-01"};
  constexpr int kEvents = 12;
  std::string lines;
  for (int number = 0; number < 6; ++number)
    for (int event = 1; event <= kEvents; ++event) {
      auto one = line(event, number);
      const auto* const date = kDates.at(static_cast<std::size_t>(event) % kDates.size());
      if (number % 2 == 1) one.replace(one.find("2023-09-19"), 10, date);
      lines += one;
    }
  take_in(lines);
  for (const bool anew : {false, true}) {
    if (anew) {
      ASSERT_TRUE(rebuild());
    }
    std::set<std::string> stories;
    for (int event = 1; event <= kEvents; ++event) {
      const auto e = std::to_string(event);
      stories.insert(story_of(e + "-0"));
      for (const char* number : {"-2", "-4"}) EXPECT_EQ(story_of(e + number), story_of(e + "-0"));
    }
    EXPECT_EQ(stories.size(), std::size_t{kEvents});
  }
}

TEST_F(RebuildTest, NothingStoredIsNothingToDo) {
  take_in("");
  const auto report = rebuild();
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->articles, 0U);
}

}  // namespace
}  // namespace kabar::pipeline
