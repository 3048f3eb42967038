#pragma once

#include <string>
#include <string_view>

namespace kabar::serve {

/// A headline as the readable end of an address: "Séisme à Oaxaca : 2 morts" gives
/// "-seisme-a-oaxaca-2-morts", with its leading hyphen. Empty for scripts that do not fold to ASCII.
std::string slug(std::string_view headline);

}  // namespace kabar::serve
