#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kabar::extract {

/// Text of a machine-readable field as readers would see it: entities that were escaped once too often are
/// decoded (the five of XML, nbsp, the usual quotes and dashes, numeric ones; twice at most), tags cut out,
/// blanks folded to one and trimmed.
std::string plain_field(std::string_view field);

/// Bytes from behind a tag ("script" and what follows its name) to the end tag of its element, where its
/// content is a program and no text; 0 for other elements.
std::size_t size_of_program(std::string_view tag, std::string_view behind);

}  // namespace kabar::extract
