#pragma once

#include <string_view>

namespace kabar {

/// A file that was compiled into the program (cmake/kabar_embed.cmake).
struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
};

}  // namespace kabar
