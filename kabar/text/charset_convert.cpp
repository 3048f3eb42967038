#include "kabar/text/charset_convert.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <memory>
#include <string>

#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

// Well-formed UTF-16, as a converter gives it.
void append_utf16(std::vector<char>& out, const std::u16string& text, std::size_t& replaced) {
  std::string piece;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (U16_IS_LEAD(c) && i + 1 < text.size() && U16_IS_TRAIL(text[i + 1])) {
      c = 0x10000U + ((c - 0xD800U) << 10U) + (text[++i] - 0xDC00U);
    } else if (U16_IS_SURROGATE(c)) {
      c = kReplacement;
    }
    if (c == kReplacement) ++replaced;
    append_utf8(piece, c == 0 ? U' ' : c);
  }
  out.assign(piece.begin(), piece.end());
}

}  // namespace

Converted convert(std::string_view bytes, std::string_view encoding) {
  Converted out;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(std::string(encoding).c_str(), &status);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> owner(converter, &ucnv_close);
  if (U_FAILURE(status)) return out;
  std::u16string text(bytes.size() * 2 + 16, u'\0');
  const auto length = ucnv_toUChars(converter, text.data(), static_cast<std::int32_t>(text.size()),
                                    bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  text.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
  append_utf16(out.utf8, text, out.replaced);
  return out;
}

}  // namespace kabar::text
