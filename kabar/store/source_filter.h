#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "kabar/store/search_clause.h"
#include "kabar/store/source_list.h"

namespace kabar::store {

/// The outlets of a search, where they are too many to be terms of its expression: there each costs a look
/// into the index, while a set is asked at once. Pure; any thread.
class SourceFilter {
 public:
  /// Takes out of the clause what asks for many outlets, or for none of many, wherever a match must have it.
  static SourceFilter taken_from(SearchClause& clause, const SourceList& sources);

  bool is_empty() const noexcept { return !wanted_; }  ///< any outlet is good
  /// By its SourceRow::number.
  bool has(std::uint64_t source) const { return !wanted_ || wanted_->contains(source); }

 private:
  explicit SourceFilter(const SourceList& sources) : sources_(&sources) {}
  void take(SearchClause& clause);
  void take_unwanted(SearchClause& clause);
  void narrow(const std::unordered_set<std::uint64_t>& others);
  std::unordered_set<std::uint64_t> numbers_of(const std::vector<std::string>& ids) const;

  const SourceList* sources_;
  std::optional<std::unordered_set<std::uint64_t>> wanted_;
};

}  // namespace kabar::store
