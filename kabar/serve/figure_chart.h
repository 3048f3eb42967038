#pragma once

#include "kabar/serve/template_data.h"
#include "kabar/serve/view_models.h"
#include "kabar/serve/visit.h"

namespace kabar::serve {

/// The statements of a kind over time, a mark each: one object, or none where they have fewer than three
/// different times. What is background, has no number or another unit than most is left out.
TemplateData::List figure_chart(const Visit& visit, const std::vector<understand::Statement>& statements,
                                FigureKind kind);

}  // namespace kabar::serve
