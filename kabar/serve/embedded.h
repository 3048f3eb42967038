#pragma once

#include <span>
#include <string_view>

namespace kabar::serve {

/// A file that was compiled into the program.
struct EmbeddedFile {
  std::string_view name;  ///< as below web/: "templates/front.mustache"
  std::string_view bytes;
};

/// All of web/: templates, static files, compiled catalogues ("translations/fr.mo").
std::span<const EmbeddedFile> embedded_files() noexcept;

/// The bytes of a file, empty when there is none of that name.
std::string_view embedded_file(std::string_view name) noexcept;

}  // namespace kabar::serve
