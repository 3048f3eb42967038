#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace kabar::group {

/// A term as numbered by the window.
using TermNumber = std::uint32_t;
constexpr TermNumber kNoTerm = std::numeric_limits<TermNumber>::max();

/// Numbers keys in a row, the numbers of released ones first, so that what is kept by number stays dense. A
/// flat table with linear probing: 8 bytes an entry, from two thirds to five sixths of it full.
class TermNumbers {
 public:
  TermNumbers();

  /// kNoTerm where the key has none.
  TermNumber find(std::uint32_t key) const noexcept;
  /// Gives a key its number; it has none yet.
  TermNumber add(std::uint32_t key);
  /// Its number may be given to another key from now on. Asked again for the same number it does nothing.
  void release(TermNumber number);

  /// That of a number which was given and not released.
  std::uint32_t key(TermNumber number) const noexcept { return keys_[number]; }

  /// One more than the greatest number that was given.
  std::size_t size() const noexcept { return keys_.size(); }
  /// The table's memory that a later find() of the key reads first is fetched by the processor meanwhile.
  void prefetch(std::uint32_t key) const noexcept { __builtin_prefetch(&table_[home(key)]); }

 private:
  struct Entry {
    std::uint32_t key = 0;
    TermNumber number = kNoTerm;
  };
  /// In the order of a hash, so that a growing table is read and written from its start to its end.
  std::size_t home(std::uint32_t key) const noexcept {
    const auto hash = (std::uint64_t{key} * 0x9E37'79B9'7F4A'7C15U) >> 32U;
    return static_cast<std::size_t>((hash * table_.size()) >> 32U);
  }
  std::size_t next(std::size_t place) const noexcept { return place + 1 < table_.size() ? place + 1 : 0; }
  /// How far on `to` is from `from`.
  std::size_t way(std::size_t from, std::size_t to) const noexcept {
    return to >= from ? to - from : to + table_.size() - from;
  }
  void put(Entry entry) noexcept;
  void grow();

  std::vector<Entry> table_;
  std::vector<std::uint32_t> keys_;
  std::vector<TermNumber> free_;
};

/// Makes room for one more a quarter at a time, as doubling a list that is all we have would cost too much.
template <class T>
void grow_by_a_quarter(std::vector<T>& list) {
  if (list.size() == list.capacity()) list.reserve(list.size() + list.size() / 4 + 64);
}

}  // namespace kabar::group
