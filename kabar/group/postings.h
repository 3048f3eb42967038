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
/// backwards. A term in a few articles needs no memory of its own.
class Postings {
 public:
  Postings() = default;
  Postings(Postings&& other) noexcept { swap(other); }
  Postings& operator=(Postings&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Postings() {
    if (used_ > kInside) std::free(at_.outside);
  }

  /// Those that were not said to be gone, and those as well of which it was not noticed yet.
  std::uint32_t live() const noexcept { return live_; }
  std::uint32_t size() const noexcept { return size_; }

  void push_back(Slot slot) {
    if (size_ != 0) write(slot - newest_);
    newest_ = slot;
    ++size_;
    ++live_;
  }

  /// One of them is gone. Now and then drops all that no longer are, as `is_live` tells.
  template <class IsLive>
  void leave(IsLive is_live) {
    if (live_ != 0) --live_;
    if (live_ != 0 && size_ < 2 * std::uint64_t{live_} + 16) return;
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
    const auto* byte = data() + used_;
    auto slot = newest_;
    for (auto left = size_; left > 0 && take(slot) && left > 1; --left) {
      std::uint32_t back = *--byte & 0x7FU;
      for (int shift = 7; (*byte & 0x80U) != 0; shift += 7) back |= (*--byte & 0x7FU) << shift;
      slot -= back;
    }
  }

 private:
  static constexpr std::uint32_t kInside = 8;

  /// Bytes that are held for so many: up to a quarter more.
  static std::uint32_t room(std::uint32_t used) noexcept {
    const auto step = std::max(std::bit_floor(used) / 4, kInside);
    return (used + step - 1) / step * step;
  }
  const std::uint8_t* data() const noexcept { return used_ > kInside ? at_.outside : at_.inside; }

  /// Seven bits a byte, the highest first; all but that one say that the number goes on before them.
  void write(std::uint32_t back) {
    const auto bytes = (std::max(static_cast<std::uint32_t>(std::bit_width(back)), 1U) + 6) / 7;
    auto* end = make_room(bytes) + bytes;
    for (std::uint32_t i = 0; i < bytes; ++i, back >>= 7U)
      *--end = static_cast<std::uint8_t>((back & 0x7FU) | (i + 1 < bytes ? 0x80U : 0U));
  }

  /// Where the next bytes go.
  std::uint8_t* make_room(std::uint32_t bytes) {
    const auto before = used_;
    used_ += bytes;
    if (used_ <= kInside) return at_.inside + before;
    if (before <= kInside) {
      auto* const outside = static_cast<std::uint8_t*>(std::malloc(room(used_)));
      if (outside == nullptr) throw std::bad_alloc();
      std::memcpy(outside, at_.inside, before);
      at_.outside = outside;
    } else if (room(used_) != room(before)) {
      at_.outside = static_cast<std::uint8_t*>(std::realloc(at_.outside, room(used_)));
      if (at_.outside == nullptr) throw std::bad_alloc();
    }
    return at_.outside + before;
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
    std::uint8_t* outside;
  };
  Place at_{};
  Slot newest_ = 0;
  std::uint32_t used_ = 0;  ///< bytes
  std::uint32_t size_ = 0, live_ = 0;
};

}  // namespace kabar::group
