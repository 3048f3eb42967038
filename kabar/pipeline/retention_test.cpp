#include "kabar/pipeline/retention.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "kabar/json/value.h"
#include "kabar/picture/picture_files.h"
#include "kabar/pipeline/test_stream.h"

namespace kabar::pipeline {
namespace {

using std::chrono::days;
using testing::IsEmpty;
using testing::SizeIs;

/// Two events of four articles each.
class Retention : public StreamTest {
 protected:
  void SetUp() override {
    StreamTest::SetUp();
    for (int number = 0; number < 4; ++number)
      for (int event = 1; event <= 2; ++event) lines_ += line(event, number);
    take_in(lines_);
  }
  void TearDown() override {
    EXPECT_THAT(*store::check(folder_ / "data"), IsEmpty());
    StreamTest::TearDown();
  }
  std::vector<store::Expired> expired(const store::RetentionLimits& limits, days later = {}) {
    return *reader().expired(limits, SystemClock().now() + later);
  }
  Result<RetentionReport> run(const store::RetentionLimits& limits, days later = {}, RetentionRun run = {}) {
    auto folder = DataFolder::open(folder_ / "data", {});
    return retain(*folder, limits, SystemClock().now() + later, run);
  }
  std::uint64_t articles() { return reader().totals()->articles; }
  bool has(const std::string& id) { return !reader().find_articles(id)->empty(); }

  std::string lines_;
};

TEST_F(Retention, WithoutLimitsEverythingStays) {
  const auto report = run({}, days{36'500});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->articles, 0U);
  EXPECT_EQ(articles(), 8U);
}

TEST_F(Retention, GoesByTheDayOfArrival) {
  EXPECT_THAT(expired({days{30}}, days{29}), IsEmpty());
  const auto report = run({days{30}}, days{31});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->articles, 8U);
  EXPECT_GT(report->bytes, 1000U);
  EXPECT_EQ(articles(), 0U);
  EXPECT_THAT(partition(), IsEmpty());
}

TEST_F(Retention, TakesPicturesAlong) {
  const picture::PictureFiles pictures(folder_ / "data");
  ASSERT_TRUE(
      pictures.keep(reader().find_articles("1-1")->front(), "https://outlet1.example/1.jpg", {{240, "x"}}));
  ASSERT_TRUE(run({days{30}}, days{31}, {.dry = true}));
  EXPECT_EQ(pictures.usage().files, 1U);
  ASSERT_TRUE(run({days{30}}, days{31}));
  EXPECT_EQ(pictures.usage().files, 0U);
}

TEST_F(Retention, TakesTheOldestWhereBytesAreFew) {
  const auto all = expired({{}, 0, 1});
  ASSERT_THAT(all, SizeIs(8));
  std::uint64_t half = 0;
  for (std::size_t i = 4; i < 8; ++i) half += all[i].bytes;
  const auto report = run({{}, 0, half});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->articles, 4U);
  for (const char* id : {"1-0", "2-0", "1-1", "2-1"}) EXPECT_FALSE(has(id)) << id;
  for (const char* id : {"1-2", "2-2", "1-3", "2-3"}) EXPECT_TRUE(has(id)) << id;
}

TEST_F(Retention, CountsEachSourceForItself) {
  const auto all = expired({{}, 1, 0});
  ASSERT_THAT(all, SizeIs(8));
  const auto room = std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
                      return a.bytes < b.bytes;
                    })->bytes;
  ASSERT_TRUE(run({{}, room, 0}));
  EXPECT_EQ(articles(), 4U) << "one of each source, the newer";
  EXPECT_FALSE(has("1-0"));
  EXPECT_TRUE(has("2-0"));
}

TEST_F(Retention, ADryRunTakesNothing) {
  const auto report = run({days{1}}, days{2}, {.dry = true});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->articles, 8U);
  EXPECT_EQ(articles(), 8U);
}

TEST_F(Retention, OneTurnTakesNoMoreThanItMay) {
  EXPECT_EQ(run({days{1}}, days{2}, {.most = 3})->articles, 3U);
  EXPECT_EQ(articles(), 5U);
  EXPECT_FALSE(has("1-0"));
}

TEST_F(Retention, WhatCameAfterwardsStandsInNoStoryThatIsGone) {
  ASSERT_TRUE(run({days{1}}, days{2}));
  take_in(line(1, 7));
  EXPECT_EQ(articles(), 1U);
  EXPECT_THAT(partition(), SizeIs(1));
}

TEST_F(Retention, MayComeAgainWithAnIngest) {
  ASSERT_TRUE(run({days{1}}, days{2}));
  take_in(lines_);
  EXPECT_EQ(articles(), 8U);
}

TEST_F(Retention, RequestsGoOverTheSocketAndBadOnesAreRefused) {
  auto folder = DataFolder::open(folder_ / "data", {});
  const auto now = SystemClock().now() + days{2};
  const auto asked = json::parse(write_retention_request({days{1}, 5, 6}, true));
  EXPECT_EQ(retain(*folder, *asked, now)->articles, 8U);
  for (const char* bad : {"{}", R"({"days":-1,"source_bytes":0,"total_bytes":0})",
                          R"({"days":1,"source_bytes":"x","total_bytes":0})",
                          R"({"days":1,"source_bytes":0,"total_bytes":1e300})"})
    EXPECT_FALSE(retain(*folder, *json::parse(bad), now)) << bad;
}

}  // namespace
}  // namespace kabar::pipeline
