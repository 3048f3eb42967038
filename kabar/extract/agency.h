#pragma once

#include <string>
#include <string_view>

namespace kabar::extract {

/// The usual name of the news agency that `name` is, in any script and spelling ("Agence France-Presse",
/// "АФП"): "AFP", "Reuters", "dpa", … Empty when it is none.
std::string_view agency_named(std::string_view name);

/// The agency that a text's first line names as its source: "PARIS (Reuters) - …", "МОСКВА. /ТАСС/. …",
/// "新华社北京3月5日电 …". Empty when there is none; agencies that the text speaks about do not count.
std::string_view agency_of_dateline(std::string_view text);

/// The agency that a short line credits with nothing but a word or two before it: "Par AFP", "Quelle: dpa",
/// "EFE". Empty for all other lines.
std::string_view agency_of_credit(std::string_view line);

}  // namespace kabar::extract
