#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/model/analysis.h"

namespace kabar::understand {

/// What grouping needs of an analysis as bytes, about 1 KB for 300 words: everything but the excerpt and the
/// search terms, which are stored apart. Format: a version byte, then lists of varints; terms as differences.
std::string encode(const Analysis& analysis);

/// Reads what encode() wrote. kCorrupt for any other bytes, kUnsupported for those of a newer version. Memory
/// stays within a small multiple of the input.
Result<Analysis> decode(std::string_view bytes);

}  // namespace kabar::understand
