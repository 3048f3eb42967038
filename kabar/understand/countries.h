#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kabar::understand {

/// ISO 3166 codes of the countries that a text in `lang` names, in order, as often as it does. Names are
/// CLDR's in that language, met in any inflection that stems alike; in scripts without blanks, as they stand.
/// Safe from any thread; a language's table is made when it is first asked for.
std::vector<std::string> find_countries(std::string_view text, std::string_view lang);

}  // namespace kabar::understand
