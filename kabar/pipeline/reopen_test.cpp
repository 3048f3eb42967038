#include <gmock/gmock.h>

#include "kabar/pipeline/article_removal.h"
#include "kabar/pipeline/correct.h"
#include "kabar/pipeline/explain.h"
#include "kabar/pipeline/rebuild.h"
#include "kabar/pipeline/retention.h"
#include "kabar/pipeline/test_stream.h"

namespace kabar::pipeline {
namespace {

/// Stories that close on the way: only the newest five articles are live whatever their time.
class Reopen : public StreamTest {
 protected:
  void SetUp() override {
    StreamTest::SetUp();
    options_.always_live = 5;
    std::string lines;
    for (int number = 0; number < 3; ++number)
      for (int event = 1; event <= 3; ++event) lines += line_on(event, number, "2023-09-19");
    for (int event = 10; event < 20; ++event) lines += line_on(event, 0, "2023-10-20");
    take(lines);
  }
  static std::string line_on(int event, int number, const std::string& day) {
    auto out = line(event, number);
    return out.replace(out.find("2023-09-19"), 10, day);
  }
  /// Each time as after a restart.
  void take(const std::string& lines) {
    auto folder = open();
    take(lines, folder);
  }
  void take(const std::string& lines, DataFolder& folder) {
    std::ofstream(folder_ / "in.jsonl") << lines;
    Quiet quiet;
    ASSERT_TRUE(ingest(*collect::Importer::open({folder_ / "in.jsonl"}), folder, {}, quiet, {}));
  }
  DataFolder open() { return *DataFolder::open(folder_ / "data", options_); }

  group::GroupOptions options_;
};

TEST_F(Reopen, AClosedStoryIsOpenedAgainAfterARestart) {
  const auto story = story_of("1-0");
  take(line_on(1, 3, "2023-10-21"));
  EXPECT_EQ(story_of("1-3"), story);
  EXPECT_EQ(story_of("1-0"), story);
  EXPECT_NE(story_of("2-0"), story);
}

TEST_F(Reopen, ARebuildOpensTheSameStoriesAgain) {
  take(line_on(1, 3, "2023-10-21") + line_on(2, 3, "2023-10-22"));
  const auto before = by_story();
  auto folder = open();
  const auto report = rebuild_stories(folder, 2, [](double, std::uint64_t) {}, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_TRUE(report->moved.empty());
  EXPECT_EQ(by_story(), before);
}

TEST_F(Reopen, WhatAPersonMovedAwayLeadsToItsNewStory) {
  auto folder = open();
  const auto one = story_of("1-0"), two = story_of("2-0");
  using Action = CorrectionRequest::Action;
  ASSERT_TRUE(correct(folder, {Action::kMerge, {two, one}}, SystemClock()));
  take(line_on(1, 3, "2023-10-21"), folder);
  EXPECT_EQ(story_of("1-3"), two);
}

TEST_F(Reopen, NoStoryIsOpenedAgainWhoseArticlesAreGone) {
  auto folder = open();
  const auto before = story_of("1-0");
  store::RetentionLimits limits;
  limits.age = std::chrono::days{10};
  const auto now = SystemClock().now() + std::chrono::days{20};  // by when they arrived, all go
  ASSERT_TRUE(retain(folder, limits, now, {}));
  take(line_on(1, 3, "2023-10-21"), folder);
  EXPECT_EQ(by_story().size(), 1U);
  EXPECT_NE(story_of("1-3"), before);
}

TEST_F(Reopen, AStoryThatIsGoneBehindItsBackIsRefusedAndThenForgotten) {
  auto folder = open();
  const auto before = story_of("1-0");
  {
    auto behind = *store::Writer::open(folder_ / "data");
    const auto from = reader();
    for (const auto* const name : {"1-0", "1-1", "1-2"})
      behind.expire(from.find_articles(name)->front(), name);
    ASSERT_TRUE(behind.commit());
  }
  std::ofstream(folder_ / "in.jsonl") << line_on(1, 3, "2023-10-21");
  Quiet quiet;
  const auto refused = ingest(*collect::Importer::open({folder_ / "in.jsonl"}), folder, {}, quiet, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::kInternal);
  EXPECT_NE(refused.error().message.find(before), std::string::npos) << refused.error().message;
  take(line_on(1, 3, "2023-10-21"), folder);
  EXPECT_NE(story_of("1-3"), before);
}

TEST_F(Reopen, WhatIsLeftOfAStoryOpensItAgainAfterATakedown) {
  auto folder = open();
  const auto one = story_of("1-0"), two = story_of("2-0");
  ASSERT_TRUE(remove_articles(folder, {RemovalRequest::Action::kRemove, {"1-2", "2-0", "2-1", "2-2"}, ""},
                              SystemClock()));
  take(line_on(1, 3, "2023-10-21") + line_on(2, 3, "2023-10-22"), folder);
  EXPECT_EQ(story_of("1-3"), one);
  EXPECT_NE(story_of("2-3"), two);
}

TEST_F(Reopen, ATakedownAndACorrectionLeaveWhatARestartWouldGive) {
  auto folder = open();
  using Action = CorrectionRequest::Action;
  ASSERT_TRUE(correct(folder, {Action::kMove, {"1-2", story_of("3-0")}}, SystemClock()));
  ASSERT_TRUE(remove_articles(folder, {RemovalRequest::Action::kRemove, {"2-2"}, ""}, SystemClock()));
  std::filesystem::copy(folder_ / "data", folder_ / "restarted", std::filesystem::copy_options::recursive);
  const auto lines = line_on(1, 3, "2023-10-21") + line_on(2, 3, "2023-10-22") + line_on(3, 3, "2023-10-23");
  take(lines, folder);
  auto restarted = *DataFolder::open(folder_ / "restarted", options_);
  take(lines, restarted);
  EXPECT_EQ(by_story(), by_story("restarted"));
}

TEST_F(Reopen, ExplainTellsHowLikeTheClosedStoryIs) {
  take(line_on(1, 3, "2023-10-21"));
  const auto pair = explain_pair(reader(), "1-0", "1-3", options_);
  ASSERT_TRUE(pair) << pair.error().message;
  EXPECT_FALSE(pair->met);
  ASSERT_TRUE(pair->evidence.again);
  EXPECT_GE(pair->evidence.again->probability, group::kReopens);
  const auto other = explain_pair(reader(), "2-0", "1-3", options_);
  ASSERT_TRUE(other);
  EXPECT_TRUE(!other->evidence.again || other->evidence.again->probability < group::kReopens);
}

}  // namespace
}  // namespace kabar::pipeline
