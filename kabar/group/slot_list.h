#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <utility>

namespace kabar::group {

/// An article's place in the order in which a window took it in.
using Slot = std::uint32_t;

/// The slots of a term in 16 bytes: up to two lie in the list itself, more of them in memory of their own
/// that grows by a quarter. Most terms stand in one article or two.
class SlotList {
 public:
  SlotList() = default;
  SlotList(SlotList&& other) noexcept : at_(other.at_), size_(other.size_), room_(other.room_) {
    other.room_ = kInside;
    other.size_ = 0;
  }
  SlotList& operator=(SlotList&& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(size_, other.size_);
    std::swap(room_, other.room_);
    return *this;
  }
  ~SlotList() {
    if (room_ > kInside) std::free(at_.outside);
  }

  std::span<const Slot> slots() const noexcept { return {data(), size_}; }
  std::size_t size() const noexcept { return size_; }

  void push_back(Slot slot) {
    if (size_ == room_) set_room(size_ + std::max(size_ / 4, kInside));
    data()[size_++] = slot;
  }

  template <class Condition>
  void erase_if(Condition leaves) {
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < size_; ++i)
      if (!leaves(data()[i])) data()[kept++] = data()[i];
    size_ = kept;
    set_room(kept);
  }

 private:
  static constexpr std::uint32_t kInside = 2;

  const Slot* data() const noexcept { return room_ > kInside ? at_.outside : at_.inside; }
  Slot* data() noexcept { return room_ > kInside ? at_.outside : at_.inside; }

  /// Room for so many, or for those inside where that is enough.
  void set_room(std::uint32_t room) {
    room = std::max(room, kInside);
    if (room == room_) return;
    auto* const from = data();
    Place to{};
    Slot* target = to.inside;
    if (room > kInside) {
      to.outside = static_cast<Slot*>(std::malloc(room * sizeof(Slot)));
      if (to.outside == nullptr) throw std::bad_alloc();
      target = to.outside;
    }
    std::memcpy(target, from, size_ * sizeof(Slot));
    if (room_ > kInside) std::free(from);
    at_ = to;
    room_ = room;
  }

  union Place {
    Slot inside[kInside];
    Slot* outside;
  };
  Place at_{};
  std::uint32_t size_ = 0, room_ = kInside;
};

}  // namespace kabar::group
