#pragma once

#include <cstddef>
#include <filesystem>

#include "kabar/base/result.h"
#include "kabar/model/raw_document.h"

namespace kabar::collect {

struct LoadLimits {
  std::size_t max_page_bytes = std::size_t{16} * 1024 * 1024;  ///< decompressed
};

/// Fills in the bytes of a page from its file, gunzipped where they are gzip. kTooLarge names the cap; every
/// message names the file. Safe from any thread.
Status load(const std::filesystem::path& file, const LoadLimits& limits, RawDocument& document);

/// The same for bytes that are at hand.
Status unpack(Bytes bytes, std::string_view name, const LoadLimits& limits, RawDocument& document);

}  // namespace kabar::collect
