#pragma once

#include <string>
#include <string_view>

namespace kabar::serve {

/// A headline as the readable end of an address: "Séisme à Oaxaca : 2 morts" gives
/// "-seisme-a-oaxaca-2-morts", "Мост открыт" gives "-мост-открыт", with the leading hyphen. Small letters,
/// digits and hyphens of any script, NFC, at most 64 bytes; Latin ones without marks. Empty for what holds no
/// word. Pure.
std::string slug(std::string_view headline);

}  // namespace kabar::serve
