#pragma once

#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/model/text_facts.h"

namespace kabar::understand {

/// Of one article; what a text holds beyond is left out where it is stored.
inline constexpr std::size_t kMostFiguresKept = 200, kMostQuotesKept = 100, kMostNamesKept = 200;

/// Facts as bytes. Format: a version byte; the sentences of the figures, each once; figures, quotes and
/// names, each list with its length; numbers as varints where they are whole, strings with their lengths.
std::string encode(const TextFacts& facts);

/// Reads what encode() wrote. kCorrupt for any other bytes, kUnsupported for those of a newer version. Memory
/// stays within a small multiple of the input: of a sentence that many figures share each has a copy, but no
/// more than kMostFiguresKept.
Result<TextFacts> decode_facts(std::string_view bytes);

}  // namespace kabar::understand
