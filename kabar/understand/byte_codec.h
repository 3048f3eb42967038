#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

// What the codecs of stored values share.
namespace kabar::understand {

/// Seven bits a byte, the lowest first; read back up to 2^56.
inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(static_cast<unsigned char>(value | 0x80U));
    value >>= 7U;
  }
  out += static_cast<char>(value);
}

inline void put_string(std::string& out, std::string_view value) {
  put_varint(out, value.size());
  out += value;
}

/// Reads what these wrote. After a failure all that is read is nought or empty.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 56 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }

  /// A varint that is no more than `most`.
  std::uint64_t varint(std::uint64_t most) {
    const auto value = varint();
    if (value <= most) return value;
    fail();
    return 0;
  }

  /// A count of things that take a byte at least; so it cannot ask for more memory than came in.
  std::size_t size() {
    const auto value = varint();
    if (value > bytes_.size()) fail();
    return failed_ ? 0 : static_cast<std::size_t>(value);
  }

  /// So many bytes as they stand; none where there are fewer.
  std::string_view take(std::size_t length) {
    if (bytes_.size() < length) fail();
    if (failed_) return {};
    const auto out = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return out;
  }

  std::string string() { return std::string(take(size())); }

  void fail() {
    failed_ = true;
    bytes_ = {};
  }

  bool failed() const { return failed_; }
  /// All was read, and nothing is left.
  bool ok() const { return !failed_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace kabar::understand
