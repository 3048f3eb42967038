#pragma once

#include <span>
#include <string_view>

#include "kabar/base/embedded_file.h"

namespace kabar::serve {

/// All of web/: templates ("templates/front.mustache"), static files, compiled catalogues
/// ("translations/fr.mo").
std::span<const EmbeddedFile> embedded_files() noexcept;

/// The bytes of a file, empty when there is none of that name.
std::string_view embedded_file(std::string_view name) noexcept;

}  // namespace kabar::serve
