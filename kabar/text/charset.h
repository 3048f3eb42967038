#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"

namespace kabar::text {

/// A page's characters. Movable; the view points into the bytes that were given where they were UTF-8
/// already, else into `storage`.
struct DecodedText {
  std::string_view utf8;      ///< valid UTF-8, without byte order mark
  std::string_view encoding;  ///< what it was read as: "UTF-8", "windows-1251", …
  std::size_t replaced = 0;   ///< characters that came out as U+FFFD
  std::vector<char> storage = {};
};

/// Bytes of a page to text. The encoding is that of the byte order mark, else of the transport (`charset`, or
/// the parameter of `content_type`), else of the page's own declaration in its first 4 KiB, else a guess.
/// Valid UTF-8 with characters beyond ASCII is UTF-8 whatever a legacy declaration says; a legacy declaration
/// that fits the bytes much worse than the guess is not believed. Safe from any thread.
///
/// kInvalidInput names what else the bytes look like (a PNG picture, a PDF document, binary data, nothing).
Result<DecodedText> decode_page(ByteView bytes, std::string_view charset = {},
                                std::string_view content_type = {});

}  // namespace kabar::text
