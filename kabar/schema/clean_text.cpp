#include "kabar/schema/clean_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace kabar::schema {
namespace {

bool is_blank(UChar32 c) noexcept {
  constexpr UChar32 kDelete = 0x7F;
  constexpr UChar32 kNextLine = 0x85;
  constexpr UChar32 kLineSeparator = 0x2028;
  constexpr UChar32 kParagraphSeparator = 0x2029;
  return c <= ' ' || c == kDelete || c == kNextLine || c == kLineSeparator || c == kParagraphSeparator;
}

/// The code point at the front of `text`, which is taken off; negative for a stray byte.
UChar32 take(std::string_view& text) noexcept {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 4));
  std::int32_t used = 0;
  UChar32 c = 0;
  U8_NEXT(bytes, used, length, c);
  text.remove_prefix(static_cast<std::size_t>(used));
  return c;
}

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_nfc(std::string text) {
  if (is_ascii(text)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const auto* const nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || nfc->isNormalizedUTF8(text, status)) return text;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  nfc->normalizeUTF8(0, text, sink, nullptr, status);
  return U_FAILURE(status) ? text : out;
}

}  // namespace

std::string clean_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  while (!text.empty()) {
    const auto before = text;
    const auto c = take(text);
    if (c >= 0 && is_blank(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c < 0 ? "\xEF\xBF\xBD" : before.substr(0, before.size() - text.size());
  }
  return to_nfc(std::move(out));
}

std::string mend_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto before = text;
    const auto c = take(text);
    out += c < 0 ? "\xEF\xBF\xBD" : before.substr(0, before.size() - text.size());
  }
  return out;
}

}  // namespace kabar::schema
