#include "kabar/group/term_numbers.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <unordered_map>

#include "kabar/group/term_counts.h"

namespace kabar::group {
namespace {

/// Keys that come and go in no order, close to each other so that many share a place in the table.
TEST(TermNumbers, KnowWhatAMapKnows) {
  TermNumbers numbers;
  std::unordered_map<std::uint32_t, TermNumber> map;
  std::mt19937 random(3);
  for (int step = 0; step < 200'000; ++step) {
    const auto key = static_cast<std::uint32_t>(random() % 5'000);
    const auto number = numbers.find(key);
    const auto hit = map.find(key);
    ASSERT_EQ(number, hit == map.end() ? kNoTerm : hit->second);
    if (number == kNoTerm) {
      map[key] = numbers.add(key);
    } else if (random() % 2 == 0) {
      numbers.release(number);
      numbers.release(number);
      map.erase(key);
    }
  }
  EXPECT_LE(numbers.size(), 5'000U);
}

TEST(TermCounts, TheirRarityIsThatOfTheCountItself) {
  constexpr std::uint32_t kAll = 1'000'000;
  TermCounts counts;
  counts.set(0, 0);
  for (std::uint32_t n = 1; n < 100'000; ++n) {
    counts.add(0, true);
    const float exact = std::log((kAll + 0.5F) / (static_cast<float>(n) + 0.5F));
    ASSERT_NEAR(counts.rarity(0, kAll), exact, n < TermCounts::kExact ? 1e-3F : 0.04F) << n;
    ASSERT_EQ(counts.rarity(0, kAll), counts.rarity_of(n, kAll)) << n;
    ASSERT_EQ(counts.rarity(0, kAll), counts.rarities(kAll)[counts.levels()[0]]) << n;
  }
  for (std::uint32_t n = 100'000; n-- > 1;) {
    ASSERT_EQ(counts.rarity(0, kAll), counts.rarity_of(n, kAll)) << n;
    counts.add(0, false);
  }
  EXPECT_EQ(counts.count(0), 0U);
}

}  // namespace
}  // namespace kabar::group
