#pragma once

#include "kabar/serve/template_data.h"
#include "kabar/serve/view_models.h"
#include "kabar/serve/visit.h"

namespace kabar::serve {

/// The numbers of a kind over time, those of one subject alone, of which most articles tell: a mark for each
/// statement, and a line for each speaker who brought theirs up to date. One object, or none where they have
/// fewer than three different times. What is background or has no number is left out. Pure.
TemplateData::List figure_chart(const Visit& visit, const ToldStory& told, FigureKind kind);

}  // namespace kabar::serve
