#include "kabar/group/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kabar::group {
namespace {

using Sketch = std::vector<std::uint32_t>;

/// The 64 smallest of the hashes.
Sketch sample(Sketch hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.resize(std::min<std::size_t>(hashes.size(), 64));
  return hashes;
}

Sketch random_hashes(std::mt19937& random, std::size_t n) {
  Sketch out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(static_cast<std::uint32_t>(random()));
  return out;
}

TEST(Overlap, IsOneForAPartAndNoughtForAnother) {
  std::mt19937 random(7);
  const auto whole = random_hashes(random, 600);
  const Sketch half(whole.begin(), whole.begin() + 300);
  EXPECT_FLOAT_EQ(overlap(sample(whole), sample(half)).of_smaller, 1.0F);
  EXPECT_LT(overlap(sample(whole), sample(random_hashes(random, 600))).of_smaller, 0.1F);
  EXPECT_FLOAT_EQ(overlap(sample(whole), {}).of_smaller, 0.0F);
}

TEST(Overlap, EstimatesTheSharedPart) {
  std::mt19937 random(11);
  float sum = 0.0F;
  for (int round = 0; round < 50; ++round) {
    const auto a = random_hashes(random, 400);
    auto b = random_hashes(random, 400);
    std::copy(a.begin(), a.begin() + 280, b.begin());
    sum += overlap(sample(a), sample(b)).of_smaller;
  }
  EXPECT_NEAR(sum / 50.0F, 0.7F, 0.04F);
}

TEST(Overlap, IsACopyFromTwoFifthsOnAndMoreWhereTheSampleIsSmall) {
  EXPECT_TRUE((Overlap{0.47F, 0.3F, 64.0F}.is_copy()));
  EXPECT_FALSE((Overlap{0.45F, 0.3F, 64.0F}.is_copy()));
  EXPECT_FALSE((Overlap{0.47F, 0.3F, 16.0F}.is_copy()));
  EXPECT_TRUE((Overlap{0.6F, 0.3F, 16.0F}.is_copy()));
  EXPECT_FALSE(Overlap{}.is_copy());
}

GroupInput article_with(std::uint32_t number, Sketch sketch) {
  GroupInput out;
  out.id = ArticleId{number};
  out.time = Timestamp{} + std::chrono::hours(number);
  out.analysis.lang = "en";
  out.analysis.sketch = std::move(sketch);
  return out;
}

/// More texts than the table begins with, some of which have left; each with a boilerplate line of its own.
TEST(CopyIndex, FindsTheTextThatIsRepeatedAmongThoseThatLive) {
  std::mt19937 random(13);
  LiveWindow window(GroupOptions{std::chrono::days(40), 10, 100'000});
  CopyIndex index(window);
  std::vector<Sketch> texts;
  for (std::uint32_t number = 1; number <= 2'000; ++number) {
    auto hashes = random_hashes(random, 300);
    std::generate_n(hashes.begin(), 8, [n = number % 5]() mutable { return n += 1'000; });
    texts.push_back(sample(hashes));
    EXPECT_EQ(index.find(texts.back()), std::nullopt) << number;
    const auto slot = window.insert(window.prepare(article_with(number, texts.back())));
    index.forget();
    index.insert(slot);
  }
  for (Slot slot = 0; slot < texts.size(); ++slot) {
    const auto found = index.find(texts[slot]);
    EXPECT_EQ(found, window.is_live(slot) ? std::optional(slot) : std::nullopt) << slot;
  }
}

}  // namespace
}  // namespace kabar::group
