#pragma once

#include <string_view>

namespace kabar::extract {

/// Whether a line says that an advert stands there, and nothing else: "Advertisement", "- Anzeige -". In some
/// thirty languages.
bool is_advert_label(std::string_view line);

}  // namespace kabar::extract
