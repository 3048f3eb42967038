#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

namespace kabar::group {

/// An article's place in the order in which a window took it in.
using Slot = std::uint32_t;

/// The slots of a term, ascending, one of them twice where an article has the term in two parts: the newest
/// one, and from each the way back to the one before it in one byte to five, written so that they are read
/// backwards. A term in a few articles needs no memory but these 16 bytes.
class Postings {
 public:
  Postings() = default;
  Postings(Postings&& other) noexcept { swap(other); }
  Postings& operator=(Postings&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Postings() {
    if (is_outside()) std::free(at_.outside);
  }

  /// Those that were not said to be gone, and those as well of which it was not noticed yet.
  std::uint32_t live() const noexcept { return is_outside() ? at_.outside->live : live_; }
  std::uint32_t size() const noexcept { return is_outside() ? at_.outside->size : size_; }

  void push_back(Slot slot) {
    if (size() != 0) write(slot - newest_);
    newest_ = slot;
    if (is_outside()) {
      ++at_.outside->size;
      ++at_.outside->live;
    } else {
      ++size_;
      ++live_;
    }
  }

  /// One of them is gone. Now and then drops all that no longer are, as `is_live` tells.
  template <class IsLive>
  void leave(IsLive is_live) {
    const auto left = live() - (live() != 0 ? 1 : 0);
    if (is_outside())
      at_.outside->live = left;
    else
      live_ = static_cast<std::uint8_t>(left);
    if (left != 0 && size() < 2 * std::uint64_t{left} + 16) return;
    std::vector<Slot> kept;
    read([&](Slot slot) {
      if (is_live(slot)) kept.push_back(slot);
      return true;
    });
    *this = Postings();
    std::reverse(kept.begin(), kept.end());
    for (const auto slot : kept) push_back(slot);
  }

  /// Newest first, as long as `take` says true.
  template <class Take>
  void read(Take take) const {
    const auto* byte = is_outside() ? bytes_of(at_.outside) + at_.outside->used : at_.inside + used_;
    auto slot = newest_;
    for (auto left = size(); left > 0 && take(slot) && left > 1; --left) {
      std::uint32_t back = *--byte & 0x7FU;
      for (int shift = 7; (*byte & 0x80U) != 0; shift += 7) back |= (*--byte & 0x7FU) << shift;
      slot -= back;
    }
  }
  /// Lets the processor fetch what read() reads of a term in many articles.
  void prefetch() const noexcept {
    if (is_outside()) __builtin_prefetch(at_.outside);
  }

 private:
  /// What does not fit inside; the bytes lie behind it.
  struct Outside {
    std::uint32_t used;  ///< bytes
    std::uint32_t size, live;
  };
  static constexpr std::uint32_t kInside = 8;
  static constexpr std::uint8_t kIsOutside = 0xFF;

  bool is_outside() const noexcept { return used_ == kIsOutside; }
  static std::uint8_t* bytes_of(Outside* of) noexcept { return reinterpret_cast<std::uint8_t*>(of + 1); }

  /// Memory that is held for so many bytes: up to a quarter more.
  static std::size_t room(std::uint32_t used) noexcept {
    const auto step = std::max(std::bit_floor(used) / 4, kInside);
    return sizeof(Outside) + std::size_t{(used + step - 1) / step} * step;
  }

  /// Seven bits a byte, the highest first; all but that one say that the number goes on before them.
  void write(std::uint32_t back) {
    const auto bytes = (std::max(static_cast<std::uint32_t>(std::bit_width(back)), 1U) + 6) / 7;
    auto* end = make_room(bytes) + bytes;
    for (std::uint32_t i = 0; i < bytes; ++i, back >>= 7U)
      *--end = static_cast<std::uint8_t>((back & 0x7FU) | (i + 1 < bytes ? 0x80U : 0U));
  }

  /// Where the next bytes go.
  std::uint8_t* make_room(std::uint32_t bytes) {
    if (!is_outside() && used_ + bytes <= kInside) {
      auto* const out = at_.inside + used_;
      used_ = static_cast<std::uint8_t>(used_ + bytes);
      return out;
    }
    if (!is_outside()) move_outside(used_ + bytes);
    const auto before = at_.outside->used, after = before + bytes;
    if (room(after) != room(before)) at_.outside = allocated(at_.outside, after);
    at_.outside->used = after;
    return bytes_of(at_.outside) + before;
  }

  void move_outside(std::uint32_t bytes) {
    auto* const outside = allocated(nullptr, bytes);
    *outside = {used_, size_, live_};
    std::memcpy(bytes_of(outside), at_.inside, used_);
    at_.outside = outside;
    used_ = kIsOutside;
  }

  static Outside* allocated(Outside* before, std::uint32_t bytes) {
    auto* const out = static_cast<Outside*>(std::realloc(before, room(bytes)));
    if (out == nullptr) throw std::bad_alloc();
    return out;
  }

  void swap(Postings& other) noexcept {
    std::swap(at_, other.at_);
    std::swap(newest_, other.newest_);
    std::swap(used_, other.used_);
    std::swap(size_, other.size_);
    std::swap(live_, other.live_);
  }

  union Place {
    std::uint8_t inside[kInside];
    Outside* outside;
  };
  Place at_{};
  Slot newest_ = 0;
  std::uint8_t used_ = 0;             ///< bytes inside
  std::uint8_t size_ = 0, live_ = 0;  ///< where all is inside
};

}  // namespace kabar::group
