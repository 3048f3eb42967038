#include "kabar/store/arrival_stretches.h"

#include <gtest/gtest.h>

namespace kabar::store {
namespace {

using namespace std::chrono_literals;

TEST(ArrivalStretches, GiveEachArrivalOnceTheNewestFirst) {
  ArrivalStretches stretches({1, 1'000'000}, 1h);
  std::int64_t below = 1'000'001;
  std::size_t parts = 0;
  while (const auto part = stretches.next()) {
    EXPECT_EQ(part->second, below - 1);
    EXPECT_LE(part->first, part->second);
    below = part->first;
    ++parts;
  }
  EXPECT_EQ(below, 1);
  EXPECT_TRUE(stretches.at_end());
  EXPECT_LE(parts, 32U);
  EXPECT_GE(parts, 3U);
}

TEST(ArrivalStretches, EndWhenTheTimeIsOverButNotBeforeTheFirst) {
  ArrivalStretches stretches({1, 1'000'000}, 0ms);
  EXPECT_TRUE(stretches.next());
  EXPECT_FALSE(stretches.next());
  EXPECT_FALSE(stretches.at_end());
}

TEST(ArrivalStretches, OfNothingThereIsNone) {
  ArrivalStretches stretches({5, 4}, 1h);
  EXPECT_FALSE(stretches.next());
  EXPECT_TRUE(stretches.at_end());
}

}  // namespace
}  // namespace kabar::store
