#pragma once

#include <string>
#include <string_view>

namespace kabar::text {

/// The number that a folded word spells in the language ("three" → "3", "zwanzig" → "20"), as
/// normalise_number() writes it; empty for any other word. From two on, as words for one mean much besides;
/// up to twenty, and the tens. By CLDR's spelling rules. Safe from any thread.
std::string_view spelt_number(std::string_view folded, std::string_view lang);

}  // namespace kabar::text
