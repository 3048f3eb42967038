#pragma once

#include <string>

#include "kabar/extract/explain.h"

namespace kabar::cli {

/// Why an article is as it is, as one JSON object.
std::string explanation_json(const Article& article, const extract::Explanation& explanation);

/// The same as a web page for people: no script, nothing from outside, everything foreign escaped.
std::string explanation_page(const Article& article, const extract::Explanation& explanation);

}  // namespace kabar::cli
