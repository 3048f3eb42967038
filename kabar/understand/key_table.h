#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace kabar::understand {

/// Numbers hashes from 0 on, in the order in which they come. By open addressing: who is looked for in vain
/// mostly costs one look at memory that is far away. For tables that are made once, and then read by many.
class KeyTable {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  KeyTable() : slots_(kFirstSlots) {}

  /// Its number; kNone where it never came.
  std::uint32_t find(std::uint64_t key) const noexcept { return slots_[place_of(key)].number; }

  /// Its number, old or new.
  std::uint32_t add(std::uint64_t key) {
    if (count_ >= slots_.size() / 2) grow();
    auto& slot = slots_[place_of(key)];
    if (slot.number == kNone) slot = {key, count_++};
    return slot.number;
  }

  std::size_t size() const noexcept { return count_; }

 private:
  static constexpr std::size_t kFirstSlots = 16;  ///< always a power of two

  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t number = kNone;
  };

  /// Where it lies, or else the free place for it.
  std::size_t place_of(std::uint64_t key) const noexcept {
    auto place = key & (slots_.size() - 1);
    while (slots_[place].number != kNone && slots_[place].key != key)
      place = (place + 1) & (slots_.size() - 1);
    return place;
  }

  void grow() {
    const auto old = std::move(slots_);
    slots_ = std::vector<Slot>(2 * old.size());
    for (const auto& slot : old)
      if (slot.number != kNone) slots_[place_of(slot.key)] = slot;
  }

  std::vector<Slot> slots_;
  std::uint32_t count_ = 0;
};

}  // namespace kabar::understand
