#pragma once

#include <string_view>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/compress/gzip.h"

namespace kabar::compress {

/// Undoes the codings of a Content-Encoding header (RFC 9110, section 8.4: "gzip", "gzip, br"), the last one
/// first: gzip, x-gzip, deflate (with zlib's wrapper or without), br, zstd, identity. Bytes that do not begin
/// as the coding does are taken to be plain already, as archives keep headers of bodies that they unpacked.
///
/// kUnsupported names another coding or more than three, kTooLarge the cap that was reached (of each step),
/// kInvalidInput data that is broken or cut short. Memory never exceeds twice the cap. Safe from any thread.
Result<Bytes> undo_content_codings(std::string_view header, Bytes bytes, const GunzipLimits& limits = {});

}  // namespace kabar::compress
