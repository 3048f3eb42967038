#pragma once

#include <cstddef>

#include "kabar/base/result.h"
#include "kabar/collect/import_task.h"

namespace kabar::collect {

struct LoadLimits {
  std::size_t max_page_bytes = std::size_t{16} * 1024 * 1024;  ///< decompressed
};

/// Fills in the bytes of a page from its file, or takes those at hand; undoes its content codings, and gzip
/// where it is gzip all the same. kTooLarge names the cap; messages name the file or page. Safe from any
/// thread.
Status load(PageTask& task, const LoadLimits& limits);

}  // namespace kabar::collect
