#include "kabar/model/published_time.h"

#include <gtest/gtest.h>

namespace kabar {
namespace {

TEST(PublishedTime, KeepsThePagesOwnDayAndOffset) {
  const auto time = parse_published_time("2020-10-11T00:30:00+02:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(to_string(*time), "2020-10-11T00:30+02:00");
  EXPECT_EQ(to_iso(time->instant), "2020-10-10T22:30:00Z");
  EXPECT_EQ(static_cast<unsigned>(time->day().day()), 11U);
}

TEST(PublishedTime, ADayStaysADay) {
  const auto time = parse_published_time("2020-10-10");
  ASSERT_TRUE(time);
  EXPECT_EQ(time->precision, PublishedTime::Precision::kDay);
  EXPECT_EQ(to_string(*time), "2020-10-10");
}

TEST(PublishedTime, WestOfGreenwich) {
  EXPECT_EQ(to_string(*parse_published_time("2020-10-10 18:30 -0530")), "2020-10-10T18:30-05:30");
}

TEST(PublishedTime, UtcIsZ) {
  EXPECT_EQ(to_string(*parse_published_time("2020-10-10T18:30")), "2020-10-10T18:30Z");
}

TEST(PublishedTime, WordsAreNoDate) {
  EXPECT_FALSE(parse_published_time("yesterday"));
}

}  // namespace
}  // namespace kabar
