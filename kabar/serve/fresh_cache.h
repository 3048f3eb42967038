#pragma once

#include <chrono>
#include <cstddef>
#include <iterator>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>

#include "kabar/serve/freshness.h"

namespace kabar::serve {

/// What was made once, kept as long as it is good. Any thread; bounded by bytes: when full, what was asked
/// for longest ago goes, so that no flood of odd addresses makes it grow.
template <class Value>
class FreshCache {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  explicit FreshCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// What was kept for this key, where it is good now; or null.
  std::shared_ptr<const Value> find(const std::string& key, const Freshness& freshness, Moment now) {
    const std::lock_guard lock(mutex_);
    const auto hit = kept_.find(key);
    if (hit == kept_.end() || !is_good(*hit->second, freshness, now)) return nullptr;
    entries_.splice(entries_.begin(), entries_, hit->second);
    return hit->second->value;
  }

  void keep(const std::string& key, const Freshness& freshness, Moment now,
            std::shared_ptr<const Value> value, std::size_t bytes) {
    const auto size = key.size() + bytes + kEntryOverhead;
    if (size > max_bytes_) return;
    Entries gone;  // goes when nobody waits for it any more
    const std::lock_guard lock(mutex_);
    if (const auto older = kept_.find(key); older != kept_.end()) take_out(older->second, gone);
    while (bytes_ + size > max_bytes_) take_out(std::prev(entries_.end()), gone);
    entries_.push_front({key, std::move(value), freshness, now, size});
    kept_.emplace(key, entries_.begin());
    bytes_ += size;
  }

  std::size_t max_bytes() const noexcept { return max_bytes_; }
  std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return kept_.size();
  }

 private:
  static constexpr std::size_t kEntryOverhead = 1024;

  struct Entry {
    std::string key;
    std::shared_ptr<const Value> value;
    Freshness freshness;
    Moment made;
    std::size_t bytes = 0;
  };
  using Entries = std::list<Entry>;

  static bool is_good(const Entry& entry, const Freshness& freshness, Moment now) {
    return entry.freshness.version == freshness.version ||
           (entry.freshness.subject == freshness.subject && now - entry.made < freshness.patience);
  }

  void take_out(typename Entries::iterator entry, Entries& gone) {
    bytes_ -= entry->bytes;
    kept_.erase(entry->key);
    gone.splice(gone.begin(), entries_, entry);
  }

  const std::size_t max_bytes_;
  mutable std::mutex mutex_;
  std::size_t bytes_ = 0;
  Entries entries_;  ///< what was asked for last stands first
  std::unordered_map<std::string, typename Entries::iterator> kept_;
};

}  // namespace kabar::serve
