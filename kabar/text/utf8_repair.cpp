#include "kabar/text/utf8_repair.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

#include "kabar/base/utf8.h"

namespace kabar::text {

bool is_clean_utf8(std::string_view text) noexcept {
  return simdjson::validate_utf8(text.data(), text.size()) &&
         (text.empty() || std::memchr(text.data(), 0, text.size()) == nullptr);
}

Utf8Count count_utf8(std::string_view bytes) noexcept {
  Utf8Count count;
  while (!bytes.empty()) {
    const std::size_t size = utf8::size_of_first(bytes);
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
    const std::size_t size = utf8::size_of_first(bytes);
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
