#pragma once

#include <filesystem>

#include "kabar/base/result.h"
#include "kabar/collect/input_kind.h"

namespace kabar::collect {

/// Copies standard input into a new file as it is, and says what it holds. The file is its owner's alone.
/// kTooLarge for a page of more than 1 GiB; an archive or lines may be as large as the disk allows.
Result<InputKind> copy_standard_input(const std::filesystem::path& to);

}  // namespace kabar::collect
