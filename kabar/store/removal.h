#pragma once

#include <string>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/ids.h"

namespace kabar::store {

/// Says that an article was removed for good: whatever has its key is not taken in again.
struct Tombstone {
  std::string key;      ///< URL family, or identity of an article without URL
  ArticleId article{};  ///< its number, which is never given again; nought where kabar did not have it
  Timestamp removed;
  std::string reason;  ///< as the person said it

  friend bool operator==(const Tombstone&, const Tombstone&) = default;
};

/// An article that goes, or must never come.
struct Removal {
  ArticleId article{};  ///< nought: kabar does not have it
  std::vector<std::string> keys;
  Timestamp removed;
  std::string reason;
};

}  // namespace kabar::store
