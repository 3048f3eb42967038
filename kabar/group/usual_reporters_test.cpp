#include "kabar/group/usual_reporters.h"

#include <gtest/gtest.h>

namespace kabar::group {
namespace {

TEST(UsualReporters, TheLowerEndIsWilsons) {
  EXPECT_NEAR((ReportRate{14, 18}.at_least()), 0.548, 0.001);
  EXPECT_NEAR((ReportRate{8, 8}.at_least()), 0.676, 0.001);
  EXPECT_NEAR((ReportRate{0, 20}.at_least()), 0, 1e-9);
  EXPECT_EQ(ReportRate{}.at_least(), 0);
}

TEST(UsualReporters, MoreStoriesMakeTheSameShareSurer) {
  EXPECT_LT((ReportRate{7, 10}.at_least()), (ReportRate{42, 60}.at_least()));
}

TEST(UsualReporters, WhatChanceCouldDoIsNotUsual) {
  EXPECT_TRUE(is_usual({8, 8}));
  EXPECT_TRUE(is_usual({7, 8}));
  EXPECT_FALSE(is_usual({6, 8}));
  EXPECT_TRUE(is_usual({14, 18}));
  EXPECT_FALSE(is_usual({12, 18}));
  EXPECT_TRUE(is_usual({38, 60}));
  EXPECT_FALSE(is_usual({30, 60}));
}

TEST(UsualReporters, FewStoriesSayNothing) {
  EXPECT_FALSE(is_usual({7, 7}));
  EXPECT_FALSE(is_usual({}));
}

TEST(UsualReporters, WhoReportsAStoryTwiceReportedItOnce) {
  const auto rates = report_rates({{"fr", "id", "fr"}, {"id"}, {}, {"de", "id", ""}});
  ASSERT_EQ(rates.size(), 3U);
  EXPECT_EQ(rates[0].key, "de");
  EXPECT_EQ(rates[0].rate, (ReportRate{1, 4}));
  EXPECT_EQ(rates[1].key, "fr");
  EXPECT_EQ(rates[1].rate, (ReportRate{1, 4}));
  EXPECT_EQ(rates[2].key, "id");
  EXPECT_EQ(rates[2].rate, (ReportRate{3, 4}));
  EXPECT_TRUE(report_rates({}).empty());
}

}  // namespace
}  // namespace kabar::group
