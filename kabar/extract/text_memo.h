#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace kabar::extract {

/// Keeps what a pure function gave for the texts it was last asked about: the class names of a page recur
/// from element to element. The texts have to outlive it.
template <class Value>
class TextMemo {
 public:
  template <class Function>
  Value get(std::string_view text, Function function) {
    if (text.size() < kShortest) return function(text);
    Slot& slot = slots_[slot_of(text)];
    if (slot.text != text) slot = {text, function(text)};
    return slot.value;
  }

 private:
  static constexpr std::size_t kShortest = 8;
  static constexpr unsigned kSlotBits = 8;
  struct Slot {
    std::string_view text;
    Value value{};
  };

  static std::size_t slot_of(std::string_view text) noexcept {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::memcpy(&first, text.data(), sizeof first);
    std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
    return ((first ^ (last << 1) ^ text.size()) * 0x9E3779B97F4A7C15U) >> (64 - kSlotBits);
  }

  std::array<Slot, std::size_t{1} << kSlotBits> slots_{};
};

}  // namespace kabar::extract
