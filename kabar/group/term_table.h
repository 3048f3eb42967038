#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kabar/group/term_numbers.h"

namespace kabar::group {

/// What is known of the terms of one article, for comparing it with many: most terms of others are told from
/// its own by one bit of 8 KB, so that a comparison seldom leaves the memory next to the processor.
template <class Value>
class TermTable {
 public:
  /// Empties it and makes room for so many.
  void reset(std::size_t terms) {
    for (const auto place : used_) {
      bits_[word_of(entries_[place].term)] = 0;
      entries_[place] = {};
    }
    used_.clear();
    const auto size = std::bit_ceil(std::max<std::size_t>(2 * terms, 16));
    if (size > entries_.size()) entries_.assign(size, {});
  }

  /// The value of a term, which is added where it is missing.
  Value& operator[](TermNumber term) {
    bits_[word_of(term)] |= bit_of(term);
    const auto place = place_of(term);
    auto& entry = entries_[place];
    if (entry.term == kNoTerm) used_.push_back(static_cast<std::uint32_t>(place));
    entry.term = term;
    return entry.value;
  }

  /// Whether find() might find it.
  bool may_have(TermNumber term) const noexcept { return (bits_[word_of(term)] >> (term % 64) & 1U) != 0; }
  const Value* find(TermNumber term) const noexcept {
    const auto& entry = entries_[place_of(term)];
    return entry.term == term ? &entry.value : nullptr;
  }

 private:
  struct Entry {
    TermNumber term = kNoTerm;
    Value value{};
  };
  static constexpr std::size_t kWords = 1'024;

  static std::size_t word_of(TermNumber term) noexcept { return (term >> 6U) % kWords; }
  static std::uint64_t bit_of(TermNumber term) noexcept { return std::uint64_t{1} << (term % 64); }
  /// Where it stands or would stand.
  std::size_t place_of(TermNumber term) const noexcept {
    const auto mask = entries_.size() - 1;
    auto place = (term * std::size_t{0x9E37'79B9}) >> 12U & mask;
    while (entries_[place].term != kNoTerm && entries_[place].term != term) place = (place + 1) & mask;
    return place;
  }

  std::array<std::uint64_t, kWords> bits_{};
  std::vector<Entry> entries_;       ///< a power of two, at most half of them used
  std::vector<std::uint32_t> used_;  ///< in entries_
};

}  // namespace kabar::group
