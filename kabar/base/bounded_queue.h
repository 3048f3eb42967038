#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace kabar {

/// A queue between threads, bounded by count and by weight (bytes, as a rule): push() waits while it is full.
/// A single item heavier than the bound is let in when the queue is empty.
/// Any number of threads on both ends.
template <class T>
class BoundedQueue {
 public:
  BoundedQueue(std::size_t max_items, std::size_t max_weight)
      : max_items_(max_items), max_weight_(max_weight) {}

  /// Waits for room. False, and the item is gone, when the queue was closed.
  bool push(T item, std::size_t weight = 1) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return closed_ || has_room(weight); });
    if (closed_) return false;
    items_.emplace_back(std::move(item), weight);
    weight_ += weight;
    filled_.notify_one();
    return true;
  }

  /// Waits for an item; nothing once the queue is closed and empty.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
    if (items_.empty()) return std::nullopt;
    auto [item, weight] = std::move(items_.front());
    items_.pop_front();
    weight_ -= weight;
    room_.notify_all();
    return std::move(item);
  }

  /// No more items will come; what is inside can still be taken.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    room_.notify_all();
  }

 private:
  bool has_room(std::size_t weight) const {
    return items_.empty() || (items_.size() < max_items_ && weight_ + weight <= max_weight_);
  }

  const std::size_t max_items_;
  const std::size_t max_weight_;
  std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<std::pair<T, std::size_t>> items_;
  std::size_t weight_ = 0;
  bool closed_ = false;
};

}  // namespace kabar
