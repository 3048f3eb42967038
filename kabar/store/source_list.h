#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/store/store.h"

namespace kabar::store {

/// All sources at one moment, by the order of their ids; safe to share.
class SourceList {
 public:
  explicit SourceList(std::vector<SourceRow> rows);
  SourceList(const SourceList&) = delete;
  SourceList& operator=(const SourceList&) = delete;

  const std::vector<SourceRow>& rows() const noexcept { return rows_; }
  /// Null where there is none.
  const SourceRow* find(std::string_view id) const;
  const SourceRow* find(std::uint64_t number) const;
  /// Changes with what is said of any of them, not with their articles.
  std::uint64_t descriptions() const noexcept { return descriptions_; }
  /// The `most` with the most articles, and those of `others` that there are; by the order of their ids.
  std::vector<SourceRow> largest(std::size_t most, const std::vector<std::string_view>& others = {}) const;

 private:
  std::vector<SourceRow> rows_;
  std::uint64_t descriptions_ = 0;
  std::unordered_map<std::string_view, const SourceRow*> places_;
  std::unordered_map<std::uint64_t, const SourceRow*> numbers_;
};

}  // namespace kabar::store
