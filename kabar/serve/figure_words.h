#pragma once

#include <string>

#include "kabar/model/figure.h"
#include "kabar/serve/language.h"

// Figures in the words of a reader's language. Pure; the thread of the request.
namespace kabar::serve {

/// "Killed", "Arrested".
std::string kind_title(const Language& language, FigureKind kind);

/// "at least 200", "10 to 12 km", "€120,000".
std::string value_words(const Language& language, const Figure& figure);

}  // namespace kabar::serve
