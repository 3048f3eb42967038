#pragma once

#include <string>
#include <string_view>

namespace kabar::extract {

/// Text of a machine-readable field as readers would see it: entities that were escaped once too often are
/// decoded (the five of XML, nbsp, the usual quotes and dashes, numeric ones; twice at most), tags cut out,
/// blanks folded to one and trimmed.
std::string plain_field(std::string_view field);

}  // namespace kabar::extract
