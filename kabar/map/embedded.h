#pragma once

#include <span>
#include <string_view>

#include "kabar/base/embedded_file.h"

namespace kabar::map {

/// data/places/outlines.tsv.
std::span<const EmbeddedFile> embedded_files() noexcept;

/// The bytes of a file, empty when there is none of that name.
std::string_view embedded_file(std::string_view name) noexcept;

}  // namespace kabar::map
