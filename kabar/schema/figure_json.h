#pragma once

#include "kabar/json/writer.h"
#include "kabar/model/figure.h"

namespace kabar::schema {

/// The members of a figure but its sentence, into the object at hand: "kind", "low", "high", "qualifier",
/// "unit", "about", "attribution", "background". What a text does not tell is null.
void write_figure_members(json::Writer& json, const Figure& figure);

}  // namespace kabar::schema
