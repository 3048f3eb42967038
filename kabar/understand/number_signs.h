#pragma once

#include <string_view>

namespace kabar::understand {

/// ISO 4217 of a sign such as "€"; empty for another.
std::string_view currency_of_sign(std::string_view sign) noexcept;

/// Whose dollar it is by what stands right before the sign ("nz"), folded; empty where that tells nothing.
std::string_view dollar_of(std::string_view word) noexcept;

/// Of a sign such as "½"; 0 for another.
double fraction_of(std::string_view sign) noexcept;

/// What a letter beside a currency sign multiplies by; 0 where it says nothing.
double scale_of_letter(std::string_view key) noexcept;

/// ASCII digits, with a point or none.
double value_of_digits(std::string_view digits) noexcept;

/// Whether it stands between digits that are no number: times, paths, powers.
bool is_sign_of_codes(std::string_view sign) noexcept;

}  // namespace kabar::understand
