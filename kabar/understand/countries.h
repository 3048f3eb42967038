#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/text/stemmer.h"

namespace kabar::understand {

/// ISO 3166 codes of the countries that a text in `lang` names, in order, as often as it does. Names are
/// CLDR's in that language, met in any inflection that stems alike; in scripts without blanks, as they stand.
/// Safe from any thread; a language's table is made when it is first asked for. `stems` is a memo of `lang`,
/// which `text` must outlive.
std::vector<std::string> find_countries(std::string_view text, std::string_view lang, text::StemMemo& stems);

}  // namespace kabar::understand
