// A week of simulated time with 500 hosts, nearly all of which misbehave: nothing may be asked for again
// without the validators that were sent, before it is stale, before Retry-After, faster than allowed, or
// where robots.txt or the guard of addresses forbid it.
#include <gtest/gtest.h>

#include "kabar/collect/simulated_hosts.h"

namespace kabar::collect {
namespace {

TEST(CollectorWeek, DoesNoHostAnyWrong) {
  const auto week = simulate_hosts(500, std::chrono::days{7});
  ASSERT_TRUE(week);
  EXPECT_EQ(week->wrongs.unconditional, 0U);
  EXPECT_EQ(week->wrongs.too_fresh, 0U);
  EXPECT_EQ(week->wrongs.too_soon, 0U);
  EXPECT_EQ(week->wrongs.too_fast, 0U);
  EXPECT_EQ(week->wrongs.forbidden, 0U);
  EXPECT_EQ(week->wrongs.gone, 0U);
  EXPECT_EQ(week->wrongs.inside, 0U);
  // It did collect: what the good ones had, each once.
  EXPECT_GT(week->requests, 20'000U);
  EXPECT_GT(week->articles, 2'000U);
  EXPECT_EQ(week->twice, 0U);
  EXPECT_EQ(week->unexplained, 0U);
}

}  // namespace
}  // namespace kabar::collect
