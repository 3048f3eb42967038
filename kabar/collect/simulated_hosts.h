#pragma once

#include <chrono>
#include <cstdint>

#include "kabar/base/result.h"

namespace kabar::collect {

/// How often a collector did what it must not do.
struct HostWrongs {
  std::uint64_t unconditional = 0;  ///< asked without the validators that it was sent
  std::uint64_t too_fresh = 0;      ///< before max-age was over
  std::uint64_t too_soon = 0;       ///< before Retry-After was
  std::uint64_t too_fast = 0;       ///< faster than a request a second, or than Crawl-delay asks for
  std::uint64_t forbidden = 0;      ///< what robots.txt forbids, or where it could not be had
  std::uint64_t gone = 0;           ///< behind a 410
  std::uint64_t inside = 0;         ///< addresses that must not be connected

  std::uint64_t all() const noexcept {
    return unconditional + too_fresh + too_soon + too_fast + forbidden + gone + inside;
  }
};

struct HostWeek {
  HostWrongs wrongs;
  std::uint64_t requests = 0;
  std::uint64_t articles = 0;     ///< that were taken in
  std::uint64_t twice = 0;        ///< among them
  std::uint64_t unexplained = 0;  ///< feeds that fail without words, or have words and do not fail
};

/// Collects, in simulated time, from that many hosts of which nearly all misbehave in one of twenty ways,
/// redirects to addresses inside among them; the web watches each request. For tests and measuring.
Result<HostWeek> simulate_hosts(int hosts, std::chrono::days length);

}  // namespace kabar::collect
