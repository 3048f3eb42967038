#pragma once

#include <span>
#include <string_view>

#include "kabar/base/embedded_file.h"

namespace kabar::understand {

/// All of data/concepts, a table of words for each language ("fr.tsv"), the language packs of data/languages
/// ("languages/fr.toml"), the cities of data/places ("places/cities"), the table of words of the topics
/// ("words.bin"), their vectors ("vectors.bin") and the models of likeness ("likeness.bin"). Each begins at a
/// multiple of 16 bytes.
std::span<const EmbeddedFile> embedded_files() noexcept;

/// The bytes of a file, empty when there is none of that name.
std::string_view embedded_file(std::string_view name) noexcept;

/// The part of a table's line, or of a table, before `mark`, which is cut off with it.
std::string_view take_until(std::string_view& text, char mark) noexcept;

}  // namespace kabar::understand
