#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "kabar/base/time.h"
#include "kabar/model/ids.h"

namespace kabar::store {

/// How much is kept; nought: without a limit. Bytes are those of texts, search terms and pictures as they are
/// stored; what SQLite needs to find them comes on top, about as much again.
struct RetentionLimits {
  std::chrono::days age{0};        ///< since they arrived
  std::uint64_t source_bytes = 0;  ///< of each source
  std::uint64_t total_bytes = 0;

  bool any() const noexcept { return age.count() != 0 || source_bytes != 0 || total_bytes != 0; }
};

/// An article that the limits say must go.
struct Expired {
  ArticleId id{};
  std::string source;
  std::string url;
  Timestamp when;  ///< what it is sorted by
  std::uint64_t bytes = 0;
};

}  // namespace kabar::store
