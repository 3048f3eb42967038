#include "kabar/base/bounded_queue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace kabar {
namespace {

TEST(BoundedQueue, HandsOutInOrderAndEndsAfterClose) {
  BoundedQueue<int> queue(10, 100);
  EXPECT_TRUE(queue.push(1));
  EXPECT_TRUE(queue.push(2));
  queue.close();
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_FALSE(queue.push(3));
}

TEST(BoundedQueue, AnItemAboveTheWeightBoundPassesAlone) {
  BoundedQueue<int> queue(10, 5);
  EXPECT_TRUE(queue.push(1, 50));
  EXPECT_EQ(queue.pop(), 1);
}

TEST(BoundedQueue, PushWaitsUntilThereIsRoom) {
  BoundedQueue<int> queue(1, 100);
  std::atomic<bool> second_in{false};
  ASSERT_TRUE(queue.push(1));
  std::jthread producer([&] {
    queue.push(2);
    second_in = true;
  });
  EXPECT_FALSE(second_in);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  producer.join();
  EXPECT_TRUE(second_in);
}

TEST(BoundedQueue, NothingIsLostBetweenManyThreads) {
  constexpr int kEach = 1000;
  BoundedQueue<int> queue(8, 1000);
  std::atomic<int> sum{0};
  {
    std::jthread reader([&] {
      while (const auto item = queue.pop()) sum += *item;
    });
    {
      std::jthread a([&] {
        for (int i = 0; i < kEach; ++i) queue.push(1);
      });
      std::jthread b([&] {
        for (int i = 0; i < kEach; ++i) queue.push(1);
      });
    }
    queue.close();
  }
  EXPECT_EQ(sum, 2 * kEach);
}

}  // namespace
}  // namespace kabar
