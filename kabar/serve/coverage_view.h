#pragma once

#include "kabar/serve/visit.h"

namespace kabar::serve {

/// The data of the partial _coverage.
TemplateData coverage_data(const Visit& visit, const Coverage& coverage);

}  // namespace kabar::serve
