#include "kabar/text/utf8_repair.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace kabar::text {
namespace {

bool in_range(char c, unsigned low, unsigned high) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= low && byte <= high;
}

// Bytes of the well-formed character at the start of `text`, 0 when there is none.
std::size_t character_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (!in_range(text[1], low, high)) return 0;
  const bool rest = std::all_of(text.begin() + 2, text.begin() + static_cast<std::ptrdiff_t>(size),
                                [](char c) { return in_range(c, 0x80, 0xBF); });
  return rest ? size : 0;
}

}  // namespace

bool is_clean_utf8(std::string_view text) noexcept {
  return simdjson::validate_utf8(text.data(), text.size()) &&
         (text.empty() || std::memchr(text.data(), 0, text.size()) == nullptr);
}

Utf8Count count_utf8(std::string_view bytes) noexcept {
  Utf8Count count;
  while (!bytes.empty()) {
    const std::size_t size = character_size(bytes);
    count.multi_byte += static_cast<std::size_t>(size > 1);
    count.invalid += static_cast<std::size_t>(size == 0);
    bytes.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return count;
}

std::size_t append_valid_utf8(std::vector<char>& out, std::string_view bytes) {
  constexpr std::string_view kReplacementBytes = "\xEF\xBF\xBD";
  std::size_t replaced = 0;
  while (!bytes.empty()) {
    const std::size_t size = character_size(bytes);
    if (size == 0) {
      out.insert(out.end(), kReplacementBytes.begin(), kReplacementBytes.end());
      ++replaced;
    } else if (bytes[0] == '\0') {
      out.push_back(' ');
    } else {
      out.insert(out.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    }
    bytes.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return replaced;
}

}  // namespace kabar::text
