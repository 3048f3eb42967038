#pragma once

#include <string>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/model/analysis.h"

namespace kabar::store {

/// The part of an analysis that grouping needs, as bytes: terms are 8 bytes each, little-endian, counts
/// varints (LEB128). Excerpt and search text are stored elsewhere.
std::string encode(const Analysis& analysis);

/// kCorrupt when the bytes are not what encode() writes.
Result<Analysis> decode_analysis(ByteView bytes);

}  // namespace kabar::store
