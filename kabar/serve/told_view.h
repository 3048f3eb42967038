#pragma once

#include "kabar/serve/template_data.h"
#include "kabar/serve/view_models.h"
#include "kabar/serve/visit.h"

// Figures, quotes and names of a story as its page shows them. Pure; the thread of the request.
namespace kabar::serve {

/// The data of the partial _told: "figures", "quotes", "names", each false where there are none.
TemplateData told_data(const Visit& visit, const ToldStory& told);

}  // namespace kabar::serve
