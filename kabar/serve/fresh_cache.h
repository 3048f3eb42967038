#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "kabar/serve/freshness.h"

namespace kabar::serve {

/// What was made once, kept as long as it is good. Any thread; bounded by bytes: when full it starts anew, so
/// that no flood of odd addresses makes it grow.
template <class Value>
class FreshCache {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  explicit FreshCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// What was kept for this key, where it is good now; or null.
  std::shared_ptr<const Value> find(const std::string& key, const Freshness& freshness, Moment now) {
    const std::lock_guard lock(mutex_);
    const auto hit = kept_.find(key);
    if (hit == kept_.end() || !is_good(hit->second, freshness, now)) return nullptr;
    return hit->second.value;
  }

  void keep(const std::string& key, const Freshness& freshness, Moment now,
            std::shared_ptr<const Value> value, std::size_t bytes) {
    constexpr std::size_t kEntryOverhead = 1024;
    const auto size = key.size() + bytes + kEntryOverhead;
    if (size > max_bytes_) return;
    const std::lock_guard lock(mutex_);
    if (const auto older = kept_.find(key); older != kept_.end()) {
      bytes_ -= older->second.bytes;
      kept_.erase(older);
    }
    if (bytes_ + size > max_bytes_) {
      kept_.clear();
      bytes_ = 0;
    }
    kept_.emplace(key, Entry{std::move(value), freshness, now, size});
    bytes_ += size;
  }

  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return kept_.size();
  }

 private:
  struct Entry {
    std::shared_ptr<const Value> value;
    Freshness freshness;
    Moment made;
    std::size_t bytes = 0;
  };

  static bool is_good(const Entry& entry, const Freshness& freshness, Moment now) {
    return entry.freshness.version == freshness.version ||
           (entry.freshness.subject == freshness.subject && now - entry.made < freshness.patience);
  }

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::unordered_map<std::string, Entry> kept_;
};

}  // namespace kabar::serve
