#pragma once

#include <cstddef>
#include <deque>
#include <memory>

namespace kabar::group {

/// A queue found by place whose elements stay where they are, in pieces of many: what std::deque is for small
/// elements, and is not for those of 100 bytes, of which it keeps a few together. Those that left are default
/// values until their piece goes.
template <class T>
class PieceQueue {
 public:
  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }
  T& operator[](std::size_t i) noexcept { return pieces_[(begin_ + i) / kPiece][(begin_ + i) % kPiece]; }
  const T& operator[](std::size_t i) const noexcept {
    return pieces_[(begin_ + i) / kPiece][(begin_ + i) % kPiece];
  }
  T& back() noexcept { return (*this)[size_ - 1]; }

  void push_back(T value) {
    if (begin_ + size_ == pieces_.size() * kPiece) pieces_.push_back(std::make_unique<T[]>(kPiece));
    ++size_;
    back() = std::move(value);
  }
  void pop_front() {
    (*this)[0] = T{};
    --size_;
    if (++begin_ < kPiece) return;
    pieces_.pop_front();
    begin_ = 0;
  }

 private:
  static constexpr std::size_t kPiece = 256;

  std::deque<std::unique_ptr<T[]>> pieces_;
  std::size_t begin_ = 0, size_ = 0;  ///< in the first piece; of all
};

}  // namespace kabar::group
