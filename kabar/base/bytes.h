#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace kabar {

/// Foreign bytes, before anybody has looked at them. Text that was checked is std::string.
using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;

inline ByteView as_bytes(std::string_view text) noexcept {
  return std::as_bytes(std::span(text.data(), text.size()));
}
inline std::string_view as_chars(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace kabar
