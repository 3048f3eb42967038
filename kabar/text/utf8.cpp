#include "kabar/text/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

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

char32_t next_code_point(std::string_view text, std::size_t& pos) noexcept {
  char32_t c = kReplacement;
  const auto length = decode(text, pos, c);
  pos += std::max<std::size_t>(length, 1);
  return length == 0 ? kReplacement : c;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
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

std::string to_nfc(std::string_view text) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0xC4; };  // below U+0100
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(piece, status)) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < text.size(); ++count) next_code_point(text, pos);
  return count;
}

}  // namespace kabar::text
