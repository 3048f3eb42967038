#include "kabar/store/arrival_stretches.h"

#include <time.h>

#include <algorithm>

namespace kabar::store {
namespace {

constexpr std::int64_t kFirstSize = 2'048;  ///< enough for a page of a common word and its facets
constexpr std::int64_t kMostSize = std::int64_t{1} << 40;
constexpr std::chrono::milliseconds kCheap{4}, kFair{16};
constexpr std::chrono::milliseconds kGrace{40};

std::chrono::nanoseconds processor_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

ArrivalStretches::ArrivalStretches(Arrivals all, std::chrono::nanoseconds patience)
    : all_(all),
      size_(kFirstSize),
      patience_(patience),
      started_(processor_time()),
      part_started_(started_) {}

std::chrono::nanoseconds ArrivalStretches::spent() const {
  return processor_time() - started_;
}

bool ArrivalStretches::is_overdue() const {
  return spent() > patience_ + kGrace;
}

std::optional<Arrivals> ArrivalStretches::next() {
  const auto now = processor_time();
  const bool is_first = part_started_ == started_ && size_ == kFirstSize;
  if (at_end() || (!is_first && now - started_ > patience_)) return std::nullopt;
  if (!is_first) grow(now - part_started_);
  part_started_ = now;
  Arrivals out = all_;
  // Its size cannot overflow where both ends are the numbers of articles.
  if (all_.second - all_.first >= size_) out.first = all_.second - size_ + 1;
  all_.second = out.first - 1;
  return out;
}

void ArrivalStretches::grow(Time cost) {
  constexpr std::int64_t kFast = 8;
  size_ = std::min(kMostSize, cost < kCheap ? size_ * kFast : cost < kFair ? size_ * 2 : size_);
}

}  // namespace kabar::store
