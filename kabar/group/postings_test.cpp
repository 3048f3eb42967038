#include "kabar/group/postings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kabar::group {
namespace {

std::vector<Slot> slots_of(const Postings& postings) {
  std::vector<Slot> out;
  postings.read([&](Slot slot) {
    out.push_back(slot);
    return true;
  });
  std::reverse(out.begin(), out.end());
  return out;
}

/// The argument: the widest step from one slot to the next.
class PostingsOf : public testing::TestWithParam<std::uint32_t> {};

TEST_P(PostingsOf, HoldWhatAVectorHolds) {
  std::mt19937 random(5);
  std::uniform_int_distribution<Slot> step(1, GetParam());
  Postings postings;
  std::vector<Slot> all;
  Slot slot = 0;
  for (int round = 0; round < 3'000; ++round) {
    slot += step(random);
    postings.push_back(slot);
    all.push_back(slot);
    ASSERT_EQ(postings.live(), all.size());
    if (random() % 3 == 0) {
      all.erase(all.begin() + static_cast<std::ptrdiff_t>(random() % all.size()));
      postings.leave([&](Slot other) { return std::binary_search(all.begin(), all.end(), other); });
    }
    Postings moved = std::move(postings);
    postings = std::move(moved);
    auto read = slots_of(postings);
    ASSERT_LE(read.size(), 2 * all.size() + 16);
    std::erase_if(read, [&](Slot other) { return !std::binary_search(all.begin(), all.end(), other); });
    ASSERT_EQ(read, all) << round;
  }
  while (!all.empty()) {
    all.pop_back();
    postings.leave([&](Slot other) { return std::binary_search(all.begin(), all.end(), other); });
  }
  EXPECT_EQ(postings.size(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Postings, PostingsOf, testing::Values(1, 100, 130, 20'000, 1'400'000));

TEST(Postings, ASlotMayComeTwice) {
  Postings postings;
  for (const Slot slot : {3U, 3U, 9U, 9U, 9U, 400U, 400U, 100'000U}) postings.push_back(slot);
  EXPECT_EQ(slots_of(postings), (std::vector<Slot>{3, 3, 9, 9, 9, 400, 400, 100'000}));
  for (int i = 0; i < 20; ++i) postings.leave([](Slot) { return false; });
  EXPECT_EQ(postings.live(), 0U);
  postings.push_back(200'000);
  EXPECT_EQ(slots_of(postings), (std::vector<Slot>{200'000}));
}

TEST(Postings, AreReadNoFurtherThanAsked) {
  Postings postings;
  for (Slot slot = 0; slot < 1'000; ++slot) postings.push_back(3 * slot);
  std::vector<Slot> read;
  postings.read([&](Slot slot) {
    read.push_back(slot);
    return read.size() < 3;
  });
  EXPECT_EQ(read, (std::vector<Slot>{2'997, 2'994, 2'991}));
}

}  // namespace
}  // namespace kabar::group
