#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kabar::extract {

/// Valid JSON made of what publishers write as such, or nearly: comments, CDATA marks, raw line breaks and
/// bare quotation marks inside strings, unknown escapes, doubled, trailing and missing commas, single quotes,
/// brackets left open. What lies deeper than `max_depth` becomes null. One pass, linear in the text; the
/// result may still be no JSON when the input never was.
std::string repair_json(std::string_view text, std::size_t max_depth = 64);

}  // namespace kabar::extract
