#include "kabar/text/utf8.h"

#include <algorithm>

#include "kabar/base/utf8.h"

namespace kabar::text {
namespace {

/// Decodes the character at `pos`; length 0 where there is none.
std::size_t decode(std::string_view text, std::size_t pos, char32_t& out) noexcept {
  const auto length = utf8::size_of_first(text.substr(pos));
  if (length == 0) return 0;
  constexpr unsigned char kMask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  out = static_cast<unsigned char>(text[pos]) & kMask[length];
  for (std::size_t i = 1; i < length; ++i)
    out = (out << 6U) | (static_cast<unsigned char>(text[pos + i]) & 0x3FU);
  return length;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) noexcept {
  char32_t c = 0;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const auto length = decode(bytes, pos, c);
    if (length == 0) return false;
    pos += length;
  }
  return true;
}

char32_t detail::next_of_several_bytes(std::string_view text, std::size_t& pos) noexcept {
  char32_t c = kReplacement;
  const auto length = decode(text, pos, c);
  pos += std::max<std::size_t>(length, 1);
  return length == 0 ? kReplacement : c;
}

void detail::append_several_bytes(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x800) {
    put(0xC0 | (c >> 6U));
    put(0x80 | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12U));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
  } else {
    put(0xF0 | (c >> 18U));
    put(0x80 | ((c >> 12U) & 0x3FU));
    put(0x80 | ((c >> 6U) & 0x3FU));
    put(0x80 | (c & 0x3FU));
  }
}

std::string to_valid_utf8(std::string_view bytes, std::size_t* replaced) {
  std::string out;
  out.reserve(bytes.size());
  std::size_t bad = 0;
  for (std::size_t pos = 0; pos < bytes.size();) {
    char32_t c = 0;
    const auto length = decode(bytes, pos, c);
    if (length == 0) {
      append_utf8(out, kReplacement);
      ++bad;
      ++pos;
    } else {
      out.append(bytes, pos, length);
      pos += length;
    }
  }
  if (replaced != nullptr) *replaced = bad;
  return out;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size(); ++count) next_code_point(text, pos);
  return count;
}

}  // namespace kabar::text
